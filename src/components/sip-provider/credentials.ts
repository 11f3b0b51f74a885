/**
 * Credentials of an account: from the answer to `sip-credentials`, else from the document at `credentials-src` (challenges of RFC
 * 8760).
 * Subjects: credentials-src; sip-credentials event, answered; sip-credentials listener at an ancestor.
 */

import type { AccountDocument, AccountRequest } from '../../phone/account/account-document.js';
import { areaOf, keyOf, readItem, removeItem, writeItem } from '../../phone/account/storage-area.js';
import type { PhoneCredentials } from '../../phone/configuration.js';
import type { ChallengeInfo } from '../../sip/digest/credentials.js';
import { SipCredentialsEvent } from '../shared/events/events.js';
import { pageSettled } from './page-settled.js';
import { warnOfAttribute } from './page-warnings.js';

type Answer = Promise<PhoneCredentials | undefined> | undefined;

/** The element of an account; frameworks can leave null in its property. */
type Owner = EventTarget & { readonly uri?: string | null | undefined; readonly storage?: string | null | undefined };

/**
 * Returns the function that the phone calls at a challenge: the answer of the page to `sip-credentials`, where there is one. A page that is
 * known to answer is asked again when it had the time to add its listener.
 */
export function credentialsAnswer(owner: () => Owner): (challenge: ChallengeInfo) => Answer {
  return (challenge) => {
    const ask = (): Answer => {
      const event = new SipCredentialsEvent(challenge);
      owner().dispatchEvent(event);
      return event.answer;
    };
    const first = ask();
    if (first === undefined && !isAnswered(owner())) return undefined;
    const settle = async (): Promise<PhoneCredentials | undefined> => {
      const credentials = first === undefined ? await pageSettled(true).then(ask) : await first;
      remember(owner(), credentials !== undefined);
      return credentials;
    };
    return settle();
  };
}

/**
 * Whether a page of this tab has answered the challenge of the account. Its listener may be at an ancestor of the element, where it
 * cannot be seen.
 */
export function isAnswered(owner: Owner): boolean {
  return readItem(areaOfAnswers(owner), keyOf('answers', owner.uri ?? '')) !== null;
}

function remember(owner: Owner, answered: boolean): void {
  const area = areaOfAnswers(owner);
  const key = keyOf('answers', owner.uri ?? '');
  if (answered) writeItem(area, key, '1');
  else removeItem(area, key);
}

/** Nothing is kept of an account without an address, or of one whose page forbids it. */
const areaOfAnswers = ({ uri, storage }: Owner): Storage | undefined =>
  areaOf(!uri || storage === 'none' ? 'none' : 'session');

/**
 * Returns the function that fetches the document of the account. It rejects where the URL gives none, and names the reason in the
 * console, once for the same one in a row. Nothing of a document is repeated there, as it may have a password in it.
 */
export function documentAt(src: string): (request: Pick<AccountRequest, 'signal'>) => Promise<AccountDocument> {
  let told = '';
  const fail = (reason: string): never => {
    if (reason !== told) warnOfAttribute('credentials-src', reason);
    told = reason;
    throw new Error(reason);
  };
  return async ({ signal }) => {
    const response = await fetch(src, { cache: 'no-store', headers: { accept: 'application/json' }, signal });
    if (!response.ok) fail(`The server answered ${response.status}.`);
    const text = await response.text();
    try {
      return JSON.parse(text) as AccountDocument;
    } catch {
      // Such as the page of a sign-in whose session has ended.
      const type = response.headers.get('content-type')?.split(';')[0];
      return fail(`The server answered with ${type ?? 'text'}, which is not JSON.`);
    }
  };
}
