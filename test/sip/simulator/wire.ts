/** Two user agents over a wire that loses, delays, reorders and doubles what it carries, in virtual time. */

import type { Clock } from '../../../src/sip/base/clock.js';
import { SipError } from '../../../src/sip/base/errors.js';
import type { Session } from '../../../src/sip/session/session.js';
import { Transport, type SendResult, type Sendable, type TransportResult } from '../../../src/sip/transport/transport.js';
import { UA } from '../../../src/sip/ua.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** A small generator with a seed (mulberry32), so that a run that fails can be run again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface WireOptions {
  /** Shares of the messages that are lost and that come twice, 0 to 1. */
  loss: number;
  doubling: number;
  /** Longest delay, milliseconds. */
  delay: number;
}

/** An unreliable transport, so that the transactions send again themselves (RFC 3261 §17). */
class WireTransport extends Transport {
  #up = false;
  /** Where what is sent goes. */
  carry: (text: string) => void = () => undefined;

  get viaTransport(): string {
    return 'UDP';
  }

  override get reliable(): boolean {
    return false;
  }

  isConnected(): boolean {
    return this.#up;
  }

  /** The flow breaks under everything. */
  cut(): void {
    if (!this.#up) return;
    this.#up = false;
    this.emit('transportError');
    this.emit('disconnected');
  }

  protected connectPromise(): Promise<TransportResult> {
    this.#up = true;
    return Promise.resolve({});
  }

  protected sendPromise(message: Sendable): Promise<SendResult> {
    if (!this.#up) return Promise.reject(new SipError('transport', 'cut'));
    const msg = String(message);
    this.carry(msg);
    return Promise.resolve({ msg });
  }

  protected disconnectPromise(): Promise<TransportResult> {
    this.#up = false;
    return Promise.resolve({});
  }
}

export interface Party {
  readonly ua: UA;
  readonly transport: WireTransport;
  readonly sessions: Session[];
}

/** Two parties and what is between them. */
export class Wire {
  readonly clock = new VirtualClock();
  readonly alice: Party;
  readonly bob: Party;
  /** First lines of what was carried, for a run that fails. */
  readonly trace: string[] = [];

  constructor(
    private readonly random: () => number,
    private readonly options: WireOptions,
  ) {
    this.alice = this.#party('alice');
    this.bob = this.#party('bob');
    this.alice.transport.carry = (text) => this.#carry('alice', text, this.bob);
    this.bob.transport.carry = (text) => this.#carry('bob', text, this.alice);
  }

  get parties(): readonly Party[] {
    return [this.alice, this.bob];
  }

  #party(name: string): Party {
    const sessions: Session[] = [];
    const ua = new UA({
      uri: `sip:${name}@example.com`,
      autostart: false,
      register: false,
      sessionExpires: 0,
      clock: this.clock as Clock,
      random: this.random,
      logBuiltinEnabled: false,
      transportConstructor: WireTransport,
      sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(),
    });
    ua.on('invite', (session) => void sessions.push(session));
    return { ua, transport: ua.transport as WireTransport, sessions };
  }

  #carry(from: string, text: string, to: Party): void {
    const line = `${this.clock.now() % 1e6} ${from}: ${text.slice(0, text.indexOf('\r\n'))} (${/CSeq: .*/.exec(text)?.[0]})`;
    const lost = this.random() < this.options.loss;
    this.trace.push(lost ? `${line} LOST` : line);
    if (lost) return;
    const times = this.random() < this.options.doubling ? 2 : 1;
    for (let i = 0; i < times; i++) {
      this.clock.after(this.random() * this.options.delay, () => {
        if (to.transport.isConnected()) to.transport.emit('message', text);
      });
    }
  }
}
