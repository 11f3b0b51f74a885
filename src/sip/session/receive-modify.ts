/** The other side changes the session: its re-INVITE (RFC 3261 §14.2). */

import { SipError } from '../base/errors.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { IncomingRequest } from '../message/request.js';
import { acceptAndAwaitAck } from './await-ack.js';
import { bye } from './bye.js';
import { toSipError, type Call } from './call.js';
import type { SessionDescription } from './description-handler.js';
import { giveUp } from './invite.js';
import { answerOffer, descriptionIn, makeOffer, rollback, takeAnswer } from './offer-answer.js';
import { causes } from '../core/constants.js';

/** Refuses what comes at a bad time, and takes the rest in turn. */
export function receiveReinvite(call: Call, uas: UserAgentServer): void {
  if (!call.is('established')) return void uas.reject(call.is('ended', 'ending') ? { statusCode: 481 } : busy());
  if (call.negotiation === 'local-offer') return void uas.reject({ statusCode: 491 });
  if (call.negotiation === 'remote-offer' || call.awaitedAck) return void uas.reject(busy());
  call.negotiation = 'remote-offer';
  uas.delegate = {
    onCancel: () => {
      if (uas.open) uas.reject({ statusCode: 487 });
    },
  };
  call.queue.add(() => answer(call, uas)).catch((error: unknown) => refuse(call, uas, error));
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
  acceptAndAwaitAck(call, uas, uas.make({ statusCode: 200, body, contentType })).then(
    (ack) => {
      if (call.pendingEnd) return call.pendingEnd();
      if (offered) takeFromAck(call, ack);
    },
    (error: unknown) => {
      if (call.pendingEnd) return call.pendingEnd();
      if (call.is('established')) void bye(call, {}, { cause: causes.NO_ACK, endedBy: 'system', error: toSipError(error) });
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
