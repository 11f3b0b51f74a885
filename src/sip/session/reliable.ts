/** Provisional responses of ours that must arrive: repeated until their PRACK (RFC 3262 §3, §5). */

import type { Timer } from '../base/clock.js';
import { causes, supported, type Support } from '../core/constants.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { parseRAck } from '../message/header/rack.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';

const T1 = 500;

/** The reliable responses of one INVITE: one is out at a time. */
export class Reliable {
  #rseq = 1 + Math.floor(Math.random() * 2 ** 20);
  #out: { readonly rseq: number; readonly response: OutgoingResponseMessage; stop(): void } | undefined;
  readonly #waiting: OutgoingResponseMessage[] = [];
  readonly #idle = new Set<() => void>();

  constructor(
    private readonly call: InviteUsage,
    private readonly uas: UserAgentServer,
  ) {
    call.endings.add(() => this.#stop());
  }

  /** Sends the response, or keeps it until the one before has its PRACK (§3). */
  send(response: OutgoingResponseMessage): void {
    if (this.#out) return void this.#waiting.push(response);
    const rseq = this.#rseq++;
    response.headers.append('Require', '100rel');
    response.headers.append('RSeq', `${rseq}`);
    this.uas.send(response);
    let timer: Timer;
    const repeat = (interval: number): void => {
      timer = this.call.clock.after(interval, () => {
        this.uas.send(response);
        repeat(interval * 2);
      });
    };
    repeat(T1);
    const limit = this.call.clock.after(64 * T1, () => this.#giveUp());
    const stop = (): void => {
      timer.cancel();
      limit.cancel();
    };
    this.#out = { rseq, response, stop };
  }

  /** Whether this PRACK is for the response that is out; it is then acknowledged. */
  takes(prack: IncomingRequest): boolean {
    const rack = parseRAck(prack.headers.get('RAck') ?? '');
    const { cseq } = this.uas.message;
    const matches =
      rack && this.#out?.rseq === rack.rseq && rack.cseq.sequence === cseq.sequence && rack.cseq.method === cseq.method;
    if (!matches) return false;
    // What had to arrive has arrived: the offer of the INVITE is answered for good.
    const { body } = this.#out!.response;
    if (body !== '' && body === this.call.answer?.body) this.call.confirmedDialog = this.call.dialog;
    this.#stop();
    const next = this.#waiting.shift();
    if (next && this.uas.open) this.send(next);
    else this.#tellIdle();
    return true;
  }

  /** Resolves when a 2xx may go: no description waits for its PRACK (§3). What only rings is not repeated then. */
  settled(): Promise<void> {
    if (this.#out?.response.body || this.#waiting.some(({ body }) => body !== ''))
      return new Promise((resolve) => this.#idle.add(resolve));
    this.#out?.stop();
    this.#waiting.length = 0;
    return Promise.resolve();
  }

  /** §3: nobody acknowledged it within 64*T1. */
  #giveUp(): void {
    this.#stop();
    if (!this.uas.open) return;
    const response = this.uas.reject({ statusCode: 504 });
    this.call.fail(causes.NO_PRACK, causes.NO_PRACK, { endedBy: 'system', statusCode: 504 }, response, true);
  }

  #stop(): void {
    this.#out?.stop();
    this.#out = undefined;
  }

  #tellIdle(): void {
    for (const idle of this.#idle) idle();
    this.#idle.clear();
  }
}

/** Required by the caller, or supported by it and wanted here. One that requires it supports it as well. */
export function isReliable(call: InviteUsage, request: IncomingRequest, wanted: Support | undefined): boolean {
  if (request.hasOption('Require', '100rel')) return true;
  const here = wanted ?? call.owner.settings.rel100;
  return request.hasOption('Supported', '100rel') && here !== supported.UNSUPPORTED;
}
