/**
 * Languages without the elements: `registerLocale()` takes the sentences of a language, as the page imports only the elements it
 * uses.
 * Subjects: registerLocale() export; language alone.
 */

export {
  loadLocales,
  registerLocale,
  type LocaleModule,
  type LocaleSource,
} from './components/shared/text/languages.js';
export type {
  CallWords,
  PageWords,
  Parts,
  PartSources,
  PeopleWords,
  ToolWords,
  Translation,
} from './components/shared/text/locales/translation.js';
