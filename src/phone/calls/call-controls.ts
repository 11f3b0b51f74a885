/**
 * Commands on a call: mute, hold, conference, digits, messages.
 * Subjects: mute of a call; hold command; send digits command; merge and split; digits masked in the state.
 */

import type { CallMedia } from '../../media/index.js';
import type { CallMessageOptions } from '../call-options.js';
import type { CallReference } from '../commands.js';
import { PhoneError } from '../phone-error.js';
import { phoneError } from '../error-causes.js';
import type { CallQuestion, CallState, Party } from '../state.js';
import { CallMediaControls } from './call-media-controls.js';
import { sendInCall } from './call-messages.js';
import type { CallOwner } from './call-owner.js';
import { Question } from './call-question.js';
import type { ConferenceCall } from '../audio/conference.js';
import { isOnHold } from './call-state.js';
import { cleanDigits } from './dial-string.js';
import { DtmfQueue } from './dtmf-queue.js';
import { cleanText } from './party.js';

/** Why a call is on local hold: by the user, for its transfer, for the call of an id, or as it came back beside another one. */
export type HoldReason = 'user' | 'transfer' | 'return' | `call ${string}`;

/** Base class of `Call`: all but how a call begins and ends. */
export abstract class CallControls extends CallMediaControls implements ConferenceCall {
  /** From the request of a hold until its end is agreed; undefined also where an earlier page has held the call. @internal */
  holdReason: HoldReason | undefined;

  readonly #digits: DtmfQueue;
  #endPause: (() => void) | undefined;
  readonly #question = new Question((question) => this.apply({ type: 'question', question }));

  constructor(owner: CallOwner, state: CallState) {
    super(owner, state);
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
    await (this.owner.conference.has(this) ? this.owner.conference.hold(on) : this.holdAlone(on));
  }

  /** Holds or resumes this call only, also in a conference. @internal */
  async holdAlone(on: boolean, reason: HoldReason = 'user'): Promise<void> {
    if (this.state.status !== 'active' || !this.session) throw new PhoneError('already-ended');
    // A hold counts from its request, its end when it is agreed: where that fails, the call is still held for the same reason.
    if (on) this.holdReason = reason;
    else this.resumeAudio();
    const before = this.holdReason;
    try {
      await (on ? this.session.hold() : this.session.unhold());
      if (!on && this.holdReason === before) this.holdReason = undefined;
    } catch (error) {
      if (on && this.holdReason === reason && !isOnHold(this.state)) this.holdReason = undefined;
      throw phoneError(error);
    }
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

  /** Holds the call for the phone. Where it is held, that hold and its reason stay; one for a transfer becomes one for another call. @internal */
  async holdFor(reason: HoldReason): Promise<void> {
    if (this.holdReason === 'transfer') this.holdReason = reason;
    if (!isOnHold(this.state)) await this.holdAlone(true, this.holdReason ?? reason);
  }

  /** Ends a hold that the phone began for this reason, and no other one. @internal */
  async resumeFrom(reason: HoldReason): Promise<void> {
    if (this.holdReason === reason) await this.holdAlone(false);
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
    await sendInCall(session, body, typeof kind === 'string' ? { contentType: kind } : kind);
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
