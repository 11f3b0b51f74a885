/**
 * The texts of settings, devices, connection check and trace, and of the notices and panels of a call. They are loaded with what uses
 * them.
 * Subjects: texts of settings, devices and trace, localizer; texts of notices.
 */

import { CountingLocalizer } from './counting-localizer.js';
import { registerPart } from './languages.js';
import english from './locales/en/tools.js';
import type { CallWords, ToolWords } from './locales/translation.js';
import type { Localizer } from './localize.js';

registerPart('tools', english);

export class ToolLocalizer extends CountingLocalizer<CallWords & ToolWords> {}

const known = new WeakMap<Localizer, ToolLocalizer>();

/** Returns the localizer with the texts of this part for the host of another one, for content that is loaded later than the host. */
export function toolWordsOf(words: Localizer): ToolLocalizer {
  let own = known.get(words);
  if (!own) known.set(words, (own = new ToolLocalizer(words.host)));
  return own;
}
