/**
 * The texts of the views of other parties: call history, contacts, messages, lamps, voicemail. They are loaded with the elements
 * that use them.
 * Subjects: texts of history, contacts, messages and lamps, localizer.
 */

import { CountingLocalizer } from './counting-localizer.js';
import { registerPart } from './languages.js';
import english from './locales/en/people.js';
import type { CallWords, PeopleWords } from './locales/translation.js';

registerPart('people', english);

export class PeopleLocalizer extends CountingLocalizer<CallWords & PeopleWords> {}
