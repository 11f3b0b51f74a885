/**
 * Trickle ICE: sends and receives candidates by INFO after a description (RFC 8838, RFC 8840).
 * Subjects: trickle ICE; candidates sent by INFO; Recv-Info.
 */

import type { UserAgentServer } from '../core/user-agent-server.js';
import { findPart } from '../message/body.js';
import type { Headers } from '../message/headers.js';
import type { IncomingResponse } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import type { IceFragment } from './description-handler.js';
import { offersTrickle, parseIceFragment, printIceFragment } from './ice-fragment.js';
import { requestIn } from './request.js';

export const PACKAGE = 'trickle-ice';
const TYPE = 'application/trickle-ice-sdpfrag';

/** Whether candidates may be sent to us. */
const takesCandidates = (call: InviteUsage): boolean => call.media.existingHandler?.addRemoteCandidates !== undefined;

/** The INFO packages of a call, lower case, for Recv-Info (RFC 6086 §5.2.3): that of trickle ICE, and those of the application. */
export function infoPackages(call: InviteUsage, trickle = true): string[] {
  const own = call.owner.settings.infoPackages().map((name) => name.toLowerCase());
  return [...(trickle && takesCandidates(call) ? [PACKAGE] : []), ...own];
}

/** Announces the INFO packages in a message with a local description, and that candidates may be sent to us (RFC 8840 §4.1, §10). */
export function allowPackages(call: InviteUsage, headers: Headers, trickle = true): void {
  const packages = infoPackages(call, trickle);
  if (packages.length === 0) return;
  if (packages.includes(PACKAGE)) headers.append('Supported', PACKAGE);
  headers.set('Recv-Info', packages.join(', '));
}

/**
 * Starts sending candidates once the dialog exists, if the remote party supports it. `description` is the remote one.
 */
export function startTrickle(call: InviteUsage, description: string): void {
  const handler = call.media.existingHandler;
  if (!handler?.onLocalCandidates || !call.remote.takesInfoPackage(PACKAGE) || !offersTrickle(description)) return;
  const sender = new CandidateSender(call);
  handler.onLocalCandidates((fragment) => sender.send(fragment));
}

/** Sends one INFO at a time, each with all candidates so far, in case one is lost or overtaken (RFC 8840 §4.3). */
class CandidateSender {
  /** By ufrag, as streams that share no transport have their own. */
  readonly #waiting = new Map<string, IceFragment>();
  #state: 'idle' | 'waiting' | 'refused' = 'idle';

  constructor(private readonly call: InviteUsage) {}

  send(fragment: IceFragment): void {
    this.#waiting.set(fragment.ufrag, fragment);
    if (this.#state === 'idle') this.#sendNext();
  }

  #sendNext(): void {
    const { call } = this;
    const dialog = call.established?.dialog;
    const [fragment] = this.#waiting.values();
    this.#state = 'idle';
    if (!fragment || !dialog) return;
    this.#waiting.delete(fragment.ufrag);
    const request = requestIn(call, dialog, 'INFO');
    request.headers.append('Info-Package', PACKAGE);
    request.setBody({ body: printIceFragment(fragment), contentType: TYPE });
    request.headers.append('Content-Disposition', 'Info-Package');
    this.#state = 'waiting';
    const onReject = (response: IncomingResponse): void => {
      call.logger.warn(`the INFO with candidates was rejected: ${response.statusCode}`);
      // A broken flow is no rejection: later candidates are sent with the next fragment.
      this.#state = response.statusCode === 503 ? 'idle' : 'refused';
    };
    call.core.request(request, { onAccept: () => this.#sendNext(), onRedirect: onReject, onReject }, dialog);
  }
}

/** Handles an INFO of this package; it applies to the description in use when it is processed (RFC 8840 §4.3). */
export function receiveCandidates(call: InviteUsage, uas: UserAgentServer): void {
  const part = findPart(uas.message, TYPE);
  const fragment = part && parseIceFragment(part.body);
  if (!part) return void uas.reject({ statusCode: 415, extraHeaders: [`Accept: ${TYPE}`] });
  if (!fragment) return void uas.reject({ statusCode: 400 });
  uas.accept();
  call.queue
    .add(async () => call.media.existingHandler?.addRemoteCandidates?.(fragment))
    .catch((error: unknown) => call.logger.warn(`could not add the remote candidates: ${toSipError(error).message}`));
}
