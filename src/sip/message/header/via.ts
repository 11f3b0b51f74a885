/** Via: a hop that a request took (RFC 3261 §20.42, §18.1.1; `rport` of RFC 3581). */

import { parsePort, skipHost } from '../host.js';
import { Params } from '../params.js';
import { TOKEN, skip, skipSpace } from '../scanner.js';

/** One Via element. `transport` and `host` are kept as written. */
export class Via {
  constructor(
    /** `WS`, `WSS`, `UDP`, `TCP`, `TLS`, … */
    public transport: string,
    public host: string,
    public port: number | undefined = undefined,
    public params: Params = new Params(),
    public protocol: string = 'SIP/2.0',
  ) {}

  /** Reads one element; undefined where it is broken. */
  static parse(text: string): Via | undefined {
    const end = text.length;
    // SIP/2.0/WS is what everybody writes; white space may stand around the slashes (RFC 3261 §25.1).
    let protocol = 'SIP/2.0';
    let i = 8;
    if (!text.startsWith('SIP/2.0/')) {
      const name = skipSpace(text, 0, end);
      const nameEnd = skip(text, name, end, TOKEN);
      const version = skipSlash(text, nameEnd, end);
      const versionEnd = skip(text, version, end, TOKEN);
      i = skipSlash(text, versionEnd, end);
      if (nameEnd === name || version < 0 || versionEnd === version || i < 0) return undefined;
      protocol = `${text.slice(name, nameEnd)}/${text.slice(version, versionEnd)}`;
    }
    const transport = skipSpace(text, i, end);
    const transportEnd = skip(text, transport, end, TOKEN);
    const host = skipSpace(text, transportEnd, end);
    if (transportEnd === transport || host === transportEnd) return undefined;
    const hostEnd = skipHost(text, host, end);
    if (hostEnd < 0) return undefined;
    i = skipSpace(text, hostEnd, end);
    let port: number | undefined;
    if (i < end && text.charCodeAt(i) === 0x3a) {
      const portStart = skipSpace(text, i + 1, end);
      i = portStart;
      while (i < end && text.charCodeAt(i) >= 0x30 && text.charCodeAt(i) <= 0x39) i++;
      port = parsePort(text, portStart, i);
      if (port < 0) return undefined;
    }
    const params = new Params();
    if (!params.read(text, i)) return undefined;
    return new Via(text.slice(transport, transportEnd), text.slice(host, hostEnd), port, params, protocol);
  }

  get branch(): string | undefined {
    return this.params.get('branch') ?? undefined;
  }

  /** `host` or `host:port`, the host in lower case: what a response must match (RFC 3261 §17.2.3, §18.1.2). */
  get sentBy(): string {
    const host = this.host.toLowerCase();
    return this.port === undefined ? host : `${host}:${this.port}`;
  }

  toString(): string {
    const port = this.port === undefined ? '' : `:${this.port}`;
    return `${this.protocol}/${this.transport} ${this.host}${port}${this.params.toString()}`;
  }

  clone(): Via {
    return new Via(this.transport, this.host, this.port, this.params.clone(), this.protocol);
  }
}

/** The index after a slash with white space around it, or -1. */
function skipSlash(text: string, from: number, end: number): number {
  if (from < 0) return -1;
  const slash = skipSpace(text, from, end);
  return text.charCodeAt(slash) === 0x2f ? skipSpace(text, slash + 1, end) : -1;
}
