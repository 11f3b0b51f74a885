/**
 * The localized sentence of an error of a message.
 * Subjects: sentence of a message error.
 */

import { PhoneError } from '../../phone/phone-error.js';
import type { Cause, Problem } from '../../phone/state.js';
import { PROBLEM_WORDS } from '../../phone/words.js';
import type { PeopleLocalizer } from '../shared/text/people.js';

/** Returns undefined if the page or the user cancelled the message. */
export function errorWords(error: unknown, words: PeopleLocalizer): string | undefined {
  const kind: PhoneError['kind'] = error instanceof PhoneError ? error.kind : 'failed';
  if (kind === 'canceled') return undefined;
  return isProblem(kind) ? words.term('problemTitle', kind) : words.term('cause', kind);
}

const isProblem = (kind: Cause | Problem['kind']): kind is Problem['kind'] => kind in PROBLEM_WORDS;
