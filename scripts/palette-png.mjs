/**
 * PNG files with a palette (RFC 2083 §4.1.2), a third of the size of those with true colour: pictures of an interface have few
 * colours.
 * Subjects: PNG with a palette.
 */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;
/** So many are the most frequent ones. The others are those that differ most from the rest: a green sign in a page of grey letters. */
const FREQUENT = 192;

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** @param {number} a @param {number} b two colours as 0xrrggbb */
const distance = (a, b) =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

/** @param {readonly (readonly [colour: number, count: number])[]} counts by frequency @returns {number[]} */
function choosePalette(counts) {
  const palette = counts.slice(0, FREQUENT).map(([colour]) => colour);
  const rest = counts.slice(FREQUENT).map(([colour, count]) => {
    return { colour, count, away: Math.min(...palette.map((other) => distance(colour, other))) };
  });
  while (palette.length < COLOURS && rest.length > 0) {
    const next = rest.reduce((best, one) => (one.away * one.count > best.away * best.count ? one : best));
    if (next.away === 0) break;
    palette.push(next.colour);
    for (const one of rest) one.away = Math.min(one.away, distance(one.colour, next.colour));
  }
  return palette;
}

/**
 * @param {Uint8Array} data RGBA, without transparency
 * @param {number} width
 * @param {number} height
 * @returns {Buffer} the file; where there are more than 256 colours, the others are replaced by the nearest of these
 */
export function palettePng(data, width, height) {
  const source = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const pixels = Array.from({ length: width * height }, (_, i) => source.readUInt32BE(4 * i) >>> 8);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  const palette = choosePalette(sorted);
  const index = new Map(palette.map((colour, i) => [colour, i]));
  for (const [colour] of sorted) {
    if (index.has(colour)) continue;
    const distances = palette.map((other) => distance(colour, other));
    index.set(colour, distances.indexOf(Math.min(...distances)));
  }
  const rows = Buffer.alloc(height * (width + 1));
  // Each row begins with its filter: none.
  for (const [i, pixel] of pixels.entries()) rows[i + Math.floor(i / width) + 1] = index.get(pixel) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits for each index, colour type 3: palette.
  header.set([8, 3, 0, 0, 0], 8);
  const colourTable = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colourTable),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
