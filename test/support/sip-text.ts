/** SIP text for tests: written by the line, read back typed. */

import { parseMessage } from '../../src/sip/message/parse.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import type { IncomingResponse } from '../../src/sip/message/response.js';

/** A message from its lines, with the Content-Length of the body. */
export function sip(lines: readonly string[], body = ''): string {
  const length = new TextEncoder().encode(body).length;
  return [...lines, `Content-Length: ${length}`, '', body].join('\r\n');
}

/** Reads a request; throws when the text is none. */
export function request(text: string): IncomingRequest {
  const result = parseMessage(text);
  if (result.kind !== 'request') throw new Error(`not a request: ${JSON.stringify(result)}`);
  return result.message;
}

/** Reads a response; throws when the text is none. */
export function response(text: string): IncomingResponse {
  const result = parseMessage(text);
  if (result.kind !== 'response') throw new Error(`not a response: ${JSON.stringify(result)}`);
  return result.message;
}

/** The answer to a request, as a far end writes it: the header fields that RFC 3261 §8.2.6.2 copies, then `extra` lines. */
export function answer(
  to: string,
  statusCode: number,
  options: { phrase?: string; toTag?: string; extra?: readonly string[]; body?: string } = {},
): string {
  const { headers } = request(to);
  const { phrase = 'Whatever', toTag, extra = [], body = '' } = options;
  const lines = [`SIP/2.0 ${statusCode} ${phrase}`];
  for (const name of ['Via', 'Record-Route', 'From', 'To', 'Call-ID', 'CSeq']) {
    for (const value of headers.getAll(name)) {
      lines.push(`${name}: ${value}${name === 'To' && toTag && !value.includes(';tag=') ? `;tag=${toTag}` : ''}`);
    }
  }
  return sip([...lines, ...extra], body);
}
