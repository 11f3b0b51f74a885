/**
 * The digest algorithms of SIP and their hashes (RFC 7616 §3.2, RFC 8760 §2).
 * Subjects: digest algorithms; SHA-256 or MD5, strength; HA1; userhash.
 */

import { md5 } from './hash/md5.js';
import { sha256 } from './hash/sha256.js';
import { sha512_256 } from './hash/sha512-256.js';

/** The strongest first; without `-sess` before with `-sess`. */
export const ALGORITHMS = ['SHA-512-256', 'SHA-512-256-sess', 'SHA-256', 'SHA-256-sess', 'MD5', 'MD5-sess'] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** The hash of an algorithm, without `-sess`; HA1 values are stored per hash. */
export type HashName = 'SHA-512-256' | 'SHA-256' | 'MD5';

const HASHES = { 'SHA-512-256': sha512_256, 'SHA-256': sha256, MD5: md5 } as const;
const encoder = new TextEncoder();

/** Returns the algorithm of a challenge, case-insensitively; MD5 for none (RFC 7616 §3.3); undefined for an unknown one. */
export function parseAlgorithm(text: string | undefined): Algorithm | undefined {
  if (text === undefined) return 'MD5';
  const lower = text.toLowerCase();
  return ALGORITHMS.find((algorithm) => algorithm.toLowerCase() === lower);
}

export function hashOf(algorithm: Algorithm): HashName {
  return (algorithm.endsWith('-sess') ? algorithm.slice(0, -5) : algorithm) as HashName;
}

export function isSession(algorithm: Algorithm): boolean {
  return algorithm.endsWith('-sess');
}

/** Returns the hash of the UTF-8 octets of a text in lower-case hexadecimal. */
export function hash(name: HashName, text: string): string {
  return HASHES[name](encoder.encode(text));
}

/** Returns H(username:realm:password), the HA1 without the session part, which a server stores instead of a password. */
export function hashCredentials(name: HashName, username: string, realm: string, password: string): string {
  return hash(name, `${username}:${realm}:${password}`);
}

/** Returns the hashed user name for a challenge with `userhash=true` (RFC 7616 §3.4.4). */
export function hashUsername(name: HashName, username: string, realm: string): string {
  return hash(name, `${username}:${realm}`);
}
