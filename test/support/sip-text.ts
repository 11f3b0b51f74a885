/** SIP text for tests: composed of lines, and parsed into typed messages. */

import { parseMessage } from '../../src/sip/message/parse.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import type { IncomingResponse } from '../../src/sip/message/response.js';

/** A message from its lines, with the Content-Length of the body. */
export function sip(lines: readonly string[], body = ''): string {
  const length = new TextEncoder().encode(body).length;
  return [...lines, `Content-Length: ${length}`, '', body].join('\r\n');
}

/** Parses a request; throws for other text. */
export function request(text: string): IncomingRequest {
  const result = parseMessage(text);
  if (result.kind !== 'request') throw new Error(`not a request: ${JSON.stringify(result)}`);
  return result.message;
}

/** Parses a response; throws for other text. */
export function response(text: string): IncomingResponse {
  const result = parseMessage(text);
  if (result.kind !== 'response') throw new Error(`not a response: ${JSON.stringify(result)}`);
  return result.message;
}

/** The response to a request as a remote party sends it: the header fields that RFC 3261 §8.2.6.2 copies, then `extra` lines. */
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
