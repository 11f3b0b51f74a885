/** A refused INVITE that can be sent again: a longer session interval (RFC 4028 §7.3), or another place (RFC 3261 §8.1.3.4). */

import { isSips } from '../core/contact.js';
import { isLocalResponse } from '../core/local-response.js';
import { contactQ } from '../message/header/contact.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { Call } from './call.js';
import { raisesInterval, requestTimer } from './session-timer.js';

/** How many places one call may be sent to, and how many answers of this kind it follows. */
const MAX_TARGETS = 8;

/** The request to send next, or undefined where the refusal stands. */
export function nextRequest(call: Call, response: IncomingResponse): OutgoingRequestMessage | undefined {
  if (!call.uac || !call.is('calling', 'early')) return undefined;
  const { statusCode } = response;
  // Without a flow there is no other place either.
  if (isLocalResponse(response)) return undefined;
  if (raisesInterval(call, response)) {
    const request = again(call, call.uac.message);
    requestTimer(call, request);
    return request;
  }
  if (statusCode >= 300 && statusCode < 400) addTargets(call, response);
  // 6xx speaks for all places (§21.6).
  const target = statusCode < 600 ? call.targets.shift() : undefined;
  if (!target) return undefined;
  call.tried.push(target);
  return again(call, call.uac.message, { target });
}

/** Best first, none twice, only those that the policy leaves. */
function addTargets(call: Call, response: IncomingResponse): void {
  const { redirects } = call.owner.settings;
  if (redirects === 'none') return;
  const contacts = [...response.contacts].sort((a, b) => contactQ(b) - contactQ(a));
  const { origin } = call;
  const first = origin.direction === 'outgoing' ? origin.request.uri : call.uac!.message.uri;
  // Who asked for a protected way is not led off it (§26.4, RFC 5630 §4).
  const callable = /^sips$/i.test(first.scheme) ? /^sips$/i : /^sips?$/i;
  const targets = contacts.map(({ uri }) => uri).filter((uri) => callable.test(uri.scheme));
  const allowed = redirects === 'follow' ? targets : permitted(call, redirects, targets);
  for (const target of allowed) {
    if (!callable.test(target.scheme)) continue;
    const known = [first, ...call.tried, ...call.targets];
    if (known.length > MAX_TARGETS || known.some((uri) => uri.equals(target))) continue;
    call.targets.push(target);
  }
}

/** What the function of the application leaves; nothing where it fails. */
function permitted(
  call: Call,
  policy: (targets: readonly URI[]) => readonly URI[],
  targets: readonly URI[],
): readonly URI[] {
  try {
    return policy(targets);
  } catch (error) {
    call.logger.error(`the policy of redirects failed: ${String(error)}`);
    return [];
  }
}

/** The same INVITE with the next CSeq unless another is named; credentials are for the place that asked for them. */
export function again(
  call: Call,
  request: OutgoingRequestMessage,
  { target, sequence = request.cseq.sequence + 1 }: { target?: URI; sequence?: number } = {},
): OutgoingRequestMessage {
  const copy = request.clone();
  copy.headers.delete('Via');
  copy.headers.delete('Authorization');
  copy.headers.delete('Proxy-Authorization');
  copy.headers.set('CSeq', `${sequence} ${request.method}`);
  if (!target) return copy;
  copy.uri = target.clone();
  copy.uri.headers = [];
  copy.uri.params.delete('method');
  // §8.1.1.8: whoever is called on the protected way comes back on it.
  if (isSips(target))
    copy.headers.set('Contact', call.core.contact.toHeader({ anonymous: call.anonymous, secure: true }));
  return copy;
}
