/**
 * Limits the pending received requests per sender, dialog and in total (RFC 3261 §26.3.2.4).
 * Subjects: pending requests, limit; flood of requests; limit of INVITEs of one sender; denial of service, requests.
 */

import type { Dialog } from '../dialog/dialog.js';
import { assertedIdentities } from '../message/header/identity.js';
import type { IncomingRequest } from '../message/request.js';
import type { ServerEntry } from './services.js';

/** The limit of requests outside dialogs, of all senders. */
const MAX_REQUESTS = 200;
/** The limit of INVITEs outside dialogs of one sender. */
const MAX_INVITES = 40;
/** The limit of requests in one dialog. */
const MAX_IN_DIALOG = 50;

/**
 * Returns whether one more request is within the limits; otherwise it is rejected without a transaction. A request in a
 * dialog counts for that dialog only, so that other senders cannot prevent a BYE. At the limit of requests outside
 * dialogs, removes the oldest rejected INVITE that waits for its ACK; its response is then not retransmitted.
 */
export function isWithinLimits(
  request: IncomingRequest,
  dialog: Dialog | undefined,
  servers: ReadonlyMap<string, ServerEntry>,
  maxRequests = MAX_REQUESTS,
): boolean {
  const entries = [...servers.values()];
  if (dialog) return entries.filter(({ transaction }) => isInside(transaction.request, request)).length < MAX_IN_DIALOG;
  // A request with an unknown dialog is rejected at once without state.
  if (request.toTag !== undefined) return true;
  const outside = entries.filter(({ transaction }) => transaction.request.toTag === undefined);
  if (request.method === 'INVITE') {
    const sender = senderOf(request);
    const same = outside.filter(({ transaction }) => isInviteOf(transaction.request, sender));
    if (same.length >= MAX_INVITES && !dropRejectedInvite(same)) return false;
  }
  return outside.length < maxRequests || dropRejectedInvite(outside);
}

function dropRejectedInvite(entries: readonly ServerEntry[]): boolean {
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

/** Returns the asserted identity of the sender, else its From (RFC 3325 §9.1). */
function senderOf(request: IncomingRequest): string {
  return (assertedIdentities(request)[0] ?? request.from).uri.aor;
}
