/** Creates the sessions of a user agent. */

import type { UserAgentServer } from '../core/user-agent-server.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import { begin } from './incoming.js';
import { invite } from './invite.js';
import { InviteUsage } from './invite-usage.js';
import type { InviteOptions } from './options.js';
import type { SessionOwner } from './owner.js';
import type { Session } from './session.js';
import { remoteOf, restoreDialog, takeUp, type SessionSnapshot } from './snapshot.js';

/** Creates an outgoing session and starts it. `request` is the INVITE without its body. */
export function createOutgoing(
  owner: SessionOwner,
  request: OutgoingRequestMessage,
  remote: NameAddrHeader,
  options: InviteOptions,
): Session {
  const call = new InviteUsage(owner, { direction: 'outgoing', request, options }, remote);
  invite(call);
  return call.session;
}

/** Creates an incoming session. It rings until answered, rejected, canceled or timed out. */
export function createIncoming(owner: SessionOwner, uas: UserAgentServer, replacing?: Session): Session {
  const call = new InviteUsage(owner, { direction: 'incoming', uas }, uas.message.from);
  call.replacing = replacing;
  begin(call, uas);
  return call.session;
}

/** Restores a session from a snapshot; sends a re-INVITE over the next flow. Throws `parse`. */
export function restoreSession(owner: SessionOwner, snapshot: SessionSnapshot): Session {
  const dialog = restoreDialog(snapshot);
  const request = dialog.makeRequest('INVITE', 0);
  const origin = { direction: 'restored', of: snapshot.direction, request } as const;
  const call = new InviteUsage(owner, origin, remoteOf(snapshot, dialog), snapshot.localHold);
  takeUp(call, snapshot, dialog);
  return call.session;
}
