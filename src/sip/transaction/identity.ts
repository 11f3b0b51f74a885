/** Which message belongs to which transaction: RFC 3261 §17.1.3, §17.2.3 and §8.2.2.2. */

import { MAGIC_COOKIE } from '../base/ids.js';
import type { IncomingRequest } from '../message/request.js';
import type { Via } from '../message/header/via.js';

/** For a request that we send and its responses: the branch and sent-by of our Via, and the method of the CSeq (§17.1.3). */
export function clientTransactionId(method: string, via: Via): string {
  return `${via.branch ?? ''}|${via.sentBy}|${method}`;
}

/**
 * For a received request: branch, sent-by and method of its topmost Via, an ACK counting as the INVITE that it
 * acknowledges (§17.2.3). A branch without the magic cookie is of RFC 2543 and not unique, so more is compared.
 */
export function serverTransactionId(request: IncomingRequest): string {
  return serverId(request, request.method === 'ACK' ? 'INVITE' : request.method);
}

/** The server transaction that a CANCEL is for: all of its own but the method (§9.2). */
export function canceledTransactionId(cancel: IncomingRequest): string {
  return serverId(cancel, 'INVITE');
}

/**
 * The same for all requests that are one request come over several paths (§8.2.2.2): From tag, Call-ID and CSeq.
 * Undefined where a To tag puts the request into a dialog.
 */
export function mergeId(request: IncomingRequest): string | undefined {
  if (request.toTag !== undefined || request.method === 'ACK' || request.method === 'CANCEL') return undefined;
  const { sequence, method } = request.cseq;
  return `${request.callId}|${request.fromTag ?? ''}|${sequence}|${method}`;
}

function serverId(request: IncomingRequest, method: string): string {
  const via = request.via;
  const branch = via?.branch ?? '';
  // The cookie is compared without case, as tokens are (§7.3.1).
  if (branch.slice(0, MAGIC_COOKIE.length).toLowerCase() === MAGIC_COOKIE.toLowerCase()) {
    return `${branch}|${via?.sentBy ?? ''}|${method}`;
  }
  // The To tag is left out: that of an ACK is the one of our response, which the INVITE had not.
  const parts = [request.uri.toString(), request.fromTag ?? '', request.callId, String(request.cseq.sequence)];
  return `${parts.join('|')}|${via?.toString() ?? ''}|${method}`;
}
