/**
 * The texts of settings, devices, connection check and trace, and of the notices and panels of a call. They are loaded with what uses
 * them.
 * Subjects: texts of settings, devices and trace, localizer; texts of notices; digit grouping of counts.
 */

import type { FunctionParams } from '@shoelace-style/localize';
import { registerPart } from './languages.js';
import english from './locales/en/tools.js';
import type { CallWords, ToolWords } from './locales/translation.js';
import { Localizer } from './localize.js';

registerPart('tools', english);

export class ToolLocalizer extends Localizer<CallWords & ToolWords> {
  /**
   * Groups the digits of a count as the language does, `1.000` in German; all texts have Latin digits. A number to call is text, and stays.
   * Here only, as a trace has so many rows, and what is needed at once has no room for it.
   */
  override term<Key extends keyof (CallWords & ToolWords)>(
    key: Key,
    ...args: FunctionParams<(CallWords & ToolWords)[Key]>
  ): string {
    const text = super.term(key, ...args);
    const [count] = args as readonly unknown[];
    if (typeof count !== 'number' || count < 1000) return text;
    return text.replace(`${count}`, this.number(count, { numberingSystem: 'latn' }));
  }
}

const known = new WeakMap<Localizer, ToolLocalizer>();

/** Returns the localizer with the texts of this part for the host of another one, for content that is loaded later than the host. */
export function toolWordsOf(words: Localizer): ToolLocalizer {
  let own = known.get(words);
  if (!own) known.set(words, (own = new ToolLocalizer(words.host)));
  return own;
}
