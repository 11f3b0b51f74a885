/** The connections of one call: the one in use, and beside it, until a new far end is answered, the one before (RFC 8842 §4). */

import type { CallConnection } from './peer-connection.js';
import { fingerprintsOf } from './sdp.js';

export class CallConnections {
  readonly #make: () => CallConnection;
  readonly #onUse: (link: CallConnection, isReplacement: boolean) => void;
  #current: CallConnection | undefined;
  /** The connection that goes on until the far side's new end is answered. */
  #standby: CallConnection | undefined;

  /** `onUse` is called with the first link, and with each that takes the place of another. */
  constructor(make: () => CallConnection, onUse: (link: CallConnection, isReplacement: boolean) => void) {
    this.#make = make;
    this.#onUse = onUse;
  }

  get current(): CallConnection | undefined {
    return this.#current;
  }

  /** The newest first. */
  get all(): CallConnection[] {
    return [this.#current, this.#standby].filter((link) => link !== undefined);
  }

  /** Whether what this link receives is to be heard: until its offer is answered, a new end is not. */
  isHeard(link: CallConnection): boolean {
    return link === this.#current && !this.#standby;
  }

  /** The link for a description of ours. */
  forOurs(): CallConnection {
    return this.#current ?? this.#first();
  }

  /**
   * The link for an offer of the far side. Another fingerprint is another end: a peer that reloaded its page, or one that
   * we were moved to. Few stacks open DTLS anew in a connection that is up, so it gets a connection of its own.
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

  /** The exchange is complete: the new end is the far side from now on. */
  settle(): void {
    if (this.#standby && this.#current) this.#use(this.#current, this.#standby);
  }

  /** Goes back to the connection before, if a new one was begun. Returns whether it was. */
  goBack(): boolean {
    if (!this.#standby || !this.#current) return false;
    this.#use(this.#standby, this.#current);
    return true;
  }

  /** Closes the link in use and begins anew with another. */
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
