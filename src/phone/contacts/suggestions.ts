/** Which of those that are known could be meant by what is typed: matching and ranking as a pure function. */

import type { Suggestion } from '../contact-state.js';

export const MOST_SUGGESTIONS = 8;

const ORDER: Readonly<Record<Suggestion['from'], number>> = { contact: 0, history: 1, query: 2 };

/**
 * The best first, at most eight, each address once. What is typed may be the beginning of a name or of one of its words,
 * the beginning of a number, or stand inside either. What the page has answered is not doubted: it may have found it
 * by other means. `keyOf` tells addresses apart that are written differently.
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

/** The lower, the better; infinite where it does not fit. Without a text whatever was called last fits. */
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

/** Without accents and case: who types `Jose` means José, too (Unicode UAX #15). */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** The digits of a number as it is dialled; empty where it is a name. */
function digitsOf(text: string): string {
  const bare = text.replace(/^tel:/i, '').replace(/[\s().\-/+]/g, '');
  return /^[\d*#]+$/.test(bare) ? bare : '';
}
