/** Words: which language an element speaks (the nearest `lang`, through shadow roots) and the dictionaries it takes them from. */

import type { ReactiveControllerHost } from 'lit';
import { LocalizeController, registerTranslation, update } from '@shoelace-style/localize';
import type { Translation } from './locales/translation.js';
import en from './locales/en.js';

let englishIsIn = false;

/** Adds a dictionary; elements on the page speak it at once where its language is asked for. */
export function registerLocale(translation: Translation): void {
  // The first dictionary is the fall-back, and that is English.
  if (!englishIsIn) {
    englishIsIn = true;
    registerTranslation(en);
  }
  if (translation !== en) registerTranslation(translation);
}

/** Tells all elements that a `lang` somewhere has changed. */
export const languageChanged = (): void => update();

/** The nearest element with this attribute: the element itself, an ancestor, a host of its shadow root, and so on. */
function closestAcross(start: Element, attribute: string): Element | undefined {
  for (let node: Element | null = start; node;) {
    const found: Element | null = node.closest(`[${attribute}]`);
    if (found) return found;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

export class Localizer extends LocalizeController<Translation> {
  #lang: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host);
    registerLocale(en);
  }

  /** Read once per render: the ancestors are walked then only. */
  hostUpdate(): void {
    this.#lang = undefined;
  }

  override lang(): string {
    this.#lang ??= this.#findLang();
    return this.#lang;
  }

  #findLang(): string {
    const named = closestAcross(this.host, 'lang')?.getAttribute('lang');
    if (!named) return super.lang();
    try {
      return new Intl.Locale(named.replaceAll('_', '-')).toString().toLowerCase();
    } catch {
      return 'en';
    }
  }

  /** The direction of the language that is shown, unless a `dir` stands nearer than the `lang`. */
  override dir(): 'ltr' | 'rtl' {
    const languageAt = closestAcross(this.host, 'lang');
    const directionAt = closestAcross(this.host, 'dir');
    if (directionAt && (!languageAt || languageAt === directionAt || languageAt.contains(directionAt)))
      return directionAt.getAttribute('dir') === 'rtl' ? 'rtl' : 'ltr';
    return this.term('$dir') === 'rtl' ? 'rtl' : 'ltr';
  }
}
