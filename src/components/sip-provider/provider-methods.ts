/** What a page can ask of a phone by its element. Every promise settles; it rejects with a `PhoneError`. */

import type { AnswerOptions, CallOptions } from '../../phone/calls/call.js';
import { PhoneError } from '../../phone/errors.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { CallLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';

export abstract class ProviderMethods extends SipElement {
  /** Does it with the phone, as soon as there is one. */
  protected abstract withAccess<T>(work: (access: PhoneAccess) => Promise<T>): Promise<T>;

  /** Calls; resolves with the call when it is answered, rejects with a `PhoneError` when it ends without an answer. */
  call(target: string, options?: CallOptions): Promise<CallLike> {
    return this.withAccess((access) => access.call(target, options));
  }

  /** Answers the call that rings, or the named one. */
  answer(callId?: string, options?: AnswerOptions): Promise<void> {
    return this.withAccess((access) => access.answer(callId, options));
  }

  decline(callId?: string): Promise<void> {
    return this.withAccess((access) => access.decline(callId));
  }

  /** Sends a ringing call on to another target, such as a colleague (302). */
  deflect(target: string, callId?: string): Promise<void> {
    return this.withAccess((access) => access.deflect(target, callId));
  }

  /** Ends the active call, or the named one, in whatever state it is. */
  hangUp(callId?: string): Promise<void> {
    return this.withAccess((access) => access.hangUp(callId));
  }

  /** Without a value it toggles. */
  mute(on?: boolean, callId?: string): Promise<void> {
    return this.withAccess((access) => access.mute(on, callId));
  }

  /** Without a value it toggles. */
  hold(on?: boolean, callId?: string): Promise<void> {
    return this.withAccess((access) => access.hold(on, callId));
  }

  sendDigits(digits: string, callId?: string): Promise<void> {
    return this.withAccess((access) => access.sendDigits(digits, callId));
  }

  /** Hands the far side of the active call, or of the named one, over to a number. Rejects when the call was taken back. */
  transfer(target: string, callId?: string): Promise<void> {
    return this.withAccess((access) => access.transfer(target, callId));
  }

  /** Goes to the call that waits, or to the named one; the one that was heard is held. */
  swap(callId?: string): Promise<void> {
    return this.withAccess((access) => access.swap(callId));
  }

  /** Joins all calls that are up, or two of them, to a conference that is mixed here. */
  merge(callId?: string, otherId?: string): Promise<void> {
    return this.withAccess((access) => access.merge(callId, otherId));
  }

  /** Takes a call out of the conference; it is held. */
  split(callId?: string): Promise<void> {
    return this.withAccess((access) => access.split(callId));
  }

  /** What the far side is sent to be seen. */
  show(what: 'none' | 'camera' | 'screen', callId?: string): Promise<void> {
    return this.withAccess((access) => access.show(what, callId));
  }

  /** Without a value it toggles. The file is to be had by `call.recording()`, and comes with the summary of the call. */
  record(on?: boolean, callId?: string): Promise<void> {
    return this.withAccess((access) => access.record(on, callId));
  }

  /** Calls the mailbox; resolves with the call when it is answered. */
  callVoicemail(): Promise<CallLike> {
    return this.withAccess((access) => answered(access.callVoicemail()));
  }

  /** Takes the call that rings there (RFC 3891); resolves with it when it is ours. */
  pickUp(target: string): Promise<CallLike> {
    return this.withAccess((access) => answered(access.pickUp(target)));
  }

  /** Sends a text (RFC 3428). Resolves when the far side has it; rejects with a `PhoneError`. */
  sendMessage(target: string, text: string): Promise<void> {
    return this.withAccess((access) => access.message(target, text));
  }

  /**
   * Removes everything that is stored of the account on this device, in every tab of the origin: past calls, messages,
   * recordings, the id of the device, choices of devices. Resolves when it is gone. Stop the phone first, or what happens
   * after this is stored again.
   */
  forget(): Promise<void> {
    return this.withAccess((access) => access.phone.forget());
  }

  /** Connects and registers; needed with `manual` only. */
  start(): Promise<void> {
    return this.withAccess((access) => access.phone.start());
  }

  /** Ends calls, un-registers and disconnects. */
  stop(): Promise<void> {
    return this.withAccess((access) => access.phone.stop());
  }
}

/** Undefined is a call that the page did not want. */
async function answered(call: CallLike | undefined): Promise<CallLike> {
  if (!call) throw new PhoneError('canceled');
  await call.answered;
  return call;
}
