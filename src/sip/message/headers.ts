/**
 * The header fields of a message: an ordered multimap with case-insensitive names (RFC 3261 §7.3).
 * Subjects: header fields of a message; header injection, CR and LF in values; duplicate header fields.
 */

import { knownName } from './header-names.js';
import { isToken, splitList } from './scanner.js';
import type { Typed } from './typed.js';

// oxlint-disable-next-line no-control-regex -- forbidden characters
const BREAK = /[\0\r\n]/;
// oxlint-disable-next-line no-control-regex -- NUL is allowed in a quoted pair alone
const UNSAFE = /[\r\n]|(?:^|[^\\])\0/;

/**
 * Throws TypeError for a value with CR or LF, or with NUL outside a quoted pair, in which the grammar allows it (RFC 3261
 * §25.1; example in RFC 4475 §3.1.1.2).
 */
export function assertHeaderValue(value: string): void {
  if (BREAK.test(value) && UNSAFE.test(value)) throw new TypeError('A header field value must not hold CR, LF or NUL');
}

function nameOf(name: string): string {
  const registered = knownName(name)?.name;
  if (registered === undefined && !isToken(name)) throw new TypeError('A header field name must be a token');
  return registered ?? name;
}

/** Header fields in the order of their lines. Registered names have the RFCs' spelling, others are unchanged. */
export class Headers {
  declare private readonly names: string[];
  declare private readonly lines: string[];
  /** The cached typed values, removed when a field changes. @internal */
  declare typed: Typed | undefined;

  /**
   * Without arguments: empty. The arrays of the parser and `clone` must be valid: names as `registeredName` returns them,
   * values without line breaks. The object takes ownership of them.
   */
  constructor(names: string[] = [], values: string[] = []) {
    this.names = names;
    this.lines = values;
    this.typed = undefined;
  }

  /** The number of lines. */
  get size(): number {
    return this.names.length;
  }

  private indexOf(name: string, from = 0): number {
    const names = this.names;
    const registered = knownName(name)?.name;
    if (registered !== undefined) return names.indexOf(registered, from);
    const lower = name.toLowerCase();
    for (let i = from; i < names.length; i++) {
      if (names[i]!.length === lower.length && names[i]!.toLowerCase() === lower) return i;
    }
    return -1;
  }

  has(name: string): boolean {
    return this.indexOf(name) >= 0;
  }

  /** Returns the value of the first line of this name, unfolded and trimmed, otherwise as written. */
  get(name: string): string | undefined {
    const at = this.indexOf(name);
    return at < 0 ? undefined : this.lines[at];
  }

  /** Returns the values of all lines of this name, in order. */
  getAll(name: string): readonly string[] {
    const all: string[] = [];
    for (let at = this.indexOf(name); at >= 0; at = this.indexOf(name, at + 1)) all.push(this.lines[at]!);
    return all;
  }

  /** Returns the comma-separated elements of all lines of this name, split outside quotes and angle brackets, without empty ones. */
  values(name: string): readonly string[] {
    return this.getAll(name).flatMap((line) => splitList(line));
  }

  /** Replaces the first line of this name, or appends one, and removes the others. Throws TypeError as `append` does. */
  set(name: string, value: string): this {
    const canonical = nameOf(name);
    assertHeaderValue(value);
    const at = this.indexOf(canonical);
    if (at < 0) return this.append(canonical, value);
    this.lines[at] = value;
    for (let other = this.indexOf(canonical, at + 1); other >= 0; other = this.indexOf(canonical, other)) {
      this.remove(other);
    }
    this.typed = undefined;
    return this;
  }

  /** Appends a line. Throws TypeError for a name that is not a token or a value with CR, LF or NUL. */
  append(name: string, value: string): this {
    const canonical = nameOf(name);
    assertHeaderValue(value);
    this.names.push(canonical);
    this.lines.push(value);
    this.typed = undefined;
    return this;
  }

  /** Inserts a line before the first one of this name, else before all others. Throws TypeError as `append` does. */
  prepend(name: string, value: string): this {
    const canonical = nameOf(name);
    assertHeaderValue(value);
    const at = Math.max(0, this.indexOf(canonical));
    this.names.splice(at, 0, canonical);
    this.lines.splice(at, 0, value);
    this.typed = undefined;
    return this;
  }

  /** Removes all lines of this name. Returns whether there was one. */
  delete(name: string): boolean {
    let found = false;
    for (let at = this.indexOf(name); at >= 0; at = this.indexOf(name, at)) {
      this.remove(at);
      found = true;
    }
    if (found) this.typed = undefined;
    return found;
  }

  /** Removes and returns the first element of this name, such as the topmost Via or Route. */
  shift(name: string): string | undefined {
    const at = this.indexOf(name);
    if (at < 0) return undefined;
    const [first, ...rest] = splitList(this.lines[at]!);
    if (rest.length === 0) this.remove(at);
    else this.lines[at] = rest.join(', ');
    this.typed = undefined;
    return first;
  }

  private remove(at: number): void {
    this.names.splice(at, 1);
    this.lines.splice(at, 1);
  }

  *entries(): IterableIterator<[name: string, value: string]> {
    for (let i = 0; i < this.names.length; i++) yield [this.names[i]!, this.lines[i]!];
  }

  [Symbol.iterator](): IterableIterator<[name: string, value: string]> {
    return this.entries();
  }

  clone(): Headers {
    return new Headers(this.names.slice(), this.lines.slice());
  }

  /** Returns the lines, each with CRLF, without those of `skipped` (a registered name). @internal */
  print(skipped: string): string {
    let text = '';
    for (let i = 0; i < this.names.length; i++) {
      if (this.names[i] !== skipped) text += `${this.names[i]!}: ${this.lines[i]!}\r\n`;
    }
    return text;
  }
}
