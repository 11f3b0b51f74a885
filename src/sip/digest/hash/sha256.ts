/**
 * SHA-256 (FIPS 180-4 §6.2).
 * Subjects: SHA-256.
 */

import { hexWord, pad } from './padding.js';
import { primes } from './roots.js';

let constants: { readonly k: Int32Array; readonly initial: Int32Array } | undefined;

/** Returns the first 32 bits of the fractional parts of roots; Int32Array drops the integer parts (§4.2.2, §5.3.3). */
function words(count: number, root: (prime: number) => number): Int32Array {
  return Int32Array.from(primes(count), (prime) => root(prime) * 2 ** 32);
}

export function sha256(message: Uint8Array): string {
  const { k, initial } = (constants ??= { k: words(64, Math.cbrt), initial: words(8, Math.sqrt) });
  const view = pad(message, 64);
  const state = initial.slice();
  const schedule = new Int32Array(64);
  for (let start = 0; start < view.byteLength; start += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = view.getInt32(start + 4 * i);
    for (let i = 16; i < 64; i++) {
      const w15 = schedule[i - 15]!;
      const w2 = schedule[i - 2]!;
      const s0 = turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3);
      const s1 = turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10);
      schedule[i] = schedule[i - 16]! + s0 + schedule[i - 7]! + s1;
    }
    addBlock(state, schedule, k);
  }
  return Array.from(state, hexWord).join('');
}

function addBlock(state: Int32Array, schedule: Int32Array, k: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i]! + schedule[i]!) | 0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i]! += word));
}

/** ROTR (§3.2). */
function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
