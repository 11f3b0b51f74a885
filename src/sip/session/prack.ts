/**
 * Acknowledges reliable provisional responses by PRACK (RFC 3262).
 * Subjects: PRACK sent; reliable provisional response received.
 */

import type { IncomingResponse } from '../message/response.js';
import { parseRSeq, printRAck } from '../message/header/rack.js';
import type { Dialog } from '../dialog/dialog.js';
import { giveUp } from './bye.js';
import type { Fork } from './forks.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import type { InviteOptions } from './options.js';
import { requestIn } from './request.js';
import type { SessionDescription } from './description-handler.js';

/** The sequence of reliable responses of a fork or of a change. */
export class ReliableSequence {
  /** The RSeq of the last PRACK (RFC 3262 §4). */
  #last: number | undefined;

  /** The RAck for a response. `repeated` for a retransmission or a gap in RSeq: the response is ignored (§4). */
  rackOf(response: IncomingResponse): { rack: string } | 'unreliable' | 'repeated' {
    if (!response.hasOption('Require', '100rel')) return 'unreliable';
    const rseq = parseRSeq(response.headers.get('RSeq') ?? '');
    if (rseq === undefined) return 'unreliable';
    if (this.#last !== undefined && rseq !== this.#last + 1) return 'repeated';
    this.#last = rseq;
    return { rack: printRAck({ rseq, cseq: response.cseq }) };
  }
}

/** Acknowledges a reliable provisional response to the initial INVITE, even if 100rel was not offered. */
export function prack(
  call: InviteUsage,
  fork: Fork,
  options: InviteOptions,
  response: IncomingResponse,
  description: string | undefined,
): 'unreliable' | 'new' | 'repeated' {
  const rack = fork.sequence.rackOf(response);
  if (typeof rack === 'string') return rack;
  // The peer connection answers one fork; if another fork wins, its answer is sent in the ACK.
  if (!options.inviteWithoutSdp || description === undefined || call.media.confirmedDialog) {
    sendPrack(call, fork.dialog, rack);
    return 'new';
  }
  // A response to an INVITE without an offer may contain it; the answer is sent in the PRACK (§5).
  call.media.confirm(fork.dialog);
  call.queue
    .add(async () => {
      sendPrack(call, fork.dialog, rack, await call.media.answerOffer(description, options));
      call.media.noteRemoteHold(description);
    })
    .catch((error: unknown) => unanswerable(call, error));
  return 'new';
}

/** Ends a call whose offer cannot be answered. */
function unanswerable(call: InviteUsage, error: unknown): void {
  const { phase } = call;
  if (phase.kind !== 'calling') return giveUp(call, error);
  call.logger.warn(`could not create the answer in the PRACK: ${toSipError(error).message}`);
  phase.invite.cancel();
  call.failLocally(error);
}

export function sendPrack(
  call: InviteUsage,
  dialog: Dialog,
  { rack }: { rack: string },
  answer?: SessionDescription,
): void {
  if (call.is('ended')) return;
  const request = requestIn(call, dialog, 'PRACK');
  request.headers.append('RAck', rack);
  if (answer) request.setBody(answer);
  call.core.request(request, {}, dialog);
}
