/** The registered languages, and the language of an element: the closest `lang`, across shadow roots. Contains no texts. */

import type { ReactiveControllerHost } from 'lit';
import {
  LocalizeController,
  registerTranslation,
  update,
  type Translation as BaseTranslation,
} from '@shoelace-style/localize';
import type { Translation } from './locales/translation.js';

/** Loads the module of a language, whose default export is its translation. */
export type LocaleSource = () => Promise<{ readonly default: Translation }>;

/** The fallback of every language is the first registered translation: this one, which gets the English texts when they are registered. */
const english: BaseTranslation = { $code: 'en', $name: 'English', $dir: 'ltr' };
let englishIsIn = false;
let sources: Readonly<Record<string, LocaleSource>> = {};
/** Languages that are registered, or being loaded. */
const known = new Set<string>();

function registerFallback(): void {
  if (englishIsIn) return;
  englishIsIn = true;
  registerTranslation(english);
}

/** Registers a translation; elements of its language update at once. */
export function registerLocale(translation: Translation): void {
  registerFallback();
  const code = translation.$code.toLowerCase();
  known.add(code);
  if (code !== 'en') return registerTranslation(translation);
  Object.assign(english, translation);
  update();
}

/** Adds the English texts of this package, where the application has not registered its own. */
export function registerEnglish(translation: Translation): void {
  registerFallback();
  Object.assign(english, { ...translation, ...english });
  // An element that is rendering may have created the first element with texts.
  queueMicrotask(update);
}

/**
 * Loads translations when they are needed: the first element of a language loads it, and updates when it is there; until then,
 * and where it cannot be loaded, the texts are English. An element that renders later tries a failed one again.
 */
export function loadLocales(languages: Readonly<Record<string, LocaleSource>>): void {
  sources = { ...sources, ...languages };
  update();
}

/** Loads the translation of a language, `de` for `de-AT`, once. */
function request(language: string): void {
  const code = [language, language.split('-')[0]!].find((name) => Object.hasOwn(sources, name));
  if (code === undefined || known.has(code)) return;
  known.add(code);
  sources[code]!().then(
    ({ default: translation }) => registerLocale(translation),
    () => known.delete(code),
  );
}

/** Updates all elements after a change of a `lang` attribute. */
export const languageChanged = (): void => update();

/** Returns the closest element with this attribute: the element, an ancestor, a host of its shadow root, and so on. */
function closestAcross(start: Element, attribute: string): Element | undefined {
  for (let node: Element | null = start; node;) {
    const found: Element | null = node.closest(`[${attribute}]`);
    if (found) return found;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

/** Returns texts in the language of the host. */
export class LanguageController extends LocalizeController<Translation> {
  #lang: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host);
    registerFallback();
  }

  /** Resets the cached language, so that each render walks the ancestors once. */
  hostUpdate(): void {
    this.#lang = undefined;
  }

  override lang(): string {
    if (this.#lang === undefined) {
      this.#lang = this.#findLang();
      request(this.#lang.toLowerCase());
    }
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

  /** The direction of the shown language, unless an element closer than the one with `lang` has `dir`. */
  override dir(): 'ltr' | 'rtl' {
    const languageAt = closestAcross(this.host, 'lang');
    const directionAt = closestAcross(this.host, 'dir');
    if (directionAt && (!languageAt || languageAt === directionAt || languageAt.contains(directionAt)))
      return directionAt.getAttribute('dir') === 'rtl' ? 'rtl' : 'ltr';
    return this.term('$dir') === 'rtl' ? 'rtl' : 'ltr';
  }
}
