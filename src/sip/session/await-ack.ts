/** Repeats a 2xx to an INVITE until its ACK, on reliable transports too (RFC 3261 §13.3.1.4, §14.2). */

import type { Timer } from '../base/clock.js';
import { SipError } from '../base/errors.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';

const T1 = 500;
const T2 = 4000;

/**
 * Sends the 2xx and resolves with its ACK. Rejects with a `timeout` SipError after 64*T1, or with `canceled` if the
 * session ends first.
 */
export function acceptAndAwaitAck(
  call: InviteUsage,
  uas: UserAgentServer,
  response: OutgoingResponseMessage,
): Promise<IncomingRequest> {
  uas.send(response);
  return new Promise((resolve, reject) => {
    let again: Timer;
    const stop = (): void => {
      again.cancel();
      limit.cancel();
      call.awaitedAck = undefined;
    };
    const repeat = (interval: number): void => {
      again = call.clock.after(interval, () => {
        if (uas.transaction.state === 'accepted') uas.send(response);
        repeat(Math.min(interval * 2, T2));
      });
    };
    repeat(T1);
    const limit = call.clock.after(64 * T1, () => {
      stop();
      reject(new SipError('timeout', 'No ACK was received for the 2xx'));
    });
    const received = (ack: IncomingRequest): void => {
      stop();
      resolve(ack);
    };
    // Some user agents send the ACK with the branch of the INVITE.
    uas.delegate = { ...uas.delegate, onAck: received };
    call.awaitedAck = {
      first: uas.message.toTag === undefined,
      sequence: uas.message.cseq.sequence,
      received,
      stop: () => {
        stop();
        reject(new SipError('canceled', 'The call has ended'));
      },
    };
  });
}
