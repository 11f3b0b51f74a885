/** The peer connections of one call: the current one, and the previous one until a new remote endpoint is answered (RFC 8842 §4). */

import type { CallConnection } from './peer-connection.js';
import { fingerprintsOf } from './sdp.js';

export class CallConnections {
  readonly #make: () => CallConnection;
  readonly #onUse: (link: CallConnection, isReplacement: boolean) => void;
  #current: CallConnection | undefined;
  /** The previous connection, used until the new remote endpoint is answered. */
  #standby: CallConnection | undefined;

  /** `onUse` is called with the first connection, and with each replacement. */
  constructor(make: () => CallConnection, onUse: (link: CallConnection, isReplacement: boolean) => void) {
    this.#make = make;
    this.#onUse = onUse;
  }

  get current(): CallConnection | undefined {
    return this.#current;
  }

  /** All connections, the newest first. */
  get all(): CallConnection[] {
    return [this.#current, this.#standby].filter((link) => link !== undefined);
  }

  /** Whether the media of a connection is played; not for a new remote endpoint before its offer is answered. */
  isHeard(link: CallConnection): boolean {
    return link === this.#current && !this.#standby;
  }

  /** Returns the connection for a local description. */
  forOurs(): CallConnection {
    return this.#current ?? this.#first();
  }

  /**
   * Returns the connection for a remote offer. Another fingerprint means another endpoint, such as a reloaded page or a
   * transfer target. It gets a new connection, as few stacks restart DTLS on an established one.
   */
  forOffer(sdp: string): CallConnection {
    const current = this.#current;
    if (!current) return this.#first();
    const known = current.remoteFingerprints;
    if (!known || known === fingerprintsOf(sdp)) return current;
    if (this.#standby) current.close();
    else this.#standby = current;
    this.#current = this.#make();
    return this.#current;
  }

  /** Completes the exchange: closes the previous connection. */
  settle(): void {
    if (this.#standby && this.#current) this.#use(this.#current, this.#standby);
  }

  /** Returns to the previous connection, if there is one. Returns whether there was. */
  goBack(): boolean {
    if (!this.#standby || !this.#current) return false;
    this.#use(this.#standby, this.#current);
    return true;
  }

  /** Replaces the current connection with a new one. */
  startOver(): void {
    if (this.#current) this.#use(this.#make(), this.#current);
  }

  close(): void {
    for (const link of this.all) link.close();
  }

  #first(): CallConnection {
    const link = this.#make();
    this.#current = link;
    this.#onUse(link, false);
    return link;
  }

  #use(link: CallConnection, other: CallConnection): void {
    this.#standby = undefined;
    this.#current = link;
    other.close();
    this.#onUse(link, true);
  }
}
