/** Language, theme and skin of the demo page. The phones follow by themselves: they read `lang`, `color-scheme` and the tokens. */

import '../src/define/locales.js';
import { WORDS, type PageLanguage, type PageWords } from './words/words.js';

type Text = Exclude<keyof PageWords, 'entries'>;

const CODES = Object.keys(WORDS) as PageLanguage[];
const isLanguage = (code: string): code is PageLanguage => Object.hasOwn(WORDS, code);

const select = (id: string): HTMLSelectElement => document.querySelector<HTMLSelectElement>(`#${id}`)!;

const language = (): PageLanguage => {
  const { value } = select('language');
  return isLanguage(value) ? value : 'en';
};
export const words = (): PageWords => WORDS[language()];

/** The language that the address asks for (`?lang=de`), else the first one of the user that the page has. */
function firstLanguage(): PageLanguage {
  const asked = [new URLSearchParams(location.search).get('lang') ?? '', ...navigator.languages];
  return asked.map((tag) => tag.toLowerCase().split('-')[0]!).find(isLanguage) ?? 'en';
}

/** The texts of the page. `ar` and `he` are written from right to left. */
function speak(): void {
  const lang = language();
  Object.assign(document.documentElement, { lang, dir: /^(?:ar|he)$/.test(lang) ? 'rtl' : 'ltr' });
  document.title = words().title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = words()[element.dataset['text'] as Text];
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.ariaLabel = words()[element.dataset['label'] as Text];
  // Digits as in the words, and as on the phones.
  const format = (value: string, options: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(lang, { numberingSystem: 'latn', ...options }).format(Number(value));
  for (const option of document.querySelectorAll<HTMLOptionElement>('[data-seconds]'))
    option.text = format(option.dataset['seconds']!, { style: 'unit', unit: 'second' });
  for (const option of document.querySelectorAll<HTMLOptionElement>('[data-share]'))
    option.text = format(option.dataset['share']!, { style: 'percent' });
}

/** Each language by its own name, with a capital as a list has it. */
function listLanguages(): void {
  for (const lang of CODES) {
    const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
    const text = name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
    select('language').append(
      Object.assign(document.createElement('option'), { value: lang, lang, textContent: text }),
    );
  }
  select('language').value = firstLanguage();
}

/** `spoken` is called when the page has its first language, and after each change of it. */
export function followSettings(spoken: () => void): void {
  const follow = (): void => {
    speak();
    spoken();
  };
  listLanguages();
  select('language').addEventListener('change', follow);
  for (const [id, name] of [
    ['theme', 'theme'],
    ['skin', 'sipTheme'],
  ] as const)
    select(id).addEventListener('change', () => (document.documentElement.dataset[name] = select(id).value));
  follow();
}
