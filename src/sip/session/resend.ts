/**
 * Sends an INVITE again over the next connection if the first one breaks before any response (RFC 3261 §8.1.3.1, RFC
 * 3263 §4.3). docs/decisions/020 explains why the callee rings at most once.
 * Subjects: INVITE sent again over a new connection; connection lost before any response; limit of the wait after a lost INVITE.
 */

import type { Timer } from '../base/clock.js';
import { makeCancel } from '../core/cancel.js';
import { isSips } from '../core/contact.js';
import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import { byeFork } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { exchangeIn, onNextFlow } from './request.js';
import { again } from './retry.js';

/** Maximum wait for the next connection, milliseconds: as long as for a response (Timer B). */
const WAIT_LIMIT = 32_000;
/** Maximum wait for the response to the CANCEL, milliseconds: some servers ignore a CANCEL that they cannot match. */
const CANCEL_LIMIT = 1000;

/** An INVITE whose connection broke before any response. */
export class UnansweredInvite {
  #state: 'waiting' | 'revoking' | 'over' = 'waiting';
  readonly #limit: Timer;

  /** Calls `send` with the new INVITE once a connection exists; `giveUp` if there is none in time. */
  constructor(
    private readonly call: InviteUsage,
    private readonly lost: OutgoingRequestMessage,
    private readonly send: (request: OutgoingRequestMessage) => void,
    giveUp: () => void,
  ) {
    this.#limit = call.lifetime.after(WAIT_LIMIT, giveUp);
    call.logger.log('the flow failed before a response: sending the INVITE again');
  }

  /** A new connection exists. */
  flowRecovered(): void {
    if (this.#state === 'waiting') void this.#sendAgain();
  }

  /** The user hangs up: CANCEL is sent over the next connection, in case the INVITE has arrived. */
  abandon(): void {
    cancelLater(this.call, this.lost);
  }

  async #sendAgain(): Promise<void> {
    const { call, lost } = this;
    this.#state = 'revoking';
    const arrived = await revoke(call, lost);
    this.#state = 'waiting';
    // Without a connection it continues to wait.
    if (!call.is('calling') || !call.core.transport.isConnected()) return;
    this.#state = 'over';
    this.#limit.cancel();
    this.send(copyOf(call, lost, arrived));
  }
}

/**
 * Cancels an INVITE whose connection broke over the next one: the callee would ring on. A BYE in each early dialog follows, as a 200
 * may be lost with that connection, and its callee would wait 32 s for the ACK (RFC 3261 §13.3.1.4, §15).
 */
export function cancelLater(call: InviteUsage, lost: OutgoingRequestMessage, early: readonly Dialog[] = []): void {
  const { core } = call;
  const send = async (): Promise<void> => {
    if (await exchangeIn(call, undefined, makeCancel(lost))) for (const dialog of early) byeFork(call, dialog);
  };
  if (core.transport.isConnected()) void send();
  else onNextFlow(call, () => void send());
}

/** Cancels the first INVITE. Resolves with whether the server had received it; never rejects. */
function revoke(call: InviteUsage, lost: OutgoingRequestMessage): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = call.clock.after(CANCEL_LIMIT, () => resolve(false));
    void exchangeIn(call, undefined, makeCancel(lost)).then((response) => {
      timer.cancel();
      resolve(response !== undefined && response.statusCode < 300);
    });
  });
}

/**
 * The INVITE for the new connection. If the first one is not known to have arrived, it differs only in its branch (RFC
 * 3263 §4.3): a callee that has received both rejects this one as merged (482, RFC 3261 §8.2.2.2). If the first one was
 * canceled, it is a new request (§8.1.3.5).
 */
function copyOf(call: InviteUsage, lost: OutgoingRequestMessage, canceled: boolean): OutgoingRequestMessage {
  const copy = again(call, lost, { sequence: lost.cseq.sequence + (canceled ? 1 : 0) });
  // The registration over the new connection may have assigned another GRUU (RFC 5627 §5.4).
  copy.headers.set('Contact', call.core.contact.toHeader({ anonymous: call.anonymous, secure: isSips(copy.uri) }));
  return copy;
}
