/** Credentials of an account: from the answer to `sip-credentials`, else from the JSON at `credentials-src` (challenges of RFC 8760). */

import type { PhoneCredentials } from '../../phone/configuration.js';
import { SipCredentialsEvent } from '../shared/events/events.js';

export interface CredentialsOptions {
  /** Target of the `sip-credentials` event. */
  readonly owner: EventTarget;
  /** URL of a JSON object with `username` and `password`, `ha1` or `token`; fetched again at each challenge. */
  readonly src: string | undefined;
}

/** Returns the function that the phone calls at a challenge. It rejects when the URL gives no usable credentials. */
export function credentialsSource(
  options: CredentialsOptions,
): (challenge: { readonly realm: string; readonly signal: AbortSignal }) => Promise<PhoneCredentials | undefined> {
  return async ({ realm, signal }) => {
    const event = new SipCredentialsEvent(realm);
    options.owner.dispatchEvent(event);
    if (event.answer) return event.answer;
    return options.src === undefined ? undefined : fetchCredentials(options.src, signal);
  };
}

async function fetchCredentials(src: string, signal: AbortSignal): Promise<PhoneCredentials> {
  const response = await fetch(src, { cache: 'no-store', headers: { accept: 'application/json' }, signal });
  if (!response.ok) throw new Error(`The address of the credentials answered ${response.status}.`);
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null) throw new Error('The address of the credentials gave no JSON object.');
  return body;
}
