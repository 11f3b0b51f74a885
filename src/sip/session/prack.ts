/** PRACK: provisional responses that must arrive (RFC 3262). The caller's side acknowledges, the callee's side waits. */

import type { IncomingResponse } from '../message/response.js';
import { parseRSeq, printRAck } from '../message/header/rack.js';
import type { Dialog } from '../dialog/dialog.js';
import { giveUp } from './bye.js';
import { toSipError, type InviteUsage, type Fork } from './invite-usage.js';
import { answerOffer, noteRemoteHold } from './offer-answer.js';
import type { InviteOptions } from './options.js';
import { requestIn } from './request.js';
import type { SessionDescription } from './description-handler.js';

/** Whose reliable responses are counted: those of a fork, or of a change. */
export interface Acknowledged {
  readonly dialog: Dialog;
  /** The RSeq that was acknowledged last (RFC 3262 §4). */
  rseq?: number | undefined;
}

/** What the PRACK for a response says. `repeated` for one that was seen, or that comes before another: it means nothing (§4). */
export function rackOf(of: Acknowledged, response: IncomingResponse): { rack: string } | 'unreliable' | 'repeated' {
  if (!response.hasOption('Require', '100rel')) return 'unreliable';
  const rseq = parseRSeq(response.headers.get('RSeq') ?? '');
  if (rseq === undefined) return 'unreliable';
  if (of.rseq !== undefined && rseq !== of.rseq + 1) return 'repeated';
  of.rseq = rseq;
  return { rack: printRAck({ rseq, cseq: response.cseq }) };
}

/** Acknowledges a reliable provisional response to the first INVITE, also one that comes though we did not offer it. */
export function prack(
  call: InviteUsage,
  fork: Fork,
  options: InviteOptions,
  response: IncomingResponse,
  description: string | undefined,
): 'unreliable' | 'new' | 'repeated' {
  const rack = rackOf(fork, response);
  if (typeof rack === 'string') return rack;
  // One connection answers one fork; another one that wins has its answer in the ACK.
  if (!options.inviteWithoutSdp || description === undefined || call.confirmedDialog) {
    sendPrack(call, fork.dialog, rack);
    return 'new';
  }
  // The offer of a late-offer INVITE may come here; its answer then goes into the PRACK (§5).
  call.confirmedDialog = fork.dialog;
  call.queue
    .add(async () => {
      sendPrack(call, fork.dialog, rack, await answerOffer(call, description, options));
      noteRemoteHold(call, description);
    })
    .catch((error: unknown) => unanswerable(call, error));
  return 'new';
}

/** An offer that has no answer leaves nothing to wait for. */
function unanswerable(call: InviteUsage, error: unknown): void {
  if (!call.is('calling', 'early')) return giveUp(call, error);
  call.logger.warn(`no answer for PRACK: ${toSipError(error).message}`);
  call.uac?.cancel();
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
  if (answer) {
    request.headers.append('Content-Type', answer.contentType);
    request.body = answer.body;
  }
  call.core.request(request, {}, dialog);
}
