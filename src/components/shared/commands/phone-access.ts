/** The way from an element to its phone: which call is meant, and what became of a command. The veto is the phone's (`before`). */

import { PhoneError } from '../../../phone/errors.js';
import type { AnswerOptions, CallOptions } from '../../../phone/calls/call.js';
import type { CallState } from '../../../phone/state.js';
import { relayBefore } from '../events/event-relay.js';
import type { CallLike, PhoneLike } from '../phone/phone-like.js';

/** The call that is meant when none is named. */
export function currentCall(phone: PhoneLike): CallState | undefined {
  const { calls, activeCallId } = phone.state;
  return calls.find((call) => call.id === activeCallId) ?? calls.at(-1);
}

/** The call that rings here, the shown one first. */
export function ringingCall(phone: PhoneLike): CallState | undefined {
  const shown = currentCall(phone);
  return shown?.status === 'incoming' ? shown : phone.state.calls.find((call) => call.status === 'incoming');
}

/** The call that another one has put on hold: the one to swap with. The newest, where there are several. */
export function waitingCall(phone: PhoneLike): CallState | undefined {
  const shown = currentCall(phone);
  return phone.state.calls.findLast((call) => call.id !== shown?.id && call.status === 'active' && !call.merged);
}

/** An id that no call has. */
const NOBODY = '';

/** Every promise settles; it rejects with a `PhoneError` whose message is a plain sentence. */
export class PhoneAccess {
  constructor(
    readonly phone: PhoneLike,
    /** Where events of the phone are sent: the provider, or an element that has a phone of its own. */
    readonly owner: EventTarget,
    /** Whether the owner sends `sip-before-…` of every command of the phone by itself, as a provider does. */
    private readonly isRelayed = false,
  ) {}

  /** Calls, and resolves with the call when the far side answers. */
  async call(number: string, options?: CallOptions): Promise<CallLike> {
    const call = this.dial(number, options);
    if (!call) throw new PhoneError('canceled');
    await call.answered;
    return call;
  }

  /** Calls without waiting for an answer; undefined when the page did not want it. */
  dial(number: string, options?: CallOptions): CallLike | undefined {
    return this.#placed(this.#ask(() => this.phone.call(number, options)));
  }

  /** Calls the mailbox; undefined when the page did not want it. */
  callVoicemail(): CallLike | undefined {
    return this.#placed(this.#ask(() => this.phone.callVoicemail()));
  }

  /** Takes the call that rings there; undefined when the page did not want it. */
  pickUp(target: string): CallLike | undefined {
    return this.#placed(this.#ask(() => this.phone.lamps.pickUp(target)));
  }

  /** Sends a text. Resolves when the far side has it; what became of it is in the conversation too. */
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
    return this.#perform(id, (call) => call.sendDigits(digits));
  }

  /** Stops an incoming call from ringing here; it can still be answered. */
  ignore(id?: string): Promise<void> {
    return this.#perform(id ?? ringingCall(this.phone)?.id, (call) => call.ignore());
  }

  /** Hands the far side over: to a number, or to the far side of another call. Rejects when the call was taken back. */
  transfer(target: string | CallLike, id?: string): Promise<void> {
    return this.#perform(id, (call) => call.transfer(target));
  }

  /** Sends a ringing call on to another target, such as the mailbox (302). */
  deflect(target: string, id?: string): Promise<void> {
    return this.#perform(id ?? ringingCall(this.phone)?.id, (call) => call.deflect(target));
  }

  /** Makes another call the one that is heard; the one that was is held. Without an id, the call that waits. */
  swap(id: string | undefined = waitingCall(this.phone)?.id): Promise<void> {
    return this.#perform(id ?? NOBODY, (call) => this.phone.activate(call.id));
  }

  /** Joins calls to a conference: with the named other one, or all that are up. */
  merge(id?: string, otherId?: string): Promise<void> {
    const other = otherId === undefined ? undefined : this.#find(otherId);
    return this.#perform(id, (call) => call.merge(other));
  }

  /** Takes a call out of the conference; it is held. */
  split(id?: string): Promise<void> {
    return this.#perform(id, (call) => call.split());
  }

  /** Whether this far side is heard, by the person here and by the conference. */
  muteParticipant(on: boolean, id?: string): Promise<void> {
    return this.#perform(id, (call) => call.muteParticipant(on));
  }

  /** Sends a picture: of the camera, of the screen, or none. */
  show(what: 'none' | 'camera' | 'screen', id?: string): Promise<void> {
    return this.#perform(id, (call) => call.show(what));
  }

  /** The same, or none where it is sent already. */
  toggleShow(what: 'camera' | 'screen', id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const shows = state?.status === 'active' && state.video?.local === what;
    return this.show(shows ? 'none' : what, id);
  }

  /** Without a value it toggles. */
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

  /** A call that a listener stopped is none of the phone. */
  #placed(call: CallLike): CallLike | undefined {
    call.answered.catch(() => {}); // What became of the call is in its state.
    return this.phone.getCall(call.id);
  }

  /** The phone tells of a command before it returns, or never. */
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
