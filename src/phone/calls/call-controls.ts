/** What a person does with a call that is up: mute, hold, speak to several, send digits, show, record. */

import type { AudioSource, CallMedia, QualityReport, QualityWarning } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import { cleanDigits } from './dial-string.js';
import { PhoneError } from '../errors.js';
import type { CallAction, CommandOrigin, CommandValue } from '../policy/before.js';
import { CallAudio, type CallWithAudio } from '../audio/call-audio.js';
import type { MediaKit } from '../audio/media-kit.js';
import type { CallQuestion, CallState, RecordingFile } from '../state.js';
import { phoneError } from '../phone-error.js';
import { nextCallState, type CallEvent } from './call-state.js';
import type { Conference, ConferenceCall } from './conference.js';
import { DtmfQueue } from './dtmf-queue.js';
import { Question } from './call-question.js';

/** What is kept of the sound of a call that is over. */
export interface CallRecords {
  readonly quality?: QualityReport;
  readonly recordings?: readonly RecordingFile[];
}

/** What talking asks of the phone. */
export interface CallControlsOwner {
  readonly clock: Clock;
  /** What calls use of devices, mixer and recorder. */
  readonly kit: MediaKit;
  readonly conference: Conference;
  /** Every call that is up, for `merge()` without a name. */
  readonly up: readonly ConferenceCall[];
  /** What a person has to know beside the call. */
  problem(error: PhoneError): void;
}

/** A call without its beginning and its end. */
export abstract class CallControls implements ConferenceCall {
  readonly id: string;
  protected readonly sound: CallAudio;
  readonly #owner: CallControlsOwner;
  readonly #digits: DtmfQueue;
  readonly #question = new Question((question) => this.apply({ type: 'question', question }));
  #state: CallState;

  constructor(owner: CallControlsOwner, state: CallState) {
    this.#owner = owner;
    this.#state = state;
    this.id = state.id;
    this.#digits = new DtmfQueue({
      clock: owner.clock,
      dtmf: () => owner.kit.dtmf(),
      session: () => (this.#state.status === 'active' ? this.session : undefined),
      sent: (digit) => {
        owner.kit.soundKey(digit);
        this.apply({ type: 'digits', text: '•' });
      },
      show: (sending) => this.apply({ type: 'details', details: { sending } }),
    });
    this.sound = new CallAudio(this.#sounding());
  }

  abstract get session(): Session | undefined;
  protected abstract changed(): void;

  /** The newest state; the same object as in `phone.state.calls`. */
  get state(): CallState {
    return this.#state;
  }

  /** Its media; absent before the first description, and where another description handler makes it. For the phone. */
  get media(): CallMedia | undefined {
    return this.sound.media;
  }

  /** For a `<video>`: what is shown and what is seen now. */
  get videoStreams(): { readonly local: MediaStream | undefined; readonly remote: MediaStream | undefined } {
    return this.sound.videoStreams;
  }

  /** What of the sound is to be kept when the call is over. For the phone. */
  get records(): CallRecords {
    const { report, recordings } = this.sound;
    return { ...(report ? { quality: report } : {}), ...(recordings.length > 0 ? { recordings } : {}) };
  }

  /**
   * Stops sending the microphone, in a conference to everybody; without an argument it toggles. Works before the call is up.
   * False where a `before` listener stopped it.
   */
  mute(on = !this.#state.muted): boolean {
    if (!this.permits('mute', on)) return false;
    if (this.#owner.conference.has(this)) this.#owner.conference.mute(on);
    else this.showMuted(on);
    return true;
  }

  /**
   * Puts the far side on hold, or takes it back; without an argument it toggles. In a conference it holds everybody; `split()`
   * holds one. Rejects with a `PhoneError`.
   */
  async hold(on?: boolean): Promise<void> {
    if (this.#state.status !== 'active') throw new PhoneError('already-ended');
    const wanted = on ?? !this.#state.hold.local;
    this.check('hold', wanted);
    await this.holdAll(wanted);
  }

  /** As `hold`, for a command that was permitted. For the phone. */
  async holdAll(on: boolean): Promise<void> {
    await (this.#owner.conference.has(this) ? this.#owner.conference.hold(on) : this.holdAlone(on));
  }

  /** Holds this far side or takes it back, whatever conference it is in. For the phone. */
  async holdAlone(on: boolean): Promise<void> {
    if (this.#state.status !== 'active' || !this.session) throw new PhoneError('already-ended');
    try {
      await (on ? this.session.hold() : this.session.unhold());
    } catch (error) {
      throw phoneError(error);
    }
  }

  /**
   * Brings the far side together with that of another call, or with those of all that are up, and with a conference that there
   * is: they all hear one another, and who was on hold is taken back. Rejects with a `PhoneError`, and all is as before.
   */
  async merge(other?: this): Promise<void> {
    this.check('merge', other?.id);
    await this.#owner.conference.merge([this, ...(other ? [other] : this.#owner.up)]);
  }

  /** Leaves the conference, and is held. Rejects with a `PhoneError`. */
  async split(): Promise<void> {
    this.check('split', undefined);
    await this.#owner.conference.split(this);
  }

  /**
   * Lets nobody hear this far side, neither the person here nor a conference; without an argument it toggles. False where a
   * `before` listener stopped it, or the call is not up.
   */
  muteParticipant(on?: boolean): boolean {
    if (this.#state.status !== 'active') return false;
    const wanted = on ?? this.#state.participantMuted !== true;
    if (!this.permits('mute-participant', wanted)) return false;
    this.sound.muteParticipant(wanted);
    return true;
  }

  /** Sends DTMF: `0-9 * # A-D`; `,` pauses 2 s, `;` waits for `proceed()`. Resolves when all of it has been sent. */
  async sendDigits(text: string): Promise<void> {
    if (this.#state.status !== 'active') throw new PhoneError('already-ended');
    this.check('digits', text);
    await this.sendPermitted(text);
  }

  /** As `sendDigits`, for digits that belong to a command that was permitted. For the phone. */
  async sendPermitted(text: string): Promise<void> {
    if (this.#state.status !== 'active') throw new PhoneError('already-ended');
    try {
      await this.#digits.send(cleanDigits(text));
    } catch (error) {
      throw phoneError(error);
    }
  }

  /** Goes on behind a `;` in a string of digits. */
  proceed(): void {
    this.#digits.proceed();
  }

  /** Stops the string of digits; its promise rejects with `already-ended`. */
  stopDigits(): void {
    this.#digits.stop();
  }

  /** Shows the far side a camera, a screen or nothing; call it in a gesture. Rejects with a `PhoneError`, and all is as before. */
  async show(what: 'none' | 'camera' | 'screen'): Promise<void> {
    this.#ownMedia();
    this.check('show', what);
    await this.sound.show(what);
  }

  /** Opens the microphone before the call is up, for as long as the call lasts. Rejects with why it cannot be had. For the phone. */
  openMicrophone(source: AudioSource): Promise<void> {
    return this.sound.openMicrophone(source);
  }

  /** Opens the camera before the call is up. Without a picture it is a call all the same. For the phone. */
  async prepareCamera(): Promise<void> {
    await this.sound.prepareCamera().catch((error: unknown) => this.#tellOf(error));
  }

  /** Records both sides, or ends the recording; without an argument it toggles. Rejects with a `PhoneError`; the call goes on. */
  async record(on?: boolean): Promise<void> {
    const media = this.#ownMedia();
    const wanted = on ?? !this.sound.isRecording;
    this.check('record', wanted);
    try {
      await this.sound.record(media, wanted);
    } catch (error) {
      throw phoneError(error);
    }
  }

  /** The file of the newest recording that has ended; undefined where there is none or it could not be written. */
  recording(): Promise<File | undefined> {
    return this.sound.recording();
  }

  /** How loud it is at this moment, 0 to 1: `in` the far side, `out` the person here. Undefined where it cannot be measured. */
  level(direction: 'in' | 'out'): number | undefined {
    return this.sound.level(direction);
  }

  /** No word of this warning for a minute. */
  quiet(warning: QualityWarning): void {
    this.sound.quiet(warning);
  }

  /** In the conference or not, as the conference says. For it. */
  join(on: boolean): void {
    this.apply({ type: 'details', details: { merged: on || undefined } });
    this.sound.merged = on;
  }

  /** Whether the person here is heard, as the state and the media of this call have it. For the conference. */
  showMuted(on: boolean): void {
    this.apply({ type: 'muted', on });
    this.sound.mute();
  }

  /** Throws where there is none: the call is not up, or another description handler makes its media. */
  #ownMedia(): CallMedia {
    if (this.#state.status !== 'active') throw new PhoneError('already-ended');
    if (!this.media) throw new PhoneError('media', { detail: 'Its media is not that of the phone.' });
    return this.media;
  }

  #sounding(): CallWithAudio {
    const state = (): CallState => this.#state;
    const session = (): Session | undefined => this.session;
    return {
      id: this.id,
      clock: this.#owner.clock,
      kit: this.#owner.kit,
      get state() {
        return state();
      },
      get session() {
        return session();
      },
      show: (details) => this.apply({ type: 'details', details }),
      problem: (error) => this.#owner.problem(error),
    };
  }

  protected apply(event: CallEvent): void {
    const next = nextCallState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.sound.follow(next);
    this.changed();
    this.#owner.conference.follow(this);
  }

  /** Answers `state.question`: whether the target that it names is called. Does nothing where nothing is asked. */
  respond(accepted: boolean): void {
    this.#question.respond(accepted);
  }

  /** Asks the user; resolves with the answer, with false when the call ends before. For the phone. */
  ask(question: CallQuestion): Promise<boolean> {
    return this.#question.ask(question);
  }

  /** Whether no `before` listener stops the command. */
  protected abstract permits(action: CallAction, value: CommandValue, origin?: CommandOrigin): boolean;

  /** Throws a `PhoneError` `canceled` where a `before` listener stops the command. */
  protected check(action: CallAction, value: CommandValue, origin?: CommandOrigin): void {
    if (!this.permits(action, value, origin)) throw new PhoneError('canceled');
  }

  protected takeMedia(media: CallMedia): void {
    this.sound.attach(media);
    this.#owner.conference.follow(this);
  }

  /** The call is over. */
  protected stopTalking(): void {
    this.#digits.close();
    this.sound.close();
  }

  /** Something is not as it was asked for, and the call goes on. */
  #tellOf(error: unknown): void {
    this.#owner.problem(new PhoneError('media', { detail: phoneError(error).detail, cause: error }));
  }
}
