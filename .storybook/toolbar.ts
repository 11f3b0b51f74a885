/**
 * The choices of the toolbar, and what each of them changes in the page of a story.
 * Subjects: toolbar of Storybook.
 */

import { setForcedColors } from './forced-colors.js';

export const LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'tr', 'zh'] as const;
const RIGHT_TO_LEFT: readonly string[] = ['ar', 'he'];

export const CHOICES = {
  scheme: ['light', 'dark'],
  skin: ['calm', 'dense', 'warm', 'mono'],
  language: LANGUAGES,
  direction: ['auto', 'ltr', 'rtl'],
  forced: ['none', 'active'],
} as const;

export type Choices = { readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/** What is chosen before the first press. */
export const INITIAL: Choices = { scheme: 'light', skin: 'calm', language: 'en', direction: 'auto', forced: 'none' };

/** Changes the page: to be called before the story renders. */
export function setPage({ scheme, skin, language, direction }: Choices): void {
  const root = document.documentElement;
  // The theme mono is dark in both schemes.
  const isDark = scheme === 'dark' || skin === 'mono';
  root.style.colorScheme = skin === 'mono' ? '' : scheme;
  document.body.style.background = isDark ? '#15171c' : '#ffffff';
  root.dataset['sipTheme'] = skin;
  root.lang = language;
  root.dir = direction === 'auto' ? (RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr') : direction;
}

/** Changes the style sheets of the rendered story. */
export function setStory({ forced }: Choices, canvas: ParentNode): void {
  setForcedColors(canvas, forced === 'active');
}
