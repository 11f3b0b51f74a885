/**
 * What follows the wait for the ACK to our 2xx: the answer that it holds, or BYE where it is missing (RFC 3261 §13.3.1.4, §14.2).
 * Subjects: answer in the ACK; 2xx without an ACK, BYE.
 */

import { SipError } from '../base/errors.js';
import { causes } from '../core/constants.js';
import type { IncomingRequest } from '../message/request.js';
import { bye, giveUp } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import type { SessionOptions } from './options.js';
import { toSipError } from './session-errors.js';

/** Applies the answer to the offer of the 2xx; without an ACK the offer is rolled back. `applied` is called with the answer. */
export function takeAnswerOfAck(
  call: InviteUsage,
  ack: IncomingRequest | undefined,
  options: SessionOptions,
  applied?: (answer: string) => void,
): void {
  if (!ack) return void call.media.rollback().catch(() => undefined);
  const answer = call.media.descriptionIn(ack);
  call.queue
    .add(async () => {
      if (answer === undefined) throw new SipError('media', 'The ACK has no answer to the offer of the 2xx');
      await call.media.takeAnswer(answer, options);
      applied?.(answer);
    })
    .catch((error: unknown) => giveUp(call, error));
}

/** Sends BYE when no ACK was received within 64*T1. */
export function unacknowledged(call: InviteUsage, error: unknown): void {
  if (call.phase.kind === 'hanging-up') return call.phase.sendBye();
  if (call.is('established')) void bye(call, {}, { cause: causes.NO_ACK, endedBy: 'system', error: toSipError(error) });
}
