/** Credentials of an account: from the answer to `sip-credentials`, else from the document at `credentials-src` (challenges of RFC 8760). */

import type { AccountDocument, AccountRequest } from '../../phone/account/account-document.js';
import type { PhoneCredentials } from '../../phone/configuration.js';
import type { ChallengeInfo } from '../../sip/digest/credentials.js';
import { SipCredentialsEvent } from '../shared/events/events.js';

/** Returns the function that the phone calls at a challenge: the answer of the page to `sip-credentials`, where there is one. */
export function credentialsAnswer(
  owner: () => EventTarget,
): (challenge: ChallengeInfo) => PhoneCredentials | undefined | Promise<PhoneCredentials | undefined> {
  return (challenge) => {
    const event = new SipCredentialsEvent(challenge);
    owner().dispatchEvent(event);
    return event.answer;
  };
}

/** Returns the function that fetches the document of the account. It rejects where the URL gives none. */
export function documentAt(src: string): (request: Pick<AccountRequest, 'signal'>) => Promise<AccountDocument> {
  return async ({ signal }) => {
    const response = await fetch(src, { cache: 'no-store', headers: { accept: 'application/json' }, signal });
    if (!response.ok) throw new Error(`The address of the credentials answered ${response.status}.`);
    return response.json() as Promise<AccountDocument>;
  };
}
