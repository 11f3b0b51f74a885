/**
 * Handles requests outside any dialog (RFC 3261 §8.2, §11.2, §13.3).
 * Subjects: OPTIONS received; requests outside a dialog; maximum number of sessions; Replaces of an INVITE, the replaced call;
 * REFER outside a call; 180 Ringing sent; unsolicited NOTIFY; MESSAGE outside a call.
 */

import type { Emitter } from './base/emitter.js';
import { ServerContext } from './core/server-context.js';
import type { UserAgentServer } from './core/user-agent-server.js';
import type { EventAgent } from './event/event-agent.js';
import type { SessionOwner } from './session/owner.js';
import { hasTooSmallInterval, INTERVAL_TOO_SMALL } from './session/session-timer.js';
import { createIncoming } from './session/create-session.js';
import { findJoined, findReplaced, findTarget, isGlare, type Replacement } from './session/replaces.js';
import type { Session } from './session/session.js';
import type { UAEvents } from './ua-events.js';

/** The part of the user agent that this file uses. */
interface Receiver extends SessionOwner, Emitter<UAEvents> {
  readonly eventAgent: EventAgent | undefined;
  readonly status: string;
}

/** Maximum number of sessions; further INVITEs are answered with 486, as protection against floods. */
const MAX_SESSIONS = 32;

export function receiveRequest(ua: Receiver, uas: UserAgentServer): void {
  switch (uas.message.method) {
    case 'INVITE':
      return receiveInvite(ua, uas);
    case 'OPTIONS':
      return void uas.accept({ extraHeaders: [`Accept: ${ua.core.configuration.accept.join(', ')}`] });
    case 'MESSAGE':
      return emitRequest(ua, uas, 'message', { unhandled: 405, unanswered: 200 });
    case 'NOTIFY':
      return emitRequest(ua, uas, 'notify', { unhandled: 481, unanswered: 200 });
    case 'SUBSCRIBE':
      return receiveSubscribe(ua, uas);
    case 'REFER':
      if (receiveTargetedRefer(ua, uas)) return;
      return emitRequest(ua, uas, 'outOfDialogReferRequested', { unhandled: 603, unanswered: 603 });
    default:
      // All other methods are valid only inside a dialog (§12.2.2).
      uas.reject({ statusCode: 481 });
  }
}

function receiveInvite(ua: Receiver, uas: UserAgentServer): void {
  // An INVITE with Join is an event of the joined call, see `join()`.
  const hasListener = uas.message.headers.has('Join') || ua.listenerCount('invite') > 0;
  if (ua.status === 'stopping' || !hasListener) return void uas.reject({ statusCode: 480 });
  if (ua.sessions.size >= MAX_SESSIONS) return void uas.reject({ statusCode: 486 });
  if (hasTooSmallInterval(uas.message)) return void uas.reject(INTERVAL_TOO_SMALL);
  const replaced = findReplaced(ua.core, uas.message);
  if (typeof replaced === 'number') return void uas.reject({ statusCode: replaced });
  if (replaced && isGlare(ua, replaced.call)) return void uas.reject({ statusCode: 491 });
  const joined = findJoined(ua.core, uas.message);
  if (typeof joined === 'number') return void uas.reject({ statusCode: joined });
  if (joined) return join(ua, joined.session, uas);
  const session = createIncoming(ua, uas, replaced?.call.session);
  if (replaced) return replace(ua, replaced, session, uas);
  ua.emit('invite', session);
  ring(session, uas);
}

/** Sends 180 unless the application has already sent a response. */
function ring(session: Session, uas: UserAgentServer): void {
  if (session.state.status === 'incoming' && uas.transaction.lastResponse === undefined) session.progress();
}

/** Emits `join` (RFC 3911 §4); without a listener the INVITE is rejected and the existing call is unchanged. */
function join(ua: Receiver, joined: Session, uas: UserAgentServer): void {
  if (ua.listenerCount('join') + joined.listenerCount('join') === 0) return void uas.reject({ statusCode: 488 });
  const session = createIncoming(ua, uas);
  joined.emit('join', session);
  ua.emit('join', session, joined);
  ring(session, uas);
}

/** The Reason for a callee that is still alerted: another user agent continues the call, so it was not missed (RFC 3326 §3.1). */
const COMPLETED_ELSEWHERE = { statusCode: 200, reasonPhrase: 'Call completed elsewhere' };

/** Ends the old call when the new one is answered, by the user, or at once if the policy allows it (RFC 3891 §4). */
function replace(ua: Receiver, replaced: Replacement, session: Session, uas: UserAgentServer): void {
  const { atOnce } = replaced;
  const old = replaced.call.session;
  session.on('stateChange', ({ status }) => {
    if (status === 'established' && !atOnce) old.emit('replaced', session);
  });
  session.once('accepted', () => {
    const { status } = old.state;
    old.terminate(status === 'calling' || status === 'early' ? COMPLETED_ELSEWHERE : {});
  });
  if (atOnce) {
    old.emit('replaced', session);
    // A listener may have answered or ended the session.
    if (session.state.status === 'incoming') session.accept();
  }
  ua.emit('invite', session);
  if (!atOnce) ring(session, uas);
}

/** Handles a REFER whose Target-Dialog is a session with its sender (RFC 4538); false for others. */
function receiveTargetedRefer(ua: Receiver, uas: UserAgentServer): boolean {
  const call = findTarget(ua.core, uas.message);
  call?.referrals.receive(uas);
  return call !== undefined;
}

function receiveSubscribe(ua: Receiver, uas: UserAgentServer): void {
  if (!ua.eventAgent) return void uas.reject({ statusCode: 489 });
  const notifier = ua.eventAgent.receiveSubscribe(uas);
  if (notifier && !ua.emit('subscribe', notifier)) notifier.reject(480);
}

/** Emits a request. `unhandled` is the status without a listener, `unanswered` the status if no listener answered. */
function emitRequest(
  ua: Receiver,
  uas: UserAgentServer,
  event: 'message' | 'notify' | 'outOfDialogReferRequested',
  statuses: { unhandled: number; unanswered: number },
): void {
  if (ua.listenerCount(event) === 0) return void uas.reply({ statusCode: statuses.unhandled });
  const context = new ServerContext(ua, uas);
  ua.emit(event, context);
  if (context.open && !context.deferred) context.reply({ statusCode: statuses.unanswered });
}
