/** The other side changes the session: its re-INVITE or UPDATE (RFC 3261 §14.2, RFC 3311 §5.2). */

import { SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { IncomingRequest } from '../message/request.js';
import { acceptAndAwaitAck } from './await-ack.js';
import { bye } from './bye.js';
import { toSipError, type Call } from './call.js';
import type { SessionDescription } from './description-handler.js';
import { giveUp } from './invite.js';
import { answerOffer, descriptionIn, makeOffer, rollback, takeAnswer } from './offer-answer.js';
import { MIN_SE, answerTimer, tooShort } from './session-timer.js';

/** Refuses what comes at a bad time, and takes the rest in turn. */
export function receiveModify(call: Call, uas: UserAgentServer): void {
  const { message } = uas;
  const update = message.method === 'UPDATE';
  if (tooShort(message)) return void uas.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${MIN_SE}`] });
  // An UPDATE without an offer refreshes the target and the timer, at any time.
  if (update && message.body === '' && !call.is('ended', 'ending')) return refreshed(call, uas);
  if (!call.is('established')) return void uas.reject(call.is('ended', 'ending') ? { statusCode: 481 } : busy());
  // Its 200 could hold an offer, but no ACK would ever answer that (RFC 3311 §5.2).
  if (update && descriptionIn(call, message) === undefined) {
    return void uas.reject({ statusCode: 415, extraHeaders: ['Accept: application/sdp'] });
  }
  if (call.negotiation === 'local-offer') return void uas.reject({ statusCode: 491 });
  if (call.negotiation === 'remote-offer' || (call.awaitedAck && !update)) return void uas.reject(busy());
  call.negotiation = 'remote-offer';
  uas.delegate = {
    onCancel: () => {
      if (uas.open) uas.reject({ statusCode: 487 });
    },
  };
  call.queue.add(() => answer(call, uas)).catch((error: unknown) => refuse(call, uas, error));
}

function refreshed(call: Call, uas: UserAgentServer): void {
  const response = uas.make({ statusCode: 200, anonymous: call.anonymous });
  call.dialog?.refreshTarget(uas.message);
  call.learnPeer(uas.message);
  if (call.is('established')) answerTimer(call, uas.message, response);
  uas.send(response);
}

/** §14.2: an INVITE that comes while another is being answered. */
function busy(): { statusCode: number; extraHeaders: string[] } {
  return { statusCode: 500, extraHeaders: [`Retry-After: ${Math.floor(Math.random() * 11)}`] };
}

async function answer(call: Call, uas: UserAgentServer): Promise<void> {
  const offer = descriptionIn(call, uas.message);
  const description = offer === undefined ? await makeOffer(call, {}) : await answerOffer(call, offer, {});
  if (!call.is('established') || !uas.open) throw new SipError('canceled', 'The change was given up');
  accept(call, uas, description, offer === undefined);
}

function accept(call: Call, uas: UserAgentServer, description: SessionDescription, offered: boolean): void {
  call.dialog?.refreshTarget(uas.message);
  call.learnPeer(uas.message);
  const { body, contentType } = description;
  const response = uas.make({ statusCode: 200, body, contentType, anonymous: call.anonymous });
  answerTimer(call, uas.message, response);
  if (uas.message.method === 'UPDATE') return void uas.send(response);
  acceptAndAwaitAck(call, uas, response).then(
    (ack) => {
      if (call.pendingEnd) return call.pendingEnd();
      if (offered) takeFromAck(call, ack);
    },
    (error: unknown) => {
      if (call.pendingEnd) return call.pendingEnd();
      if (call.is('established'))
        void bye(call, {}, { cause: causes.NO_ACK, endedBy: 'system', error: toSipError(error) });
    },
  );
}

function takeFromAck(call: Call, ack: IncomingRequest): void {
  const description = descriptionIn(call, ack);
  call.queue
    .add(async () => {
      if (description === undefined) throw new SipError('media', 'The ACK has no answer to our offer');
      await takeAnswer(call, description, {});
    })
    .catch((error: unknown) => giveUp(call, error));
}

/** §14.2: a change that cannot be made leaves the session as it was. */
function refuse(call: Call, uas: UserAgentServer, error: unknown): void {
  const problem = toSipError(error);
  call.logger.warn(`refused a change: ${problem.message}`);
  if (uas.open) uas.reject({ statusCode: call.is('established') ? (problem.statusCode ?? 488) : 487 });
  rollback(call).catch((reason: unknown) => call.logger.warn(`rollback: ${String(reason)}`));
}
