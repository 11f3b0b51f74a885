/**
 * The padding of MD5 and SHA-2: a one bit, zeros, and the number of bits (RFC 1321 §3.1, FIPS 180-4 §5.1).
 * Subjects: padding of hashes.
 */

/** Pads a message to blocks of `block` octets, with its length in the last `block / 8` octets. */
export function pad(message: Uint8Array, block: 64 | 128, littleEndian = false): DataView {
  const end = Math.ceil((message.length + 1 + block / 8) / block) * block;
  const padded = new Uint8Array(end);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  const bits = BigInt(message.length) * 8n;
  view.setBigUint64(end - 8, bits, littleEndian);
  return view;
}

/** Returns a word of 32 bits as eight hexadecimal digits. */
export function hexWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
