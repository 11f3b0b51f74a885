/** One RTCPeerConnection of a call and its transceivers (RFC 8829 §3.4). A call gets another link when the far end becomes another one. */

import { messageOf } from '../sip/base/errors.js';
import type { SessionDescriptionHandlerModifier } from '../sip/session/description-handler.js';
import { LateCandidates, RemoteCandidates, type CandidateListener } from './candidates.js';
import { enoughCandidates } from './gathering.js';
import type { MediaSettings } from './options.js';
import type { OutgoingVideo } from './outgoing-video.js';
import type { OutgoingAudio } from './outgoing-audio.js';
import { fingerprintsOf, modified, ufragOf, withAddressesOf, withoutMdns, withoutTcp, withSetup } from './sdp.js';

/** What a link tells whoever holds it. */
export interface CallConnectionListener extends CandidateListener {
  onTrack(track: MediaStreamTrack): void;
}

export class CallConnection {
  readonly connection: RTCPeerConnection;
  /** Candidates after our descriptions, and after theirs. */
  readonly late: LateCandidates;
  readonly remote: RemoteCandidates;
  readonly #settings: MediaSettings;
  readonly #listener: CallConnectionListener;
  /** The newest description of ours that has left. */
  #sent = '';
  /** Names our tracks for far sides that group by it (RFC 8830). */
  readonly #localStream = new MediaStream();
  /** Fingerprints of an answer that was provisional and had to be taken as final. */
  #early: string | undefined;

  constructor(settings: MediaSettings, listener: CallConnectionListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.connection = new RTCPeerConnection(settings.configuration);
    this.connection.addEventListener('track', (event) => listener.onTrack(event.track));
    this.late = new LateCandidates(this.connection, settings.clock, listener);
    this.remote = new RemoteCandidates(this.connection);
  }

  /**
   * The transceiver that carries the conversation: the first audio section in use. One of an offer that was taken back
   * has no section and comes last.
   */
  get audio(): RTCRtpTransceiver | undefined {
    return this.#first('audio');
  }

  /** The transceiver that carries the picture, where there is one. */
  get video(): RTCRtpTransceiver | undefined {
    return this.#first('video');
  }

  get remoteFingerprints(): string {
    const { currentRemoteDescription, pendingRemoteDescription } = this.connection;
    return fingerprintsOf((currentRemoteDescription ?? pendingRemoteDescription)?.sdp ?? '');
  }

  /** Makes sure that there is a section for sound with this direction, and that `sound` is what it sends. */
  async offerSound(sound: OutgoingAudio, direction: RTCRtpTransceiverDirection): Promise<void> {
    const audio =
      this.audio ?? this.connection.addTransceiver(sound.track ?? 'audio', { direction, streams: [this.#localStream] });
    await this.#carry(audio, sound, direction);
  }

  /** Adds a section for the picture when there is one to send, and gives the one that there is its direction. */
  async offerVideo(picture: OutgoingVideo, held: boolean): Promise<void> {
    const streams = [this.#localStream];
    if (!this.video && picture.track) this.connection.addTransceiver(picture.track, { streams });
    await this.#show(picture, held);
  }

  /** Answers the first audio section with `sound`, and the first video section if pictures are taken; refuses the others. */
  async answer(
    sound: OutgoingAudio,
    picture: OutgoingVideo,
    direction: RTCRtpTransceiverDirection,
    held: boolean,
  ): Promise<void> {
    const { audio } = this;
    const video = this.#settings.video || picture.track ? this.video : undefined;
    for (const transceiver of this.#live()) if (transceiver !== audio && transceiver !== video) transceiver.stop();
    for (const used of [audio, video]) used?.sender.setStreams(this.#localStream);
    if (audio) await this.#carry(audio, sound, direction);
    await this.#show(picture, held);
  }

  /** What the answer would be. */
  async foresee(): Promise<string> {
    return (await this.connection.createAnswer()).sdp ?? '';
  }

  /** Makes our description and waits until enough of our addresses are known for it to leave. */
  async describe(iceRestart: boolean): Promise<void> {
    const { connection } = this;
    const { configuration, iceGatheringTimeout: timeout, clock } = this.#settings;
    const hasServers = (configuration.iceServers?.length ?? 0) > 0;
    if (iceRestart) connection.restartIce();
    const before = ufragOf(connection.localDescription?.sdp ?? '');
    await connection.setLocalDescription();
    // With the credentials of one that has left, there is nothing to wait for.
    if (ufragOf(connection.localDescription?.sdp ?? '') === before) return;
    await enoughCandidates(connection, { hasServers, timeout }, clock);
  }

  /** Our description in the form in which it is sent. What is found from now on counts as late. */
  async send(modifiers: readonly SessionDescriptionHandlerModifier[]): Promise<string> {
    const print = (): Promise<string> => this.#print(modifiers);
    const now = await print();
    // Who takes late candidates has been told of those that were found since; nobody else is.
    const body = this.#listener.takesCandidates() ? now : withAddressesOf(now, this.#sent);
    this.#sent = body;
    this.late.left(body, print);
    return body;
  }

  /** Whether an answer that was taken early stands for a final one that is still to come. */
  get awaitsFinal(): boolean {
    return this.#early !== undefined;
  }

  /**
   * Takes an answer. Firefox has no provisional ones: there the first answer counts as the final one, and one of another
   * fork cannot be taken any more, which is told by `false`.
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
   * Makes good that Chromium obeys an offer of ours as soon as it is made and not again when it is taken back: after a hold
   * that was refused nothing of the far side would be heard. It obeys an offer of the old directions, too.
   */
  async listenAgain(): Promise<void> {
    await this.connection.setLocalDescription();
    await this.connection.setLocalDescription({ type: 'rollback' });
  }

  close(): void {
    this.connection.close();
  }

  async #show(picture: OutgoingVideo, held: boolean): Promise<void> {
    const { video } = this;
    if (!video) return;
    video.direction = held ? 'inactive' : picture.track ? 'sendrecv' : 'recvonly';
    await picture.bind(video.sender);
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

  async #carry(audio: RTCRtpTransceiver, sound: OutgoingAudio, direction: RTCRtpTransceiverDirection): Promise<void> {
    if (audio.direction !== direction) audio.direction = direction;
    this.#preferCodecs(audio);
    await sound.bind(audio.sender);
  }

  #preferCodecs(audio: RTCRtpTransceiver): void {
    const wanted = this.#settings.audioCodecs?.map((name) => `audio/${name}`.toLowerCase());
    const known = RTCRtpReceiver.getCapabilities('audio')?.codecs;
    if (!wanted || !known) return;
    const chosen = wanted.flatMap((name) => known.filter((codec) => codec.mimeType.toLowerCase() === name));
    // Telephone events and comfort noise go with whatever codec carries the voice.
    const companions = known.filter((codec) => /^audio\/(telephone-event|cn)$/i.test(codec.mimeType));
    if (chosen.length > 0) audio.setCodecPreferences([...chosen, ...companions]);
  }

  #live(): RTCRtpTransceiver[] {
    return this.connection.getTransceivers().filter(({ direction }) => direction !== 'stopped');
  }
}
