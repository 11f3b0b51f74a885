/**
 * SHA-512/256 (FIPS 180-4 §6.4, §6.7). Rarely used, so it favors short code with BigInt over speed.
 * Subjects: SHA-512/256.
 */

import { pad } from './padding.js';
import { rootsOfPrimes } from './roots.js';

let constants: { readonly k: readonly bigint[]; readonly initial: readonly bigint[] } | undefined;

/** Computes the constants; the initial state is a hash of the algorithm's name (§5.3.6). */
function prepare(): NonNullable<typeof constants> {
  const k = rootsOfPrimes(80, 3);
  const other = rootsOfPrimes(8, 2).map((word) => word ^ 0xa5a5a5a5a5a5a5a5n);
  return { k, initial: sha512(new TextEncoder().encode('SHA-512/256'), other, k) };
}

export function sha512_256(message: Uint8Array): string {
  const { k, initial } = (constants ??= prepare());
  const words = sha512(message, initial, k).slice(0, 4);
  return words.map((word) => word.toString(16).padStart(16, '0')).join('');
}

function sha512(message: Uint8Array, initial: readonly bigint[], k: readonly bigint[]): bigint[] {
  const view = pad(message, 128);
  let state = [...initial];
  for (let start = 0; start < view.byteLength; start += 128) {
    const schedule = Array.from({ length: 16 }, (_, i) => view.getBigUint64(start + 8 * i));
    for (let i = 16; i < 80; i++) {
      const w15 = schedule[i - 15]!;
      const w2 = schedule[i - 2]!;
      const s0 = turn(w15, 1n) ^ turn(w15, 8n) ^ (w15 >> 7n);
      const s1 = turn(w2, 19n) ^ turn(w2, 61n) ^ (w2 >> 6n);
      schedule.push(word(schedule[i - 16]! + s0 + schedule[i - 7]! + s1));
    }
    const mixed = mix(state, schedule, k);
    state = state.map((value, i) => word(value + mixed[i]!));
  }
  return state;
}

function mix(state: readonly bigint[], schedule: readonly bigint[], k: readonly bigint[]): bigint[] {
  let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let i = 0; i < 80; i++) {
    const t1 = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & g)) + k[i]! + schedule[i]!;
    const t2 = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, word(d + t1), c, b, a, word(t1 + t2)];
  }
  return [a, b, c, d, e, f, g, h];
}

/** Returns the lower 64 bits. */
function word(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

/** ROTR (§3.2). */
function turn(value: bigint, by: bigint): bigint {
  return word((value >> by) | (value << (64n - by)));
}
