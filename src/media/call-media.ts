/** The media of one call: offer and answer over RTCPeerConnection (RFC 3264, RFC 8829) behind the seam that the session declares. */

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
import { isOver, mayCapture } from './capture-rule.js';
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
import { audioDirection, hasTelephoneEvent, modified } from './sdp.js';

export type CallMediaEvents = {
  state: [state: MediaState, previous: MediaState];
  /** A track of the far side has joined `remoteStream` or `remoteVideo`. */
  track: [track: MediaStreamTrack];
  /** `localTrack` is another one. */
  localTrack: [];
  /** The connection is another object from now on. */
  peerConnection: [connection: RTCPeerConnection];
  /** The far side has put us on hold or taken us back. */
  remoteHold: [held: boolean];
  /** The path is broken: a re-INVITE with `iceRestart` is needed. Comes once for each interruption. */
  restart: [reason: string];
  /**
   * There is no microphone, and the call goes on without: because of `listenOnly`, or because the device did not start
   * although it was allowed, after the description had left. Who cannot accept that ends the call.
   */
  microphone: [error: MicrophoneError];
};

export class CallMedia extends Emitter<CallMediaEvents> implements SessionDescriptionHandler {
  readonly #settings: MediaSettings;
  readonly #audio: OutgoingAudio;
  /** Of a call that no session follows, whoever makes the descriptions decides when it begins. */
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
  /** Rejects when this is closed: a connection that is closed leaves its promises open for ever (WebRTC §4.4.1.4). */
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
      (error) => this.#log.debug(`a candidate was refused: ${messageOf(error)}`),
    );
  }

  /** The connection in use; absent before the first description. Another object after the far end became another one. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.#links.current?.connection;
  }

  /** The sound of the far side. The same object for the whole call. */
  get remoteStream(): MediaStream {
    return this.#incoming.audio;
  }

  /** The picture of the far side, for a `<video>`; empty while there is none. The same object for the whole call. */
  get remoteVideo(): MediaStream {
    return this.#incoming.video;
  }

  get state(): MediaState {
    return this.#monitor.state;
  }

  get muted(): boolean {
    return this.#audio.muted;
  }

  /** Whether this side holds the other. */
  get onHold(): boolean {
    return this.#holding.agreed.hold;
  }

  /** Whether the far side holds us. */
  get remoteHold(): boolean {
    return this.#holding.agreed.remoteHold;
  }

  /** Whether the call is content without a microphone. */
  get listenOnly(): boolean {
    return this.#settings.listenOnly;
  }

  /** The track that is sent; absent while there is no microphone. */
  get localTrack(): MediaStreamTrack | undefined {
    return this.#audio.track;
  }

  /** Stops or goes on sending what the microphone hears. Works at any time. */
  mute(on: boolean): void {
    this.#audio.muted = on;
  }

  /** Sends this track instead of the microphone, as a mix does; undefined for the microphone again. No new offer. */
  sendInstead(track: MediaStreamTrack | undefined): Promise<void> {
    return this.#audio.sendInstead(track);
  }

  /** The picture that is sent; absent while there is none. */
  get localVideo(): MediaStreamTrack | undefined {
    return this.#video.track;
  }

  /**
   * Sends a picture: a camera, a screen, or none. The track stays the caller's, to be stopped by it. Resolves with
   * whether a re-INVITE is needed before the far side sees it: the first picture of a call needs one, its exchange none.
   */
  async show(track: MediaStreamTrack | undefined): Promise<boolean> {
    await this.#video.show(track);
    const sending = this.#links.current?.video?.currentDirection ?? 'inactive';
    return track !== undefined && sending !== 'sendrecv' && sending !== 'sendonly';
  }

  /** Sends black instead of the picture, or the picture again. */
  muteVideo(on: boolean): void {
    this.#video.muted = on;
  }

  /**
   * Obeys the status of the session: before it is `established` the remote party hears and sees nothing of the user, and
   * from `ending` on everything is closed. An incoming call opens the microphone when it is `answering`.
   */
  follow(status: SessionStatus): void {
    if (this.#closed) return;
    if (isOver(status)) return this.close();
    const begins = mayCapture(status) && !mayCapture(this.#status);
    this.#status = status;
    this.#audio.status = status;
    this.#video.status = status;
    // Our description left with a provisional response, before the user answered.
    if (begins && this.#links.current?.connection.localDescription) this.#joinSound();
  }

  /** Opens the microphone ahead of the description that needs it. Rejects with a `MicrophoneError`. */
  prepare(): Promise<void> {
    return this.#audio.open();
  }

  async getDescription(
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<SessionDescription> {
    return this.#settle('make a description', async () => {
      // Where somebody has to be asked, the description waits: who refuses makes no call, and before the permission
      // candidates have no usable addresses. Where nobody has, starting the device would only hold it up.
      if (!this.#settings.microphone.granted) await this.#openSound();
      const link = this.#links.forOurs();
      const answering = link.connection.signalingState === 'have-remote-offer';
      this.#holding.intend(options.hold);
      const hold = this.#holding.intended;
      this.#audio.held = hold;
      if (answering) await link.answer(this.#audio, this.#video, hold ? 'sendonly' : 'sendrecv', hold);
      else {
        await link.offerSound(this.#audio, this.#holding.offered);
        await link.offerVideo(this.#video, hold);
      }
      this.#checkOpen(link);
      // Once it is set, nothing leads back to the call as it was.
      if (answering && audioDirection(await link.foresee()) === undefined) throw noCommonSound();
      this.#checkOpen(link);
      await link.describe(!answering && options.iceRestart === true);
      this.#checkOpen(link);
      if (this.#settings.microphone.granted) this.#joinSound();
      if (answering) this.#agree();
      return { body: await link.send(modifiers), contentType: 'application/sdp' };
    });
  }

  async setDescription(
    sdp: string,
    options: SessionDescriptionHandlerOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<void> {
    return this.#settle('take a description', async () => {
      const isAnswer = this.#expectsAnswer();
      const answer = options.final === false ? 'pranswer' : 'answer';
      const description = await modified({ type: isAnswer ? answer : 'offer', sdp }, modifiers);
      this.#checkOpen();
      const text = description.sdp ?? '';
      if (!isAnswer && audioDirection(text) === undefined) throw noCommonSound();
      const link = isAnswer ? this.#links.forOurs() : this.#links.forOffer(text);
      const offered = link.audio?.direction;
      if (!isAnswer) await link.connection.setRemoteDescription(description);
      else if (!(await link.takeAnswer(answer, text))) return this.#startOver(answer);
      this.#checkOpen(link);
      // To an offer of `inactive` no answer can say who holds whom.
      if (!isAnswer || offered !== 'inactive') this.#holding.hear(audioDirection(text));
      await this.#trickle.described();
      this.#checkOpen(link);
      if (isAnswer) this.#monitor.expectConnection();
      if (isAnswer && answer === 'answer') this.#agree();
    });
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  async rollbackDescription(): Promise<void> {
    return this.#settle('take an offer back', async () => {
      const link = this.#links.current;
      if (!link || link.connection.signalingState === 'stable') return;
      this.#holding.takeBack();
      const { hold } = this.#holding.agreed;
      this.#audio.held = hold;
      const state = link.connection.signalingState;
      if (this.#links.goBack()) return;
      // Nothing leads back from a provisional answer (RFC 8829 §4.1.10.2), and a connection that never had an answer has
      // nothing worth keeping but transceivers that fit no later offer.
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

  /** Reads the connection. Resolves with zeros before there is one. */
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

  /** Rejects where there is no microphone, unless the call is content to listen. */
  async #openSound(): Promise<void> {
    try {
      await this.#audio.open();
    } catch (error) {
      if (!this.#settings.listenOnly || !(error instanceof MicrophoneError)) throw error;
      this.emit('microphone', error);
    }
    this.#checkOpen();
  }

  /** Opens the microphone for a description that is made; its track joins by replaceTrack. */
  #joinSound(): void {
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

  /** The fork that answered is not the one whose early media this connection can only go on with. */
  #startOver(type: 'answer' | 'pranswer'): void {
    if (type !== 'answer') return;
    this.#links.startOver();
    this.emit('restart', 'another fork answered');
  }

  /** An exchange is complete: what was proposed holds. */
  #agree(): void {
    const isChanged = this.#holding.agree();
    this.#links.settle();
    this.#monitor.expectConnection();
    if (isChanged) this.emit('remoteHold', this.remoteHold);
  }

  #checkOpen(link?: CallConnection): void {
    if (this.#closed || (link && link !== this.#links.current)) throw closedError();
  }

  /** Runs one operation; whatever it throws becomes an error of this stack. */
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

/** RFC 3264 §6: an offer of which nothing can be had is no call; the session refuses it (RFC 3261 §21.4.26). */
function noCommonSound(): SipError {
  return new SipError('media', 'the offer has no audio that can be had here', { statusCode: 488 });
}

function closedError(): SipError {
  return new SipError('canceled', 'the media of this call is closed');
}
