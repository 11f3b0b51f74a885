/**
 * Matches messages to transactions (RFC 3261 §17.1.3, §17.2.3 and §8.2.2.2).
 * Subjects: matching of messages to transactions; transaction id; merged request, its key.
 */

import { MAGIC_COOKIE } from '../base/ids.js';
import type { IncomingRequest } from '../message/request.js';
import type { Via } from '../message/header/via.js';

/** Returns the id of a client transaction: branch and sent-by of the topmost Via, and the CSeq method (§17.1.3). */
export function clientTransactionId(method: string, via: Via): string {
  return `${via.branch ?? ''}|${via.sentBy}|${method}`;
}

/**
 * Returns the id of a server transaction: branch and sent-by of the topmost Via, and the method, INVITE for an ACK
 * (§17.2.3). A branch without the magic cookie is of RFC 2543 and not unique, so more fields are included.
 */
export function serverTransactionId(request: IncomingRequest): string {
  return serverId(request, request.method === 'ACK' ? 'INVITE' : request.method);
}

/** Returns the id of the server transaction that a CANCEL refers to: the same, with the method INVITE (§9.2). */
export function canceledTransactionId(cancel: IncomingRequest): string {
  return serverId(cancel, 'INVITE');
}

/**
 * Returns a key that is equal for merged requests, which arrive over several paths (§8.2.2.2): From tag, Call-ID and
 * CSeq. Undefined for a request in a dialog, ACK and CANCEL.
 */
export function mergeId(request: IncomingRequest): string | undefined {
  if (request.toTag !== undefined || request.method === 'ACK' || request.method === 'CANCEL') return undefined;
  const { sequence, method } = request.cseq;
  return `${request.callId}|${request.fromTag ?? ''}|${sequence}|${method}`;
}

function serverId(request: IncomingRequest, method: string): string {
  const via = request.via;
  const branch = via?.branch ?? '';
  // Tokens are case-insensitive (§7.3.1).
  if (branch.slice(0, MAGIC_COOKIE.length).toLowerCase() === MAGIC_COOKIE.toLowerCase()) {
    return `${branch}|${via?.sentBy ?? ''}|${method}`;
  }
  // Without the To tag: an ACK has the tag of the response, the INVITE has none.
  const parts = [request.uri.toString(), request.fromTag ?? '', request.callId, String(request.cseq.sequence)];
  return `${parts.join('|')}|${via?.toString() ?? ''}|${method}`;
}
