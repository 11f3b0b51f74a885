/**
 * Distinguishes a loop from a spiral: the second half of the proxy's branch is a hash of the request (RFC 3261 §16.6 step 8).
 * Subjects: loop and spiral.
 */

import { newBranch } from '../../../../src/sip/base/ids.js';
import { sha256 } from '../../../../src/sip/digest/hash/sha256.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';

/** Returns a hash of the parts of a request that decide its target. The same hash at two visits indicates a loop. */
function fingerprint(request: IncomingRequest): string {
  const { uri, fromTag, toTag, callId, cseq, headers } = request;
  const parts = [uri.toString(), fromTag, toTag, callId, cseq.sequence, cseq.method, ...headers.getAll('Route')];
  return sha256(new TextEncoder().encode(parts.join('\n'))).slice(0, 16);
}

/** A branch for a request that is forwarded, new for each target. */
export function proxyBranch(request: IncomingRequest): string {
  return `${newBranch()}.${fingerprint(request)}`;
}

/** RFC 3261 §16.3 step 4: the request has a Via of this proxy already, and its fingerprint is unchanged. */
export function isLoop(request: IncomingRequest, sentBy: string): boolean {
  const ours = request.vias.filter((via) => via.sentBy === sentBy);
  if (ours.length === 0) return false;
  const now = fingerprint(request);
  return ours.some((via) => via.branch?.endsWith(`.${now}`));
}
