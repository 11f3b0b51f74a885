/**
 * Commands on the media of a call: video, recording, playing, captions, volume of a participant.
 * Subjects: video command; record command; participant volume; captions command; play() of a call.
 */

import { defined } from '../../sip/base/defined.js';
import type { AudioSource, CallMedia, QualityReport, QualitySample, QualityWarning } from '../../media/index.js';
import type { Session } from '../../sip/session/session.js';
import { CallAudio, type CallWithAudio, type MediaDetails } from '../audio/call-audio.js';
import type { PlayOptions, PlaySource } from '../call-options.js';
import { PhoneError } from '../phone-error.js';
import { phoneError } from '../error-causes.js';
import type { CallState, CaptionText, RecordingFile } from '../state.js';
import type { CallOwner } from './call-owner.js';
import { nextCallState, type CallEvent } from './call-state.js';
import { withCaption } from './captions.js';
import type { CommandCheck } from './command-check.js';

/** Media records of a call that has ended. */
export interface CallRecords {
  readonly quality?: QualityReport;
  readonly recordings?: readonly RecordingFile[];
}

/** Base class of `CallControls`: the state of a call, and its media. */
export abstract class CallMediaControls implements CallWithAudio {
  readonly id: string;
  protected readonly audio: CallAudio;
  protected readonly owner: CallOwner;
  #state: CallState;

  constructor(owner: CallOwner, state: CallState) {
    this.owner = owner;
    this.#state = state;
    this.id = state.id;
    this.audio = new CallAudio(this, owner.core, owner.kit);
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
    return this.audio.videoStreams;
  }

  /** Media records for the call summary. @internal */
  get records(): CallRecords {
    const { report, recordings } = this.audio;
    return defined({ quality: report, recordings: recordings.length > 0 ? recordings : undefined });
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
    await this.audio.show(what);
  }

  /** Opens the microphone before the call is answered, until it ends. Rejects with the reason where it cannot be opened. @internal */
  openMicrophone(source: AudioSource): Promise<void> {
    return this.audio.openMicrophone(source);
  }

  /** Opens the camera before the call is answered. Without a camera the call continues as audio. @internal */
  async prepareCamera(): Promise<void> {
    await this.audio.prepareCamera().catch((error: unknown) => this.#tellOf(error));
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
    await this.audio.play(source, options);
  }

  /** Stops what is played into the call. Rejects with a `PhoneError`: `already-ended` where nothing is played. */
  async stopPlaying(): Promise<void> {
    this.commands.check('stopPlaying');
    this.audio.stopPlaying();
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
}
