/**
 * A network between two phones in virtual time that loses, delays, reorders and duplicates messages, and cuts flows.
 * Subjects: messages lost, repeated or out of order in random tests.
 */

import type { SocketFactory, SocketLike } from '../../../src/sip/transport/socket.js';
import type { VirtualClock } from '../../support/virtual-clock.js';

/** The faults of the network. Probabilities from 0 to 1, times in milliseconds. */
export interface Faults {
  loss: number;
  doubling: number;
  /** The shortest delay. */
  delay: number;
  /** The longest additional delay. */
  jitter: number;
  /** Whether messages keep their order. */
  inOrder: boolean;
}

export const PERFECT: Faults = { loss: 0, doubling: 0, delay: 20, jitter: 0, inOrder: true };

export type Side = 'alice' | 'bob';

export function other(side: Side): Side {
  return side === 'alice' ? 'bob' : 'alice';
}

/** Delivers the messages of a phone to the other phone, as a proxy without a Via would. */
export class Network {
  faults: Faults = PERFECT;
  /** Messages in the order of sending, for the log of a failed run. */
  readonly ladder: string[] = [];
  readonly #sockets: Record<Side, Line | undefined> = { alice: undefined, bob: undefined };
  readonly #down = new Set<Side>();
  /** The time at which the last message of a side arrives. */
  readonly #latest: Record<Side, number> = { alice: 0, bob: 0 };

  constructor(
    readonly clock: VirtualClock,
    readonly random: () => number,
  ) {}

  factory(side: Side): SocketFactory {
    return (url) => {
      const line = new Line(this, side, url);
      this.clock.after(this.faults.delay, () => {
        if (this.#down.has(side)) return line.breaks();
        this.#sockets[side] = line;
        line.opens();
      });
      return line;
    };
  }

  /** Breaks the flow of a phone, which cannot connect again for this time. */
  cut(side: Side, duration: number): void {
    this.note(`${side} --- cut for ${Math.round(duration)} ms`);
    this.#down.add(side);
    this.#sockets[side]?.breaks();
    this.#sockets[side] = undefined;
    this.clock.after(duration, () => this.#down.delete(side));
  }

  carry(from: Side, text: string): void {
    const { loss, doubling, delay, jitter, inOrder } = this.faults;
    const copies = this.random() < doubling ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const lost = this.random() < loss;
      this.note(`${from} ${lost ? '-x' : '->'} ${summary(text)}`);
      if (lost) continue;
      const at = this.clock.now() + delay + this.random() * jitter;
      const due = inOrder ? Math.max(at, this.#latest[from]) : at;
      this.#latest[from] = due;
      // It is delivered to the flow that was open when it was sent, or not at all.
      const line = this.#sockets[other(from)];
      this.clock.after(due - this.clock.now(), () => line?.receives(text));
    }
  }

  note(line: string): void {
    this.ladder.push(`${String(Math.round(this.clock.now())).padStart(8)} ${line}`);
  }
}

function summary(text: string): string {
  const cseq = /\r\nCSeq: (.*)\r\n/.exec(text)?.[1] ?? '';
  const callId = /\r\nCall-ID: (.{4})/.exec(text)?.[1] ?? '';
  const tag = /\r\nTo: .*tag=(.{4})/.exec(text)?.[1] ?? '-';
  const via = /branch=z9hG4bK(.{4})/.exec(text)?.[1] ?? '';
  return `${text.slice(0, text.indexOf('\r\n')).replace(/ sip:.*/, '')} (${cseq}) ${callId} to=${tag} ${via}${text.endsWith('\r\n\r\n') ? '' : ' +sdp'}`;
}

/** One connection of a phone. */
class Line implements SocketLike {
  readyState = 0;
  readonly protocol = 'sip';
  binaryType = '';
  onopen: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;

  constructor(
    private readonly network: Network,
    private readonly side: Side,
    readonly url: string,
  ) {}

  send(text: string): void {
    // The invisible proxy answers the keep-alive (RFC 5626 §3.5.1).
    if (text === '\r\n\r\n') return void this.network.clock.after(1, () => this.receives('\r\n'));
    if (text !== '\r\n') this.network.carry(this.side, text);
  }

  close(): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    this.network.clock.after(1, () => this.onclose?.({ code: 1000, wasClean: true } as never));
  }

  opens(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.({} as never);
  }

  receives(text: string): void {
    if (this.readyState === 1) this.onmessage?.({ data: text } as never);
  }

  breaks(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code: 1006, wasClean: false } as never);
  }
}
