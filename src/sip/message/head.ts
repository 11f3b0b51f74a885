/** The head of a message cut into its start line and its header fields, unfolded and named (RFC 3261 §7.3.1). */

import type { Fault } from './check.js';
import { registeredName } from './header-names.js';
import type { Limits } from './limits.js';
import { isToken, skipSpace, trimEnd } from './scanner.js';

export interface Head {
  startLine: string;
  /** Registered names in the RFCs' spelling, others as written. */
  names: string[];
  /** Without line breaks; NUL only in quoted pairs. */
  values: string[];
  /** Where the body starts, or -1 where no empty line ends the head. */
  bodyStart: number;
  /** The first thing that is wrong. */
  fault: Fault | undefined;
}

/** Reads the head that begins at `start`. Every line is looked at, so that a reply finds what it needs after a fault. */
export function readHead(text: string, start: number, limits: Readonly<Limits>): Head {
  const head: Head = { startLine: '', names: [], values: [], bodyStart: -1, fault: undefined };
  const firstEnd = text.indexOf('\n', start);
  if (firstEnd < 0) {
    head.fault = bad('No line end');
    return head;
  }
  head.startLine = lineOf(text, start, firstEnd, head);
  if (firstEnd - start > limits.headerField) fail(head, { statusCode: 414, reason: 'Request-URI Too Long' });
  readFields(text, firstEnd + 1, head, limits);
  // One look at the whole text for what is in no honest message.
  if (text.indexOf('\0', start) >= 0) refuseNul(head);
  return head;
}

function readFields(text: string, from: number, head: Head, limits: Readonly<Limits>): void {
  let position = from;
  let colon = -1;
  for (;;) {
    const lineEnd = text.indexOf('\n', position);
    if (lineEnd < 0) return fail(head, bad('No empty line after the header fields'));
    const bare = text.charCodeAt(lineEnd - 1) !== 0x0d;
    if (lineEnd - position === (bare ? 0 : 1)) {
      if (bare) fail(head, bad('A line break that is not CRLF'));
      head.bodyStart = lineEnd + 1;
      return;
    }
    const end = endOfField(text, lineEnd);
    if (end < 0) return fail(head, bad('No empty line after the header fields'));
    if (head.names.length === limits.headerCount) {
      return fail(head, { statusCode: 513, reason: 'Too many header fields' });
    }
    // A colon found further on is kept, so that lines without one do not make the search start again and again.
    if (colon < position) colon = text.indexOf(':', position);
    if (colon < 0) colon = text.length;
    if (end - position > limits.headerField) fail(head, { statusCode: 513, reason: 'Header field too long' });
    else if (colon < end) addField(text, position, colon, end, lineEnd, head);
    position = end + 1;
  }
}

/** The line feed that ends the field whose first line ends at `lineEnd`; -1 where a continuation has no end. */
function endOfField(text: string, lineEnd: number): number {
  let end = lineEnd;
  for (;;) {
    const next = text.charCodeAt(end + 1);
    if (next !== 0x20 && next !== 0x09) return end;
    end = text.indexOf('\n', end + 1);
    if (end < 0) return -1;
  }
}

/** Adds the field, or leaves it out where its name is no token (RFC 3261 §8.2.2: malformed fields are ignored). */
function addField(text: string, start: number, colon: number, end: number, lineEnd: number, head: Head): void {
  const written = text.slice(start, trimEnd(text, start, colon));
  const name = registeredName(written) ?? (isToken(written) ? written : undefined);
  if (name === undefined) return;
  const raw = lineEnd === end ? lineOf(text, colon + 1, end, head) : unfolded(text.slice(colon + 1, end), head);
  const from = skipSpace(raw, 0, raw.length);
  head.names.push(name);
  head.values.push(raw.slice(from, trimEnd(raw, from, raw.length)));
}

/** `text[start, lineFeed)` without the CR; a line break that is not CRLF is a fault. */
function lineOf(text: string, start: number, lineFeed: number, head: Head): string {
  const end = lineFeed - 1;
  const line = text.slice(start, text.charCodeAt(end) === 0x0d ? end : lineFeed);
  if (line.length !== end - start || line.indexOf('\r') >= 0) {
    fail(head, bad('A line break that is not CRLF'));
    return line.replaceAll('\r', ' ');
  }
  return line;
}

/** RFC 3261 §7.3.1: a line break before white space reads as one space. */
function unfolded(field: string, head: Head): string {
  const value = (field.endsWith('\r') ? field : `${field}\r`).replace(/\r\n[ \t]+/g, ' ').slice(0, -1);
  if (!field.endsWith('\r') || /[\r\n]/.test(value)) {
    fail(head, bad('A line break that is not CRLF'));
    return value.replace(/[\r\n]+/g, ' ');
  }
  return value;
}

function refuseNul(head: Head): void {
  // oxlint-disable-next-line no-control-regex -- NUL is the point; the grammar has it in quoted pairs alone
  const misplaced = /(^|[^\\])\0/;
  const { values } = head;
  for (let i = 0; i < values.length; i++) {
    if (!misplaced.test(values[i]!)) continue;
    fail(head, bad('NUL in a header field'));
    values[i] = values[i]!.replaceAll('\0', ' ');
  }
  if (head.startLine.includes('\0')) fail(head, bad('NUL in the start line'));
}

function bad(reason: string): Fault {
  return { statusCode: 400, reason };
}

function fail(head: Head, fault: Fault): void {
  head.fault ??= fault;
}
