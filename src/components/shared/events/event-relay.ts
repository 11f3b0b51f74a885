/**
 * Dispatches the events of a phone as DOM events on its provider, in their original order.
 * Subjects: phone event to DOM event; sip-call-… events dispatched; order of DOM events; dispatch of sip-incoming and other phone
 * events.
 */

import type { Problem } from '../../../phone/state.js';
import {
  SipAccountEvent,
  SipBeforeActionEvent,
  SipBeforeAvailabilityEvent,
  SipBeforeCallEvent,
  SipBeforeMessageEvent,
  SipBeforePhoneActionEvent,
  SipBeforePickUpEvent,
  SipCallEvent,
  SipCallMessageEvent,
  SipCallSummaryEvent,
  SipChallengeWithheldEvent,
  SipDisconnectedEvent,
  SipIncomingEvent,
  SipMessageEvent,
  SipRegistrationFailedEvent,
  SipRingBlockedEvent,
} from './events.js';
import type { BeforeEvent, Command } from '../../../phone/policy/before.js';
import type { CallLike, PhoneLike, PhoneLikeEvents } from '../phone/phone-like.js';

/** Where the events are dispatched. */
type Dispatching = Pick<EventTarget, 'dispatchEvent'>;

/** Starts the relay. Returns a function that stops it. */
export function relayPhoneEvents(
  phone: PhoneLike,
  target: Dispatching,
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
  relay('challengeWithheld', (challenge) => target.dispatchEvent(new SipChallengeWithheldEvent(challenge)));
  relay('incoming', (call) => target.dispatchEvent(new SipIncomingEvent(call)));
  relay('message', (peer, message) => target.dispatchEvent(new SipMessageEvent(peer, message)));
  relay('ringBlocked', (call) => target.dispatchEvent(new SipRingBlockedEvent(call)));
  relay('sessionEvent', (call, name, args) => target.dispatchEvent(new SipCallEvent(call, name, args)));
  relay('callMessage', (call, message) => target.dispatchEvent(new SipCallMessageEvent(call, message)));
  relay('summary', (summary) => target.dispatchEvent(new SipCallSummaryEvent(summary)));
  relay('problem', report);
  stops.push(relayBefore(phone, target));
  return () => stops.forEach((stop) => stop());
}

/** Dispatches a cancelable `sip-before-…` event before each command; a listener that prevents it stops the command. Returns a function that stops the relay. */
export function relayBefore(phone: PhoneLike, target: Dispatching): () => void {
  const listener = (event: BeforeEvent<CallLike>): void => {
    if (!target.dispatchEvent(beforeEventOf(event.command))) event.preventDefault();
  };
  phone.on('before', listener);
  return () => void phone.off('before', listener);
}

function beforeEventOf(command: Command<CallLike>): Event {
  switch (command.action) {
    case 'call':
      return new SipBeforeCallEvent(command.target, command.options, command.origin, command.call);
    case 'message':
      return new SipBeforeMessageEvent(command.target, command.text);
    case 'availability':
      return new SipBeforeAvailabilityEvent(command.availability);
    case 'identity':
      return new SipBeforePhoneActionEvent(command.action, command.identity);
    case 'clear-history':
      return new SipBeforePhoneActionEvent(command.action, undefined);
    case 'pick-up':
      return new SipBeforePickUpEvent(command.target);
    default:
      return new SipBeforeActionEvent(command.action, command.call, command.value, command.origin, command.peer);
  }
}
