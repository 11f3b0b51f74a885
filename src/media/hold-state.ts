/**
 * Local and remote hold: the agreed state and the one of a pending offer/answer exchange (RFC 3264 §8.4, RFC 6337 §3.4).
 * Subjects: hold directions in SDP; sendonly and inactive; agreed hold.
 */

import type { Direction } from './sdp.js';

interface Agreement {
  readonly hold: boolean;
  readonly remoteHold: boolean;
}

export class HoldState {
  #agreed: Agreement = { hold: false, remoteHold: false };
  #proposed: Agreement = this.#agreed;

  /** The agreed state: local hold and remote hold. */
  get agreed(): Agreement {
    return this.#agreed;
  }

  /** Whether the call will be on local hold after the exchange. */
  get intended(): boolean {
    return this.#proposed.hold;
  }

  /** The direction to offer: `inactive` to hold a stream that the remote party holds (RFC 3264 §8.4). */
  get offered(): Direction {
    if (!this.#proposed.hold) return 'sendrecv';
    return this.#proposed.remoteHold ? 'inactive' : 'sendonly';
  }

  /** Sets the local hold of the next exchange; undefined leaves it unchanged. */
  intend(hold: boolean | undefined): void {
    if (hold !== undefined) this.#proposed = { ...this.#proposed, hold };
  }

  /** Takes the audio direction of the remote description. */
  setRemote(remote: Direction | undefined): void {
    if (remote) this.#proposed = { ...this.#proposed, remoteHold: remote === 'sendonly' || remote === 'inactive' };
  }

  /** Completes the exchange. Returns whether the remote hold has changed. */
  agree(): boolean {
    const before = this.#agreed;
    this.#agreed = this.#proposed;
    return before.remoteHold !== this.#agreed.remoteHold;
  }

  /** Discards a failed exchange. */
  takeBack(): void {
    this.#proposed = this.#agreed;
  }
}
