/** The digest algorithms of SIP and their hashes (RFC 7616 §3.2, RFC 8760 §2). */

import { md5 } from './hash/md5.js';
import { sha256 } from './hash/sha256.js';
import { sha512_256 } from './hash/sha512-256.js';

/** The strongest first; of two equally strong ones the plain first. */
export const ALGORITHMS = ['SHA-512-256', 'SHA-512-256-sess', 'SHA-256', 'SHA-256-sess', 'MD5', 'MD5-sess'] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** An algorithm without `-sess`: what an HA1 is kept for. */
export type HashName = 'SHA-512-256' | 'SHA-256' | 'MD5';

const HASHES = { 'SHA-512-256': sha512_256, 'SHA-256': sha256, MD5: md5 } as const;
const encoder = new TextEncoder();

/** The algorithm of a challenge, its case aside; MD5 where none is named (RFC 7616 §3.3); undefined for an unknown one. */
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

/** The hash of the UTF-8 octets of a text, as lower-case hexadecimal. */
export function hash(name: HashName, text: string): string {
  return HASHES[name](encoder.encode(text));
}

/** HA1 without the session part: what a server keeps in the place of a password. */
export function hashCredentials(name: HashName, username: string, realm: string, password: string): string {
  return hash(name, `${username}:${realm}:${password}`);
}

/** What stands for the user name where a challenge has `userhash=true` (RFC 7616 §3.4.4). */
export function hashUsername(name: HashName, username: string, realm: string): string {
  return hash(name, `${username}:${realm}`);
}
