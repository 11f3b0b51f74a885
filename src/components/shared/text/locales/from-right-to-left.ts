/**
 * The sentences of a language that is written from right to left, with names, numbers and addresses isolated in them.
 * Subjects: names in sentences from right to left.
 */

/**
 * Returns the texts with what is inserted into them isolated, so that neither changes the order of the other (UAX 9 §2.7), as "(555) 1+" for
 * "+1 (555)". A sentence may also choose its words by a value, so the value is looked for in what the sentence has become. Counts need nothing,
 * and what is isolated already, or empty, stays.
 */
export function fromRightToLeft<Words extends object>(words: Words): Words {
  const texts = Object.entries(words).map(([key, text]: [string, unknown]) => [
    key,
    typeof text === 'function'
      ? (...values: unknown[]) => isolate(text(...values), values.filter(isBare).sort(longestFirst))
      : text,
  ]);
  return Object.fromEntries(texts) as Words;
}

const isBare = (value: unknown): value is string => typeof value === 'string' && /^[^\u2066-\u2068]/.test(value);

/** A name may contain another one. */
const longestFirst = (one: string, other: string): number => other.length - one.length;

function isolate(text: string, [value, ...others]: readonly string[]): string {
  if (value === undefined) return text;
  const parts = text.split(value).map((part) => isolate(part, others));
  return parts.join(`\u2068${value}\u2069`);
}
