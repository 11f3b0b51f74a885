/**
 * Parameters of a header field or URI: ordered, with case-insensitive names (RFC 3261 §7.3.1, §19.1.1).
 * Subjects: parameters of header fields; URI parameters.
 */

import { decodePercent, encodePercent, PARAM_SAFE } from './percent.js';
import { TOKEN, URI_TEXT, VALUE, isToken, quote, skip, skipQuoted, skipSpace, unquote } from './scanner.js';

/** `header`: values may be quoted strings, with white space around `;` and `=`. `uri`: values are %-escaped. */
export type ParamsStyle = 'header' | 'uri';

/** The limit of 256 parameters, as a lookup takes linear time. */
const MAX_ITEMS = 2 * 256;

/**
 * Ordered parameters, stored as written; `get` resolves quotes or escapes, `set` adds them where needed. Of repeated names
 * the first counts.
 */
export class Params {
  // The classes in this folder declare fields without initializing them: defining each field before the constructor sets
  // it costs a third of the parsing time, as a message has about thirty objects.
  /** Name, raw value, name, raw value, … */
  declare private items: (string | null)[];
  declare readonly style: ParamsStyle;

  constructor(style: ParamsStyle = 'header') {
    this.style = style;
    this.items = [];
  }

  /** Parses `;name=value;flag…` (the first semicolon is optional). Undefined where the syntax is broken. */
  static parse(text: string, style: ParamsStyle = 'header'): Params | undefined {
    const params = new Params(style);
    if (text === '') return params;
    const source = text.charCodeAt(skipSpace(text, 0, text.length)) === 0x3b ? text : `;${text}`;
    return params.read(source, 0) ? params : undefined;
  }

  /** Parses `;name=value…` from `from` to the end of `text` into this object. Returns false where the syntax is broken. */
  read(text: string, from: number): boolean {
    return this.style === 'uri' ? this.readUri(text, from) : this.readHeader(text, from);
  }

  /** Parses URI parameters: any URI text up to the next semicolon (RFC 3261 §19.1.1). */
  private readUri(text: string, from: number): boolean {
    const end = text.length;
    if (skip(text, from, end, URI_TEXT) < end) return false;
    const { items } = this;
    let i = from;
    while (i < end) {
      const start = i + 1;
      if (text.charCodeAt(i) !== 0x3b || items.length === MAX_ITEMS) return false;
      i = text.indexOf(';', start);
      if (i < 0) i = end;
      // An empty parameter is an error in a header field (RFC 4475 §3.1.2.1), and ignored in a URI.
      if (start === i) continue;
      const part = text.slice(start, i);
      const equals = part.indexOf('=');
      if (equals === 0) return false;
      if (equals < 0) items.push(part, null);
      else items.push(part.slice(0, equals), part.slice(equals + 1));
    }
    return true;
  }

  /** Parses header field parameters: a token as name, a token, host or quoted string as value (RFC 3261 §25.1, generic-param). */
  private readHeader(text: string, from: number): boolean {
    const end = text.length;
    const { items } = this;
    let i = skipSpace(text, from, end);
    while (i < end) {
      if (text.charCodeAt(i) !== 0x3b || items.length === MAX_ITEMS) return false;
      const start = skipSpace(text, i + 1, end);
      i = skip(text, start, end, TOKEN);
      if (i === start) return false;
      const name = text.slice(start, i);
      let raw: string | null = null;
      if (text.charCodeAt(i) !== 0x3d) i = skipSpace(text, i, end);
      if (text.charCodeAt(i) === 0x3d) {
        const open = skipSpace(text, i + 1, end);
        i = text.charCodeAt(open) === 0x22 ? skipQuoted(text, open, end) : skip(text, open, end, VALUE);
        if (i < open) return false;
        raw = text.slice(open, i);
        if (i < end && text.charCodeAt(i) !== 0x3b) i = skipSpace(text, i, end);
      }
      items.push(name, raw);
    }
    return true;
  }

  private indexOf(name: string): number {
    const { items } = this;
    for (let i = 0; i < items.length; i += 2) {
      const candidate = items[i]!;
      if (candidate === name) return i;
      if (candidate.length === name.length && candidate.toLowerCase() === name.toLowerCase()) return i;
    }
    return -1;
  }

  get size(): number {
    return this.items.length / 2;
  }

  has(name: string): boolean {
    return this.indexOf(name) >= 0;
  }

  /** Returns the value with quotes or escapes resolved; `null` for a flag; `undefined` where it is missing. */
  get(name: string): string | null | undefined {
    const at = this.indexOf(name);
    return at < 0 ? undefined : this.valueAt(at);
  }

  /** Returns the value as written, with quotes and escapes. */
  getRaw(name: string): string | null | undefined {
    const at = this.indexOf(name);
    return at < 0 ? undefined : this.items[at + 1]!;
  }

  private valueAt(at: number): string | null {
    const raw = this.items[at + 1]!;
    if (raw === null) return null;
    if (this.style === 'uri') return raw.indexOf('%') < 0 ? raw : decodePercent(raw);
    return raw.charCodeAt(0) === 0x22 ? unquote(raw) : raw;
  }

  /**
   * Replaces or appends a parameter; `null` or no value sets a flag. `quoted` forces quotes, as `+sip.instance` requires
   * (RFC 5626 §4.1). Throws TypeError for a name that is not a token.
   */
  set(name: string, value?: string | null, options: { quoted?: boolean } = {}): this {
    if (!isToken(name)) throw new TypeError('A parameter name must be a token');
    const raw = value === undefined || value === null ? null : this.toRaw(value, options.quoted === true);
    const at = this.indexOf(name);
    if (at >= 0) this.items[at + 1] = raw;
    else this.items.push(name, raw);
    return this;
  }

  private toRaw(value: string, quoted: boolean): string {
    if (this.style === 'uri') return encodePercent(value, PARAM_SAFE);
    // A token or a host needs no quotes (RFC 3261 §25.1, gen-value).
    return !quoted && /^[\w.!%*+`'~\-[\]:]+$/.test(value) ? value : quote(value);
  }

  delete(name: string): boolean {
    let found = false;
    for (let at = this.indexOf(name); at >= 0; at = this.indexOf(name)) {
      this.items.splice(at, 2);
      found = true;
    }
    return found;
  }

  /** Iterates over the names as written and the values as of `get`, in order. */
  *entries(): IterableIterator<[name: string, value: string | null]> {
    for (let i = 0; i < this.items.length; i += 2) yield [this.items[i]!, this.valueAt(i)];
  }

  [Symbol.iterator](): IterableIterator<[name: string, value: string | null]> {
    return this.entries();
  }

  /** Returns `;name=value;flag`; empty without parameters. */
  toString(): string {
    let text = '';
    const { items } = this;
    for (let i = 0; i < items.length; i += 2) {
      const raw = items[i + 1]!;
      text += raw === null ? `;${items[i]!}` : `;${items[i]!}=${raw}`;
    }
    return text;
  }

  clone(): Params {
    const copy = new Params(this.style);
    copy.items = this.items.slice();
    return copy;
  }
}
