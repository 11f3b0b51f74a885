/** Handles a received PRACK and its offer or answer (RFC 3262 §5). */

import { SipError } from '../base/errors.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import { refuse } from './incoming.js';
import { answerOffer, descriptionIn, noteRemoteHold, takeAnswer } from './offer-answer.js';

/** Handles a PRACK, which may contain the answer to our offer, or an offer (§5). */
export function receivePrack(call: InviteUsage, uas: UserAgentServer): void {
  const { message } = uas;
  if (!call.reliable?.takes(message)) return void uas.reject({ statusCode: 481 });
  const description = descriptionIn(call, message);
  // Without a body the answer to our offer comes in the ACK.
  if (call.negotiation === 'local-offer' && description === undefined) call.confirmedDialog = undefined;
  if (description === undefined) return void uas.accept();
  call.queue
    .add(async () => {
      if (call.negotiation === 'local-offer') {
        await takeAnswer(call, description, {});
        // The 2xx needs no description.
        call.answer = undefined;
        return uas.accept();
      }
      // An offer is rejected while another is open.
      if (!call.confirmedDialog) throw new SipError('rejected', 'The offer of the INVITE has no answer yet');
      const answer = await answerOffer(call, description, {});
      call.answer = undefined;
      noteRemoteHold(call, description);
      return uas.accept({ body: answer.body, contentType: answer.contentType });
    })
    .catch((error: unknown) => {
      call.logger.warn(`PRACK: ${toSipError(error).message}`);
      if (uas.open) uas.reject({ statusCode: 488 });
      // Without an answer to our offer the call cannot be established.
      if (call.negotiation === 'local-offer') refuse(call, error);
    });
}
