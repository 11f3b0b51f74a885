/**
 * Sends MESSAGE and INFO inside a call (RFC 3428 §9, RFC 6086).
 * Subjects: MESSAGE in a dialog, sent; INFO in a dialog, sent.
 */

import { addExtraHeaders } from '../core/extra-headers.js';
import { makeLocalResponse } from '../core/local-response.js';
import { checkReply } from '../core/response.js';
import type { IncomingResponse } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';
import { exchangeIn, requestIn } from './request.js';

export interface InCallOptions {
  /** Default `text/plain`. */
  contentType?: string | undefined;
  /** `Name: value` lines, such as an Info-Package. */
  extraHeaders?: readonly string[] | undefined;
}

/** Resolves with the final response: 408 after a timeout, 503 if the connection broke or closed. Never rejects. */
export function sendInCall(
  call: InviteUsage,
  method: 'MESSAGE' | 'INFO',
  body: string,
  options: InCallOptions = {},
): Promise<IncomingResponse> {
  const { dialog } = call.requireEstablished();
  const { contentType = 'text/plain' } = options;
  const extra = checkReply({ ...options, contentType });
  const request = requestIn(call, dialog, method);
  if (body !== '') request.setBody({ body, contentType });
  addExtraHeaders(request.headers, extra);
  return exchangeIn(call, dialog, request).then((response) => response ?? makeLocalResponse(request, 503));
}
