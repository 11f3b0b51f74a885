/**
 * Matching and ranking of suggestions for a typed text, as a pure function.
 * Subjects: order of suggestions; search of contacts; number of suggestions; accents in a search.
 */

import type { Suggestion } from '../contact-state.js';

export const MOST_SUGGESTIONS = 8;

const ORDER: Readonly<Record<Suggestion['from'], number>> = { contact: 0, history: 1, query: 2 };

/**
 * Returns the best suggestions, at most eight, each address once. The text may be the prefix of a name, of a word in it or of a
 * number, or be inside either. Results of the application are kept without a match. `keyOf`: equal for spellings of one address.
 */
export function rank(
  typed: string,
  known: readonly Suggestion[],
  keyOf: (target: string) => string,
): readonly Suggestion[] {
  const text = fold(typed);
  const digits = digitsOf(typed);
  const found = known
    .map((suggestion, index) => ({ suggestion, index, score: score(suggestion, text, digits) }))
    .filter(({ score }) => score < Infinity)
    .sort((a, b) => a.score - b.score || ORDER[a.suggestion.from] - ORDER[b.suggestion.from] || a.index - b.index);
  const best = new Map<string, Suggestion>();
  for (const { suggestion } of found) {
    const key = keyOf(suggestion.target);
    if (!best.has(key)) best.set(key, suggestion);
    if (best.size === MOST_SUGGESTIONS) break;
  }
  return [...best.values()];
}

/** Returns the score, lower is better; infinite without a match. For an empty text only past calls match. */
function score({ target, name, from }: Suggestion, text: string, digits: string): number {
  if (text === '') return from === 'history' ? 0 : Infinity;
  const folded = fold(name);
  if (folded.startsWith(text)) return 0;
  if (folded.split(/[\s\-'.]+/).some((word) => word.startsWith(text))) return 1;
  const address = fold(target).replace(/^(?:sips?|tel):/, '');
  const number = digitsOf(target);
  if (address.startsWith(text) || (digits !== '' && number.startsWith(digits))) return 2;
  if (folded.includes(text) || address.includes(text) || (digits.length > 1 && number.includes(digits))) return 3;
  return from === 'query' ? 4 : Infinity;
}

/** Folds accents and case: `Jose` matches José (Unicode UAX #15). */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Returns the digits of a number; empty for a name. */
function digitsOf(text: string): string {
  const bare = text.replace(/^tel:/i, '').replace(/[\s().\-/+]/g, '');
  return /^[\d*#]+$/.test(bare) ? bare : '';
}
