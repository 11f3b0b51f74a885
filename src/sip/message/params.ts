/** Parameters of a header field or of a URI: ordered, names without case (RFC 3261 §7.3.1, §19.1.1). */

import { decodePercent, encodePercent, PARAM_SAFE } from './percent.js';
import { TOKEN, URI_TEXT, VALUE, isAll, isToken, quote, skip, skipQuoted, skipSpace, unquote } from './scanner.js';

/** `header`: values may be quoted strings and white space may stand around the signs. `uri`: values are %-escaped. */
export type ParamsStyle = 'header' | 'uri';

/** More than this are not read: nobody sends so many, and looking one up takes time in proportion. */
const MAX_PARAMS = 256;

/**
 * Ordered parameters. Each is kept as it stands on the wire; `get` resolves quotes or escapes, `set` adds them where
 * they are needed. Of a name that is there twice the first counts.
 */
export class Params {
  readonly #names: string[] = [];
  readonly #raws: (string | null)[] = [];

  constructor(readonly style: ParamsStyle = 'header') {}

  /** Reads `;name=value;flag…` (the first semicolon may be missing). Undefined where the syntax is broken. */
  static parse(text: string, style: ParamsStyle = 'header'): Params | undefined {
    const params = new Params(style);
    if (text === '') return params;
    const source = text.charCodeAt(skipSpace(text, 0, text.length)) === 0x3b ? text : `;${text}`;
    return params.read(source, 0) ? params : undefined;
  }

  /** Reads `;name=value…` from `from` to the end of `text` into this. False where the syntax is broken. */
  read(text: string, from: number): boolean {
    return this.style === 'uri' ? this.#readUri(text, from) : this.#readHeader(text, from);
  }

  #readHeader(text: string, from: number): boolean {
    const end = text.length;
    let i = skipSpace(text, from, end);
    while (i < end) {
      if (text.charCodeAt(i) !== 0x3b || this.#names.length === MAX_PARAMS) return false;
      const start = skipSpace(text, i + 1, end);
      i = skip(text, start, end, TOKEN);
      if (i === start) return false;
      const name = text.slice(start, i);
      let raw: string | null = null;
      i = skipSpace(text, i, end);
      if (i < end && text.charCodeAt(i) === 0x3d) {
        const open = skipSpace(text, i + 1, end);
        i = text.charCodeAt(open) === 0x22 ? skipQuoted(text, open, end) : skip(text, open, end, VALUE);
        if (i <= open) return false;
        raw = text.slice(open, i);
        i = skipSpace(text, i, end);
      }
      this.#names.push(name);
      this.#raws.push(raw);
    }
    return true;
  }

  #readUri(text: string, from: number): boolean {
    const end = text.length;
    let i = from;
    while (i < end) {
      if (text.charCodeAt(i) !== 0x3b || this.#names.length === MAX_PARAMS) return false;
      const start = i + 1;
      i = text.indexOf(';', start);
      if (i < 0) i = end;
      const segment = text.slice(start, i);
      const equals = segment.indexOf('=');
      if (equals === 0 || segment === '' || !isAll(segment, URI_TEXT)) return false;
      this.#names.push(equals < 0 ? segment : segment.slice(0, equals));
      this.#raws.push(equals < 0 ? null : segment.slice(equals + 1));
    }
    return true;
  }

  #indexOf(name: string): number {
    const names = this.#names;
    for (let i = 0; i < names.length; i++) if (names[i] === name) return i;
    const lower = name.toLowerCase();
    for (let i = 0; i < names.length; i++) {
      if (names[i]!.length === lower.length && names[i]!.toLowerCase() === lower) return i;
    }
    return -1;
  }

  get size(): number {
    return this.#names.length;
  }

  has(name: string): boolean {
    return this.#indexOf(name) >= 0;
  }

  /** The value with quotes or escapes resolved; `null` for a flag without value; `undefined` where it is missing. */
  get(name: string): string | null | undefined {
    const at = this.#indexOf(name);
    return at < 0 ? undefined : this.#valueAt(at);
  }

  /** The value as it stands on the wire, quotes and escapes included. */
  getRaw(name: string): string | null | undefined {
    const at = this.#indexOf(name);
    return at < 0 ? undefined : this.#raws[at]!;
  }

  #valueAt(at: number): string | null {
    const raw = this.#raws[at]!;
    if (raw === null) return null;
    return this.style === 'uri' ? decodePercent(raw) : unquote(raw);
  }

  /**
   * Sets a parameter in its place or at the end; `null` or no value makes a flag. `quoted` forces quotes, as
   * `+sip.instance` (RFC 5626 §4.1) and others need. Throws TypeError for a name that is no token.
   */
  set(name: string, value?: string | null, options: { quoted?: boolean } = {}): this {
    if (!isToken(name)) throw new TypeError('A parameter name must be a token');
    const raw = value === undefined || value === null ? null : this.#toRaw(value, options.quoted === true);
    const at = this.#indexOf(name);
    if (at >= 0) this.#raws[at] = raw;
    else {
      this.#names.push(name);
      this.#raws.push(raw);
    }
    return this;
  }

  #toRaw(value: string, quoted: boolean): string {
    if (this.style === 'uri') return encodePercent(value, PARAM_SAFE);
    // A token, or a host with its brackets and colons, may stand bare (RFC 3261 §25.1, gen-value).
    return !quoted && /^[\w.!%*+`'~\-[\]:]+$/.test(value) ? value : quote(value);
  }

  delete(name: string): boolean {
    let found = false;
    for (let at = this.#indexOf(name); at >= 0; at = this.#indexOf(name)) {
      this.#names.splice(at, 1);
      this.#raws.splice(at, 1);
      found = true;
    }
    return found;
  }

  /** Name as written and value as `get` gives it, in order. */
  *entries(): IterableIterator<[name: string, value: string | null]> {
    for (let i = 0; i < this.#names.length; i++) yield [this.#names[i]!, this.#valueAt(i)];
  }

  [Symbol.iterator](): IterableIterator<[name: string, value: string | null]> {
    return this.entries();
  }

  /** `;name=value;flag`, empty without parameters. */
  toString(): string {
    let text = '';
    for (let i = 0; i < this.#names.length; i++) {
      const raw = this.#raws[i]!;
      text += raw === null ? `;${this.#names[i]!}` : `;${this.#names[i]!}=${raw}`;
    }
    return text;
  }

  clone(): Params {
    const copy = new Params(this.style);
    for (const name of this.#names) copy.#names.push(name);
    for (const raw of this.#raws) copy.#raws.push(raw);
    return copy;
  }
}
