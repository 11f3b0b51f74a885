/**
 * An INVITE over a connection that proves dead before any response came goes out once more over the next connection
 * (RFC 3261 §8.1.3.1, RFC 3263 §4.3). docs/decisions/020 says why the callee rings once at most.
 */

import { makeCancel } from '../core/cancel.js';
import { isSips } from '../core/contact.js';
import { isLocalResponse } from '../core/local-response.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { InviteUsage, UnheardInvite } from './invite-usage.js';
import { again } from './retry.js';

/** How long a call waits for the next connection, milliseconds: as long as for a response (Timer B). */
const PATIENCE = 32_000;
/** How long the server has to answer for what became of the first INVITE, milliseconds: some never answer a CANCEL that they cannot match. */
const CANCEL_LIMIT = 1000;

/** Whether this is the end of an INVITE that nobody answered because its connection broke. Once in a call. */
export function isUnheard(call: InviteUsage, response: IncomingResponse): boolean {
  return isLocalResponse(response) && response.statusCode === 503 && call.is('calling') && !call.resent;
}

/** Waits for the next connection. `send` gets the INVITE for it; `giveUp` ends the call where none comes. */
export function awaitFlow(
  call: InviteUsage,
  send: (request: OutgoingRequestMessage) => void,
  giveUp: () => void,
): void {
  const lost = call.uac!.message;
  const timer = call.after(PATIENCE, giveUp);
  let asking = false;
  const flowRecovered = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const arrived = await revoke(call, lost);
    asking = false;
    // Without a connection it waits for another one.
    if (call.unheard !== unheard || !call.is('calling') || !call.core.transport.isConnected()) return;
    timer.cancel();
    call.unheard = undefined;
    call.resent = true;
    send(copyOf(call, lost, arrived));
  };
  const unheard: UnheardInvite = {
    flowRecovered: () => void flowRecovered(),
    abandon: () => call.core.transport.afterConnected(() => void call.core.request(makeCancel(lost))),
  };
  call.unheard = unheard;
  call.logger.log('the connection broke before a response: the INVITE goes out again');
}

/** Cancels the INVITE whose fate is not known. Resolves with whether the server had received it; never rejects. */
function revoke(call: InviteUsage, lost: OutgoingRequestMessage): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = call.clock.after(CANCEL_LIMIT, () => resolve(false));
    const answered = (arrived: boolean): void => {
      timer.cancel();
      resolve(arrived);
    };
    call.core.request(makeCancel(lost), {
      onAccept: () => answered(true),
      onRedirect: () => answered(false),
      onReject: () => answered(false),
    });
  });
}

/**
 * The INVITE for another connection. Where the first one is not known to have arrived, it is the same request but for its
 * branch (RFC 3263 §4.3): a callee that has it after all refuses this one as merged (482, RFC 3261 §8.2.2.2). Where the
 * first one was canceled, it is another request (§8.1.3.5).
 */
function copyOf(call: InviteUsage, lost: OutgoingRequestMessage, canceled: boolean): OutgoingRequestMessage {
  const copy = again(call, lost, { sequence: lost.cseq.sequence + (canceled ? 1 : 0) });
  // A registration over the new connection may have brought another GRUU (RFC 5627 §5.4).
  copy.headers.set('Contact', call.core.contact.toHeader({ anonymous: call.anonymous, secure: isSips(copy.uri) }));
  return copy;
}
