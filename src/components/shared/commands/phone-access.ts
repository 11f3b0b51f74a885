/** Connects an element to its phone: selects the call that a command is for, and performs the command. The phone handles vetoes (`before`). */

import { PhoneError } from '../../../phone/errors.js';
import type { AnswerOptions, CallOptions } from '../../../phone/calls/call.js';
import type { CallState } from '../../../phone/state.js';
import { relayBefore } from '../events/event-relay.js';
import { noteDigits } from './digit-echo.js';
import type { CallLike, PhoneLike } from '../phone/phone-like.js';

/** Returns the call that commands without a call id act on: the shown call, else the newest. */
export function currentCall(phone: PhoneLike): CallState | undefined {
  const { calls, activeCallId } = phone.state;
  return calls.find((call) => call.id === activeCallId) ?? calls.at(-1);
}

/** Returns the incoming call; with several, the shown one first. */
export function ringingCall(phone: PhoneLike): CallState | undefined {
  const shown = currentCall(phone);
  return shown?.status === 'incoming' ? shown : phone.state.calls.find((call) => call.status === 'incoming');
}

/** Returns the call to swap with: the newest answered call that is neither shown nor in the conference. */
export function waitingCall(phone: PhoneLike): CallState | undefined {
  const shown = currentCall(phone);
  return phone.state.calls.findLast((call) => call.id !== shown?.id && call.status === 'active' && !call.merged);
}

/** An id that no call has. */
const NOBODY = '';

/** Performs commands on a phone. Every promise settles; it rejects with a `PhoneError` whose message is a sentence for users. */
export class PhoneAccess {
  constructor(
    readonly phone: PhoneLike,
    /** Target of the phone's events: the provider, or an element with its own phone. */
    readonly owner: EventTarget,
    /** Whether the owner dispatches `sip-before-…` events for all commands of the phone itself, as a provider does. */
    private readonly isRelayed = false,
  ) {}

  /** Places a call. Resolves when the callee answers. */
  async call(number: string, options?: CallOptions): Promise<CallLike> {
    const call = this.dial(number, options);
    if (!call) throw new PhoneError('canceled');
    await call.answered;
    return call;
  }

  /** Places a call without waiting for the answer. Returns undefined after a veto. */
  dial(number: string, options?: CallOptions): CallLike | undefined {
    return this.#placed(this.#ask(() => this.phone.call(number, options)));
  }

  /** Calls the mailbox. Returns undefined after a veto. */
  callVoicemail(): CallLike | undefined {
    return this.#placed(this.#ask(() => this.phone.callVoicemail()));
  }

  /** Picks up the call that rings at `target`. Returns undefined after a veto. */
  pickUp(target: string): CallLike | undefined {
    return this.#placed(this.#ask(() => this.phone.lamps.pickUp(target)));
  }

  /** Sends a text message. Resolves when the remote user agent or a server has accepted it; the conversation has the status too. */
  message(target: string, text: string): Promise<void> {
    return this.#ask(() => this.phone.messages.send(target, text));
  }

  answer(id?: string, options?: AnswerOptions): Promise<void> {
    return this.#perform(id ?? ringingCall(this.phone)?.id, (call) => call.answer(options));
  }

  decline(id?: string): Promise<void> {
    return this.#perform(id ?? ringingCall(this.phone)?.id, (call) => call.decline());
  }

  hangUp(id?: string): Promise<void> {
    return this.#perform(id, (call) => call.hangUp());
  }

  async mute(on?: boolean, id?: string): Promise<void> {
    const value = on ?? !this.#find(id)?.state.muted;
    await this.#perform(id, (call) => call.mute(value));
  }

  hold(on?: boolean, id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const value = on ?? !(state?.status === 'active' && state.hold.local);
    return this.#perform(id, (call) => call.hold(value));
  }

  sendDigits(digits: string, id?: string): Promise<void> {
    return this.#perform(id, (call) => {
      noteDigits(call, digits);
      return call.sendDigits(digits);
    });
  }

  /** Stops the ringing of an incoming call, which can still be answered. */
  ignore(id?: string): Promise<void> {
    return this.#perform(id ?? ringingCall(this.phone)?.id, (call) => call.ignore());
  }

  /** Transfers the remote party to a number, or to the remote party of another call. Rejects when the transfer is refused. */
  transfer(target: string | CallLike, id?: string): Promise<void> {
    return this.#perform(id, (call) => call.transfer(target));
  }

  /** Redirects an incoming call to another target, such as the mailbox (302). */
  deflect(target: string, id?: string): Promise<void> {
    return this.#perform(id ?? ringingCall(this.phone)?.id, (call) => call.deflect(target));
  }

  /** Makes another call active and holds the present one. Default: the held call. */
  swap(id: string | undefined = waitingCall(this.phone)?.id): Promise<void> {
    return this.#perform(id ?? NOBODY, (call) => this.phone.activate(call.id));
  }

  /** Merges a call with another one, or all active calls, into a conference. */
  merge(id?: string, otherId?: string): Promise<void> {
    const other = otherId === undefined ? undefined : this.#find(otherId);
    return this.#perform(id, (call) => call.merge(other));
  }

  /** Splits a call from the conference and holds it. */
  split(id?: string): Promise<void> {
    return this.#perform(id, (call) => call.split());
  }

  /** Mutes or unmutes a participant, for the user and for the conference. */
  muteParticipant(on: boolean, id?: string): Promise<void> {
    return this.#perform(id, (call) => call.muteParticipant(on));
  }

  /** Selects the video that is sent: of the camera, of the screen, or none. */
  show(what: 'none' | 'camera' | 'screen', id?: string): Promise<void> {
    return this.#perform(id, (call) => call.show(what));
  }

  /** Sends this video, or stops it if it is being sent. */
  toggleShow(what: 'camera' | 'screen', id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const shows = state?.status === 'active' && state.video?.local === what;
    return this.show(shows ? 'none' : what, id);
  }

  /** Starts or stops recording; without `on` it toggles. */
  record(on?: boolean, id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const recording = state?.status === 'active' ? state.recording : undefined;
    const value = on ?? (recording === undefined || recording.status === 'failed');
    return this.#perform(id, (call) => call.record(value));
  }

  #find(id: string | undefined): CallLike | undefined {
    const named = id ?? currentCall(this.phone)?.id;
    return named === undefined ? undefined : this.phone.getCall(named);
  }

  async #perform(id: string | undefined, work: (call: CallLike) => Promise<void> | boolean): Promise<void> {
    const call = this.#find(id);
    if (!call) throw new PhoneError('already-ended', { detail: 'There is no such call.' });
    const done = this.#ask(() => work(call));
    if (done === false) throw new PhoneError('canceled');
    await done;
  }

  /** Returns undefined for a call that a listener has prevented, as the phone does not list it. */
  #placed(call: CallLike): CallLike | undefined {
    call.answered.catch(() => {}); // The state of the call has the result.
    return this.phone.getCall(call.id);
  }

  /** Performs a command with its `sip-before-…` events: the phone emits `before` synchronously or never. */
  #ask<T>(command: () => T): T {
    if (this.isRelayed) return command();
    const stop = relayBefore(this.phone, this.owner);
    try {
      return command();
    } finally {
      stop();
    }
  }
}
