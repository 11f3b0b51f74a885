/**
 * Trickle ICE: exchanges the late candidates of all peer connections of a call (RFC 8838).
 * Subjects: trickle ICE in the media; candidates before their description.
 */

import type { IceFragment } from '../sip/session/description-handler.js';
import type { CallConnection } from './peer-connection.js';

/** The number of stored fragments that arrive before their description; one per user fragment, as each repeats the earlier. */
const MAX_EARLY = 4;

export class Trickle {
  readonly #peers: () => readonly CallConnection[];
  readonly #onBad: (error: unknown) => void;
  #listener: ((fragment: IceFragment) => void) | undefined;
  #early: IceFragment[] = [];

  /** `peers` returns the connections; `onBad` is called with the error of each candidate that the browser rejects. */
  constructor(peers: () => readonly CallConnection[], onBad: (error: unknown) => void) {
    this.#peers = peers;
    this.#onBad = onBad;
  }

  /** Whether the remote party supports trickle ICE. */
  get isOn(): boolean {
    return this.#listener !== undefined;
  }

  /** Starts to report local candidates to `listener`. */
  start(listener: (fragment: IceFragment) => void): void {
    this.#listener = listener;
    for (const { late } of this.#peers()) void late.tell();
  }

  /** Reports candidates that a connection has found. */
  found(peer: CallConnection, fragment: IceFragment): void {
    if (!this.#listener || !this.#peers().includes(peer)) return;
    peer.late.markSent(fragment);
    this.#listener(fragment);
  }

  /** Adds candidates of the remote party; stores those whose description has not arrived. */
  async take(fragment: IceFragment): Promise<void> {
    for (const { remote } of this.#peers()) if (await remote.take(fragment, this.#onBad)) return;
    const others = this.#early.filter(({ ufrag }) => ufrag !== fragment.ufrag);
    this.#early = [...others, fragment].slice(-MAX_EARLY);
  }

  /** Adds the stored candidates after a remote description was set. */
  async described(): Promise<void> {
    for (const fragment of this.#early.splice(0)) await this.take(fragment);
  }
}
