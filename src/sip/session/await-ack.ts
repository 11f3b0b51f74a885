/**
 * Repeats a 2xx to an INVITE until its ACK, on reliable transports too (RFC 3261 §13.3.1.4, §14.2).
 * Subjects: wait for the ACK; missing ACK, BYE after 32 s.
 */

import { SipError } from '../base/errors.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import { LONGEST_INTERVAL, retransmit } from '../transaction/retransmission.js';
import type { InviteUsage } from './invite-usage.js';

/** Wait for the ACK after the connection broke, or over the next one, milliseconds. */
const LOST_LIMIT = 4000;

interface Awaited {
  /** Whether the 2xx answers the initial INVITE: a BYE has to wait for its ACK (§15). */
  readonly first: boolean;
  readonly sequence: number;
  received(ack: IncomingRequest | undefined): void;
  /** Whether an offer waits for the ACK. */
  blocks: boolean;
}

/** The 2xx of a session that waits for its ACK, one at a time. */
export class AwaitedAck {
  #awaited: Awaited | undefined;

  constructor(private readonly call: InviteUsage) {}

  get pending(): boolean {
    return this.#awaited !== undefined;
  }

  /** Whether an offer has to wait for the ACK. */
  get blocks(): boolean {
    return this.#awaited?.blocks === true;
  }

  /** Whether the 2xx to the initial INVITE waits for its ACK. */
  get first(): boolean {
    return this.#awaited?.first === true;
  }

  receive(ack: IncomingRequest): void {
    if (this.#awaited?.sequence === ack.cseq.sequence) this.#awaited.received(ack);
  }

  /**
   * Whether a new INVITE replaces the wait: the remote party has received the 2xx and lost its ACK, or has given its
   * INVITE up (RFC 5407 §3.1.4).
   */
  isImpliedBy({ cseq }: IncomingRequest): boolean {
    return this.#awaited !== undefined && cseq.sequence > this.#awaited.sequence;
  }

  /** Ends the wait without an ACK. */
  release(): void {
    this.#awaited?.received(undefined);
  }

  /**
   * The ACK is awaited for some seconds only, as it may have been sent over a connection that broke, and the next offer waits for it.
   * The 2xx to the initial INVITE has to arrive, and is repeated over the next connection: the wait is for that one's ACK, and the 2xx
   * to a re-INVITE, which no longer waits, stands for it; an offer in the 2xx to the initial INVITE, whose answer is in the lost ACK, is
   * withdrawn before. Without any of them the wait ends after 64*T1.
   */
  hurry(first: boolean): void {
    const awaited = this.#awaited;
    if (awaited?.first !== first) return;
    this.call.lifetime.after(LOST_LIMIT, () => {
      if (this.#awaited !== awaited) return;
      if (!first) return this.release();
      awaited.blocks = false;
      const { media, queue } = this.call;
      if (media.negotiation === 'local-offer') queue.add(() => media.rollback()).catch(() => undefined);
    });
  }

  /**
   * Sends the 2xx and resolves with its ACK; with undefined after `release()`, and once the wait blocks no offer. Rejects with a
   * `timeout` SipError after 64*T1, or with `canceled` if the session ends first.
   */
  send(uas: UserAgentServer, response: OutgoingResponseMessage): Promise<IncomingRequest | undefined> {
    const { clock, lifetime } = this.call;
    uas.send(response);
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        repetition.cancel();
        forget();
        this.#awaited = undefined;
      };
      const giveUp = (kind: 'timeout' | 'canceled', message: string): void => {
        stop();
        reject(new SipError(kind, message));
      };
      const repetition = retransmit(
        clock,
        () => uas.transaction.state === 'accepted' && uas.send(response),
        () => giveUp('timeout', 'No ACK was received for the 2xx'),
        LONGEST_INTERVAL,
      );
      const forget = lifetime.onEnd(() => giveUp('canceled', 'The call has ended'));
      const received = (ack: IncomingRequest | undefined): void => {
        const isCurrent = this.blocks;
        stop();
        resolve(isCurrent ? ack : undefined);
      };
      // Some user agents send the ACK with the branch of the INVITE.
      uas.delegate = { ...uas.delegate, onAck: received };
      this.#awaited = {
        first: uas.message.toTag === undefined,
        sequence: uas.message.cseq.sequence,
        received,
        blocks: true,
      };
    });
  }
}
