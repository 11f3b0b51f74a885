/**
 * Repeats a rejected INVITE with a longer interval (RFC 4028 §7.3) or new target (RFC 3261 §8.1.3.4).
 * Subjects: 3xx received; 422 retry; next target of a redirected call; sips target of a redirection; number of redirections; order of the targets of a redirection.
 */

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

/** The targets of an outgoing call. */
export class Retries {
  /** Targets of 3xx responses still to be called. */
  readonly #waiting: URI[] = [];
  readonly #called: URI[];

  constructor(
    private readonly call: InviteUsage,
    private readonly first: URI,
  ) {
    this.#called = [first];
  }

  /**
   * The request after the response to this one; undefined if the rejection is final; a promise while the policy
   * decides. Never rejects.
   */
  next(response: IncomingResponse, request: OutgoingRequestMessage): Next | Promise<Next> {
    const { call } = this;
    // Without a flow no other target can be reached.
    if (!call.is('calling', 'early') || isLocalResponse(response)) return undefined;
    if (call.timer.raises(response)) {
      const repeated = again(call, request);
      call.timer.request(repeated);
      return repeated;
    }
    // 6xx applies to all targets (§21.6).
    if (response.statusCode >= 600) return undefined;
    const allowed = response.statusCode < 400 ? this.#allowed(response) : [];
    if (!(allowed instanceof Promise)) return this.#nextTarget(allowed, request);
    return allowed.then((targets) => (call.is('calling', 'early') ? this.#nextTarget(targets, request) : undefined));
  }

  /** The request to the best target that has not been called. */
  #nextTarget(allowed: readonly URI[], request: OutgoingRequestMessage): Next {
    for (const target of allowed) {
      const known = [...this.#called, ...this.#waiting];
      if (known.length > MAX_TARGETS || known.some((uri) => uri.equals(target))) continue;
      this.#waiting.push(target);
    }
    const target = this.#waiting.shift();
    if (!target) return undefined;
    this.#called.push(target);
    this.call.remote.redirected(target);
    this.call.session.emit('redirected', target);
    return again(this.call, request, { target });
  }

  /** The targets that the policy allows, by descending q. Never rejects. */
  #allowed(response: IncomingResponse): readonly URI[] | Promise<readonly URI[]> {
    const { redirects } = this.call.owner.settings;
    if (redirects === 'none') return [];
    const contacts = [...response.contacts].sort((a, b) => contactQ(b) - contactQ(a));
    // A sips call is only redirected to sips targets (§26.4, RFC 5630 §4).
    const callable = isSips(this.first) ? /^sips$/i : /^sips?$/i;
    const isCallable = (uri: URI): boolean => callable.test(uri.scheme);
    const targets = contacts.map(({ uri }) => uri).filter(isCallable);
    if (redirects === 'follow' || targets.length === 0) return targets;
    const failed = (error: unknown): readonly URI[] => {
      this.call.logger.error(`the policy of redirects failed: ${String(error)}`);
      return [];
    };
    try {
      const left = redirects(targets, this.call.session);
      return left instanceof Promise
        ? left.then((some) => some.filter(isCallable)).catch(failed)
        : left.filter(isCallable);
    } catch (error) {
      return failed(error);
    }
  }
}

/** Copies the INVITE with the next CSeq, or `sequence`; without credentials, as they belong to the previous target. */
export function again(
  call: InviteUsage,
  request: OutgoingRequestMessage,
  { target, sequence = request.cseq.sequence + 1 }: { target?: URI; sequence?: number } = {},
): OutgoingRequestMessage {
  const copy = request.repeat(sequence);
  if (!target) return copy;
  copy.uri = target.clone();
  copy.uri.headers = [];
  copy.uri.params.delete('method');
  // §8.1.1.8: a sips target needs a sips Contact.
  if (isSips(target))
    copy.headers.set('Contact', call.core.contact.toHeader({ anonymous: call.anonymous, secure: true }));
  return copy;
}
