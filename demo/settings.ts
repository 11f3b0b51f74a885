/** Language, theme and skin of the demo page. The phones follow by themselves: they read `lang`, `color-scheme` and the tokens. */

import '../src/define/locales.js';
import { ENTRIES, WORDS, type Words } from './words.js';

/** The languages beside English, as `src/define` has a file for each. */
const CODES = Object.keys(import.meta.glob('../src/define/locale-*.ts')).map((path) => /-(\w+)\.ts$/.exec(path)![1]!);

const select = (id: string): HTMLSelectElement => document.querySelector<HTMLSelectElement>(`#${id}`)!;

/** The phones speak the chosen language; the page itself has words in two. */
const language = (): 'en' | 'ar' => (select('language').value === 'ar' ? 'ar' : 'en');
export const words = (): Words => WORDS[language()];
export const entryWords = (): (typeof ENTRIES)['en'] => ENTRIES[language()];

function speak(): void {
  document.documentElement.lang = language();
  document.documentElement.dir = language() === 'ar' ? 'rtl' : 'ltr';
  for (const element of document.querySelectorAll<HTMLElement>('sip-phone, sip-trace, sip-click-to-call'))
    element.lang = select('language').value;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = words()[element.dataset['text'] as keyof Words];
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.ariaLabel = words()[element.dataset['label'] as keyof Words];
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
}

/** `spoken` is called after each change of the language. */
export function followSettings(spoken: () => void): void {
  listLanguages();
  select('language').addEventListener('change', () => {
    speak();
    spoken();
  });
  for (const [id, name] of [
    ['theme', 'theme'],
    ['skin', 'sipTheme'],
  ] as const)
    select(id).addEventListener('change', () => (document.documentElement.dataset[name] = select(id).value));
}
