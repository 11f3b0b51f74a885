/** Localization of the elements, whose texts are in English where no other language is registered. */

import type { ReactiveControllerHost } from 'lit';
import { LanguageController, registerEnglish } from './languages.js';
import en from './locales/en.js';

export { languageChanged, loadLocales, registerLocale, type LocaleSource } from './languages.js';

let englishIsIn = false;

export class Localizer extends LanguageController {
  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host);
    if (englishIsIn) return;
    englishIsIn = true;
    registerEnglish(en);
  }
}
