/**
 * Permits URLs of images and pages that cannot run script in the page (HTML §8.1.3.4 on `javascript:`).
 * Subjects: allowed image URLs; javascript: URL refused; size of a picture.
 */

const LONGEST = 2048;
/** Limit of `data:` URLs, which contain the image. */
const LONGEST_DATA = 262_144;

/** Returns an `https:`, `blob:` or `data:image/` URL; undefined for others. SVG runs no script in an `<img>`. */
export function pictureUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^data:image\/[a-z0-9.+-]+[;,]/i.test(value)) return value.length <= LONGEST_DATA ? value : undefined;
  return ofScheme(value, ['https:', 'blob:']);
}

/** Returns an `https:` or `http:` URL; undefined for others. */
export function pageUrl(value: unknown): string | undefined {
  return typeof value === 'string' ? ofScheme(value, ['https:', 'http:']) : undefined;
}

function ofScheme(text: string, schemes: readonly string[]): string | undefined {
  if (text.length > LONGEST || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return schemes.includes(protocol) ? href : undefined;
}
