/**
 * Creates the sessions of a user agent.
 * Subjects: creation of sessions.
 */

import type { UserAgentServer } from '../core/user-agent-server.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import { Established } from './established.js';
import { IncomingInvite } from './incoming.js';
import { OutgoingInvite } from './invite.js';
import { InviteUsage } from './invite-usage.js';
import type { InviteOptions } from './options.js';
import type { SessionOwner } from './owner.js';
import { flowLost } from './recovery.js';
import type { Session } from './session.js';
import { remoteOf, restoreDialog, type SessionSnapshot } from './snapshot.js';

/** Creates an outgoing session and starts it. `request` is the INVITE without its body. */
export function createOutgoing(
  owner: SessionOwner,
  request: OutgoingRequestMessage,
  remote: NameAddrHeader,
  options: InviteOptions,
): Session {
  const { anonymous, sessionDescriptionHandlerOptions } = options;
  const localHold = sessionDescriptionHandlerOptions?.hold;
  const { session, origin } = new InviteUsage(owner, { remote, anonymous, localHold }, (call) => {
    const invite = new OutgoingInvite(call, request, options);
    return { origin: invite, phase: { kind: 'calling', state: { status: 'initial' }, invite } };
  });
  if (origin.kind === 'outgoing') origin.start();
  return session;
}

/** Creates an incoming session. It rings until answered, rejected, canceled or timed out. */
export function createIncoming(owner: SessionOwner, uas: UserAgentServer, replacing?: Session): Session {
  // A call that is held here stays on hold when its remote party continues it by another INVITE.
  const localHold = replacing?.state.status === 'established' && replacing.localHold;
  const { session, origin } = new InviteUsage(owner, { remote: uas.message.from, localHold }, (call) => {
    const invite = new IncomingInvite(call, uas, replacing);
    return { origin: invite, phase: { kind: 'ringing', state: { status: 'incoming' }, invite } };
  });
  if (origin.kind === 'incoming') origin.start();
  return session;
}

/**
 * Restores a session from a snapshot. With `refresh`, as if its connection had broken: the next flow sends a re-INVITE
 * with the new contact. Throws `parse`.
 */
export function restoreSession(owner: SessionOwner, snapshot: SessionSnapshot, refresh: boolean): Session {
  const dialog = restoreDialog(snapshot);
  const { direction, anonymous, localHold, startTime } = snapshot;
  const call = new InviteUsage(owner, { remote: remoteOf(snapshot, dialog), anonymous, localHold }, (usage) => ({
    origin: { kind: 'restored', direction, request: dialog.makeRequest('INVITE', 0), dialogs: [dialog] },
    phase: {
      kind: 'established',
      state: { status: 'established', since: new Date(startTime) },
      up: new Established(usage, dialog),
    },
  }));
  call.core.dialogs.add(dialog, call);
  if (refresh) flowLost(call);
  return call.session;
}
