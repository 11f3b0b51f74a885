/** Where an account's credentials come from: the page's answer to `sip-credentials`, else the JSON at `credentials-src` (RFC 8760 challenges). */

import type { PhoneCredentials } from '../../phone/configuration.js';
import { SipCredentialsEvent } from '../shared/events/events.js';

export interface CredentialsOptions {
  /** Who is asked by `sip-credentials`. */
  readonly owner: EventTarget;
  /** URL of a JSON object with `username` and `password`, `ha1` or `token`; fetched anew at each challenge. */
  readonly src: string | undefined;
}

/** What the phone calls at a challenge. Rejects when the URL gives no usable answer. */
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
