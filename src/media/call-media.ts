/**
 * The media of one call: offer and answer with RTCPeerConnection (RFC 3264, RFC 8829), as a session description handler.
 * Longer than 300 lines, as the API of a handler and of a call's tracks is one object for applications.
 */

import { Emitter } from '../sip/base/emitter.js';
import { messageOf, SipError } from '../sip/base/errors.js';
import type { Logger } from '../sip/base/logger.js';
import type {
  IceFragment,
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from '../sip/session/description-handler.js';
import type { SessionStatus } from '../sip/session/state.js';
import { isOver, mayCapture } from './media-by-status.js';
import { ConnectionMonitor, type MediaState } from './connection-monitor.js';
import { insertDigits, type DigitTiming } from './dtmf.js';
import { MicrophoneError } from './errors.js';
import { HoldState } from './hold-state.js';
import { IncomingMedia } from './incoming-media.js';
import { CallConnection } from './peer-connection.js';
import { CallConnections } from './peer-connections.js';
import type { MediaSettings } from './options.js';
import { OutgoingVideo } from './outgoing-video.js';
import { OutgoingAudio } from './outgoing-audio.js';
import { readSample, type MediaSample } from './stats-sample.js';
import { Trickle } from './trickle.js';
import { audioDirection, hasTelephoneEvent, inactive, modified } from './sdp.js';

export type CallMediaEvents = {
  state: [state: MediaState, previous: MediaState];
  /** A track of the remote party was added to `remoteStream` or `remoteVideo`. */
  track: [track: MediaStreamTrack];
  /** `localTrack` has changed. */
  localTrack: [];
  /** `peerConnection` was replaced. */
  peerConnection: [connection: RTCPeerConnection];
  /** The remote party has held or resumed the call. */
  remoteHold: [held: boolean];
  /** A re-INVITE with `iceRestart` is needed. Emitted once per interruption. */
  restart: [reason: string];
  /**
   * The call continues without a microphone: because of `listenOnly`, or because the device failed to start after the
   * description had been sent. A listener may end the call.
   */
  microphone: [error: MicrophoneError];
};

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
  readonly #links: CallConnections;
  readonly #trickle: Trickle;
  #closed = false;
  #cancel!: (error: SipError) => void;
  /** Rejects on `close()`, as the promises of a closed connection never settle (WebRTC §4.4.1.4). */
  readonly #canceled = new Promise<never>((_resolve, reject) => (this.#cancel = reject));

  constructor(settings: MediaSettings) {
    super();
    this.#canceled.catch(() => undefined);
    this.#settings = settings;
    const { microphone, earlyAudio } = settings;
    this.#audio = new OutgoingAudio(microphone, this.#status, earlyAudio, () => this.emit('localTrack'));
    this.#log = settings.loggerFactory.getLogger('media.call');
    this.#monitor = new ConnectionMonitor({
      clock: settings.clock,
      connectTimeout: settings.connectTimeout,
      interruptionLimit: settings.interruptionLimit,
      onState: (state, previous) => {
        this.#log.debug(`${previous} to ${state}`);
        this.emit('state', state, previous);
      },
      onRestart: (reason) => this.emit('restart', reason),
    });
    this.#incoming = new IncomingMedia(settings.speaker, (track) => this.emit('track', track));
    this.#links = new CallConnections(
      () => this.#newLink(),
      (link, isReplacement) => this.#onUse(link, isReplacement),
    );
    this.#trickle = new Trickle(
      () => this.#links.all,
      (error) => this.#log.debug(`could not add a candidate: ${messageOf(error)}`),
    );
  }

  /** The connection in use; undefined before the first description. Replaced when the remote endpoint changes. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.#links.current?.connection;
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
    const sending = this.#links.current?.video?.currentDirection ?? 'inactive';
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
    if (begins && this.#links.current?.connection.localDescription) this.#joinAudio();
  }

  /** Opens the microphone before the first description. Rejects with a `MicrophoneError`. */
  prepare(): Promise<void> {
    return this.#audio.open();
  }

  async getDescription(
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<SessionDescription> {
    return this.#settle('create a description', async () => {
      // Waits for the permission prompt: a denial prevents the call, and candidates have no usable addresses before it.
      // With a permission, starting the device would only delay the description.
      if (!this.#settings.microphone.granted) await this.#openAudio();
      const link = this.#links.forOurs();
      const answering = link.connection.signalingState === 'have-remote-offer';
      this.#holding.intend(options.hold);
      const hold = this.#holding.intended;
      this.#audio.held = hold;
      if (answering) await link.answer(this.#audio, this.#video, hold ? 'sendonly' : 'sendrecv', hold);
      else {
        await link.offerAudio(this.#audio, this.#holding.offered);
        await link.offerVideo(this.#video, hold);
      }
      this.#checkOpen(link);
      // Checked before setLocalDescription(), as an answer that is set cannot be rolled back.
      if (answering && audioDirection(await link.foresee()) === undefined) throw noCommonAudio();
      this.#checkOpen(link);
      await link.describe(!answering && options.iceRestart === true);
      this.#checkOpen(link);
      if (this.#settings.microphone.granted) this.#joinAudio();
      if (answering) this.#agree();
      return { body: await link.send(modifiers), contentType: 'application/sdp' };
    });
  }

  async setDescription(
    sdp: string,
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<void> {
    return this.#settle('apply a description', async () => {
      const isAnswer = this.#expectsAnswer();
      const answer = options.final === false ? 'pranswer' : 'answer';
      const description = await modified({ type: isAnswer ? answer : 'offer', sdp }, modifiers);
      this.#checkOpen();
      const text = description.sdp ?? '';
      if (!isAnswer && audioDirection(text) === undefined) throw noCommonAudio();
      const link = isAnswer ? this.#links.forOurs() : this.#links.forOffer(text);
      const offered = link.audio?.direction;
      if (!isAnswer) await link.connection.setRemoteDescription(description);
      else if (!(await link.takeAnswer(answer, text))) return this.#startOver(answer);
      this.#checkOpen(link);
      // The answer to an `inactive` offer is always `inactive` and does not show a remote hold.
      if (!isAnswer || offered !== 'inactive') this.#holding.hear(audioDirection(text));
      await this.#trickle.described();
      this.#checkOpen(link);
      if (isAnswer) this.#monitor.expectConnection();
      if (isAnswer && answer === 'answer') this.#agree();
    });
  }

  pausedDescription(): SessionDescription | undefined {
    const sent = this.#links.current?.sent;
    return sent ? { body: inactive(sent), contentType: 'application/sdp' } : undefined;
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  async rollbackDescription(): Promise<void> {
    return this.#settle('roll back the offer', async () => {
      const link = this.#links.current;
      if (!link || link.connection.signalingState === 'stable') return;
      this.#holding.takeBack();
      const { hold } = this.#holding.agreed;
      this.#audio.held = hold;
      const state = link.connection.signalingState;
      if (this.#links.goBack()) return;
      // A provisional answer cannot be rolled back (RFC 8829 §4.1.10.2), and a connection without an answer only has
      // transceivers that do not match a later offer.
      if (!link.connection.currentRemoteDescription) return this.#links.startOver();
      if (state === 'have-local-offer') await link.connection.setLocalDescription({ type: 'rollback' });
      else await link.connection.setRemoteDescription({ type: 'rollback' });
      if (link.audio) link.audio.direction = hold ? 'sendonly' : 'sendrecv';
      if (state === 'have-local-offer') await link.listenAgain();
    });
  }

  onLocalCandidates(listener: (fragment: IceFragment) => void): void {
    this.#trickle.start(listener);
  }

  async addRemoteCandidates(fragment: IceFragment): Promise<void> {
    if (!this.#closed) await this.#trickle.take(fragment);
  }

  sendDtmf(tones: string, options: DigitTiming = {}): boolean {
    const link = this.#links.current;
    if (!link || !hasTelephoneEvent(link.connection.remoteDescription?.sdp ?? '')) return false;
    return insertDigits(link.audio?.sender.dtmf, tones, options);
  }

  /** Reads the statistics of the connection. Resolves with zeros before there is one. */
  async sample(): Promise<MediaSample> {
    const report = (await this.peerConnection?.getStats()) ?? (new Map() as unknown as RTCStatsReport);
    return readSample(report, this.#settings.clock.now());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancel(closedError());
    this.#monitor.stop();
    this.#audio.release();
    this.#video.release();
    this.#links.close();
    this.#incoming.close();
  }

  #expectsAnswer(): boolean {
    const state = this.peerConnection?.signalingState;
    return (
      state === 'have-local-offer' || state === 'have-remote-pranswer' || this.#links.current?.awaitsFinal === true
    );
  }

  /** Opens the microphone. Rejects where there is none, unless `listenOnly` is set. */
  async #openAudio(): Promise<void> {
    try {
      await this.#audio.open();
    } catch (error) {
      if (!this.#settings.listenOnly || !(error instanceof MicrophoneError)) throw error;
      this.emit('microphone', error);
    }
    this.#checkOpen();
  }

  /** Opens the microphone after the description; the track is added with replaceTrack. */
  #joinAudio(): void {
    this.#audio.open().catch((error: unknown) => {
      if (error instanceof MicrophoneError && !this.#closed) this.emit('microphone', error);
    });
  }

  #newLink(): CallConnection {
    const link: CallConnection = new CallConnection(this.#settings, {
      onTrack: (track) => {
        const isWanted = track.kind === 'audio' || this.#settings.video || this.#video.track !== undefined;
        if (isWanted && this.#links.isHeard(link)) this.#incoming.add(track);
      },
      takesCandidates: () => this.#trickle.isOn && !this.#closed,
      onCandidates: (fragment) => this.#trickle.found(link, fragment),
    });
    return link;
  }

  #onUse(link: CallConnection, isReplacement: boolean): void {
    this.#monitor.watch(link.connection);
    if (!isReplacement) return;
    this.#incoming.replaceWith([link.audio, link.video].flatMap((one) => one?.receiver.track ?? []));
    this.emit('peerConnection', link.connection);
  }

  /** Replaces the connection when another fork answers than the one of the provisional answer, which cannot be replaced. */
  #startOver(type: 'answer' | 'pranswer'): void {
    if (type !== 'answer') return;
    this.#links.startOver();
    this.emit('restart', 'another fork answered');
  }

  /** Completes an offer/answer exchange. */
  #agree(): void {
    const isChanged = this.#holding.agree();
    this.#links.settle();
    this.#monitor.expectConnection();
    if (isChanged) this.emit('remoteHold', this.remoteHold);
  }

  #checkOpen(link?: CallConnection): void {
    if (this.#closed || (link && link !== this.#links.current)) throw closedError();
  }

  /** Runs one operation and converts its errors to SipError. */
  async #settle<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      this.#checkOpen();
      return await Promise.race([run(), this.#canceled]);
    } catch (error) {
      if (this.#closed && !(error instanceof SipError)) throw closedError();
      if (error instanceof SipError) throw error;
      throw new SipError('media', `could not ${what}: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** The error for an offer without usable audio (RFC 3264 §6); the session answers 488 (RFC 3261 §21.4.26). */
function noCommonAudio(): SipError {
  return new SipError('media', 'the offer has no audio section that this browser supports', { statusCode: 488 });
}

function closedError(): SipError {
  return new SipError('canceled', 'the media of this call is closed');
}
