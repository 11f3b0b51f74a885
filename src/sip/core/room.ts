/** How many requests others can make us keep at once, so that no sender takes the place of another (RFC 3261 §26.3.2.4). */

import type { Dialog } from '../dialog/dialog.js';
import { assertedIdentities } from '../message/header/identity.js';
import type { IncomingRequest } from '../message/request.js';
import type { ServerEntry } from './services.js';

/** Requests outside dialogs, of all senders. */
const MAX_REQUESTS = 200;
/** INVITEs outside dialogs of one sender. */
const MAX_INVITES = 40;
/** Requests inside one dialog. */
const MAX_IN_DIALOG = 50;

/**
 * Whether there is room for one more request; else it is refused without a transaction. A request inside a dialog counts
 * against that dialog only: a BYE of a call is taken, whatever others send. Where the room for others is full, the oldest
 * INVITE that was refused and only waits for its ACK makes place: what is lost with it is the repetition of our refusal.
 */
export function hasRoom(
  request: IncomingRequest,
  dialog: Dialog | undefined,
  servers: ReadonlyMap<string, ServerEntry>,
  maxRequests = MAX_REQUESTS,
): boolean {
  const entries = [...servers.values()];
  if (dialog) return entries.filter(({ transaction }) => isInside(transaction.request, request)).length < MAX_IN_DIALOG;
  // Without a dialog it is refused at once and nothing is kept.
  if (request.toTag !== undefined) return true;
  const outside = entries.filter(({ transaction }) => transaction.request.toTag === undefined);
  if (request.method === 'INVITE') {
    const sender = senderOf(request);
    const same = outside.filter(({ transaction }) => isInviteOf(transaction.request, sender));
    if (same.length >= MAX_INVITES && !makeRoom(same)) return false;
  }
  return outside.length < maxRequests || makeRoom(outside);
}

function makeRoom(entries: readonly ServerEntry[]): boolean {
  const refused = entries.find(({ transaction }) => transaction.kind === 'invite' && transaction.state === 'completed');
  refused?.dispose();
  return refused !== undefined;
}

function isInside(known: IncomingRequest, request: IncomingRequest): boolean {
  return known.callId === request.callId && known.toTag === request.toTag && known.fromTag === request.fromTag;
}

function isInviteOf(request: IncomingRequest, sender: string): boolean {
  return request.method === 'INVITE' && senderOf(request) === sender;
}

/** The sender by the word of our server, else by its own (RFC 3325 §9.1). */
function senderOf(request: IncomingRequest): string {
  return (assertedIdentities(request)[0] ?? request.from).uri.aor;
}
