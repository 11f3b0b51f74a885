/** PNG files with a palette (RFC 2083 §4.1.2), a third of the size of those with true colour: pictures of an interface have few colours. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

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

/**
 * @param {Uint8Array} data RGBA, without transparency
 * @param {number} width
 * @param {number} height
 * @returns {Buffer} the file; colours beyond the 256 most frequent ones are replaced by the nearest of those
 */
export function palettePng(data, width, height) {
  const source = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const pixels = Array.from({ length: width * height }, (_, i) => source.readUInt32BE(4 * i) >>> 8);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const colours = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  const palette = colours.slice(0, COLOURS);
  const index = new Map(palette.map((colour, i) => [colour, i]));
  for (const colour of colours.slice(COLOURS)) {
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
