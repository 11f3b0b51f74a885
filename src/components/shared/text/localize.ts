/**
 * Localization of the elements, whose texts are in English where no other language is registered.
 * Subjects: texts needed at once; localizer of calls.
 */

import type { ReactiveControllerHost } from 'lit';
import { LanguageController, registerEnglish } from './languages.js';
import english from './locales/en/calls.js';
import type { CallWords } from './locales/translation.js';

export { languageChanged, loadLocales, registerLocale, type LocaleModule, type LocaleSource } from './languages.js';

let englishIsIn = false;

/** The texts that are needed at once; those of views are read by the localizer of their part, such as `PeopleLocalizer`. */
export class Localizer<Words extends CallWords = CallWords> extends LanguageController<Words> {
  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host);
    if (englishIsIn) return;
    englishIsIn = true;
    registerEnglish(english);
  }
}
