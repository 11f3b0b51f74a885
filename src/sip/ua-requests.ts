/** What a user agent does with a request outside any dialog (RFC 3261 §8.2, §11.2, §13.3). */

import type { Emitter } from './base/emitter.js';
import { ServerContext } from './core/server-context.js';
import type { UserAgentServer } from './core/user-agent-server.js';
import type { EventAgent } from './event/event-agent.js';
import type { SessionOwner } from './session/invite-usage.js';
import { MIN_SE, tooShort } from './session/session-timer.js';
import { Session } from './session/session.js';
import type { UAEvents } from './ua-events.js';

/** What is needed of the user agent. */
export interface Receiver extends SessionOwner, Emitter<UAEvents> {
  readonly eventAgent: EventAgent;
  readonly status: string;
}

/** Calls that may be there at once; what comes beyond is a flood, and busy is its answer. */
const MAX_SESSIONS = 32;

export function receiveRequest(ua: Receiver, uas: UserAgentServer): void {
  switch (uas.message.method) {
    case 'INVITE':
      return receiveInvite(ua, uas);
    case 'OPTIONS':
      return void uas.accept({ extraHeaders: [`Accept: ${ua.core.configuration.accept.join(', ')}`] });
    case 'MESSAGE':
      return hand(ua, uas, 'message', { nobody: 405, silent: 200 });
    case 'NOTIFY':
      return hand(ua, uas, 'notify', { nobody: 481, silent: 200 });
    case 'SUBSCRIBE':
      return receiveSubscribe(ua, uas);
    case 'REFER':
      if (Session.takesRefer(ua, uas)) return;
      return hand(ua, uas, 'outOfDialogReferRequested', { nobody: 603, silent: 603 });
    default:
      // What is left belongs into a dialog (§12.2.2).
      uas.reject({ statusCode: 481 });
  }
}

/** The session that is to end, and whether the new one is answered without a person. */
interface Replaced {
  readonly session: Session;
  readonly atOnce: boolean;
}

const ELSEWHERE = { statusCode: 200, reasonPhrase: 'Call completed elsewhere' };

function receiveInvite(ua: Receiver, uas: UserAgentServer): void {
  const joins = uas.message.headers.has('Join');
  const deaf = !joins && ua.listenerCount('invite') === 0;
  if (ua.status === 'stopping' || deaf) return void uas.reject({ statusCode: 480 });
  if (ua.sessions.size >= MAX_SESSIONS) return void uas.reject({ statusCode: 486 });
  if (tooShort(uas.message)) return void uas.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${MIN_SE}`] });
  const replaced = Session.replacedBy(ua, uas.message);
  if (typeof replaced === 'number') return void uas.reject({ statusCode: replaced });
  const joined = Session.joinedBy(ua, uas.message);
  if (typeof joined === 'number') return void uas.reject({ statusCode: joined });
  if (joined) return join(ua, joined, uas);
  const session = Session.incoming(ua, uas, replaced?.session);
  if (replaced) return replace(ua, replaced, session, uas);
  ua.emit('invite', session);
  ring(session, uas);
}

/** The caller hears that it rings, unless the application has said something itself. */
function ring(session: Session, uas: UserAgentServer): void {
  if (session.state.status === 'incoming' && uas.transaction.lastResponse === undefined) session.progress();
}

/** RFC 3911 §4: who can mix takes the new call; where nobody can, the call that is up stays as it is. */
function join(ua: Receiver, joined: Session, uas: UserAgentServer): void {
  if (ua.listenerCount('join') + joined.listenerCount('join') === 0) return void uas.reject({ statusCode: 488 });
  const session = Session.incoming(ua, uas);
  joined.emit('join', session);
  ua.emit('join', session, joined);
  ring(session, uas);
}

/** RFC 3891 §4: the old call ends when the new one is answered, by a person, or at once where the policy lets it. */
function replace(ua: Receiver, replaced: Replaced, session: Session, uas: UserAgentServer): void {
  const { session: old, atOnce } = replaced;
  session.on('stateChange', ({ status }) => {
    if (status === 'established' && !atOnce) old.emit('replaced', session);
  });
  session.once('accepted', () => {
    // Whom we have called and somebody picks up for hears that the call was not missed (RFC 3326 §3.1).
    const { status } = old.state;
    old.terminate(status === 'calling' || status === 'early' ? ELSEWHERE : {});
  });
  if (atOnce) {
    old.emit('replaced', session);
    // A listener may have answered it or ended it.
    if (session.state.status === 'incoming') session.accept();
  }
  ua.emit('invite', session);
  if (!atOnce) ring(session, uas);
}

function receiveSubscribe(ua: Receiver, uas: UserAgentServer): void {
  const notifier = ua.eventAgent.receiveSubscribe(uas);
  if (notifier && !ua.emit('subscribe', notifier)) notifier.reject(480);
}

/** Gives a request to the application. `nobody` answers it where nobody listens, `silent` where no listener did. */
function hand(
  ua: Receiver,
  uas: UserAgentServer,
  event: 'message' | 'notify' | 'outOfDialogReferRequested',
  answers: { nobody: number; silent: number },
): void {
  if (ua.listenerCount(event) === 0) return void uas.reply({ statusCode: answers.nobody });
  const context = new ServerContext(ua, uas);
  ua.emit(event, context);
  if (context.open && !context.deferred) context.reply({ statusCode: answers.silent });
}
