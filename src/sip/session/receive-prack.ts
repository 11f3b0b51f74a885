/**
 * Handles a received PRACK and its offer or answer (RFC 3262 §5).
 * Subjects: PRACK received.
 */

import { SipError } from '../base/errors.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';

/** Handles a PRACK, which may contain the answer to our offer, or an offer (§5). */
export function receivePrack(call: InviteUsage, uas: UserAgentServer): void {
  const { message } = uas;
  const { origin } = call;
  if (origin.kind !== 'incoming' || !origin.reliable.takes(message)) return void uas.reject({ statusCode: 481 });
  const description = call.media.descriptionIn(message);
  // Without a body the answer to our offer comes in the ACK.
  if (call.media.negotiation === 'local-offer' && description === undefined) call.media.confirm(undefined);
  if (description === undefined) return void uas.accept();
  call.queue
    .add(async () => {
      if (call.media.negotiation === 'local-offer') {
        await call.media.takeAnswer(description, {});
        // The 2xx needs no description.
        origin.forgetDescription();
        return uas.accept();
      }
      // An offer is rejected while another is open.
      if (!call.media.confirmedDialog) throw new SipError('rejected', 'The offer of the INVITE has no answer yet');
      const answer = await call.media.answerOffer(description, {});
      origin.forgetDescription();
      call.media.noteRemoteHold(description);
      return uas.accept({ body: answer.body, contentType: answer.contentType });
    })
    .catch((error: unknown) => {
      call.logger.warn(`PRACK: ${toSipError(error).message}`);
      if (uas.open) uas.reject({ statusCode: 488 });
      // Without an answer to our offer the call cannot be established.
      if (call.media.negotiation === 'local-offer') origin.refuse(error);
    });
}
