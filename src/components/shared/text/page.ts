/**
 * The texts of the elements of a page beside the phone: dock, links, frame, keyboard. They are loaded with the elements that use
 * them.
 * Subjects: texts of dock, links, frame and keyboard, localizer.
 */

import { CountingLocalizer } from './counting-localizer.js';
import { registerPart } from './languages.js';
import english from './locales/en/page.js';
import type { CallWords, PageWords } from './locales/translation.js';

registerPart('page', english);

export class PageLocalizer extends CountingLocalizer<CallWords & PageWords> {}
