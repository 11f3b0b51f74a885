/** The other side changes the session: its re-INVITE or UPDATE (RFC 3261 §14.2, RFC 3311 §5.2). */

import { SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import type { IncomingRequest } from '../message/request.js';
import { acceptAndAwaitAck } from './await-ack.js';
import { bye, giveUp } from './bye.js';
import { statusOfError, toSipError, type InviteUsage, type Negotiation } from './invite-usage.js';
import type { SessionDescription } from './description-handler.js';
import { answerOffer, descriptionIn, makeOffer, noteRemoteHold, rollback, takeAnswer } from './offer-answer.js';
import { MIN_SE, answerTimer, tooShort } from './session-timer.js';

/** Refuses what comes at a bad time, and takes the rest in turn. */
export function receiveModify(call: InviteUsage, uas: UserAgentServer): void {
  const { message } = uas;
  const update = message.method === 'UPDATE';
  if (call.is('ended', 'ending')) return void uas.reject({ statusCode: 481 });
  if (tooShort(message)) return void uas.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${MIN_SE}`] });
  // An UPDATE without an offer refreshes the target and the timer, at any time.
  if (update && message.body === '') return refreshed(call, uas);
  // Its 200 could hold an offer, but no ACK would ever answer that (RFC 3311 §5.2).
  if (update && descriptionIn(call, message) === undefined) {
    return void uas.reject({ statusCode: 415, extraHeaders: ['Accept: application/sdp'] });
  }
  const refusal = untimely(call, message);
  if (refusal) return void uas.reject(refusal);
  const before = call.negotiation;
  call.negotiation = 'remote-offer';
  uas.delegate = {
    onCancel: () => {
      if (uas.open) uas.reject({ statusCode: 487 });
    },
  };
  call.queue.add(() => answer(call, uas, before)).catch((error: unknown) => refuse(call, uas, error));
}

/** §14.2 and RFC 3311 §5.2: an offer has to wait while another is open. */
function untimely(call: InviteUsage, message: IncomingRequest): Refusal | undefined {
  const update = message.method === 'UPDATE';
  if (!call.is('established')) {
    // The INVITE itself is under way.
    if (!update) return call.direction === 'outgoing' ? { statusCode: 491 } : busy();
    if (call.direction === 'incoming' && !call.confirmedDialog) return busy();
    const fork = call.forks.get(message.fromTag ?? '');
    if (call.direction === 'outgoing' && !call.confirmedDialog && fork?.answer === undefined)
      return { statusCode: 491 };
    // One connection plays one fork: it cannot follow the changes of two.
    if (call.confirmedDialog && call.confirmedDialog !== dialogOf(call, message)) return { statusCode: 488 };
  } else if (call.negotiation === 'local-offer') return { statusCode: 491 };
  return call.negotiation === 'remote-offer' || (call.awaitedAck && !update) ? busy() : undefined;
}

/** The dialog of a request: that of a fork, where the call is not answered yet. */
function dialogOf(call: InviteUsage, message: IncomingRequest): Dialog | undefined {
  return call.dialog ?? call.forks.get(message.fromTag ?? '')?.dialog;
}

function refreshed(call: InviteUsage, uas: UserAgentServer): void {
  const response = uas.make({ statusCode: 200, anonymous: call.anonymous });
  dialogOf(call, uas.message)?.refreshTarget(uas.message);
  call.learnPeer(uas.message);
  if (call.is('established')) answerTimer(call, uas.message, response);
  uas.send(response);
}

interface Refusal {
  readonly statusCode: number;
  readonly extraHeaders?: readonly string[];
}

/** §14.2: an INVITE that comes while another is being answered. */
function busy(): Refusal {
  return { statusCode: 500, extraHeaders: [`Retry-After: ${Math.floor(Math.random() * 11)}`] };
}

async function answer(call: InviteUsage, uas: UserAgentServer, before: Negotiation): Promise<void> {
  const offer = descriptionIn(call, uas.message);
  if (!call.is('established') && offer !== undefined) await settle(call, uas.message, before);
  const description = offer === undefined ? await makeOffer(call, {}) : await answerOffer(call, offer, {});
  if (call.is('ended', 'ending') || !uas.open) {
    // The media has taken in what the other side has forgotten: only another offer brings the two together.
    if (offer !== undefined) void call.renegotiate();
    throw new SipError('canceled', 'The change was given up');
  }
  accept(call, uas, description, offer);
}

/** The answer of an early dialog counts for good, so that the next offer can follow it (RFC 6337 §3.1.1). */
async function settle(call: InviteUsage, message: IncomingRequest, before: Negotiation): Promise<void> {
  const { origin } = call;
  const fork = call.forks.get(message.fromTag ?? '');
  if (call.confirmedDialog || origin.direction !== 'outgoing' || fork?.answer === undefined) return;
  try {
    await takeAnswer(call, fork.answer, origin.options);
  } catch (error) {
    call.negotiation = before;
    throw error;
  }
  call.confirmedDialog = fork.dialog;
}

function accept(
  call: InviteUsage,
  uas: UserAgentServer,
  description: SessionDescription,
  offer: string | undefined,
): void {
  dialogOf(call, uas.message)?.refreshTarget(uas.message);
  call.learnPeer(uas.message);
  const { body, contentType } = description;
  const response = uas.make({ statusCode: 200, body, contentType, anonymous: call.anonymous });
  // What a provisional response said before holds no more.
  if (call.is('established')) answerTimer(call, uas.message, response);
  else call.answer = undefined;
  if (uas.message.method === 'UPDATE') {
    uas.send(response);
    return noteRemoteHold(call, offer);
  }
  const acknowledged = acceptAndAwaitAck(call, uas, response);
  noteRemoteHold(call, offer);
  acknowledged.then(
    (ack) => {
      if (offer === undefined) takeFromAck(call, ack);
    },
    (error: unknown) => {
      if (call.is('established'))
        void bye(call, {}, { cause: causes.NO_ACK, endedBy: 'system', error: toSipError(error) });
    },
  );
}

function takeFromAck(call: InviteUsage, ack: IncomingRequest): void {
  const description = descriptionIn(call, ack);
  call.queue
    .add(async () => {
      if (description === undefined) throw new SipError('media', 'The ACK has no answer to our offer');
      await takeAnswer(call, description, {});
    })
    .catch((error: unknown) => giveUp(call, error));
}

/** §14.2: a change that cannot be made leaves the session as it was. */
function refuse(call: InviteUsage, uas: UserAgentServer, error: unknown): void {
  const problem = toSipError(error);
  call.logger.warn(`refused a change: ${problem.message}`);
  if (uas.open) uas.reject({ statusCode: call.is('ended', 'ending') ? 487 : statusOfError(problem, 488) });
  // The offer of our INVITE stays open.
  if (call.negotiation === 'local-offer' && !call.is('established')) return;
  rollback(call).catch((reason: unknown) => call.logger.warn(`rollback: ${String(reason)}`));
}
