/**
 * The peer connections of one call: the current one, and the previous one until media of a new remote endpoint arrive
 * (RFC 8842 §4): a call that moves to another page is heard from the earlier page until then.
 * Subjects: second peer connection for another endpoint; other fingerprint of the remote party.
 */

import type { Clock, Timer } from '../sip/base/clock.js';
import type { CallConnection } from './peer-connection.js';
import { fingerprintsOf } from './sdp.js';

/** Time from the connection to its first packet, ms: Firefox takes up to 0.2 s. A party that holds the call sends none. */
const FIRST_PACKET = 1000;

interface CallConnectionsOwner {
  readonly clock: Clock;
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
  /** The previous connection after the answer, heard until media arrive over the current one. */
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

  /** Completes the exchange: the previous connection is closed once media arrive over the current one, or it has failed. */
  settle(): void {
    const peer = this.#current;
    const previous = this.#standby;
    if (!previous || !peer) return;
    this.#standby = undefined;
    this.#leave();
    this.#leaving = previous;
    this.#owner.onUse(peer, true);
    this.#whenOver(previous, peer, () => {
      this.#leave();
      this.#owner.onHeard(peer);
    });
  }

  /** Calls `then` when the previous connection is not needed any more, unless it was replaced or closed meanwhile. */
  #whenOver(previous: CallConnection, { connection, audio }: CallConnection, then: () => void): void {
    const track = audio?.receiver.track;
    const listened = new AbortController();
    const { signal } = listened;
    let timer: Timer | undefined;
    const end = (): void => {
      timer?.cancel();
      listened.abort();
      if (this.#leaving === previous) then();
    };
    const look = (): void => {
      const { connectionState } = connection;
      const isConnecting = connectionState === 'new' || connectionState === 'connecting';
      // A remote track is muted until its first packet arrives (WebRTC §5.3, RTCRtpReceiver).
      const waits = isConnecting || (connectionState === 'connected' && track?.muted === true);
      if (!waits || this.#leaving !== previous || previous.connection.connectionState !== 'connected') return end();
      if (!isConnecting) timer ??= this.#owner.clock.after(FIRST_PACKET, end);
    };
    for (const each of [connection, previous.connection])
      each.addEventListener('connectionstatechange', look, { signal });
    track?.addEventListener('unmute', look, { signal });
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
    this.#leaving = undefined;
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
