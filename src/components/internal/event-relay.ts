/** Brings the events of a phone out as DOM events on its provider, in the order in which they come. */

import type { Problem } from '../../phone/state.js';
import {
  SipAccountEvent,
  SipCallEvent,
  SipCallSummaryEvent,
  SipDisconnectedEvent,
  SipIncomingEvent,
  SipMessageEvent,
  SipRegistrationFailedEvent,
  SipRingBlockedEvent,
} from '../events.js';
import type { PhoneLike, PhoneLikeEvents } from './phone-like.js';

/** Returns what stops it. */
export function relayPhoneEvents(
  phone: PhoneLike,
  target: EventTarget,
  report: (problem: Problem) => void,
): () => void {
  const stops: (() => void)[] = [];
  const relay = <K extends keyof PhoneLikeEvents>(name: K, listener: (...args: PhoneLikeEvents[K]) => void): void => {
    phone.on(name, listener);
    stops.push(() => phone.off(name, listener));
  };
  relay('connected', () => target.dispatchEvent(new SipAccountEvent('sip-connected')));
  relay('disconnected', (reason) => target.dispatchEvent(new SipDisconnectedEvent(reason)));
  relay('registered', () => target.dispatchEvent(new SipAccountEvent('sip-registered')));
  relay('unregistered', () => target.dispatchEvent(new SipAccountEvent('sip-unregistered')));
  relay('registrationFailed', (code, reason) => target.dispatchEvent(new SipRegistrationFailedEvent(code, reason)));
  relay('incoming', (call) => target.dispatchEvent(new SipIncomingEvent(call)));
  relay('message', (peer, message) => target.dispatchEvent(new SipMessageEvent(peer, message)));
  relay('ringBlocked', (call) => target.dispatchEvent(new SipRingBlockedEvent(call)));
  relay('sessionEvent', (call, name, args) => target.dispatchEvent(new SipCallEvent(call, name, args)));
  relay('summary', (summary) => target.dispatchEvent(new SipCallSummaryEvent(summary)));
  relay('problem', report);
  return () => stops.forEach((stop) => stop());
}
