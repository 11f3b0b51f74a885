/**
 * MD5 (RFC 1321). Not collision-resistant; supported because most registrars offer only MD5 (RFC 8760 §2.1).
 * Subjects: MD5.
 */

import { hexWord, pad } from './padding.js';

/** Rotations of the four rounds (§3.4). */
const ROTATIONS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
/** T[i] of §3.4. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
/** The word index of a step: `(multiplier * i + offset) mod 16`, by round. */
const ORDER = [
  [1, 0],
  [5, 1],
  [3, 5],
  [7, 0],
];

export function md5(message: Uint8Array): string {
  const view = pad(message, 64, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let start = 0; start < view.byteLength; start += 64) addBlock(state, view, start);
  // The words are little-endian.
  const output = new DataView(new ArrayBuffer(16));
  state.forEach((word, i) => output.setInt32(4 * i, word, true));
  return [0, 4, 8, 12].map((at) => hexWord(output.getInt32(at))).join('');
}

function addBlock(state: Int32Array, view: DataView, start: number): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const [multiplier, offset] = ORDER[round] as [number, number];
    const word = view.getInt32(start + 4 * ((multiplier * i + offset) & 15), true);
    const sum = (a + mix(round, b, c, d) + word + SINES[i]!) | 0;
    const turn = ROTATIONS[round]![i & 3]!;
    [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
  }
  [a, b, c, d].forEach((word, i) => (state[i]! += word));
}

/** F, G, H and I of §3.4. */
function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}
