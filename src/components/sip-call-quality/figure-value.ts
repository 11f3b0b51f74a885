/**
 * A figure of quality as text, with its unit, in the language of the element.
 * Subjects: unit of a figure of quality; format of loss, jitter and score.
 */

import type { QualityFigure } from '../shared/text/locales/translation.js';
import type { Localizer } from '../shared/text/localize.js';

const MILLISECONDS: Intl.NumberFormatOptions = { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 };
const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1 };
const SCORE: Intl.NumberFormatOptions = { maximumFractionDigits: 1 };

/** Returns a value, or the range between two, with the unit of the figure. */
export function range(words: Pick<Localizer, 'lang'>, name: QualityFigure, from: number, to = from): string {
  const isTime = name === 'roundTrip' || name === 'jitter';
  const [options, scale] = isTime ? [MILLISECONDS, 1000] : [name === 'mos' ? SCORE : PERCENT, 1];
  const numbers = new Intl.NumberFormat(words.lang(), options);
  // A range of two values that are written alike would be "approximately" (ECMA-402 §15.5.19).
  const [low, high] = [numbers.format(from * scale), numbers.format(to * scale)];
  return low === high ? low : numbers.formatRange(from * scale, to * scale);
}
