/** The media of one call: offer and answer over RTCPeerConnection (RFC 3264, RFC 8829) behind the seam that the session declares. */

import { Emitter } from '../sip/base/emitter.js';
import { messageOf, SipError } from '../sip/base/errors.js';
import type { Logger } from '../sip/base/logger.js';
import type {
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from '../sip/session/description-handler.js';
import { ConnectionMonitor, type MediaState } from './connection-monitor.js';
import { insertDigits, type DigitTiming } from './dtmf.js';
import { MicrophoneError } from './errors.js';
import { enoughCandidates } from './gathering.js';
import { Link } from './link.js';
import type { MediaSettings } from './options.js';
import { OutgoingPicture } from './outgoing-picture.js';
import { OutgoingSound } from './outgoing-sound.js';
import { readSample, type MediaSample } from './sample.js';
import type { Playback } from './speaker.js';
import {
  audioDirection,
  fingerprintsOf,
  hasTelephoneEvent,
  modified,
  withoutMdns,
  withSetup,
  type Direction,
} from './wire.js';

export type CallMediaEvents = {
  state: [state: MediaState, previous: MediaState];
  /** A track of the far side has joined `remoteStream` or `remotePicture`. */
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

type Modifiers = readonly SessionDescriptionHandlerModifier[];

/** What was agreed last, and what an exchange that is not finished will make of it. */
interface Agreement {
  hold: boolean;
  remoteHold: boolean;
}

export class CallMedia extends Emitter<CallMediaEvents> implements SessionDescriptionHandler {
  /** The sound of the far side. The same object for the whole call. */
  readonly remoteStream: MediaStream = new MediaStream();
  /** The picture of the far side, for a `<video>`; empty while there is none. The same object for the whole call. */
  readonly remotePicture: MediaStream = new MediaStream();
  readonly #settings: MediaSettings;
  readonly #sound: OutgoingSound;
  readonly #picture = new OutgoingPicture();
  readonly #monitor: ConnectionMonitor;
  readonly #log: Logger;
  #link: Link | undefined;
  /** The connection that goes on until the far side's new end is answered. */
  #standby: Link | undefined;
  #agreed: Agreement = { hold: false, remoteHold: false };
  #proposed: Agreement = this.#agreed;
  #playback: Playback | undefined;
  #closed = false;

  constructor(settings: MediaSettings) {
    super();
    this.#settings = settings;
    this.#sound = new OutgoingSound(settings.microphone, () => this.emit('localTrack'));
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
  }

  /** The connection in use; absent before the first description. Another object after the far end became another one. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.#link?.connection;
  }

  get state(): MediaState {
    return this.#monitor.state;
  }

  get muted(): boolean {
    return this.#sound.muted;
  }

  /** Whether this side holds the other. */
  get onHold(): boolean {
    return this.#agreed.hold;
  }

  /** Whether the far side holds us. */
  get remoteHold(): boolean {
    return this.#agreed.remoteHold;
  }

  /** Whether the call is content without a microphone. */
  get listenOnly(): boolean {
    return this.#settings.listenOnly;
  }

  /** The track that is sent; absent while there is no microphone. */
  get localTrack(): MediaStreamTrack | undefined {
    return this.#sound.track;
  }

  /** Stops or goes on sending what the microphone hears. Works at any time. */
  mute(on: boolean): void {
    this.#sound.muted = on;
  }

  /** Sends this track instead of the microphone, as a mix does; undefined for the microphone again. No new offer. */
  sendInstead(track: MediaStreamTrack | undefined): Promise<void> {
    return this.#sound.sendInstead(track);
  }

  /** The picture that is sent; absent while there is none. */
  get localPicture(): MediaStreamTrack | undefined {
    return this.#picture.track;
  }

  /**
   * Sends a picture: a camera, a screen, or none. The track stays the caller's, to be stopped by it. Resolves with
   * whether a re-INVITE is needed before the far side sees it: the first picture of a call needs one, its exchange none.
   */
  async show(track: MediaStreamTrack | undefined): Promise<boolean> {
    await this.#picture.show(track);
    const sending = this.#link?.video?.currentDirection ?? 'inactive';
    return track !== undefined && sending !== 'sendrecv' && sending !== 'sendonly';
  }

  /** Sends black instead of the picture, or the picture again. */
  mutePicture(on: boolean): void {
    this.#picture.muted = on;
  }

  /** Opens the microphone ahead of the description that needs it. Rejects with a `MicrophoneError`. */
  prepare(): Promise<void> {
    return this.#sound.open();
  }

  async getDescription(
    options: SessionDescriptionHandlerOptions = {},
    modifiers: Modifiers = [],
  ): Promise<SessionDescription> {
    return this.#settle('make a description', async () => {
      // Where somebody has to be asked, the description waits: who refuses makes no call, and before the permission
      // candidates have no usable addresses. Where nobody has, starting the device would only hold it up.
      if (!this.#settings.microphone.granted) await this.#openSound();
      const link = (this.#link ??= this.#newLink());
      const { connection } = link;
      const answering = connection.signalingState === 'have-remote-offer';
      if (options.hold !== undefined) this.#proposed = { ...this.#proposed, hold: options.hold };
      this.#sound.held = this.#proposed.hold;
      const { hold } = this.#proposed;
      if (answering) await link.answer(this.#sound, this.#picture, hold ? 'sendonly' : 'sendrecv', hold);
      else {
        await link.offerSound(this.#sound, this.#offeredDirection());
        await link.offerPicture(this.#picture, hold);
      }
      this.#checkOpen(link);
      const enough = enoughCandidates(connection, this.#gatheringPolicy(), this.#settings.clock);
      if (!answering && options.iceRestart === true) connection.restartIce();
      await connection.setLocalDescription();
      this.#checkOpen(link);
      // An offer in a connection that is up has its candidates already.
      if (!/^a=candidate:/m.test(connection.localDescription?.sdp ?? '')) await enough;
      this.#checkOpen(link);
      this.#joinSound();
      if (answering) this.#agree();
      return { body: await this.#onTheWire(connection, modifiers), contentType: 'application/sdp' };
    });
  }

  async setDescription(
    sdp: string,
    options: SessionDescriptionHandlerOptions = {},
    modifiers: Modifiers = [],
  ): Promise<void> {
    return this.#settle('take a description', async () => {
      const isAnswer = this.#expectsAnswer();
      const answer = options.final === false ? 'pranswer' : 'answer';
      const description = await modified({ type: isAnswer ? answer : 'offer', sdp }, modifiers);
      this.#checkOpen();
      const text = description.sdp ?? '';
      const link = isAnswer ? this.#link! : this.#linkForOffer(text);
      const offered = link.audio?.direction;
      if (!isAnswer) await link.connection.setRemoteDescription(description);
      else if (!(await link.takeAnswer(answer, text))) return this.#startOver(link, answer);
      this.#checkOpen(link);
      // To an offer of `inactive` no answer can say who holds whom.
      if (!isAnswer || offered !== 'inactive') this.#propose(audioDirection(text));
      if (isAnswer) this.#monitor.expectConnection();
      if (isAnswer && answer === 'answer') this.#agree();
    });
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  async rollbackDescription(): Promise<void> {
    return this.#settle('take an offer back', async () => {
      const link = this.#link;
      if (!link || link.connection.signalingState === 'stable') return;
      this.#proposed = this.#agreed;
      this.#sound.held = this.#agreed.hold;
      const state = link.connection.signalingState;
      if (this.#standby) return this.#use(this.#standby, link);
      // Nothing leads back from a provisional answer (RFC 8829 §4.1.10.2), and a connection that never had an answer has
      // nothing worth keeping but transceivers that fit no later offer.
      if (!link.connection.currentRemoteDescription) return this.#use(this.#newLink(), link);
      if (state === 'have-local-offer') await link.connection.setLocalDescription({ type: 'rollback' });
      else await link.connection.setRemoteDescription({ type: 'rollback' });
      if (link.audio) link.audio.direction = this.#agreed.hold ? 'sendonly' : 'sendrecv';
    });
  }

  sendDtmf(tones: string, options: DigitTiming = {}): boolean {
    const link = this.#link;
    if (!link || !hasTelephoneEvent(link.connection.remoteDescription?.sdp ?? '')) return false;
    return insertDigits(link.audio?.sender.dtmf, tones, options);
  }

  /** Reads the connection. Resolves with zeros before there is one. */
  async sample(): Promise<MediaSample> {
    const report = (await this.#link?.connection.getStats()) ?? (new Map() as unknown as RTCStatsReport);
    return readSample(report, this.#settings.clock.now());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#monitor.stop();
    this.#playback?.stop();
    this.#sound.release();
    this.#picture.release();
    this.#standby?.close();
    this.#link?.close();
    this.#forget(() => true);
  }

  #expectsAnswer(): boolean {
    const state = this.#link?.connection.signalingState;
    return state === 'have-local-offer' || state === 'have-remote-pranswer' || this.#link?.awaitsFinal === true;
  }

  /** RFC 3264 §8.4: a stream that the far side has put on hold is held as `inactive`. */
  #offeredDirection(): Direction {
    if (!this.#proposed.hold) return 'sendrecv';
    return this.#proposed.remoteHold ? 'inactive' : 'sendonly';
  }

  /** Rejects where there is no microphone, unless the call is content to listen. */
  async #openSound(): Promise<void> {
    try {
      await this.#sound.open();
    } catch (error) {
      if (!this.#settings.listenOnly || !(error instanceof MicrophoneError)) throw error;
      this.emit('microphone', error);
    }
    this.#checkOpen();
  }

  /** Where nobody has to be asked, lets the device start now that the description is made; it joins by replaceTrack. */
  #joinSound(): void {
    if (!this.#settings.microphone.granted) return;
    this.#sound.open().catch((error: unknown) => {
      if (error instanceof MicrophoneError && !this.#closed) this.emit('microphone', error);
    });
  }

  #newLink(): Link {
    const link: Link = new Link(this.#settings, (track) => this.#onTrack(link, track));
    if (!this.#link) this.#monitor.watch(link.connection);
    return link;
  }

  /**
   * Another fingerprint is another end (RFC 8842 §4): a peer that reloaded its page, or one that we were moved to. Few
   * stacks open DTLS anew in a connection that is up, so it gets a connection of its own.
   */
  #linkForOffer(sdp: string): Link {
    const current = this.#link;
    const known = current?.remoteFingerprints;
    if (current && (!known || known === fingerprintsOf(sdp))) return current;
    const link = this.#newLink();
    if (current) this.#standby = current;
    this.#link = link;
    return link;
  }

  /** The fork that answered is not the one whose early media this connection can only go on with. */
  #startOver(link: Link, type: 'answer' | 'pranswer'): void {
    if (type !== 'answer') return;
    this.#use(this.#newLink(), link);
    this.emit('restart', 'another fork answered');
  }

  #propose(remote: Direction | undefined): void {
    if (remote) this.#proposed = { ...this.#proposed, remoteHold: remote === 'sendonly' || remote === 'inactive' };
  }

  /** An exchange is complete: what was proposed holds. */
  #agree(): void {
    const before = this.#agreed;
    this.#agreed = this.#proposed;
    if (this.#standby && this.#link) this.#use(this.#link, this.#standby);
    this.#monitor.expectConnection();
    if (before.remoteHold !== this.#agreed.remoteHold) this.emit('remoteHold', this.#agreed.remoteHold);
  }

  /** Goes on with one connection and closes the other. */
  #use(link: Link, other: Link): void {
    this.#standby = undefined;
    this.#link = link;
    this.#monitor.watch(link.connection);
    other.close();
    const received = [link.audio, link.video].flatMap((one) => one?.receiver.track ?? []);
    this.#forget((track) => !received.includes(track));
    for (const track of received) this.#receive(track);
    this.emit('peerConnection', link.connection);
  }

  #onTrack(link: Link, track: MediaStreamTrack): void {
    // Until its offer is answered, a new end is not heard.
    const isWanted = track.kind === 'audio' || this.#settings.video || this.#picture.track !== undefined;
    if (isWanted && link === this.#link && !this.#standby) this.#receive(track);
  }

  #receive(track: MediaStreamTrack): void {
    const stream = track.kind === 'video' ? this.remotePicture : this.remoteStream;
    if (stream.getTracks().includes(track)) return;
    stream.addTrack(track);
    if (track.kind === 'audio') this.#playback ??= this.#settings.speaker.play(this.remoteStream);
    this.emit('track', track);
  }

  #forget(isGone: (track: MediaStreamTrack) => boolean): void {
    for (const stream of [this.remoteStream, this.remotePicture])
      for (const track of stream.getTracks()) if (isGone(track)) stream.removeTrack(track);
  }

  #gatheringPolicy(): Parameters<typeof enoughCandidates>[1] {
    const { configuration, iceGatheringTimeout } = this.#settings;
    return {
      hasServers: (configuration.iceServers?.length ?? 0) > 0,
      timeout: iceGatheringTimeout,
    };
  }

  async #onTheWire(connection: RTCPeerConnection, modifiers: Modifiers): Promise<string> {
    const local = connection.localDescription!;
    let sdp = withSetup(local.sdp, this.#settings.offerSetup);
    if (this.#settings.withoutMdns) sdp = withoutMdns(sdp);
    return (await modified({ type: local.type, sdp }, modifiers)).sdp ?? '';
  }

  #checkOpen(link?: Link): void {
    if (this.#closed || (link && link !== this.#link))
      throw new SipError('canceled', 'the media of this call is closed');
  }

  /** Runs one operation; whatever it throws becomes an error of this stack. */
  async #settle<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      this.#checkOpen();
      return await run();
    } catch (error) {
      if (this.#closed && !(error instanceof SipError))
        throw new SipError('canceled', 'the media of this call is closed');
      if (error instanceof SipError) throw error;
      throw new SipError('media', `could not ${what}: ${messageOf(error)}`, { cause: error });
    }
  }
}
