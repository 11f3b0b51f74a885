/**
 * The localizer of texts that are loaded later: their counts may be high. What is needed at once counts the parties of a call, seconds and results.
 * Subjects: digit grouping of counts.
 */

import type { FunctionParams } from '@shoelace-style/localize';
import type { CallWords } from './locales/translation.js';
import { Localizer } from './localize.js';

export class CountingLocalizer<Words extends CallWords> extends Localizer<Words> {
  /** Groups the digits of a count as the language does, `1.000` in German; all texts have Latin digits. A number to call is text, and stays. */
  override term<Key extends keyof Words>(key: Key, ...args: FunctionParams<Words[Key]>): string {
    const text = super.term(key, ...args);
    const [count] = args as readonly unknown[];
    return typeof count === 'number' && count >= 1000 ? text.replace(`${count}`, this.count(count)) : text;
  }

  count(count: number): string {
    return this.number(count, { numberingSystem: 'latn' });
  }
}
