/**
 * Chooses one of several final responses (RFC 3261 §16.7 steps 6 and 7).
 * Subjects: best response of a forked request.
 */

import type { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';

/** The 4xx responses that are preferred, as the caller can retry after them, in order. */
const CHOICE: readonly number[] = [401, 407, 415, 420, 484, 488, 486];
/** The 4xx responses that are chosen last, as they say least about the callee. */
const LAST: readonly number[] = [480, 487, 408, 430];

function rank(statusCode: number): number {
  const first = CHOICE.indexOf(statusCode);
  if (first >= 0) return first;
  return CHOICE.length + 1 + LAST.indexOf(statusCode);
}

/** A 6xx decides for all branches; else the lowest class. */
function classRank(statusCode: number): number {
  return statusCode >= 600 ? 0 : Math.floor(statusCode / 100);
}

/** The best of at least one response from 300 on. A challenge includes the challenges of all other branches. */
export function bestResponse(responses: readonly OutgoingResponseMessage[]): OutgoingResponseMessage | undefined {
  const [best] = [...responses].sort(
    (a, b) => classRank(a.statusCode) - classRank(b.statusCode) || rank(a.statusCode) - rank(b.statusCode),
  );
  if (!best || (best.statusCode !== 401 && best.statusCode !== 407)) return best;
  for (const response of responses) {
    if (response === best || (response.statusCode !== 401 && response.statusCode !== 407)) continue;
    for (const name of ['WWW-Authenticate', 'Proxy-Authenticate']) {
      for (const value of response.headers.getAll(name)) best.headers.append(name, value);
    }
  }
  return best;
}
