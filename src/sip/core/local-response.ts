/**
 * Responses generated locally for a timeout, a broken flow or a failed CANCEL (RFC 3261 §8.1.3.1, §9.1).
 * Subjects: 408 generated locally; 503 generated locally.
 */

import type { OutgoingRequestMessage } from '../message/request.js';
import { IncomingResponse } from '../message/response.js';

const made = new WeakSet<IncomingResponse>();

/** Makes a local response: 408 for a timeout, 503 for a transport error, 487 for a CANCEL without effect. */
export function makeLocalResponse(request: OutgoingRequestMessage, statusCode: number): IncomingResponse {
  const response = new IncomingResponse(statusCode);
  for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq']) {
    const value = request.headers.get(name);
    if (value !== undefined) response.headers.append(name, value);
  }
  made.add(response);
  return response;
}

/** Whether a response was generated locally. */
export function isLocalResponse(response: IncomingResponse): boolean {
  return made.has(response);
}
