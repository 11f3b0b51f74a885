/**
 * Validates a request before it is processed (RFC 3261 §16.3).
 * Subjects: 483 Too Many Hops; requests that a proxy refuses.
 */

import { newTag } from '../../../../src/sip/base/ids.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import type { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';
import { isLoop } from './loop.js';

/** The refusal of a request that cannot be forwarded; undefined for one that can. `sentBy` is that of the proxy's Via. */
export function refusalOf(request: IncomingRequest, sentBy: string): OutgoingResponseMessage | undefined {
  const refuse = (statusCode: number, extraHeaders: string[] = []): OutgoingResponseMessage =>
    makeResponse(request, { statusCode, extraHeaders }, newTag());
  if (!request.uri.isSip && request.uri.scheme.toLowerCase() !== 'tel') return refuse(416);
  // An OPTIONS whose Max-Forwards is 0 is answered by the proxy (§16.3 step 3, §11).
  if (request.maxForwards === 0 && request.method !== 'OPTIONS') return refuse(483);
  if (isLoop(request, sentBy)) return refuse(482);
  const required = request.headers.values('Proxy-Require');
  if (required.length > 0) return refuse(420, [`Unsupported: ${required.join(', ')}`]);
  return undefined;
}
