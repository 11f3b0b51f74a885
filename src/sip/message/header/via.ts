/**
 * Via: a hop of a request (RFC 3261 §20.42, §18.1.1; `rport` of RFC 3581).
 * Subjects: Via, parsed; rport; sent-by.
 */

import { Params } from '../params.js';

/**
 * Protocol, transport, host and port, up to the parameters, with optional white space around separators (RFC 3261 §25.1).
 * White space is never followed by optional white space, so that there is no excessive backtracking.
 */
const VIA =
  /^[ \t]*([\w\-.!%*+`'~]+[ \t]*\/[ \t]*[\w\-.!%*+`'~]+)[ \t]*\/[ \t]*([\w\-.!%*+`'~]+)[ \t]+([\w.-]+|\[[\dA-Fa-f:.]+\])(?:[ \t]*:[ \t]*(\d{1,5}))?/;

/** One Via element. `transport` and `host` are kept as written. */
export class Via {
  /** `WS`, `WSS`, `UDP`, `TCP`, `TLS`, … */
  declare transport: string;
  declare host: string;
  declare port: number | undefined;
  declare params: Params;
  declare protocol: string;

  constructor(transport: string, host: string, port?: number, params: Params = new Params(), protocol = 'SIP/2.0') {
    this.transport = transport;
    this.host = host;
    this.port = port;
    this.params = params;
    this.protocol = protocol;
  }

  /** Parses one element; undefined where it is broken. */
  static parse(text: string): Via | undefined {
    const match = VIA.exec(text);
    if (match === null) return undefined;
    const port = match[4] === undefined ? undefined : Number(match[4]);
    if (port !== undefined && port > 65535) return undefined;
    const params = new Params();
    if (!params.read(text, match[0].length)) return undefined;
    const protocol = match[1]!;
    const written = protocol === 'SIP/2.0' ? protocol : protocol.replace(/[ \t]+/g, '');
    return new Via(match[2]!, match[3]!, port, params, written);
  }

  get branch(): string | undefined {
    return this.params.get('branch') ?? undefined;
  }

  /** `host` or `host:port`, with the host in lower case, by which responses are matched (RFC 3261 §17.2.3, §18.1.2). */
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
