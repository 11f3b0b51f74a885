/** The methods of `<sip-provider>` that control its phone. Every promise settles; it rejects with a `PhoneError`. */

import type { AnswerOptions, CallOptions } from '../../phone/calls/call.js';
import { PhoneError } from '../../phone/errors.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { CallLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';

export abstract class ProviderMethods extends SipElement {
  /** Runs `work` as soon as the element has a phone. */
  protected abstract withAccess<T>(work: (access: PhoneAccess) => Promise<T>): Promise<T>;

  /** Places a call. Resolves when it is answered; rejects with a `PhoneError` when it ends without an answer. */
  call(target: string, options?: CallOptions): Promise<CallLike> {
    return this.withAccess((access) => access.call(target, options));
  }

  /** Answers the incoming call, or the call with `callId`. */
  answer(callId?: string, options?: AnswerOptions): Promise<void> {
    return this.withAccess((access) => access.answer(callId, options));
  }

  decline(callId?: string): Promise<void> {
    return this.withAccess((access) => access.decline(callId));
  }

  /** Redirects an incoming call to another target (302, RFC 3261 §21.3.3). */
  deflect(target: string, callId?: string): Promise<void> {
    return this.withAccess((access) => access.deflect(target, callId));
  }

  /** Ends the active call, or the call with `callId`, in any state. */
  hangUp(callId?: string): Promise<void> {
    return this.withAccess((access) => access.hangUp(callId));
  }

  /** Mutes or unmutes the microphone; without `on` it toggles. */
  mute(on?: boolean, callId?: string): Promise<void> {
    return this.withAccess((access) => access.mute(on, callId));
  }

  /** Holds or resumes the call; without `on` it toggles. */
  hold(on?: boolean, callId?: string): Promise<void> {
    return this.withAccess((access) => access.hold(on, callId));
  }

  sendDigits(digits: string, callId?: string): Promise<void> {
    return this.withAccess((access) => access.sendDigits(digits, callId));
  }

  /** Transfers the remote party of the active call, or of the call with `callId`, to a number. Rejects when the transfer is refused. */
  transfer(target: string, callId?: string): Promise<void> {
    return this.withAccess((access) => access.transfer(target, callId));
  }

  /** Makes the held call, or the call with `callId`, the active one; the previous active call is held. */
  swap(callId?: string): Promise<void> {
    return this.withAccess((access) => access.swap(callId));
  }

  /** Merges all active calls, or two of them, into a conference that this phone mixes. */
  merge(callId?: string, otherId?: string): Promise<void> {
    return this.withAccess((access) => access.merge(callId, otherId));
  }

  /** Splits a call from the conference and holds it. */
  split(callId?: string): Promise<void> {
    return this.withAccess((access) => access.split(callId));
  }

  /** Selects the video that is sent to the remote party. */
  show(what: 'none' | 'camera' | 'screen', callId?: string): Promise<void> {
    return this.withAccess((access) => access.show(what, callId));
  }

  /** Starts or stops recording; without `on` it toggles. `call.recording()` and the summary of the call give the file. */
  record(on?: boolean, callId?: string): Promise<void> {
    return this.withAccess((access) => access.record(on, callId));
  }

  /** Calls the mailbox. Resolves with the call when it is answered. */
  callVoicemail(): Promise<CallLike> {
    return this.withAccess((access) => answered(access.callVoicemail()));
  }

  /** Picks up the call that rings at `target` (RFC 3891). Resolves with the call when it is answered. */
  pickUp(target: string): Promise<CallLike> {
    return this.withAccess((access) => answered(access.pickUp(target)));
  }

  /** Sends a text message (RFC 3428). Resolves when the remote user agent or a server has accepted it; rejects with a `PhoneError`. */
  sendMessage(target: string, text: string): Promise<void> {
    return this.withAccess((access) => access.message(target, text));
  }

  /**
   * Deletes all stored data of the account on this device, in every tab of the origin: call history, messages, recordings,
   * the instance id and the chosen devices. Resolves when the data is deleted. Call `stop()` first: data of later calls is
   * stored again.
   */
  forget(): Promise<void> {
    return this.withAccess((access) => access.phone.forget());
  }

  /** Connects and registers. Needed with `manual` only. */
  start(): Promise<void> {
    return this.withAccess((access) => access.phone.start());
  }

  /** Ends all calls, removes the registration and disconnects. */
  stop(): Promise<void> {
    return this.withAccess((access) => access.phone.stop());
  }
}

/** Resolves with an answered call. Undefined is a call that a listener has prevented. */
async function answered(call: CallLike | undefined): Promise<CallLike> {
  if (!call) throw new PhoneError('canceled');
  await call.answered;
  return call;
}
