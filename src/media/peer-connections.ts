/**
 * The peer connections of one call: the current one, and the previous one until the connection to a new remote endpoint is
 * established (RFC 8842 §4): a call that moves to another page is heard from the earlier page until then.
 */

import type { CallConnection } from './peer-connection.js';
import { fingerprintsOf } from './sdp.js';

export interface CallConnectionsOwner {
  /** A connection is used: the first one, or a replacement. */
  onUse(peer: CallConnection, isReplacement: boolean): void;
  /** The media of a replacement are played from now on. */
  onHeard(peer: CallConnection): void;
}

export class CallConnections {
  readonly #make: () => CallConnection;
  readonly #owner: CallConnectionsOwner;
  #current: CallConnection | undefined;
  /** The previous connection, used until the new remote endpoint is answered. */
  #standby: CallConnection | undefined;
  /** The previous connection after the answer, heard until the current one is connected. */
  #leaving: CallConnection | undefined;

  constructor(make: () => CallConnection, owner: CallConnectionsOwner) {
    this.#make = make;
    this.#owner = owner;
  }

  get current(): CallConnection | undefined {
    return this.#current;
  }

  /** All connections, the newest first. */
  get all(): CallConnection[] {
    return [this.#current, this.#standby, this.#leaving].filter((peer) => peer !== undefined);
  }

  /** Whether the media of a connection is played; not for a new remote endpoint before its offer is answered. */
  isHeard(peer: CallConnection): boolean {
    return peer === this.#current && !this.#standby && !this.#leaving;
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

  /** Completes the exchange: the previous connection is closed once the current one is connected, or has failed. */
  settle(): void {
    const peer = this.#current;
    const previous = this.#standby;
    if (!previous || !peer) return;
    this.#standby = undefined;
    this.#leave();
    this.#leaving = previous;
    this.#owner.onUse(peer, true);
    const { connection } = peer;
    const look = (): void => {
      const isReady = connection.connectionState !== 'new' && connection.connectionState !== 'connecting';
      if (!isReady && this.#leaving === previous && previous.connection.connectionState === 'connected') return;
      for (const each of [connection, previous.connection]) each.removeEventListener('connectionstatechange', look);
      if (this.#leaving !== previous) return;
      this.#leave();
      this.#owner.onHeard(peer);
    };
    for (const each of [connection, previous.connection]) each.addEventListener('connectionstatechange', look);
    look();
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
    for (const peer of this.all) peer.close();
  }

  #first(): CallConnection {
    const peer = this.#make();
    this.#current = peer;
    this.#owner.onUse(peer, false);
    return peer;
  }

  #use(peer: CallConnection, other: CallConnection): void {
    this.#standby = undefined;
    this.#current = peer;
    other.close();
    this.#leave();
    this.#owner.onUse(peer, true);
    this.#owner.onHeard(peer);
  }

  #leave(): void {
    this.#leaving?.close();
    this.#leaving = undefined;
  }
}
