/**
 * Makes links of the telephone numbers in the text of a page (RFC 3966), by the plan of libphonenumber; loaded where they are
 * wanted.
 * Subjects: numbers found in text.
 */

import { findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/min';
import type { FindNumbers } from './text-links.js';

/** Longest text of one node that is searched. */
const LONGEST = 20_000;

/** Finds the numbers of a text. Without a country only those that begin with `+`. */
export const findNumbers: FindNumbers = (text, country) => {
  const code = country?.trim().toUpperCase() ?? '';
  if (text.length > LONGEST) return [];
  const options = isSupportedCountry(code) ? { defaultCountry: code, v2: true as const } : { v2: true as const };
  return findPhoneNumbersInText(text, options).map(({ number, startsAt, endsAt }) => ({
    address: number.getURI(),
    startsAt,
    endsAt,
  }));
};
