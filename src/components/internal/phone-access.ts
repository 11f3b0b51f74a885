/** The way from an element to its phone: commands that pass a cancelable `sip-before-…` event at the provider first. */

import { PhoneError } from '../../phone/errors.js';
import type { AnswerOptions, CallOptions } from '../../phone/call/call.js';
import type { CallState } from '../../phone/state.js';
import {
  SipBeforeActionEvent,
  SipBeforeCallEvent,
  SipBeforeMessageEvent,
  SipBeforePickUpEvent,
  type CallAction,
} from '../events.js';
import type { CallLike, PhoneLike } from './phone-like.js';

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
    /** Where `sip-before-…` events are sent: the provider, or an element that has a phone of its own. */
    readonly owner: EventTarget,
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
    if (!this.owner.dispatchEvent(new SipBeforeCallEvent(number, options))) return undefined;
    const call = this.phone.call(number, options);
    call.answered.catch(() => {}); // What became of the call is in its state.
    return call;
  }

  /** Calls the mailbox; undefined when the page did not want it, or there is none. */
  callVoicemail(): CallLike | undefined {
    const { phone } = this;
    const { account } = phone.state.voicemail;
    if (!phone.callVoicemail || !this.owner.dispatchEvent(new SipBeforeCallEvent(account ?? 'voicemail', undefined)))
      return undefined;
    const call = phone.callVoicemail();
    call.answered.catch(() => {});
    return call;
  }

  /** Takes the call that rings there; undefined when the page did not want it. */
  pickUp(target: string): CallLike | undefined {
    const { lamps } = this.phone;
    if (!lamps || !this.owner.dispatchEvent(new SipBeforePickUpEvent(target))) return undefined;
    const call = lamps.pickUp(target);
    call.answered.catch(() => {});
    return call;
  }

  /** Sends a text. Resolves when the far side has it; what became of it is in the conversation too. */
  async message(target: string, text: string): Promise<void> {
    const { messages } = this.phone;
    if (!messages) throw new PhoneError('not-allowed', { detail: 'This phone sends no messages.' });
    if (!this.owner.dispatchEvent(new SipBeforeMessageEvent(target, text))) throw new PhoneError('canceled');
    await messages.send(target, text);
  }

  answer(id?: string, options?: AnswerOptions): Promise<void> {
    return this.#perform('answer', id ?? ringingCall(this.phone)?.id, options, (call) => call.answer(options));
  }

  decline(id?: string): Promise<void> {
    return this.#perform('decline', id ?? ringingCall(this.phone)?.id, undefined, (call) => call.decline());
  }

  hangUp(id?: string): Promise<void> {
    return this.#perform('hang-up', id, undefined, (call) => call.hangUp());
  }

  async mute(on?: boolean, id?: string): Promise<void> {
    const value = on ?? !this.#find(id)?.state.muted;
    await this.#perform('mute', id, value, async (call) => call.mute(value));
  }

  hold(on?: boolean, id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const value = on ?? !(state?.status === 'active' && state.hold.local);
    return this.#perform('hold', id, value, (call) => call.hold(value));
  }

  sendDigits(digits: string, id?: string): Promise<void> {
    return this.#perform('digits', id, digits, (call) => call.sendDigits(digits));
  }

  /** Stops an incoming call from ringing here; it can still be answered. */
  ignore(id?: string): Promise<void> {
    return this.#perform('ignore', id ?? ringingCall(this.phone)?.id, undefined, async (call) => call.ignore());
  }

  /** Hands the far side over: to a number, or to the far side of another call. Rejects when the call was taken back. */
  transfer(target: string | CallLike, id?: string): Promise<void> {
    const name = typeof target === 'string' ? target : target.state.peer.number;
    return this.#perform('transfer', id, name, (call) => call.transfer(target));
  }

  /** Sends a ringing call on to another target, such as the mailbox (302). */
  deflect(target: string, id?: string): Promise<void> {
    return this.#perform('deflect', id ?? ringingCall(this.phone)?.id, target, (call) => call.deflect(target));
  }

  /** Makes another call the one that is heard; the one that was is held. Without an id, the call that waits. */
  swap(id: string | undefined = waitingCall(this.phone)?.id): Promise<void> {
    return this.#perform('swap', id ?? NOBODY, undefined, (call) => this.phone.activate(call.id));
  }

  /** Joins calls to a conference: with the named other one, or all that are up. */
  merge(id?: string, otherId?: string): Promise<void> {
    const other = otherId === undefined ? undefined : this.#find(otherId);
    return this.#perform('merge', id, otherId, (call) => call.merge(other));
  }

  /** Takes a call out of the conference; it is held. */
  split(id?: string): Promise<void> {
    return this.#perform('split', id, undefined, (call) => call.split());
  }

  /** Whether this far side is heard, by the person here and by the conference. */
  silence(on: boolean, id?: string): Promise<void> {
    return this.#perform('silence', id, on, async (call) => call.silence(on));
  }

  /** Sends a picture: of the camera, of the screen, or none. */
  show(what: 'none' | 'camera' | 'screen', id?: string): Promise<void> {
    return this.#perform('show', id, what, (call) => call.show(what));
  }

  /** The same, or none where it is sent already. */
  toggleShow(what: 'camera' | 'screen', id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const shows = state?.status === 'active' && state.picture?.local === what;
    return this.show(shows ? 'none' : what, id);
  }

  /** Without a value it toggles. */
  record(on?: boolean, id?: string): Promise<void> {
    const state = this.#find(id)?.state;
    const recording = state?.status === 'active' ? state.recording : undefined;
    const value = on ?? (recording === undefined || recording.status === 'failed');
    return this.#perform('record', id, value, (call) => call.record(value));
  }

  #find(id: string | undefined): CallLike | undefined {
    const named = id ?? currentCall(this.phone)?.id;
    return named === undefined ? undefined : this.phone.getCall(named);
  }

  async #perform(
    action: CallAction,
    id: string | undefined,
    value: boolean | string | AnswerOptions | undefined,
    work: (call: CallLike) => Promise<void>,
  ): Promise<void> {
    const call = this.#find(id);
    if (!call) throw new PhoneError('already-ended', { detail: 'There is no such call.' });
    if (!this.owner.dispatchEvent(new SipBeforeActionEvent(action, call, value))) throw new PhoneError('canceled');
    await work(call);
  }
}
