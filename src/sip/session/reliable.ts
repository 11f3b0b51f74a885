/**
 * Sends provisional responses reliably: repeated until their PRACK (RFC 3262 §3, §5).
 * Subjects: 100rel; reliable provisional responses sent; RSeq, sent.
 */

import type { Timer } from '../base/clock.js';
import { causes, supported, type Support } from '../core/constants.js';
import { parseRAck } from '../message/header/rack.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import { retransmit } from '../transaction/retransmission.js';
import type { IncomingInvite } from './incoming.js';
import type { InviteUsage } from './invite-usage.js';

/** The reliable responses of one INVITE; only one at a time awaits its PRACK. */
export class ReliableResponses {
  #rseq = 1 + Math.floor(Math.random() * 2 ** 20);
  #out: { readonly rseq: number; readonly response: OutgoingResponseMessage; readonly repetition: Timer } | undefined;
  readonly #waiting: OutgoingResponseMessage[] = [];
  readonly #idle = new Set<() => void>();

  constructor(
    private readonly call: InviteUsage,
    private readonly invite: IncomingInvite,
  ) {
    call.lifetime.onEnd(() => this.#stop());
  }

  /** Sends the response, or queues it until the previous one has its PRACK (§3). */
  send(response: OutgoingResponseMessage): void {
    if (this.#out) return void this.#waiting.push(response);
    const rseq = this.#rseq++;
    response.headers.append('Require', '100rel');
    response.headers.append('RSeq', `${rseq}`);
    const send = (): unknown => this.invite.uas.send(response);
    send();
    this.#out = { rseq, response, repetition: retransmit(this.call.clock, send, () => this.#giveUp()) };
  }

  /** Whether this PRACK matches the pending response, which is then acknowledged. */
  takes(prack: IncomingRequest): boolean {
    const rack = parseRAck(prack.headers.get('RAck') ?? '');
    const { cseq } = this.invite.uas.message;
    const matches =
      rack && this.#out?.rseq === rack.rseq && rack.cseq.sequence === cseq.sequence && rack.cseq.method === cseq.method;
    if (!matches) return false;
    // The reliable answer has arrived: the offer of the INVITE is answered finally.
    const { body } = this.#out!.response;
    if (body !== '' && body === this.invite.description?.body) this.call.media.confirm(this.invite.dialog);
    this.#stop();
    const next = this.#waiting.shift();
    if (next && this.invite.uas.open) this.send(next);
    else this.#tellIdle();
    return true;
  }

  /** Resolves when a 2xx may be sent: no description awaits its PRACK (§3). Stops repeating all others. */
  settled(): Promise<void> {
    if (this.#out?.response.body || this.#waiting.some(({ body }) => body !== ''))
      return new Promise((resolve) => this.#idle.add(resolve));
    this.#out?.repetition.cancel();
    this.#waiting.length = 0;
    return Promise.resolve();
  }

  /** §3: rejects the INVITE when no PRACK was received within 64*T1. */
  #giveUp(): void {
    this.#stop();
    if (!this.invite.uas.open) return;
    const response = this.invite.uas.reject({ statusCode: 504 });
    this.call.fail(causes.NO_PRACK, causes.NO_PRACK, { endedBy: 'system', statusCode: 504 }, response, true);
  }

  #stop(): void {
    this.#out?.repetition.cancel();
    this.#out = undefined;
  }

  #tellIdle(): void {
    for (const idle of this.#idle) idle();
    this.#idle.clear();
  }
}

/** Whether responses are reliable: the caller requires it, or both user agents support it. */
export function isReliable(call: InviteUsage, request: IncomingRequest, wanted: Support | undefined): boolean {
  if (request.hasOption('Require', '100rel')) return true;
  const here = wanted ?? call.owner.settings.rel100;
  return request.hasOption('Supported', '100rel') && here !== supported.UNSUPPORTED;
}
