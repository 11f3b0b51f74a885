/**
 * Events of a session that the phone emits unchanged.
 * Subjects: session events for the application.
 */

import type { SessionEvents } from '../../sip/session/events.js';
import type { Session } from '../../sip/session/session.js';

export type CallSessionEvents = Pick<
  SessionEvents,
  'progress' | 'accepted' | 'rejected' | 'failed' | 'terminated' | 'cancel' | 'refer' | 'replaced' | 'dtmf' | 'bye'
>;

/** The name of an event and the arguments of its listeners. */
export type CallSessionEvent = {
  [Name in keyof CallSessionEvents]: [name: Name, args: CallSessionEvents[Name]];
}[keyof CallSessionEvents];

/** Calls `listener` with each of these events of a session but `refer`, which only a phone that takes transfers listens to. */
export function forward(session: Session, listener: (...event: CallSessionEvent) => void): void {
  session.on('progress', (...args) => listener('progress', args));
  session.on('accepted', (...args) => listener('accepted', args));
  session.on('rejected', (...args) => listener('rejected', args));
  session.on('failed', (...args) => listener('failed', args));
  session.on('terminated', (...args) => listener('terminated', args));
  session.on('cancel', (...args) => listener('cancel', args));
  session.on('replaced', (...args) => listener('replaced', args));
  session.on('dtmf', (...args) => listener('dtmf', args));
  session.on('bye', (...args) => listener('bye', args));
}
