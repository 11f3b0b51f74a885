/**
 * Date, in GMT and the format of RFC 1123 (RFC 3261 §20.17).
 * Subjects: Date header field.
 */

const DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Returns milliseconds since 1970; undefined for another format or zone (RFC 4475 §3.1.2.12). */
export function parseDate(text: string): number | undefined {
  if (!DATE.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

export function printDate(time: number): string {
  return new Date(time).toUTCString();
}
