/**
 * One RTCPeerConnection of a call with its transceivers (RFC 8829 §3.4); replaced when the remote endpoint changes.
 * Subjects: RTCPeerConnection; codec order; ICE servers of the next offer; transceivers; audio codecs preferred; provisional
 * answer; restartIce().
 */

import { messageOf } from '../sip/base/errors.js';
import type { SessionDescriptionHandlerModifier } from '../sip/session/description-handler.js';
import { LateCandidates, RemoteCandidates, type CandidateListener } from './candidates.js';
import { enoughCandidates } from './gathering.js';
import type { MediaSettings } from './options.js';
import type { OutgoingVideo } from './outgoing-video.js';
import type { OutgoingAudio } from './outgoing-audio.js';
import { fingerprintsOf, modified, ufragOf, withAddressesOf, withoutMdns, withoutTcp, withSetup } from './sdp.js';

/** Receives the events of a connection. */
interface CallConnectionListener extends CandidateListener {
  onTrack(track: MediaStreamTrack): void;
}

export class CallConnection {
  readonly connection: RTCPeerConnection;
  /** Late local and remote candidates, found after their description. */
  readonly late: LateCandidates;
  readonly remote: RemoteCandidates;
  readonly #settings: MediaSettings;
  readonly #listener: CallConnectionListener;
  /** The local description that was sent last. */
  #sent = '';
  /** The stream of the local tracks, by which the remote party may group them (RFC 8830). */
  readonly #localStream = new MediaStream();
  /** Fingerprints of a provisional answer that had to be set as final. */
  #early: string | undefined;

  constructor(settings: MediaSettings, listener: CallConnectionListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.connection = new RTCPeerConnection(settings.configuration());
    this.connection.addEventListener('track', (event) => listener.onTrack(event.track));
    this.late = new LateCandidates(this.connection, settings.clock, listener);
    this.remote = new RemoteCandidates(this.connection);
  }

  /**
   * The audio transceiver in use: that of the first live audio section. A transceiver of an offer that was rolled back has
   * no section and comes last.
   */
  get audio(): RTCRtpTransceiver | undefined {
    return this.#first('audio');
  }

  /** The video transceiver in use, where there is one. */
  get video(): RTCRtpTransceiver | undefined {
    return this.#first('video');
  }

  get remoteFingerprints(): string {
    const { currentRemoteDescription, pendingRemoteDescription } = this.connection;
    return fingerprintsOf((currentRemoteDescription ?? pendingRemoteDescription)?.sdp ?? '');
  }

  /** Prepares the offer: an audio transceiver with this direction that sends `outgoing`. */
  async offerAudio(outgoing: OutgoingAudio, direction: RTCRtpTransceiverDirection): Promise<void> {
    const audio =
      this.audio ??
      this.connection.addTransceiver(outgoing.track ?? 'audio', { direction, streams: [this.#localStream] });
    await this.#carry(audio, outgoing, direction);
  }

  /** Prepares the offer: adds a video transceiver when there is a track to send, and sets its direction. */
  async offerVideo(outgoing: OutgoingVideo, held: boolean): Promise<void> {
    const streams = [this.#localStream];
    if (!this.video && outgoing.track) this.connection.addTransceiver(outgoing.track, { streams });
    await this.#show(outgoing, held);
  }

  /** Prepares the answer: the first audio section sends `outgoingAudio`; the first video section is used if accepted; rejects the others. */
  async answer(
    outgoingAudio: OutgoingAudio,
    outgoingVideo: OutgoingVideo,
    direction: RTCRtpTransceiverDirection,
    held: boolean,
  ): Promise<void> {
    const { audio } = this;
    const video = this.#settings.video || outgoingVideo.track ? this.video : undefined;
    for (const transceiver of this.#live()) if (transceiver !== audio && transceiver !== video) transceiver.stop();
    for (const used of [audio, video]) used?.sender.setStreams(this.#localStream);
    if (audio) await this.#carry(audio, outgoingAudio, direction);
    await this.#show(outgoingVideo, held);
  }

  /** Resolves with the SDP of the answer without setting it. */
  async foresee(): Promise<string> {
    return (await this.connection.createAnswer()).sdp ?? '';
  }

  /** Sets the local description and waits for enough candidates. */
  async describe(iceRestart: boolean): Promise<void> {
    const { connection } = this;
    const { iceGatheringTimeout: timeout, clock } = this.#settings;
    const { iceServers = [] } = this.#settings.configuration();
    const hasServers = iceServers.length > 0;
    // The credentials of the servers may have ended; other ones are used from the next ICE restart of either party (WebRTC §4.4.1.6).
    if (hasServers) connection.setConfiguration({ ...connection.getConfiguration(), iceServers });
    if (iceRestart) connection.restartIce();
    const before = ufragOf(connection.localDescription?.sdp ?? '');
    await connection.setLocalDescription();
    // The ICE credentials have not changed: no new candidates are gathered.
    if (ufragOf(connection.localDescription?.sdp ?? '') === before) return;
    await enoughCandidates(connection, { hasServers, timeout }, clock);
  }

  /** Resolves with the SDP to send. Candidates found later count as late. */
  async send(modifiers: readonly SessionDescriptionHandlerModifier[]): Promise<string> {
    const print = (): Promise<string> => this.#print(modifiers);
    const now = await print();
    // Without trickle ICE, the candidates of a sent description must not change.
    const body = this.#listener.takesCandidates() ? now : withAddressesOf(now, this.#sent);
    this.#sent = body;
    this.late.left(body, print);
    return body;
  }

  /** The description that was sent last; empty before the first one. */
  get sent(): string {
    return this.#sent;
  }

  /** Whether a provisional answer was set as final and the final answer is pending. */
  get awaitsFinal(): boolean {
    return this.#early !== undefined;
  }

  /**
   * Sets an answer. Firefox does not support `pranswer`: there the first answer is set as final. Resolves with false for a
   * later answer of another fork, which cannot be set.
   */
  async takeAnswer(type: 'answer' | 'pranswer', sdp: string): Promise<boolean> {
    if (this.#early !== undefined) {
      const isSame = this.#early === fingerprintsOf(sdp);
      if (type === 'answer') this.#early = undefined;
      return isSame;
    }
    try {
      await this.connection.setRemoteDescription({ type, sdp });
    } catch (error) {
      if (type === 'answer' || !/pranswer/.test(messageOf(error))) throw error;
      await this.connection.setRemoteDescription({ type: 'answer', sdp });
      this.#early = fingerprintsOf(sdp);
    }
    return true;
  }

  /**
   * Restores receiving after a rolled back offer. Chromium applies the directions of a local offer at once and does not
   * restore them on rollback, so that after a rejected hold nothing would be received; an offer of the old directions does.
   */
  async listenAgain(): Promise<void> {
    await this.connection.setLocalDescription();
    await this.connection.setLocalDescription({ type: 'rollback' });
  }

  close(): void {
    this.connection.close();
  }

  async #show(outgoing: OutgoingVideo, held: boolean): Promise<void> {
    const { video } = this;
    if (!video) return;
    video.direction = held ? 'inactive' : outgoing.track ? 'sendrecv' : 'recvonly';
    await outgoing.bind(video.sender);
  }

  async #print(modifiers: readonly SessionDescriptionHandlerModifier[]): Promise<string> {
    const { type, sdp } = this.connection.localDescription!;
    const { offerSetup, withoutMdns: hidesMdns } = this.#settings;
    const own = withSetup(withoutTcp(hidesMdns ? withoutMdns(sdp) : sdp), offerSetup);
    return (await modified({ type, sdp: own }, modifiers)).sdp ?? '';
  }

  #first(kind: string): RTCRtpTransceiver | undefined {
    const fitting = this.#live().filter((transceiver) => transceiver.receiver.track.kind === kind);
    return fitting.find(({ mid }) => mid !== null) ?? fitting[0];
  }

  async #carry(
    audio: RTCRtpTransceiver,
    outgoing: OutgoingAudio,
    direction: RTCRtpTransceiverDirection,
  ): Promise<void> {
    if (audio.direction !== direction) audio.direction = direction;
    this.#preferCodecs(audio);
    await outgoing.bind(audio.sender);
  }

  #preferCodecs(audio: RTCRtpTransceiver): void {
    const wanted = this.#settings.audioCodecs?.map((name) => `audio/${name}`.toLowerCase());
    const known = RTCRtpReceiver.getCapabilities('audio')?.codecs;
    if (!wanted || !known) return;
    const chosen = wanted.flatMap((name) => known.filter((codec) => codec.mimeType.toLowerCase() === name));
    // Telephone events and comfort noise accompany every audio codec.
    const companions = known.filter((codec) => /^audio\/(telephone-event|cn)$/i.test(codec.mimeType));
    if (chosen.length > 0) audio.setCodecPreferences([...chosen, ...companions]);
  }

  #live(): RTCRtpTransceiver[] {
    return this.connection.getTransceivers().filter(({ direction }) => direction !== 'stopped');
  }
}
