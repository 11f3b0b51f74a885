/**
 * The flows of a dialog, written into its Record-Route, so that the proxy keeps no state of dialogs (RFC 5626 §5.2).
 * Subjects: Record-Route of the pocket PBX; flow token.
 */

import { sha256 } from '../../../../src/sip/digest/hash/sha256.js';
import { NameAddrHeader } from '../../../../src/sip/message/name-addr.js';
import { URI } from '../../../../src/sip/message/uri.js';

/** Ids of the two flows between which a dialog's requests go. */
export interface FlowPair {
  readonly caller: string;
  readonly callee: string;
}

/** Makes and reads the tokens of one PBX. A token of another origin is rejected, so that none can be forged. */
export class RouteTokens {
  readonly #key = crypto.getRandomValues(new Uint8Array(32));

  constructor(
    /** The host of the proxy's Record-Route and Via; no other host has this name. */
    readonly host: string,
  ) {}

  recordRoute(pair: FlowPair): string {
    const user = `${pair.caller}-${pair.callee}-${this.#mac(pair)}`;
    return new NameAddrHeader(URI.of({ user, host: this.host, params: { transport: 'ws', lr: null } })).toString();
  }

  /** Undefined for a URI of another host. */
  read(uri: URI): FlowPair | undefined {
    if (uri.host.toLowerCase() !== this.host) return undefined;
    const [caller, callee, mac] = (uri.user ?? '').split('-');
    if (!caller || !callee || !mac) return undefined;
    const pair = { caller, callee };
    return isSame(mac, this.#mac(pair)) ? pair : undefined;
  }

  #mac({ caller, callee }: FlowPair): string {
    return hmac(this.#key, new TextEncoder().encode(`${caller}-${callee}`)).slice(0, 20);
  }
}

/** Bytes of a block of SHA-256. */
const BLOCK = 64;

/**
 * HMAC-SHA-256 in hexadecimal (RFC 2104); the key has at most 64 bytes. That of Web Crypto is asynchronous, and the message has to be
 * sent at once.
 */
function hmac(key: Uint8Array, message: Uint8Array): string {
  const pad = (byte: number): Uint8Array => Uint8Array.from({ length: BLOCK }, (_, at) => (key[at] ?? 0) ^ byte);
  const inner = sha256(Uint8Array.of(...pad(0x36), ...message));
  return sha256(Uint8Array.of(...pad(0x5c), ...inner.match(/../g)!.map((byte) => Number.parseInt(byte, 16))));
}

/** Compares in constant time, which does not reveal where two texts differ. */
function isSame(given: string, right: string): boolean {
  let difference = given.length ^ right.length;
  for (let i = 0; i < right.length; i++) difference |= given.charCodeAt(i) ^ right.charCodeAt(i);
  return difference === 0;
}
