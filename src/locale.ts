/** Languages without the elements: `registerLocale()` takes the sentences of a language, as the page imports only the elements it uses. */

export { loadLocales, registerLocale, type LocaleSource } from './components/shared/text/languages.js';
export type { Translation } from './components/shared/text/locales/translation.js';
