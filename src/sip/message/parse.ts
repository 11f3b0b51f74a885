/**
 * Parses a message into a verdict, without exceptions, in time linear in its length (RFC 3261 §7, §8.2, §16.3, §18.3).
 * Subjects: parser of messages; broken messages; Content-Length, checked; CRLF before a message.
 */

import { byteLength, indexAfterBytes, isAscii } from './bytes.js';
import { checkMessage } from './check.js';
import { badRequest, type Fault } from './fault.js';
import { readHead, type Head } from './head.js';
import { CONTENT_LENGTH } from './header-names.js';
import { Headers } from './headers.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { IncomingRequest } from './request.js';
import { IncomingResponse } from './response.js';
import { parseStartLine } from './start-line.js';
import { newTyped } from './typed.js';
import { URI } from './uri.js';

/** The verdict on a text from the network. */
export type ParseResult =
  | { readonly kind: 'request'; readonly message: IncomingRequest }
  | { readonly kind: 'response'; readonly message: IncomingResponse }
  /** A ping is CRLFCRLF, a pong CRLF (RFC 5626 §3.5.1). */
  | { readonly kind: 'keep-alive'; readonly ping: boolean }
  /**
   * A broken request, to be answered with this status. Copy the raw header fields: Via is present, others may be missing or
   * broken, so that the typed getters may throw. `uri` contains a broken Request-URI as text with an empty scheme.
   */
  | { readonly kind: 'reject'; readonly statusCode: number; readonly reason: string; readonly message: IncomingRequest }
  | { readonly kind: 'drop'; readonly reason: string };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Parses one message; a frame or datagram contains exactly one (RFC 7118 §5). */
export function parseMessage(data: string | Uint8Array, limits?: Partial<Limits>): ParseResult {
  const effective = limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...limits };
  const tooLong = data.length > effective.message;
  const kept = tooLong ? data.slice(0, effective.message) : data;
  const text = typeof kept === 'string' ? kept : decoder.decode(kept);
  // RFC 3261 §7.5: CRLF before the start line is ignored.
  let start = 0;
  while (text.charCodeAt(start) === 0x0d && text.charCodeAt(start + 1) === 0x0a) start += 2;
  if (start === text.length) {
    if (text === '') return { kind: 'drop', reason: 'empty' };
    return tooLong ? { kind: 'drop', reason: 'too long' } : { kind: 'keep-alive', ping: start > 2 };
  }
  const head = readHead(text, start, effective);
  if (tooLong) head.fault = { statusCode: 513, reason: `Message Too Large: the limit is ${effective.message}` };
  const given = typeof data === 'string' ? undefined : byteLengthOfBody(data, text, head);
  return judge(text, head, given, effective);
}

/** Returns the received bytes of the body, from the bytes of the message, as decoding invalid UTF-8 changes its length. */
function byteLengthOfBody(data: Uint8Array, text: string, head: Head): number {
  if (head.bodyStart < 0) return 0;
  return data.length === text.length
    ? text.length - head.bodyStart
    : data.length - byteLength(text.slice(0, head.bodyStart));
}

function judge(text: string, head: Head, bytes: number | undefined, limits: Readonly<Limits>): ParseResult {
  const headers = new Headers(head.names, head.values);
  const typed = newTyped(head.first, head.repeated);
  headers.typed = typed;
  const line = parseStartLine(head.startLine);
  if (line.kind === 'response') {
    const message = new IncomingResponse(line.statusCode, line.reasonPhrase, headers);
    const fault =
      head.fault ?? checkMessage(message, typed, head.viaLength, limits) ?? readBody(message, text, head, bytes);
    return fault ? { kind: 'drop', reason: fault.reason } : { kind: 'response', message };
  }
  if (line.kind === 'neither') return { kind: 'drop', reason: line.reason };
  const uri = line.uri ?? URI.opaque('', line.uriText);
  const message = new IncomingRequest(line.method, uri, headers);
  const fault =
    head.fault ??
    line.fault ??
    checkMessage(message, typed, head.viaLength, limits) ??
    readBody(message, text, head, bytes);
  if (!fault) return { kind: 'request', message };
  // An ACK is never answered (RFC 3261 §17.1.1.3), and a response without Via cannot be matched.
  if (message.method === 'ACK' || !headers.has('Via')) return { kind: 'drop', reason: fault.reason };
  return { kind: 'reject', statusCode: fault.statusCode, reason: fault.reason, message };
}

/** Sets the body: discards bytes beyond Content-Length; fewer bytes are a fault (RFC 3261 §18.3). */
function readBody(
  message: IncomingRequest | IncomingResponse,
  text: string,
  head: Head,
  bytes: number | undefined,
): Fault | undefined {
  const body = text.slice(head.bodyStart);
  const field = head.first[CONTENT_LENGTH];
  message.body = body;
  if (field === undefined) return undefined;
  const length = Number(field); // `checkMessage` has verified that it is a number
  if (bytes === length || (length === body.length && isAscii(body))) return undefined;
  const end = indexAfterBytes(body, length);
  if (end < 0 || (bytes !== undefined && bytes < length)) {
    return badRequest('Content-Length is larger than the body');
  }
  message.body = body.slice(0, end);
  return undefined;
}
