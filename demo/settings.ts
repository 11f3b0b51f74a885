/** Language, theme and skin of the demo page. The phones follow by themselves: they read `lang`, `color-scheme` and the tokens. */

import { WORDS, type Words } from './words.js';

const select = (id: string): HTMLSelectElement => document.querySelector<HTMLSelectElement>(`#${id}`)!;

export const words = (): Words => WORDS[select('language').value === 'ar' ? 'ar' : 'en'];

function speak(): void {
  const language = select('language').value;
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = words()[element.dataset['text'] as keyof Words];
}

export function followSettings(): void {
  select('language').addEventListener('change', speak);
  for (const id of ['theme', 'skin'])
    select(id).addEventListener('change', () => (document.documentElement.dataset[id] = select(id).value));
}
