/** Language, theme and skin of the demo page. The phones follow by themselves: they read `lang`, `color-scheme` and the tokens. */

import { ENTRIES, WORDS, type Words } from './words.js';

const select = (id: string): HTMLSelectElement => document.querySelector<HTMLSelectElement>(`#${id}`)!;

const language = (): 'en' | 'ar' => (select('language').value === 'ar' ? 'ar' : 'en');
export const words = (): Words => WORDS[language()];
export const entryWords = (): (typeof ENTRIES)['en'] => ENTRIES[language()];

function speak(): void {
  document.documentElement.lang = language();
  document.documentElement.dir = language() === 'ar' ? 'rtl' : 'ltr';
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = words()[element.dataset['text'] as keyof Words];
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.ariaLabel = words()[element.dataset['label'] as keyof Words];
}

/** `spoken` is called after each change of the language. */
export function followSettings(spoken: () => void): void {
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
