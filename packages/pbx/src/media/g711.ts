/**
 * G.711: 16-bit linear samples to and from 8-bit μ-law and A-law (ITU-T Recommendation G.711, tables 1a to 2b).
 * Subjects: G.711; PCMU and PCMA.
 */

const BIAS = 0x84;
const CLIP = 32_635;

/** Encodes samples of one audio format as payload bytes, and decodes them. */
export interface Companding {
  readonly mimeType: 'audio/PCMU' | 'audio/PCMA';
  /** The static payload type of RFC 3551 §6. */
  readonly payloadType: 0 | 8;
  encode(samples: Int16Array): Uint8Array;
  decode(payload: Uint8Array): Int16Array;
}

function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function decodeMuLaw(byte: number): number {
  const code = ~byte & 0xff;
  const exponent = (code >> 4) & 0x07;
  const magnitude = ((((code & 0x0f) << 3) + BIAS) << exponent) - BIAS;
  return code & 0x80 ? -magnitude : magnitude;
}

function encodeALaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  // A negative zero does not exist in A-law: -1 is the first code below zero.
  const magnitude = Math.min(sample < 0 ? -sample - 1 : sample, 32_767);
  const exponent = Math.max(0, 31 - Math.clz32(magnitude | 1) - 7);
  const mantissa = exponent === 0 ? magnitude >> 4 : magnitude >> (exponent + 3);
  return (sign | (exponent << 4) | (mantissa & 0x0f)) ^ 0x55;
}

function decodeALaw(byte: number): number {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 0x07;
  const mantissa = ((code & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return code & 0x80 ? magnitude : -magnitude;
}

function companding(
  mimeType: Companding['mimeType'],
  payloadType: Companding['payloadType'],
  encode: (sample: number) => number,
  decode: (byte: number) => number,
): Companding {
  const table = Int16Array.from({ length: 256 }, (_, byte) => decode(byte));
  return {
    mimeType,
    payloadType,
    encode: (samples) => Uint8Array.from(samples, encode),
    decode: (payload) => Int16Array.from(payload, (byte) => table[byte]!),
  };
}

export const PCMU: Companding = companding('audio/PCMU', 0, encodeMuLaw, decodeMuLaw);
export const PCMA: Companding = companding('audio/PCMA', 8, encodeALaw, decodeALaw);
