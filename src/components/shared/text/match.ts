/**
 * Marks the typed text in a suggestion.
 * Subjects: typed text marked in a suggestion.
 */

import { css, html, type TemplateResult } from 'lit';

export const matchStyles = css`
  mark {
    background: none;
    color: var(--_color-accent-text);
    font-weight: var(--_weight-strong);
  }
  @media (forced-colors: active) {
    mark {
      text-decoration: underline;
    }
  }
`;

/** Folds case and accents of one character: `é` and `E` are both `e` (Unicode UAX #15). */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Renders a text with its first match of `typed` marked: at the start of the text or of a word before one inside a word.
 */
export function marked(text: string, typed: string): TemplateResult {
  const wanted = fold(typed.trim());
  const characters = [...text];
  const starts = characters.map((_, index) => index).filter((index) => beginsWith(characters, index, wanted));
  const isWord = (index: number): boolean => index === 0 || /[\s\-'.]/.test(characters[index - 1]!);
  const from = wanted === '' ? undefined : (starts.find(isWord) ?? starts[0]);
  if (from === undefined) return html`${text}`;
  let to = from;
  while (to < characters.length && fold(characters.slice(from, to).join('')).length < wanted.length) to++;
  const part = (start: number, end?: number): string => characters.slice(start, end).join('');
  return html`${part(0, from)}<mark part="match">${part(from, to)}</mark>${part(to)}`;
}

const beginsWith = (characters: readonly string[], index: number, wanted: string): boolean =>
  fold(characters.slice(index, index + wanted.length + 2).join('')).startsWith(wanted);
