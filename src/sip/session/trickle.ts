/** Trickle ICE: candidates that are found after a description has left go by INFO, where both sides can (RFC 8838, RFC 8840). */

import type { UserAgentServer } from '../core/user-agent-server.js';
import { findPart } from '../message/body.js';
import type { Headers } from '../message/headers.js';
import type { IncomingResponse } from '../message/response.js';
import { toSipError, type InviteUsage } from './invite-usage.js';
import type { IceFragment } from './description-handler.js';
import { offersTrickle, parseIceFragment, printIceFragment } from './ice-fragment.js';
import { requestIn } from './request.js';

const PACKAGE = 'trickle-ice';
const TYPE = 'application/trickle-ice-sdpfrag';

/** The packages that a call takes, for Recv-Info (RFC 6086 §5.2.3). */
export function infoPackages(call: InviteUsage): string[] {
  return call.existingHandler?.addRemoteCandidates ? [PACKAGE] : [];
}

/** Says in a message with a description of ours that candidates may follow the other side's (RFC 8840 §4.1, §10). */
export function allowTrickle(call: InviteUsage, headers: Headers): void {
  if (infoPackages(call).length === 0) return;
  headers.append('Supported', PACKAGE);
  headers.set('Recv-Info', PACKAGE);
}

/**
 * The dialog is there, and with it a way for candidates: those that no description of ours held go out, where the other
 * side takes them. `description` is the other side's.
 */
export function startTrickle(call: InviteUsage, description: string): void {
  const handler = call.existingHandler;
  if (!handler?.onLocalCandidates || !call.remoteInfoPackages.includes(PACKAGE) || !offersTrickle(description)) return;
  const sender = new CandidateSender(call);
  handler.onLocalCandidates((fragment) => sender.send(fragment));
}

/** One INFO at a time; each holds all candidates so far, so that what is lost or overtaken does no harm (RFC 8840 §4.3). */
class CandidateSender {
  /** By their credentials: streams that share no transport have their own. */
  readonly #waiting = new Map<string, IceFragment>();
  #state: 'idle' | 'waiting' | 'refused' = 'idle';

  constructor(private readonly call: InviteUsage) {}

  send(fragment: IceFragment): void {
    this.#waiting.set(fragment.ufrag, fragment);
    if (this.#state === 'idle') this.#sendNext();
  }

  #sendNext(): void {
    const { call } = this;
    const [fragment] = this.#waiting.values();
    this.#state = 'idle';
    if (!fragment || !call.dialog || !call.is('established')) return;
    this.#waiting.delete(fragment.ufrag);
    const body = printIceFragment(fragment);
    const request = requestIn(call, call.dialog, 'INFO');
    request.headers.append('Info-Package', PACKAGE);
    request.headers.append('Content-Type', TYPE);
    request.headers.append('Content-Disposition', 'Info-Package');
    request.body = body;
    this.#state = 'waiting';
    const onReject = (response: IncomingResponse): void => {
      call.logger.warn(`candidates were refused: ${response.statusCode}`);
      // A broken flow is no refusal: what was found meanwhile goes out with the next fragment.
      this.#state = response.statusCode === 503 ? 'idle' : 'refused';
    };
    call.core.request(request, { onAccept: () => this.#sendNext(), onRedirect: onReject, onReject }, call.dialog);
  }
}

/** An INFO of this package: its candidates are for the description that is in use when their turn comes (RFC 8840 §4.3). */
export function receiveCandidates(call: InviteUsage, uas: UserAgentServer): void {
  const part = findPart(uas.message, TYPE);
  const fragment = part && parseIceFragment(part.body);
  if (!part) return void uas.reject({ statusCode: 415, extraHeaders: [`Accept: ${TYPE}`] });
  if (!fragment) return void uas.reject({ statusCode: 400 });
  uas.accept();
  call.queue
    .add(async () => call.existingHandler?.addRemoteCandidates?.(fragment))
    .catch((error: unknown) => call.logger.warn(`candidates: ${toSipError(error).message}`));
}
