/**
 * State and media of a call, and its commands while it lasts: mute, hold, conference, digits, messages, video, recording, playing,
 * captions. Longer than 300 lines, as it documents each public member.
 * Subjects: mute of a call; hold command; send digits command; merge and split; video command; record command; play() of a call;
 * captions command.
 */

import { defined } from '../../sip/base/defined.js';
import type { AudioSource, CallMedia, QualityReport, QualitySample, QualityWarning } from '../../media/index.js';
import type { Session } from '../../sip/session/session.js';
import { CallAudio, type CallWithAudio, type MediaDetails } from '../audio/call-audio.js';
import type { ConferenceCall } from '../audio/conference.js';
import type { CallMessageOptions, PlayOptions, PlaySource } from '../call-options.js';
import type { CallReference } from '../commands.js';
import { phoneError } from '../error-causes.js';
import { PhoneError } from '../phone-error.js';
import type { CallQuestion, CallState, CaptionText, Party, RecordingFile } from '../state.js';
import { CallHold } from './call-hold.js';
import { sendCallMessage } from './call-messages.js';
import type { CallOwner } from './call-owner.js';
import { Question } from './call-question.js';
import { nextCallState, type CallEvent } from './call-state.js';
import { withCaption } from './captions.js';
import type { CommandCheck } from './command-check.js';
import { cleanDigits } from './dial-string.js';
import { DtmfQueue } from './dtmf-queue.js';
import { cleanText } from './party.js';

/** Media records of a call that has ended. */
interface CallRecords {
  readonly quality?: QualityReport;
  readonly recordings?: readonly RecordingFile[];
}

/** Base class of `Call`: its state, and all but how a call begins and ends. */
export abstract class CallControls implements CallWithAudio, ConferenceCall {
  readonly id: string;
  protected readonly audio: CallAudio;
  protected readonly owner: CallOwner;
  #state: CallState;
  /** The local hold, also of a participant of a conference. @internal */
  readonly holding = new CallHold(this, () => this.resumeAudio());

  readonly #digits: DtmfQueue;
  #endPause: (() => void) | undefined;
  readonly #question = new Question((question) => this.apply({ type: 'question', question }));

  constructor(owner: CallOwner, state: CallState) {
    this.owner = owner;
    this.#state = state;
    this.id = state.id;
    this.audio = new CallAudio(this, owner.core, owner.kit);
    this.#digits = new DtmfQueue({
      clock: owner.core.clock,
      dtmf: () => owner.kit.dtmf(),
      session: () => (this.state.status === 'active' ? this.session : undefined),
      sent: (digit) => {
        owner.kit.soundKey(digit);
        this.apply({ type: 'digits', text: '•' });
      },
      show: (sending) => this.apply({ type: 'details', details: { sending } }),
    });
  }

  abstract get session(): Session | undefined;
  protected abstract readonly commands: CommandCheck;
  /** The state has changed. */
  protected abstract changed(): void;

  /** The current state; the same object as in `phone.state.calls`. */
  get state(): CallState {
    return this.#state;
  }

  /** The media of the call; undefined before the first session description, and with another media handler. @internal */
  get media(): CallMedia | undefined {
    return this.audio.media;
  }

  /** The streams for `<video>` elements: video that is sent and received now. */
  get videoStreams(): { readonly local: MediaStream | undefined; readonly remote: MediaStream | undefined } {
    return this.audio.video.videoStreams;
  }

  /** Media records for the call summary. @internal */
  get records(): CallRecords {
    const { report, recordings } = this.audio;
    return defined({ quality: report, recordings: recordings.length > 0 ? recordings : undefined });
  }

  /**
   * Mutes the microphone, in a conference for all participants; without an argument it toggles. Works before the call is
   * answered. Returns false where a `before` listener prevented it, or the call has ended.
   */
  mute(on = !this.state.muted): boolean {
    if (!this.commands.may('mute', on)) return false;
    if (this.owner.conference.has(this)) this.owner.conference.mute(on);
    else this.showMuted(on);
    return true;
  }

  /**
   * Holds or resumes the call; without an argument it toggles. In a conference it holds all participants; `split()` holds one.
   * Rejects with a `PhoneError`.
   */
  async hold(on?: boolean): Promise<void> {
    const wanted = on ?? !(this.state.status === 'active' && this.state.hold.local);
    this.commands.check('hold', wanted);
    await this.holdAll(wanted);
  }

  /** As `hold`, for a command that has passed the `before` event. @internal */
  async holdAll(on: boolean): Promise<void> {
    await (this.owner.conference.has(this) ? this.owner.conference.hold(on) : this.holding.set(on));
  }

  /** Sends no packet to the remote party, digits neither, until `resumeAudio()`. */
  protected async pauseAudio(): Promise<void> {
    this.#digits.wait(new Promise((resolve) => (this.#endPause = resolve)));
    await this.media?.pause(true);
  }

  protected resumeAudio(): void {
    this.#endPause?.();
    void this.media?.pause(false);
  }

  /**
   * Merges this call with another one, or with all active calls, and with the conference that exists; calls on hold are resumed. With
   * the option `conferenceUri` the conference is at the server: the calls end, and a call to it takes their place.
   * Rejects with a `PhoneError`, and nothing has changed.
   */
  async merge(other?: string | CallReference): Promise<void> {
    const id = typeof other === 'string' ? other : other?.id;
    const named = id === undefined ? undefined : this.owner.get(id);
    if (id !== undefined && !named) throw new PhoneError('already-ended');
    this.commands.check('merge', id);
    const calls = [this, ...(named ? [named] : this.owner.up)];
    const focus = this.owner.core.option('conferenceUri');
    if (focus === undefined) return this.owner.conference.merge(calls);
    const ids = new Set(calls.map((call) => call.id));
    const { mergeAtServer } = await import('./server-conference.js').catch((cause: unknown) => {
      throw new PhoneError('internal', { detail: 'The code for conferences could not be loaded', cause });
    });
    await mergeAtServer(
      [...ids].flatMap((one) => this.owner.get(one) ?? []),
      focus,
      this.owner,
    );
  }

  /** Leaves the conference and holds the call. Rejects with a `PhoneError`. */
  async split(): Promise<void> {
    this.commands.check('split');
    await this.owner.conference.split(this);
  }

  /** Sends DTMF: `0-9 * # A-D`; `,` pauses 2 s, `;` waits for `proceed()`; a transfer is waited for. Resolves when all digits have been sent. */
  async sendDigits(text: string): Promise<void> {
    this.commands.check('sendDigits', text);
    await this.sendPermitted(text);
  }

  /** As `sendDigits`, for digits of a command that has passed the `before` event. @internal */
  async sendPermitted(text: string): Promise<void> {
    if (this.state.status !== 'active') throw new PhoneError('already-ended');
    try {
      await this.#digits.send(cleanDigits(text));
    } catch (error) {
      throw phoneError(error);
    }
  }

  /** Continues after a `;` in a string of digits. */
  proceed(): void {
    this.#digits.proceed();
  }

  /** Stops sending digits; the promise of `sendDigits()` rejects with `already-ended`. */
  stopDigits(): void {
    this.#digits.stop();
  }

  /**
   * Sends a message of the application to the remote party, with this content type: MESSAGE, or with options INFO of a package. Resolves when it has accepted it; rejects
   * with a `PhoneError`: `incompatible` where it does not take the content type (415) or the package. At most 32 kB of UTF-8.
   */
  async sendCallMessage(body: string, kind: CallMessageOptions | string = {}): Promise<void> {
    this.commands.check('sendCallMessage', body);
    const { session } = this;
    if (!session) throw new PhoneError('already-ended');
    await sendCallMessage(session, body, typeof kind === 'string' ? { contentType: kind } : kind);
  }

  /** Shows the remote party by the name that the application knows. */
  rename(name: string): void {
    this.describe({ name: cleanText(name) });
  }

  /** Adds details that are safe to display. @internal */
  describe(details: Partial<Party>): void {
    this.apply({ type: 'peer', peer: { ...this.state.peer, ...details } });
  }

  /** Marks the call as a participant of the conference, or not. For `Conference`. @internal */
  join(on: boolean): void {
    this.apply({ type: 'details', details: { merged: on || undefined } });
    this.audio.merged = on;
  }

  /** Sets mute in the state and the media of this call. For `Conference`. @internal */
  showMuted(on: boolean): void {
    this.apply({ type: 'muted', on });
    this.audio.mute();
  }

  /** Answers `state.question`: whether to call its target. Does nothing without a question. */
  respond(accepted: boolean): void {
    this.#question.respond(accepted);
  }

  /** Asks the user. Resolves with the answer, or with false when the call ends before. @internal */
  ask(question: CallQuestion): Promise<boolean> {
    return this.#question.ask(question);
  }

  /**
   * Mutes the remote party for the user and for a conference; without an argument it toggles. Returns false where a `before`
   * listener prevented it, or the call is not active.
   */
  muteParticipant(on?: boolean): boolean {
    const wanted = on ?? !(this.#state.status === 'active' && this.#state.participantMuted === true);
    if (!this.commands.may('muteParticipant', wanted)) return false;
    this.audio.muteParticipant(wanted);
    return true;
  }

  /** Sends the camera, the screen or no video; call it in a user gesture. Rejects with a `PhoneError`, and nothing has changed. */
  async show(what: 'none' | 'camera' | 'screen'): Promise<void> {
    this.#ownMedia();
    this.commands.check('show', what);
    await this.audio.video.show(what);
  }

  /** Opens the microphone before the call is answered, until it ends. Rejects with the reason where it cannot be opened. @internal */
  openMicrophone(source: AudioSource): Promise<void> {
    return this.audio.microphone.open(source);
  }

  /** Opens the camera before the call is answered. Without a camera the call continues as audio. @internal */
  async prepareCamera(): Promise<void> {
    await this.audio.video.prepare().catch((error: unknown) => this.#tellOf(error));
  }

  /**
   * Starts or ends recording both parties, here or at the server (option `recordAt`); without an argument it toggles. Rejects with a
   * `PhoneError`; the call continues.
   */
  async record(on?: boolean): Promise<void> {
    if (this.#state.status !== 'active') throw new PhoneError('already-ended');
    const { recording } = this.#state;
    const wanted = on ?? (!recording || recording.status === 'failed');
    this.commands.check('record', wanted);
    try {
      await this.audio.record(wanted);
    } catch (error) {
      throw phoneError(error);
    }
  }

  /** Returns the file of the newest recording that has ended; undefined where there is none or writing failed. */
  recording(): Promise<File | undefined> {
    return this.audio.recording();
  }

  /**
   * Plays an audio file or a stream to the remote party, instead of the microphone or mixed with it; it ends the one before. It pauses
   * during hold, and the mute of the microphone does not mute it. Resolves at its end, at `stopPlaying()` and at the end of the call.
   * Rejects with a `PhoneError`: `media` where it cannot be fetched or decoded, and in a conference; `canceled` where `signal` aborts.
   * A file is decoded as a whole: an hour of sound needs 700 MB.
   */
  async play(source: PlaySource, options: PlayOptions = {}): Promise<void> {
    this.#ownMedia();
    const { volume = 1 } = options;
    if (typeof volume !== 'number' || !(volume >= 0 && volume <= 1)) throw new TypeError('The volume is 0 to 1.');
    if (this.#state.status === 'active' && this.#state.merged)
      throw new PhoneError('media', { detail: 'Nothing can be played into a call of a conference.' });
    this.commands.check('play', typeof source === 'string' || source instanceof URL ? String(source) : undefined);
    await this.audio.playback.play(source, options);
  }

  /** Stops what is played into the call. Rejects with a `PhoneError`: `already-ended` where nothing is played. */
  async stopPlaying(): Promise<void> {
    this.commands.check('stopPlaying');
    this.audio.playback.stop();
  }

  /** Shows what a party has said: text of a recogniser of the application. Does nothing unless the call is active. */
  addCaption(caption: CaptionText): void {
    if (this.#state.status !== 'active') return;
    const { captions = [] } = this.#state;
    const next = withCaption(captions, caption, this.owner.core.clock.now());
    if (next !== captions) this.apply({ type: 'details', details: { captions: next } });
  }

  /**
   * Starts or ends captions by the speech recognition of the browser, which works on this device: no sound leaves it. Rejects with a
   * `PhoneError` of the kind `media` where the browser has none, or not for `lang` (BCP 47, default that of the page).
   */
  async recognizeSpeech(on = true, lang = document.documentElement.lang || navigator.language): Promise<void> {
    if (on) this.#ownMedia();
    await this.audio.recognizeSpeech(on, lang, (caption) => this.addCaption(caption));
  }

  /** The quality of each second, oldest first, of the last ten minutes and of the present connection; nothing while the call is on hold. */
  get qualitySamples(): readonly QualitySample[] {
    return this.audio.samples;
  }

  /** Returns the audio level, 0 to 1: `in` of the remote party, `out` of the microphone. Undefined where it cannot be measured. */
  level(direction: 'in' | 'out'): number | undefined {
    return this.audio.level(direction);
  }

  /** Hides this warning for a minute. */
  quiet(warning: QualityWarning): void {
    this.audio.quiet(warning);
  }

  /** Adds details to the state of an active call. For `CallAudio`. @internal */
  showDetails(details: MediaDetails): void {
    this.apply({ type: 'details', details });
  }

  /** Returns the media. Throws where the call is not active, or another handler creates its media. */
  #ownMedia(): CallMedia {
    if (this.#state.status !== 'active') throw new PhoneError('already-ended');
    if (!this.media) throw new PhoneError('media', { detail: 'The media handler is not the built-in one.' });
    return this.media;
  }

  /** Changes the state of the call. For the parts of a call. @internal */
  apply(event: CallEvent): void {
    const next = nextCallState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.audio.follow(next);
    this.changed();
  }

  /** Reports a media problem that does not end the call. */
  #tellOf(error: unknown): void {
    this.owner.core.reportError(new PhoneError('media', { detail: phoneError(error).detail, cause: error }));
  }

  protected takeMedia(media: CallMedia): void {
    this.audio.attach(media);
    this.owner.conference.follow(this);
  }

  /** Stops digits and media of the call. */
  protected stopTalking(): void {
    this.#digits.close();
    this.audio.close();
  }
}
