/** Repeats a rejected INVITE with a longer interval (RFC 4028 §7.3) or new target (RFC 3261 §8.1.3.4). */

import { isSips } from '../core/contact.js';
import { isLocalResponse } from '../core/local-response.js';
import { contactQ } from '../message/header/contact.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { InviteUsage } from './invite-usage.js';

/** Maximum number of targets of one call. */
const MAX_TARGETS = 8;

type Next = OutgoingRequestMessage | undefined;

/** The next request; undefined if the rejection is final; a promise while the policy decides. Never rejects. */
export function nextRequest(call: InviteUsage, response: IncomingResponse): Next | Promise<Next> {
  if (!call.uac || !call.is('calling', 'early')) return undefined;
  const { statusCode } = response;
  // Without a flow no other target can be reached.
  if (isLocalResponse(response)) return undefined;
  if (call.timer.raises(response)) {
    const request = again(call, call.uac.message);
    call.timer.request(request);
    return request;
  }
  // 6xx applies to all targets (§21.6).
  if (statusCode >= 600) return undefined;
  const allowed = statusCode < 400 ? allowedTargets(call, response) : [];
  if (!(allowed instanceof Promise)) return nextTarget(call, allowed);
  call.deciding = true;
  return allowed.then((targets) => {
    call.deciding = false;
    return call.is('calling', 'early') ? nextTarget(call, targets) : undefined;
  });
}

/** The request to the best target that has not been called. */
function nextTarget(call: InviteUsage, allowed: readonly URI[]): Next {
  const first = firstTarget(call);
  for (const target of allowed) {
    const known = [first, ...call.tried, ...call.targets];
    if (known.length > MAX_TARGETS || known.some((uri) => uri.equals(target))) continue;
    call.targets.push(target);
  }
  const target = call.targets.shift();
  if (!target || !call.uac) return undefined;
  call.tried.push(target);
  call.remote.redirected(target);
  call.session.emit('redirected', target);
  return again(call, call.uac.message, { target });
}

function firstTarget({ origin, uac }: InviteUsage): URI {
  return origin.direction === 'outgoing' ? origin.request.uri : uac!.message.uri;
}

/** The targets that the policy allows, by descending q. Never rejects. */
function allowedTargets(call: InviteUsage, response: IncomingResponse): readonly URI[] | Promise<readonly URI[]> {
  const { redirects } = call.owner.settings;
  if (redirects === 'none') return [];
  const contacts = [...response.contacts].sort((a, b) => contactQ(b) - contactQ(a));
  // A sips call is only redirected to sips targets (§26.4, RFC 5630 §4).
  const callable = /^sips$/i.test(firstTarget(call).scheme) ? /^sips$/i : /^sips?$/i;
  const isCallable = (uri: URI): boolean => callable.test(uri.scheme);
  const targets = contacts.map(({ uri }) => uri).filter(isCallable);
  if (redirects === 'follow' || targets.length === 0) return targets;
  const failed = (error: unknown): readonly URI[] => {
    call.logger.error(`the policy of redirects failed: ${String(error)}`);
    return [];
  };
  try {
    const left = redirects(targets, call.session);
    return left instanceof Promise
      ? left.then((some) => some.filter(isCallable)).catch(failed)
      : left.filter(isCallable);
  } catch (error) {
    return failed(error);
  }
}

/** Copies the INVITE with the next CSeq, or `sequence`; without credentials, as they belong to the previous target. */
export function again(
  call: InviteUsage,
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
  // §8.1.1.8: a sips target needs a sips Contact.
  if (isSips(target))
    copy.headers.set('Contact', call.core.contact.toHeader({ anonymous: call.anonymous, secure: true }));
  return copy;
}
