/**
 * Validates the options of CANCEL and BYE before anything changes (RFC 3326 §2).
 * Subjects: reason of BYE and CANCEL; options of BYE checked.
 */

import { addExtraHeaders } from '../core/extra-headers.js';
import { checkReply } from '../core/response.js';
import { readReply } from '../core/server-context.js';
import { sipReason } from '../core/user-agent-client.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { EndOptions } from './options.js';

interface ReadEnd {
  /** The value of Reason; undefined without a status. */
  readonly reason: string | undefined;
  /** Adds Reason, body and extra header fields to a BYE. */
  fill(request: OutgoingRequestMessage): void;
}

/** Validates the options. Throws TypeError for a status, phrase, header field or type that cannot be sent. */
export function readEnd(options: EndOptions): ReadEnd {
  const extra = checkReply(options);
  const reply = options.statusCode === undefined ? undefined : readReply(options, 200, 699);
  const reason = reply && sipReason(reply.statusCode, reply.reasonPhrase);
  const { body, contentType = 'text/plain' } = options;
  const fill = (request: OutgoingRequestMessage): void => {
    if (reason !== undefined) request.headers.append('Reason', reason);
    if (body) request.setBody({ body, contentType });
    addExtraHeaders(request.headers, extra);
  };
  return { reason, fill };
}
