/** A name and an address with parameters: From, To, Contact, Route and their kin (RFC 3261 §20.10, §25.1). */

import { Params } from './params.js';
import { NAME, quote, skip, skipQuoted, skipSpace, trimEnd, unquote } from './scanner.js';
import { URI } from './uri.js';

/** `"Display name" <uri>;params`, or an address without brackets, whose parameters then are the header field's. */
export class NameAddrHeader {
  declare uri: URI;
  /** Unquoted; empty where there is none. Text from the network: hostile. */
  declare displayName: string;
  declare params: Params;

  constructor(uri: URI, displayName = '', params: Params = new Params()) {
    this.uri = uri;
    this.displayName = displayName;
    this.params = params;
  }

  /** Reads one element; undefined where it is broken. */
  static parse(text: string): NameAddrHeader | undefined {
    const end = text.length;
    // Values and elements come trimmed; others are welcome.
    const start = text.charCodeAt(0) > 0x20 ? 0 : skipSpace(text, 0, end);
    let name = '';
    let open = start;
    if (text.charCodeAt(start) === 0x22) {
      const after = skipQuoted(text, start, end);
      if (after < 0) return undefined;
      name = unquote(text, start, after);
      open = skipSpace(text, after, end);
      if (text.charCodeAt(open) !== 0x3c) return undefined;
    } else if (text.charCodeAt(start) !== 0x3c) {
      // display-name = *(token LWS); letters beyond ASCII belong in quotes, but are understood without.
      open = skip(text, start, end, NAME);
      if (text.charCodeAt(open) !== 0x3c) return bare(text, start);
      name = text.slice(start, trimEnd(text, start, open));
    }
    const close = text.indexOf('>', open);
    return close < 0 ? undefined : whole(text.slice(open + 1, close), name, text, close + 1);
  }

  get tag(): string | undefined {
    return this.params.get('tag') ?? undefined;
  }

  /** The display name, else the user part, else the URI. */
  get friendlyName(): string {
    return this.displayName || this.uri.user || this.uri.toString();
  }

  toString(): string {
    const address = `<${this.uri.toRaw()}>${this.params.toString()}`;
    return this.displayName === '' ? address : `${quote(this.displayName)} ${address}`;
  }

  clone(): NameAddrHeader {
    return new NameAddrHeader(this.uri.clone(), this.displayName, this.params.clone());
  }
}

/** RFC 3261 §20: without brackets a comma, question mark or semicolon does not belong to the URI. */
function bare(text: string, start: number): NameAddrHeader | undefined {
  let i = text.indexOf(';', start);
  if (i < 0) i = text.length;
  const address = text.slice(start, trimEnd(text, start, i));
  return /[?,]/.test(address) ? undefined : whole(address, '', text, i);
}

function whole(address: string, displayName: string, text: string, paramsAt: number): NameAddrHeader | undefined {
  const uri = URI.parse(address);
  const params = new Params();
  return uri !== undefined && params.read(text, paramsAt) ? new NameAddrHeader(uri, displayName, params) : undefined;
}
