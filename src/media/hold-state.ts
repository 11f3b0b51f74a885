/** Who holds whom: what was agreed last, and what an exchange that is not finished will make of it (RFC 3264 §8.4, RFC 6337 §3.4). */

import type { Direction } from './sdp.js';

interface Agreement {
  readonly hold: boolean;
  readonly remoteHold: boolean;
}

export class HoldState {
  #agreed: Agreement = { hold: false, remoteHold: false };
  #proposed: Agreement = this.#agreed;

  /** What holds now: whether this side holds the other, and the other this one. */
  get agreed(): Agreement {
    return this.#agreed;
  }

  /** Whether this side will hold the other when the exchange is complete. */
  get intended(): boolean {
    return this.#proposed.hold;
  }

  /** The direction to offer: a stream that the far side has put on hold is held as `inactive`. */
  get offered(): Direction {
    if (!this.#proposed.hold) return 'sendrecv';
    return this.#proposed.remoteHold ? 'inactive' : 'sendonly';
  }

  /** Undefined: as before. */
  intend(hold: boolean | undefined): void {
    if (hold !== undefined) this.#proposed = { ...this.#proposed, hold };
  }

  /** Reads what the far side's description says of its sound. */
  hear(remote: Direction | undefined): void {
    if (remote) this.#proposed = { ...this.#proposed, remoteHold: remote === 'sendonly' || remote === 'inactive' };
  }

  /** The exchange is complete. Returns whether the far side has changed its mind by it. */
  agree(): boolean {
    const before = this.#agreed;
    this.#agreed = this.#proposed;
    return before.remoteHold !== this.#agreed.remoteHold;
  }

  /** The exchange came to nothing. */
  takeBack(): void {
    this.#proposed = this.#agreed;
  }
}
