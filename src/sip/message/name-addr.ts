/**
 * Header fields with display name, URI and parameters: From, To, Contact, Route and others (RFC 3261 §20.10, §25.1).
 * Subjects: From and To header fields; display name of an address, parsed; name-addr.
 */

import { Params } from './params.js';
import { NAME, quote, skip, skipQuoted, skipSpace, trimEnd, unquote } from './scanner.js';
import { URI } from './uri.js';

/** `"Display name" <uri>;params`, or a URI without brackets, after which parameters belong to the header field. */
export class NameAddrHeader {
  declare uri: URI;
  /** Unquoted; empty where there is none. Unverified text from the network. */
  declare displayName: string;
  declare params: Params;

  constructor(uri: URI, displayName = '', params: Params = new Params()) {
    this.uri = uri;
    this.displayName = displayName;
    this.params = params;
  }

  /** Parses one element; undefined where it is broken. */
  static parse(text: string): NameAddrHeader | undefined {
    const end = text.length;
    // Values and elements are usually trimmed already.
    const start = text.charCodeAt(0) > 0x20 ? 0 : skipSpace(text, 0, end);
    const quoted = text.charCodeAt(start) === 0x22;
    // display-name = *(token LWS) / quoted-string; non-ASCII letters are accepted without quotes, too.
    const nameEnd = quoted ? skipQuoted(text, start, end) : skip(text, start, end, NAME);
    if (nameEnd < 0) return undefined;
    const open = quoted ? skipSpace(text, nameEnd, end) : nameEnd;
    let name = '';
    let address: string;
    let after: number;
    if (text.charCodeAt(open) === 0x3c) {
      const close = text.indexOf('>', open);
      if (close < 0) return undefined;
      if (quoted) name = unquote(text, start, nameEnd);
      else if (open > start) name = text.slice(start, trimEnd(text, start, open));
      address = text.slice(open + 1, close);
      after = close + 1;
    } else {
      // RFC 3261 §20: without brackets the URI cannot contain a comma, question mark or semicolon.
      after = text.indexOf(';', start);
      if (after < 0) after = end;
      address = text.slice(start, trimEnd(text, start, after));
      if (quoted || address.indexOf('?') >= 0 || address.indexOf(',') >= 0) return undefined;
    }
    const uri = URI.parse(address);
    const params = new Params();
    return uri !== undefined && params.read(text, after) ? new NameAddrHeader(uri, name, params) : undefined;
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
