/**
 * Message bodies and their multipart structure (RFC 3261 §7.4, §20.11; RFC 2046 §5.1).
 * Subjects: multipart bodies; body parts; Content-ID; Content-Disposition.
 */

import { parseParameterized } from './header/parameterized.js';
import { Headers } from './headers.js';
import { knownName } from './header-names.js';
import type { Message } from './message.js';
import { isToken, trimmed } from './scanner.js';

/** A part of a multipart body, or a plain body. */
export interface BodyPart {
  /** Lower case, without parameters. Default `text/plain` (RFC 2046 §5.2). */
  readonly contentType: string;
  /** Lower case. Default `session` for SDP, `render` for other types (RFC 3261 §20.11). */
  readonly disposition: string;
  /** Whether a part of an unknown type may be ignored (`handling=optional`). */
  readonly optional: boolean;
  /** Content-ID without brackets. */
  readonly id: string | undefined;
  readonly headers: Headers;
  readonly body: string;
}

/** The number of parts that are read. */
const MAX_PARTS = 32;
const MAX_DEPTH = 4;

/** Returns the parts of the body, nested ones in order; one part for a plain body, none without a body. */
export function bodyParts(message: Message): BodyPart[] {
  if (message.body === '') return [];
  const parts: BodyPart[] = [];
  collect(message.headers, message.body, parts, 0);
  return parts;
}

/** Returns the first part with one of these content types (lower case). */
export function findPart(message: Message, ...contentTypes: string[]): BodyPart | undefined {
  return bodyParts(message).find((part) => contentTypes.includes(part.contentType));
}

function collect(headers: Headers, body: string, parts: BodyPart[], depth: number): void {
  if (parts.length >= MAX_PARTS) return;
  const type = parseParameterized(headers.get('Content-Type') ?? '');
  const contentType = type?.value.replace(/[ \t]+/g, '').toLowerCase() ?? 'text/plain';
  const boundary = type?.params.get('boundary');
  if (contentType.startsWith('multipart/') && boundary && depth < MAX_DEPTH) {
    for (const part of splitParts(body, boundary)) collect(readPartHeaders(part), bodyOf(part), parts, depth + 1);
    return;
  }
  const disposition = parseParameterized(headers.get('Content-Disposition') ?? '');
  parts.push({
    contentType,
    disposition: disposition?.value.toLowerCase() ?? (contentType === 'application/sdp' ? 'session' : 'render'),
    optional: disposition?.params.get('handling')?.toLowerCase() === 'optional',
    id: headers.get('Content-ID')?.replace(/^<|>$/g, ''),
    headers,
    body,
  });
}

/** Splits a body at its delimiters (RFC 2046 §5.1.1); drops preamble and epilogue. */
function splitParts(body: string, boundary: string): string[] {
  const delimiter = `\r\n--${boundary}`;
  // The line break before a delimiter belongs to it; the first delimiter may be at the start.
  const text = `\r\n${body}`;
  const parts: string[] = [];
  let at = text.indexOf(delimiter);
  while (at >= 0 && parts.length < MAX_PARTS) {
    const after = at + delimiter.length;
    if (text.startsWith('--', after)) break;
    const start = text.indexOf('\r\n', after);
    if (start < 0) break;
    const next = text.indexOf(delimiter, start);
    parts.push(text.slice(start + 2, next < 0 ? text.length : next));
    at = next;
  }
  return parts;
}

function readPartHeaders(part: string): Headers {
  const end = part.startsWith('\r\n') ? 0 : part.indexOf('\r\n\r\n');
  const headers = new Headers();
  const head = part.slice(0, Math.max(0, end)).replace(/\r\n[ \t]+/g, ' ');
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = trimmed(line, 0, Math.max(0, colon));
    const value = trimmed(line, colon + 1, line.length);
    // oxlint-disable-next-line no-control-regex -- characters forbidden in a header field value
    if ((knownName(name) !== undefined || isToken(name)) && !/[\r\n\0]/.test(value)) headers.append(name, value);
  }
  return headers;
}

function bodyOf(part: string): string {
  if (part.startsWith('\r\n')) return part.slice(2);
  const end = part.indexOf('\r\n\r\n');
  return end < 0 ? part : part.slice(end + 4);
}

/** A part to be sent. */
export interface NewPart {
  contentType: string;
  body: string;
  headers?: readonly (readonly [name: string, value: string])[];
}

/** Returns a `multipart/mixed` body and its Content-Type. Throws TypeError for a boundary that is invalid or occurs in a part; use a random token. */
export function printMultipart(parts: readonly NewPart[], boundary: string): { contentType: string; body: string } {
  if (!/^[\w'()+,\-./:=?]{1,70}$/.test(boundary) || parts.some((part) => part.body.includes(`--${boundary}`))) {
    throw new TypeError('The boundary is not usable for these parts');
  }
  const texts = parts.map((part) => {
    const headers = new Headers();
    headers.append('Content-Type', part.contentType);
    for (const [name, value] of part.headers ?? []) headers.append(name, value);
    return `--${boundary}\r\n${headers.print('Content-Length')}\r\n${part.body}\r\n`;
  });
  return { contentType: `multipart/mixed;boundary="${boundary}"`, body: `${texts.join('')}--${boundary}--\r\n` };
}
