/**
 * Handles a re-INVITE or UPDATE of the remote party (RFC 3261 §14.2, RFC 3311 §5.2).
 * Subjects: re-INVITE received; UPDATE received; 488 Not Acceptable Here; 491 sent; 500 to an overlapping offer; UPDATE before
 * the answer.
 */

import { SipError } from '../base/errors.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import type { IncomingRequest } from '../message/request.js';
import { takeAnswerOfAck, unacknowledged } from './ack-received.js';
import type { Fork } from './forks.js';
import type { InviteUsage } from './invite-usage.js';
import type { Negotiation } from './offer-answer.js';
import { statusOfError, toSipError } from './session-errors.js';
import type { SessionDescription } from './description-handler.js';
import { hasTooSmallInterval, INTERVAL_TOO_SMALL } from './session-timer.js';

/** Rejects a request that conflicts with a pending one, and queues all others. */
export function receiveModify(call: InviteUsage, uas: UserAgentServer): void {
  const { message } = uas;
  const update = message.method === 'UPDATE';
  if (call.is('ended', 'ending')) return void uas.reject({ statusCode: 481 });
  if (hasTooSmallInterval(message)) return void uas.reject(INTERVAL_TOO_SMALL);
  // An UPDATE without an offer refreshes target and timer at any time.
  if (update && message.body === '') return refreshed(call, uas);
  // An offer in the 200 could not be answered, as UPDATE has no ACK (RFC 3311 §5.2).
  if (update && call.media.descriptionIn(message) === undefined) {
    return void uas.reject({ statusCode: 415, extraHeaders: ['Accept: application/sdp'] });
  }
  const refusal = untimely(call, message);
  if (refusal) return void uas.reject(refusal);
  const before = call.media.negotiation;
  call.media.reserve('remote-offer');
  uas.delegate = {
    onCancel: () => {
      if (uas.open) uas.reject({ statusCode: 487 });
    },
  };
  call.queue.add(() => answer(call, uas, before)).catch((error: unknown) => refuse(call, uas, error));
}

/** The status that rejects an offer while another is open (§14.2, RFC 3311 §5.2). */
function untimely(call: InviteUsage, message: IncomingRequest): Refusal | undefined {
  const update = message.method === 'UPDATE';
  if (!call.is('established')) {
    // The initial INVITE is still pending.
    if (!update) return call.direction === 'outgoing' ? { statusCode: 491 } : busy();
    if (call.direction === 'incoming' && !call.media.confirmedDialog) return busy();
    if (call.direction === 'outgoing' && !call.media.confirmedDialog && forkOf(call, message)?.answer === undefined)
      return { statusCode: 491 };
    // The peer connection plays one fork and cannot follow the changes of another.
    if (call.media.confirmedDialog && call.media.confirmedDialog !== dialogOf(call, message))
      return { statusCode: 488 };
  } else if (call.media.negotiation === 'local-offer' || call.unresumed) return { statusCode: 491 };
  if (call.media.negotiation === 'remote-offer') return busy();
  if (!call.ack.pending || update) return undefined;
  if (!call.ack.isImpliedBy(message)) return busy();
  call.ack.release();
  return undefined;
}

/** The fork of a request while the outgoing call is not answered. */
function forkOf({ phase }: InviteUsage, message: IncomingRequest): Fork | undefined {
  return phase.kind === 'calling' ? phase.invite.forks.get(message.fromTag) : undefined;
}

/** The dialog of a request: that of its fork while the call is not answered. */
function dialogOf(call: InviteUsage, message: IncomingRequest): Dialog | undefined {
  const { phase } = call;
  if (phase.kind === 'ringing') return phase.invite.dialog;
  return (call.established ?? forkOf(call, message))?.dialog;
}

function refreshed(call: InviteUsage, uas: UserAgentServer): void {
  const response = uas.make({ statusCode: 200, anonymous: call.anonymous });
  dialogOf(call, uas.message)?.refreshTarget(uas.message);
  call.remote.learn(uas.message);
  if (call.is('established')) call.timer.answer(uas.message, response);
  uas.send(response);
}

interface Refusal {
  readonly statusCode: number;
  readonly extraHeaders?: readonly string[];
}

/** §14.2: rejects an INVITE while another one is being answered. */
function busy(): Refusal {
  return { statusCode: 500, extraHeaders: [`Retry-After: ${Math.floor(Math.random() * 11)}`] };
}

async function answer(call: InviteUsage, uas: UserAgentServer, before: Negotiation): Promise<void> {
  const offer = call.media.descriptionIn(uas.message);
  if (!call.is('established') && offer !== undefined) await settle(call, uas.message, before);
  const description = offer === undefined ? await call.media.makeOffer({}) : await call.media.answerOffer(offer, {});
  if (call.is('ended', 'ending') || !uas.open) {
    // The remote party has dropped an offer that this user agent applied: a new offer restores a common state.
    if (offer !== undefined) void call.established?.modifications.renegotiate();
    throw new SipError('canceled', 'The offer was canceled');
  }
  accept(call, uas, description, offer);
}

/** Makes the answer of an early dialog final, so that the next offer can follow (RFC 6337 §3.1.1). */
async function settle(call: InviteUsage, message: IncomingRequest, before: Negotiation): Promise<void> {
  const { phase } = call;
  const fork = forkOf(call, message);
  if (call.media.confirmedDialog || phase.kind !== 'calling' || fork?.answer === undefined) return;
  try {
    await call.media.takeAnswer(fork.answer, phase.invite.options);
  } catch (error) {
    call.media.reserve(before);
    throw error;
  }
  call.media.confirm(fork.dialog);
}

function accept(
  call: InviteUsage,
  uas: UserAgentServer,
  description: SessionDescription,
  offer: string | undefined,
): void {
  dialogOf(call, uas.message)?.refreshTarget(uas.message);
  call.remote.learn(uas.message);
  const { body, contentType } = description;
  const response = uas.make({ statusCode: 200, body, contentType, anonymous: call.anonymous });
  // The description of an earlier provisional response is outdated.
  if (call.is('established')) call.timer.answer(uas.message, response);
  else if (call.phase.kind === 'ringing') call.phase.invite.forgetDescription();
  if (uas.message.method === 'UPDATE') {
    uas.send(response);
    return call.media.noteRemoteHold(offer);
  }
  const acknowledged = call.ack.send(uas, response);
  call.media.noteRemoteHold(offer);
  acknowledged.then(
    (ack) => {
      if (offer === undefined) takeAnswerOfAck(call, ack, {});
    },
    (error: unknown) => unacknowledged(call, error),
  );
}

/** §14.2: rejects a change that is not possible; the session is unchanged. */
function refuse(call: InviteUsage, uas: UserAgentServer, error: unknown): void {
  const problem = toSipError(error);
  call.logger.warn(`rejected an offer: ${problem.message}`);
  if (uas.open) uas.reject({ statusCode: call.is('ended', 'ending') ? 487 : statusOfError(problem, 488) });
  // The offer of the initial INVITE remains open.
  if (call.media.negotiation === 'local-offer' && !call.is('established')) return;
  call.media.rollback().catch((reason: unknown) => call.logger.warn(`the rollback failed: ${String(reason)}`));
}
