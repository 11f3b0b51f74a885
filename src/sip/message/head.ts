/**
 * Splits the head of a message into start line and unfolded header fields (RFC 3261 §7.3.1).
 * Subjects: unfolding of header fields; line breaks of a message; head of a message.
 */

import { badRequest, type Fault } from './fault.js';
import { SLOTS, VIA, knownName } from './header-names.js';
import type { Limits } from './limits.js';
import { isToken, trimmed } from './scanner.js';

const NONE: readonly (string | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

export interface Head {
  startLine: string;
  /** The names: registered ones in the RFCs' spelling, others as written. */
  names: string[];
  /** The values, without line breaks; NUL only in quoted pairs. */
  values: string[];
  /** The first value of each field that has a slot. */
  first: (string | undefined)[];
  /** A bit for each slot whose field occurs more than once. */
  repeated: number;
  /** The total length of all Via fields, UTF-16 units. */
  viaLength: number;
  /** The index of the body, or -1 without an empty line after the head. */
  bodyStart: number;
  /** The first fault. */
  fault: Fault | undefined;
}

/** Reads the head that begins at `start`. Continues after a fault, so that a response can copy the header fields. */
export function readHead(text: string, start: number, limits: Readonly<Limits>): Head {
  const first = NONE.slice();
  const head: Head = {
    startLine: '',
    names: [],
    values: [],
    first,
    repeated: 0,
    viaLength: 0,
    bodyStart: -1,
    fault: undefined,
  };
  const firstEnd = text.indexOf('\n', start);
  if (firstEnd < 0) {
    fail(head, badRequest('No line end'));
    return head;
  }
  // Lines end with CRLF. A head with only bare LF is accepted as well (files of RFC 5118 §A), but not a mixture, which
  // other implementations may split into different header fields.
  const crlf = text.charCodeAt(firstEnd - 1) === 0x0d;
  head.startLine = text.slice(start, crlf ? firstEnd - 1 : firstEnd);
  if (head.startLine.indexOf('\r') >= 0) head.startLine = repaired(head.startLine, head);
  if (firstEnd - start > limits.headerField) fail(head, { statusCode: 414, reason: 'Request-URI Too Long' });
  readFields(text, firstEnd + 1, crlf, head, limits);
  // Searches the whole text once for NUL, which is rare.
  if (text.indexOf('\0', start) >= 0) refuseNul(head);
  return head;
}

function readFields(text: string, from: number, crlf: boolean, head: Head, limits: Readonly<Limits>): void {
  const { names } = head;
  const empty = crlf ? 1 : 0;
  let position = from;
  let colon = -1;
  for (;;) {
    let end = text.indexOf('\n', position);
    if (end < 0) return fail(head, badRequest('No empty line after the header fields'));
    if (end - position === empty) {
      head.bodyStart = end + 1;
      return;
    }
    let next = text.charCodeAt(end + 1);
    const folded = next === 0x20 || next === 0x09;
    while (next === 0x20 || next === 0x09) {
      end = text.indexOf('\n', end + 1);
      if (end < 0) return fail(head, badRequest('No empty line after the header fields'));
      next = text.charCodeAt(end + 1);
    }
    // Reuses a colon found after this line, so that the search stays linear.
    if (colon < position) colon = text.indexOf(':', position);
    if (colon < 0) colon = text.length;
    if (names.length === limits.headerCount) return fail(head, { statusCode: 513, reason: 'Too many header fields' });
    if (end - position > limits.headerField) fail(head, { statusCode: 513, reason: 'Header field too long' });
    else if (colon < end) {
      const from = text.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1;
      let line = text.slice(from, crlf ? end - 1 : end);
      if (folded) line = unfolded(line, crlf);
      if (crlf && text.charCodeAt(end - 1) !== 0x0d) line = repaired(line, head);
      else if (line.indexOf('\r') >= 0 || (folded && line.indexOf('\n') >= 0)) line = repaired(line, head);
      addField(text.slice(position, colon), line, head);
    }
    position = end + 1;
  }
}

/** Adds the field, or ignores it where its name is not a token (RFC 3261 §8.2.2: malformed fields are ignored). */
function addField(written: string, line: string, head: Head): void {
  let known = knownName(written);
  let name = written;
  if (known === undefined) {
    name = trimmed(written, 0, written.length);
    known = knownName(name);
    if (known === undefined && !isToken(name)) return;
  }
  if (known !== undefined) name = known.name;
  const spaced = line.charCodeAt(0) <= 0x20 || line.charCodeAt(line.length - 1) <= 0x20;
  const value = spaced ? trimmed(line, 0, line.length) : line;
  head.names.push(name);
  head.values.push(value);
  if (known === undefined || known.slot < 0) return;
  const { slot } = known;
  if (slot === VIA) head.viaLength += value.length;
  if (head.first[slot] === undefined) head.first[slot] = value;
  else head.repeated |= 1 << slot;
}

/** Records a fault for a line break of another kind, and returns the line with a space in its place. */
function repaired(line: string, head: Head): string {
  fail(head, badRequest('A line break other than CRLF'));
  return line.replace(/[\r\n]+/g, ' ');
}

/** Replaces each line break with its white space by one space (RFC 3261 §7.3.1). */
function unfolded(field: string, crlf: boolean): string {
  const lines = field.split(crlf ? '\r\n' : '\n');
  return lines.map((line) => trimmed(line, 0, line.length)).join(' ');
}

function refuseNul(head: Head): void {
  // oxlint-disable-next-line no-control-regex -- searches NUL, which is allowed in quoted pairs only
  const misplaced = /(^|[^\\])\0/;
  const { values, first } = head;
  for (let i = 0; i < values.length; i++) {
    if (!misplaced.test(values[i]!)) continue;
    fail(head, badRequest('NUL in a header field'));
    const cleaned = values[i]!.replaceAll('\0', ' ');
    first.forEach((value, slot) => {
      if (value === values[i]) first[slot] = cleaned;
    });
    values[i] = cleaned;
  }
  if (head.startLine.includes('\0')) {
    fail(head, badRequest('NUL in the start line'));
    head.startLine = head.startLine.replaceAll('\0', ' ');
  }
}

function fail(head: Head, fault: Fault): void {
  head.fault ??= fault;
}
