/**
 * The servers of one account and the order of attempts (RFC 2782 priority and weight, RFC 3263 §4.3 fail-over).
 * Subjects: order of servers; weight of a server; server URL, checked; servers option; WS or WSS in Via; secure connection, which
 * URLs.
 */

import { SipError } from '../base/errors.js';
import type { RetryDelay } from '../base/retry-delay.js';
import { newRefusals } from './backoff.js';
import { OldServerNames, currentUrl, type OldServerOptions } from './sipjs-compat.js';

export interface ServerOptions extends OldServerOptions {
  /** `ws:` or `wss:` URL. */
  url?: string;
  /** Lower values are tried first. Default: the index in the list, or 0 for an entry with a weight. */
  order?: number;
  /** Relative probability among the servers of one order. Default 1; servers with 0 are tried last. */
  weight?: number;
}

/** One server with the state learned from earlier attempts. */
export class Server extends OldServerNames {
  /** No attempt is made before this elapsed time, milliseconds. */
  blockedUntil = 0;
  /** The back-off after a refusal; grows with each consecutive one. */
  readonly refusals: RetryDelay;
  /** Whether the server answers a CRLF ping with a pong (RFC 5626 §3.5.1). */
  pong: 'unknown' | 'answers' | 'never' = 'unknown';

  constructor(
    readonly url: string,
    readonly order: number,
    readonly weight: number,
    random: () => number = Math.random,
  ) {
    super();
    this.refusals = newRefusals(random);
  }

  /** Whether the connection is trustworthy: `wss:`, or a loopback host (W3C Secure Contexts §3.1). */
  get secure(): boolean {
    const { protocol, hostname } = new URL(this.url);
    return protocol === 'wss:' || /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  }

  /** The transport token of the Via header field (RFC 7118 §5.1). */
  get viaTransport(): 'WS' | 'WSS' {
    return this.url.startsWith('wss:') ? 'WSS' : 'WS';
  }
}

export type ServersOption = string | ServerOptions | readonly (string | ServerOptions)[];

/** Reads the option. Throws an `invalid-argument` SipError that names the entry that is not a WebSocket URL. */
export function readServers(option: ServersOption, random?: () => number): Server[] {
  const list = (Array.isArray(option) ? option : [option]) as readonly (string | ServerOptions)[];
  if (list.length === 0) throw new SipError('invalid-argument', 'There is no server to connect to');
  return list.map((entry, index) => {
    const options = typeof entry === 'string' ? { url: entry } : entry;
    const url = readUrl(currentUrl(options) ?? '');
    return new Server(url, options.order ?? (options.weight === undefined ? index : 0), options.weight ?? 1, random);
  });
}

function readUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new SipError('invalid-argument', `"${text}" is not the URL of a WebSocket server (wss://…)`);
  }
  if (url.protocol !== 'wss:' && url.protocol !== 'ws:') {
    throw new SipError(
      'invalid-argument',
      `"${text}" is not the URL of a WebSocket server: it must begin with wss:// or ws://`,
    );
  }
  // Browsers treat user info differently, and a reader may take the text before the "@" for the host.
  if (url.username !== '' || url.password !== '') {
    throw new SipError('invalid-argument', `The URL of the server ${url.host} must not hold a user name or a password`);
  }
  return url.href;
}

/** Returns the servers in the order of one round of attempts, without blocked ones; `random` returns [0, 1). */
export function serversInTurn(servers: readonly Server[], now: number, random: () => number): Server[] {
  const free = servers.filter((server) => server.blockedUntil <= now);
  const orders = [...new Set(free.map((server) => server.order))].sort((a, b) => a - b);
  return orders.flatMap((order) =>
    byWeight(
      free.filter((server) => server.order === order),
      random,
    ),
  );
}

/** Orders servers by weighted random selection (RFC 2782). */
function byWeight(servers: Server[], random: () => number): Server[] {
  const left = [...servers];
  const drawn: Server[] = [];
  while (left.length > 0) {
    const total = left.reduce((sum, server) => sum + server.weight, 0);
    let mark = random() * total;
    const found = left.findIndex((server) => (mark -= server.weight) < 0);
    drawn.push(...left.splice(Math.max(0, found), 1));
  }
  return drawn;
}
