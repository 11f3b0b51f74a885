/**
 * Captions of a call, as a list: text of a recogniser, the newest last.
 * Subjects: list of captions; number of captions kept.
 */

import type { Caption, CaptionText } from '../state.js';
import { cleanText } from './party.js';

const MOST = 50;
const LONGEST = 500;

/** Adds a text. It takes the place of a text of the same party that is not final; an empty one removes that. */
export function withCaption(
  captions: readonly Caption[],
  { text, final = true, party = 'remote' }: CaptionText,
  at: number,
): readonly Caption[] {
  const cleaned = cleanText(text, LONGEST);
  const pending = captions.find((caption) => caption.party === party && !caption.final);
  if (cleaned === '') return pending ? captions.filter((caption) => caption !== pending) : captions;
  const id = pending?.id ?? (captions.at(-1)?.id ?? 0) + 1;
  const caption: Caption = { id, text: cleaned, final, party, at: pending?.at ?? at };
  if (pending) return captions.map((one) => (one === pending ? caption : one));
  return [...captions, caption].slice(-MOST);
}
