/**
 * The registered languages, and the language of an element: the closest `lang`, across shadow roots. Contains no texts.
 * Subjects: language of an element; lang attribute; language loading; registerLocale; right-to-left direction; fallback language;
 * change of language at run time.
 */

import type { ReactiveControllerHost } from 'lit';
import {
  LocalizeController,
  registerTranslation,
  update,
  type Translation as BaseTranslation,
} from '@shoelace-style/localize';
import { hostOf } from '../dom/nodes.js';
import type { CallWords, Parts, PartSources, Translation } from './locales/translation.js';

/**
 * The module of a language: its whole translation, or what it needs at once and the sources of its `parts`, which are loaded when an element
 * uses them.
 */
export type LocaleModule =
  | { readonly default: Translation; readonly parts?: never }
  | { readonly default: CallWords; readonly parts: PartSources };

/** Loads the module of a language. */
export type LocaleSource = () => Promise<LocaleModule>;

/** The fallback of every language is the first registered translation: this one, which gets the English texts when they are registered. */
const english: BaseTranslation = { $code: 'en', $name: 'English', $dir: 'ltr' };
let englishIsIn = false;
let sources: Readonly<Record<string, LocaleSource>> = {};
/** The languages that are loaded in parts. */
const inParts = new Map<string, { readonly words: CallWords; readonly parts: PartSources }>();
/** The parts that elements of this page use. */
const usedParts = new Set<keyof Parts>();

/** Languages that are registered, or being loaded, such as `de`, and their parts, such as `de/people`. */
const known = new Set<string>();
/** What is being loaded for the first time, by the same names. */
const loading = new Map<string, Promise<void>>();
const failed = new Set<string>();

function registerFallback(): void {
  if (englishIsIn) return;
  englishIsIn = true;
  registerTranslation(english);
}

/** Registers a translation; elements of its language update at once. */
export function registerLocale(translation: Translation): void {
  // The parts that would be loaded are in it.
  inParts.delete(translation.$code.toLowerCase());
  register(translation);
}

function register(translation: BaseTranslation): void {
  registerFallback();
  const code = translation.$code.toLowerCase();
  known.add(code);
  if (code !== 'en') return registerTranslation(translation);
  Object.assign(english, translation);
  update();
}

/** Adds the English texts of this package, where the application has not registered its own. */
export function registerEnglish(words: CallWords | Parts[keyof Parts]): void {
  registerFallback();
  Object.assign(english, { ...words, ...english });
  // An element that is rendering may have created the first element with texts.
  queueMicrotask(update);
}

/** Adds a part of the English texts; the same part of each other language is loaded from now on. */
export function registerPart<Name extends keyof Parts>(name: Name, words: Parts[Name]): void {
  usedParts.add(name);
  registerEnglish(words);
}

/**
 * Loads translations when they are needed: the first element of a language loads it, and updates when it is there; until then,
 * and where it cannot be loaded, the texts are English. An element that renders later tries a failed one again.
 */
export function loadLocales(languages: Readonly<Record<string, LocaleSource>>): void {
  sources = { ...sources, ...languages };
  update();
}

/** Loads the translation of a language, `de` for `de-AT`, and the parts of it that this page uses; each once. */
function request(language: string): void {
  const code = codeOf(language);
  if (code === undefined) return;
  load(code, async () => {
    const { default: words, parts } = await sources[code]!();
    if (parts) inParts.set(code, { words, parts });
    register(words);
  });
  const { words, parts } = inParts.get(code) ?? {};
  if (!words || !parts) return;
  for (const name of usedParts)
    load(`${code}/${name}`, async () => {
      const { default: part } = await parts[name]();
      const { $code, $name, $dir } = words;
      if (inParts.has(code)) registerTranslation({ ...part, $code, $name, $dir });
    });
}

const codeOf = (language: string): string | undefined =>
  [language, language.split('-')[0]!].find((name) => Object.hasOwn(sources, name));

function load(name: string, work: () => Promise<void>): void {
  if (known.has(name)) return;
  known.add(name);
  const attempt = work()
    .catch(() => {
      known.delete(name);
      failed.add(name);
    })
    .finally(() => loading.delete(name));
  if (!failed.has(name)) loading.set(name, attempt);
}

/** Updates all elements after a change of a `lang` attribute. */
export const languageChanged = (): void => update();

/** Returns the closest element with this attribute: the element, an ancestor, a host of its shadow root, and so on. */
function closestAcross(start: Element, attribute: string): Element | undefined {
  for (let node: Element | null = start; node;) {
    const found: Element | null = node.closest(`[${attribute}]`);
    if (found) return found;
    node = hostOf(node.getRootNode());
  }
  return undefined;
}

/** Returns texts in the language of the host. */
export class LanguageController<Words extends CallWords = CallWords> extends LocalizeController<Words> {
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

  /** Settles when the texts of the language of the host are there, or cannot be loaded; undefined if nothing is being loaded. */
  get loading(): Promise<void> | undefined {
    const code = codeOf(this.lang().toLowerCase());
    const attempts = [...loading].flatMap(([name, attempt]) => (name.split('/')[0] === code ? [attempt] : []));
    return attempts.length > 0 ? Promise.all(attempts).then(() => undefined) : undefined;
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
    return directionOf(this);
  }
}

const directionOf = (words: LanguageController): 'ltr' | 'rtl' => (words.term('$dir') === 'rtl' ? 'rtl' : 'ltr');
