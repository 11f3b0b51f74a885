/** The head of a message cut into its start line and its header fields, unfolded and named (RFC 3261 §7.3.1). */

import { badRequest, type Fault } from './fault.js';
import { SLOTS, VIA, knownName } from './header-names.js';
import type { Limits } from './limits.js';
import { isToken, trimmed } from './scanner.js';

const NONE: readonly (string | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

export interface Head {
  startLine: string;
  /** Registered names in the RFCs' spelling, others as written. */
  names: string[];
  /** Without line breaks; NUL only in quoted pairs. */
  values: string[];
  /** The first value of each field that has a slot. */
  first: (string | undefined)[];
  /** A bit for each slot whose field is there more than once. */
  repeated: number;
  /** How long all Via fields are together. */
  viaLength: number;
  /** Where the body starts, or -1 where no empty line ends the head. */
  bodyStart: number;
  /** The first thing that is wrong. */
  fault: Fault | undefined;
}

/** Reads the head that begins at `start`. Every line is looked at, so that a reply finds what it needs after a fault. */
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
  // Lines end with CRLF. A head all of whose lines end with a bare LF is read as well (RFC 5118 §A has such files), but never
  // a mixture: what one element takes for two header fields another would take for one.
  const crlf = text.charCodeAt(firstEnd - 1) === 0x0d;
  head.startLine = text.slice(start, crlf ? firstEnd - 1 : firstEnd);
  if (head.startLine.indexOf('\r') >= 0) head.startLine = repaired(head.startLine, head);
  if (firstEnd - start > limits.headerField) fail(head, { statusCode: 414, reason: 'Request-URI Too Long' });
  readFields(text, firstEnd + 1, crlf, head, limits);
  // One look at the whole text for what is in no honest message.
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
    // A colon found further on is kept, so that lines without one do not make the search start again and again.
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

/** Adds the field, or leaves it out where its name is no token (RFC 3261 §8.2.2: malformed fields are ignored). */
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

/** A line that holds a line break of another kind, with spaces in its place. */
function repaired(line: string, head: Head): string {
  fail(head, badRequest('A line break of another kind'));
  return line.replace(/[\r\n]+/g, ' ');
}

/** RFC 3261 §7.3.1: a line break before white space reads as one space. */
function unfolded(field: string, crlf: boolean): string {
  const lines = field.split(crlf ? '\r\n' : '\n');
  return lines.map((line) => trimmed(line, 0, line.length)).join(' ');
}

function refuseNul(head: Head): void {
  // oxlint-disable-next-line no-control-regex -- NUL is the point; the grammar has it in quoted pairs alone
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
