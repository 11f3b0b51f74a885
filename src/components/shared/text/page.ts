/**
 * The texts of the elements of a page beside the phone: dock, links, frame, keyboard. They are loaded with the elements that use
 * them.
 * Subjects: texts of dock, links, frame and keyboard, localizer.
 */

import { registerPart } from './languages.js';
import english from './locales/en/page.js';
import type { CallWords, PageWords } from './locales/translation.js';
import { Localizer } from './localize.js';

registerPart('page', english);

export class PageLocalizer extends Localizer<CallWords & PageWords> {}
