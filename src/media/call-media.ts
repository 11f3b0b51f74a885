/**
 * The media of one call as a session description handler: its tracks, state and figures. Offer and answer: `negotiation.ts`.
 * Subjects: media of one call; tracks of a call; mute in the media; remoteStream; description handler of WebRTC.
 */

import { Emitter } from '../sip/base/emitter.js';
import { messageOf } from '../sip/base/errors.js';
import type { Logger } from '../sip/base/logger.js';
import type {
  IceFragment,
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from '../sip/session/description-handler.js';
import type { SessionStatus } from '../sip/session/state.js';
import type { CallMediaEvents } from './call-media-events.js';
import { isOver, mayCapture } from './media-by-status.js';
import { ConnectionMonitor, type MediaState } from './connection-monitor.js';
import { insertDigits, removeDigits, type DigitTiming } from './dtmf.js';
import { HoldState } from './hold-state.js';
import { IncomingMedia } from './incoming-media.js';
import { Negotiation } from './negotiation.js';
import { CallConnection } from './peer-connection.js';
import { CallConnections } from './peer-connections.js';
import type { MediaSettings } from './options.js';
import { OutgoingVideo } from './outgoing-video.js';
import { OutgoingAudio } from './outgoing-audio.js';
import { isReceiving, readSample, type MediaSample } from './stats-sample.js';
import { Trickle } from './trickle.js';
import { inactive } from './sdp.js';

export class CallMedia extends Emitter<CallMediaEvents> implements SessionDescriptionHandler {
  readonly #settings: MediaSettings;
  readonly #audio: OutgoingAudio;
  /** `established` until the first `follow()`, for use without a session. */
  #status: SessionStatus = 'established';
  readonly #video = new OutgoingVideo(this.#status);
  readonly #monitor: ConnectionMonitor;
  readonly #log: Logger;
  readonly #incoming: IncomingMedia;
  readonly #holding = new HoldState();
  readonly #peers: CallConnections;
  readonly #trickle: Trickle;
  readonly #negotiation: Negotiation;
  #closed = false;

  constructor(settings: MediaSettings) {
    super();
    this.#settings = settings;
    const { microphone, earlyAudio, listenOnly, clock, connectTimeout, interruptionLimit } = settings;
    this.#audio = new OutgoingAudio(
      {
        ...{ microphone, earlyAudio, listenOnly },
        onTrack: () => void this.emit('localTrack'),
        onMicrophone: (error) => void this.emit('microphone', error),
      },
      this.#status,
    );
    this.#log = settings.loggerFactory.getLogger('media.call');
    this.#monitor = new ConnectionMonitor({
      ...{ clock, connectTimeout, interruptionLimit },
      onState: (state, previous) => {
        this.#log.debug(`${previous} to ${state}`);
        this.emit('state', state, previous);
      },
      onRestart: (reason) => this.emit('restart', reason),
    });
    this.#incoming = new IncomingMedia(settings.speaker, (track) => this.emit('track', track));
    this.#peers = new CallConnections(() => this.#newPeer(), {
      clock: settings.clock,
      onUse: (peer, isReplacement) => this.#onUse(peer, isReplacement),
      onHeard: (peer) =>
        this.#incoming.replaceWith([peer.audio, peer.video].flatMap((one) => one?.receiver.track ?? [])),
    });
    this.#trickle = new Trickle(
      () => this.#peers.all,
      (error) => this.#log.debug(`could not add a candidate: ${messageOf(error)}`),
    );
    this.#negotiation = new Negotiation(
      {
        audio: this.#audio,
        video: this.#video,
        connections: this.#peers,
        hold: this.#holding,
        monitor: this.#monitor,
        trickle: this.#trickle,
        microphone,
      },
      {
        onAgreed: (isHoldChanged) => {
          if (isHoldChanged) this.emit('remoteHold', this.remoteHold);
        },
        onOtherFork: () => this.emit('restart', 'another fork answered'),
      },
    );
  }

  /** The connection in use; undefined before the first description. Replaced when the remote endpoint changes. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.#peers.current?.connection;
  }

  /** The audio of the remote party. The same object for the whole call. */
  get remoteStream(): MediaStream {
    return this.#incoming.audio;
  }

  /** The video of the remote party, for a `<video>`; empty while there is none. The same object for the whole call. */
  get remoteVideo(): MediaStream {
    return this.#incoming.video;
  }

  get state(): MediaState {
    return this.#monitor.state;
  }

  get muted(): boolean {
    return this.#audio.muted;
  }

  /** Whether the call is on local hold (RFC 3264 §8.4). */
  get onHold(): boolean {
    return this.#holding.agreed.hold;
  }

  /** Whether the remote party holds the call. */
  get remoteHold(): boolean {
    return this.#holding.agreed.remoteHold;
  }

  /** The agreed direction of the audio (RFC 3264 §6.1); undefined before the first agreement, and where audio was rejected. */
  get direction(): RTCRtpTransceiverDirection | undefined {
    return this.#peers.current?.audio?.currentDirection ?? undefined;
  }

  /** Whether the call may continue without a microphone. */
  get listenOnly(): boolean {
    return this.#settings.listenOnly;
  }

  /** The audio track that is sent; undefined while there is no microphone. */
  get localTrack(): MediaStreamTrack | undefined {
    return this.#audio.track;
  }

  /** Mutes or unmutes the microphone of this call, in any state. */
  mute(on: boolean): void {
    this.#audio.muted = on;
  }

  /** Sends this track instead of the microphone, such as a mix; undefined sends the microphone again. Needs no new offer. */
  sendInstead(track: MediaStreamTrack | undefined): Promise<void> {
    return this.#audio.sendInstead(track);
  }

  /**
   * Sends a played track, such as a file, instead of the microphone or the mix, also while the microphone is muted; during local hold
   * only with `onHold`. Undefined ends it. Needs no new offer.
   */
  play(track: MediaStreamTrack | undefined, onHold = false): Promise<void> {
    return this.#audio.play(track, onHold);
  }

  /** Sends no packet of audio, not even silence, or sends again. Never rejects. */
  readonly pause = (on: boolean): Promise<void> => this.#audio.pause(on).catch(() => undefined);

  /** The video track that is sent; undefined while there is none. */
  get localVideo(): MediaStreamTrack | undefined {
    return this.#video.track;
  }

  /**
   * Sends a video track, of a camera or a screen, or none. Does not stop the track; that remains with the application.
   * Resolves with whether a re-INVITE is needed: the first video of a call needs one, replacing it does not.
   */
  async show(track: MediaStreamTrack | undefined): Promise<boolean> {
    await this.#video.show(track);
    const sending = this.#peers.current?.video?.currentDirection ?? 'inactive';
    return track !== undefined && sending !== 'sendrecv' && sending !== 'sendonly';
  }

  /** Mutes the video, which sends black frames, or unmutes it. */
  muteVideo(on: boolean): void {
    this.#video.muted = on;
  }

  /**
   * Applies the status of the session: before `established` no media of the user is sent, except `earlyAudio`; from
   * `ending` on everything is closed. An incoming call opens the microphone at `answering`.
   */
  follow(status: SessionStatus): void {
    if (this.#closed) return;
    if (isOver(status)) return this.close();
    const begins = mayCapture(status) && !mayCapture(this.#status);
    this.#status = status;
    this.#audio.status = status;
    this.#video.status = status;
    // The description was sent in a provisional response, before the user answered.
    if (begins && this.#peers.current?.connection.localDescription) this.#audio.join();
  }

  /** Opens the microphone before the first description. Rejects with a `MicrophoneError`. */
  prepare(): Promise<void> {
    return this.#audio.open();
  }

  async getDescription(
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<SessionDescription> {
    return this.#negotiation.describe(options, modifiers);
  }

  async setDescription(
    sdp: string,
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<void> {
    return this.#negotiation.apply(sdp, options, modifiers);
  }

  pausedDescription(): SessionDescription | undefined {
    const sent = this.#peers.current?.sent;
    return sent ? { body: inactive(sent), contentType: 'application/sdp' } : undefined;
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  async rollbackDescription(): Promise<void> {
    return this.#negotiation.rollBack();
  }

  onLocalCandidates(listener: (fragment: IceFragment) => void): void {
    this.#trickle.start(listener);
  }

  async addRemoteCandidates(fragment: IceFragment): Promise<void> {
    if (!this.#closed) await this.#trickle.take(fragment);
  }

  sendDtmf(tones: string, options: DigitTiming = {}): boolean {
    return insertDigits(this.#peers.current, tones, options);
  }

  cancelDtmf(): void {
    removeDigits(this.#peers.current);
  }

  async isReceiving(): Promise<boolean> {
    const connection = this.#monitor.state === 'connected' ? this.peerConnection : undefined;
    return connection !== undefined && isReceiving(await connection.getStats());
  }

  /** Reads the statistics of the connection. Resolves with zeros before there is one. */
  async sample(): Promise<MediaSample> {
    const report = (await this.peerConnection?.getStats()) ?? (new Map() as unknown as RTCStatsReport);
    return readSample(report, this.#settings.clock.now());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#negotiation.close();
    this.#monitor.stop();
    this.#audio.release();
    this.#video.release();
    this.#peers.close();
    this.#incoming.close();
  }

  #newPeer(): CallConnection {
    const peer: CallConnection = new CallConnection(this.#settings, {
      onTrack: (track) => {
        const isWanted = track.kind === 'audio' || this.#settings.video || this.#video.track !== undefined;
        if (isWanted && this.#peers.isHeard(peer)) this.#incoming.add(track);
      },
      takesCandidates: () => this.#trickle.isOn && !this.#closed,
      onCandidates: (fragment) => this.#trickle.found(peer, fragment),
    });
    return peer;
  }

  #onUse(peer: CallConnection, isReplacement: boolean): void {
    this.#monitor.watch(peer.connection);
    if (isReplacement) this.emit('peerConnection', peer.connection);
  }
}
