/**
 * Computes the digest values `response` and `rspauth` (RFC 7616 §3.4.1 to §3.4.3, §3.5).
 * Subjects: digest values; digest response computed; auth-int.
 */

import { hash, hashOf, isSession, type Algorithm } from './algorithm.js';

export type Qop = 'auth' | 'auth-int';

/** The nonces in the A1 of a `-sess` algorithm, unchanged until the next challenge (RFC 7616 §3.4.2). */
export interface DigestSession {
  readonly nonce: string;
  readonly cnonce: string;
}

export interface DigestInput {
  readonly algorithm: Algorithm;
  /** H(username:realm:password), without the session part. */
  readonly ha1: string;
  readonly nonce: string;
  /** Empty for `rspauth`. */
  readonly method: string;
  /** The digest-uri as sent. */
  readonly uri: string;
  /** Undefined for a server that offers no qop (RFC 2069). */
  readonly qop: Qop | undefined;
  /** Eight hexadecimal digits. */
  readonly nc: string;
  readonly cnonce: string;
  /** The session where it began with another nonce, as after a `nextnonce`. */
  readonly session?: DigestSession | undefined;
  /** Used with `auth-int` only. */
  readonly body: string;
}

export function digestResponse(input: DigestInput): string {
  const { algorithm, nonce, cnonce, qop, nc } = input;
  const name = hashOf(algorithm);
  const session = input.session ?? input;
  const a1 = isSession(algorithm) ? hash(name, `${input.ha1}:${session.nonce}:${session.cnonce}`) : input.ha1;
  const integrity = qop === 'auth-int' ? `:${hash(name, input.body)}` : '';
  const a2 = hash(name, `${input.method}:${input.uri}${integrity}`);
  return hash(name, qop === undefined ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}`);
}

/** Returns a nonce count as eight hexadecimal digits. */
export function printNonceCount(count: number): string {
  return count.toString(16).padStart(8, '0');
}
