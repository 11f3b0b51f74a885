/** Which addresses of pictures and pages are shown: those that can run nothing in this page (HTML §8.1.3.4 on `javascript:`). */

const LONGEST = 2048;
/** A picture may be in its address, as a small one often is. */
const LONGEST_DATA = 262_144;

/** An `https:`, `blob:` or `data:image/` address as it was written; undefined for anything else. SVG runs nothing in an `<img>`. */
export function pictureUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^data:image\/[a-z0-9.+-]+[;,]/i.test(value)) return value.length <= LONGEST_DATA ? value : undefined;
  return ofScheme(value, ['https:', 'blob:']);
}

/** An `https:` or `http:` address; undefined for anything else. */
export function pageUrl(value: unknown): string | undefined {
  return typeof value === 'string' ? ofScheme(value, ['https:', 'http:']) : undefined;
}

function ofScheme(text: string, schemes: readonly string[]): string | undefined {
  if (text.length > LONGEST || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return schemes.includes(protocol) ? href : undefined;
}
