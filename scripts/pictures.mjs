/**
 * Takes pictures of a page under test, and compares them with committed files, with a tolerance for another rasterizer.
 * Subjects: pictures compared; tolerance of pictures.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { palettePng } from './palette-png.mjs';

/**
 * @typedef {{ readonly x: number, readonly y: number, readonly width: number, readonly height: number }} Area
 * @typedef {{ readonly area: Area, readonly features?: Record<string, string>, readonly scale?: number }} Shot a part of the page, with media features; `scale` is the number of pixels for a CSS px, 1 if absent
 * @typedef {{ readonly file: string, readonly shots: readonly Shot[], readonly below?: boolean, readonly continues?: boolean }} Picture
 *   its shots side by side, or each below the one before; with `continues` the shots of the next command follow in the same file
 * @typedef {{ width: number, height: number, data: Uint8Array }} Pixels RGBA
 */

/** A pixel differs by more than this, from 0 to 1, of the largest difference in brightness and colour. */
const THRESHOLD = 0.2;
/** So many of all pixels may differ: letters that another version of Chromium draws elsewhere by a part of a pixel. */
const TOLERANCE = 0.0005;

/** @param {import('puppeteer-core').CDPSession} devtools @param {Shot} shot @returns {Promise<Pixels>} */
async function take(devtools, { area, features = {}, scale = 1 }) {
  const { PNG } = await import('pngjs');
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  await devtools.send('Emulation.setEmulatedMedia', { features: list });
  const clip = { ...area, scale };
  // The bytes of a picture that is read at once need not be few.
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png', clip, optimizeForSpeed: true });
  return PNG.sync.read(Buffer.from(data, 'base64'));
}

/** @param {readonly Pixels[]} parts @returns {Pixels} */
function sideBySide(parts) {
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const height = Math.max(...parts.map((part) => part.height));
  const data = new Uint8Array(width * height * 4).fill(255);
  let left = 0;
  for (const part of parts) {
    for (let y = 0; y < part.height; y++)
      data.set(part.data.subarray(y * part.width * 4, (y + 1) * part.width * 4), (y * width + left) * 4);
    left += part.width;
  }
  return { width, height, data };
}

/** @param {readonly Pixels[]} parts of one width @returns {Pixels} */
function belowEachOther(parts) {
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  return { width: parts[0]?.width ?? 0, height, data: Buffer.concat(parts.map(({ data }) => data)) };
}

/** The shots of pictures that are not complete yet, by file. @type {Map<string, Pixels[]>} */
const begun = new Map();

/**
 * @param {import('puppeteer-core').CDPSession} devtools
 * @param {Picture} picture
 * @param {string} root
 * @param {boolean} updates whether the file is written instead of compared
 * @returns {Promise<string | null>} how the page differs from the file; null where it does not, and before the last shot
 */
export async function comparePicture(devtools, { file, shots, below, continues }, root, updates) {
  const parts = begun.get(file) ?? [];
  for (const shot of shots) parts.push(await take(devtools, shot));
  await devtools.send('Emulation.setEmulatedMedia', { features: [] });
  if (continues) {
    begun.set(file, parts);
    return null;
  }
  begun.delete(file);
  const now = below ? belowEachOther(parts) : sideBySide(parts);
  const path = join(root, file);
  if (updates) {
    const kept = existsSync(path) ? await difference(path, now, 0) : 'new';
    // A picture that has not changed keeps its bytes, so that the history of the repository does not grow.
    if (kept === null) return null;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, palettePng(now.data, now.width, now.height));
    return null;
  }
  return existsSync(path) ? difference(path, now) : `There is no ${file}. Write it by npm run snapshots.`;
}

/** @param {string} path @param {Pixels} now @param {number} [tolerance] @returns {Promise<string | null>} */
async function difference(path, now, tolerance = TOLERANCE) {
  const [{ PNG }, { default: pixelmatch }] = await Promise.all([import('pngjs'), import('pixelmatch')]);
  const kept = PNG.sync.read(readFileSync(path));
  const folder = join(tmpdir(), 'sip-elements-pictures');
  const name = basename(path, '.png');
  const save = (/** @type {string} */ kind, /** @type {Buffer} */ bytes) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.${kind}.png`), bytes);
  };
  if (kept.width !== now.width || kept.height !== now.height) {
    save('now', palettePng(now.data, now.width, now.height));
    return `${name} is ${now.width} × ${now.height} px, its file ${kept.width} × ${kept.height}. It is in ${folder}.`;
  }
  const marked = new PNG({ width: now.width, height: now.height });
  const count = pixelmatch(kept.data, now.data, marked.data, now.width, now.height, { threshold: THRESHOLD });
  if (count <= tolerance * now.width * now.height) return null;
  save('now', palettePng(now.data, now.width, now.height));
  save('difference', PNG.sync.write(marked));
  return `${count} pixels of ${name} differ: see ${join(folder, `${name}.difference.png`)} and ${name}.now.png beside it. If they are right, write them by npm run snapshots.`;
}
