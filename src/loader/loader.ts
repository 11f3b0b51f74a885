/**
 * Finds the elements of this package and the marks `data-sip` in a page, now and later, and loads their modules: at once what is hovered,
 * pressed or focused; when the page is idle what works unseen; the others when they are near the viewport too.
 * Subjects: loader; when a module loads; sip-loader, search of the page; element that cannot be loaded, sentence; idle wait of
 * the loader; element near the viewport.
 */

import { MARKS } from './cdn-modules.js';
import { ELEMENT_NAMES } from './element-names.js';
import type { Marks } from './marks.js';
import { ModuleLoads, type LoaderPlatform } from './module-loads.js';

const NAMES = ELEMENT_NAMES.split(' ');
/** Elements that work without being seen. `link` is a link that calls. */
const UNSEEN = 'phone dock provider links frame incoming hotkeys media announcer link'.split(' ');
/** Elements in whose place a sentence says that they could not be loaded, unless they have a content. */
const ALONE = 'phone dock frame click-to-call'.split(' ');
const CANDIDATES = '[data-sip],:not(:defined)';
const TOUCHES = ['pointerover', 'pointerdown', 'focusin'];
/** How far from the viewport an element loads. */
const NEAR = '400px';
/** Limits in ms of the wait for the `load` event of the page, and then for an idle moment. */
const LOAD_LIMIT = 10_000;
const IDLE_LIMIT = 3000;

/** An element of this package, or a mark. */
interface Found {
  readonly name: string;
  readonly isMark: boolean;
  phase: 'found' | 'loading' | 'ready';
  /** The sentence that it could not be loaded. */
  note?: Element | undefined;
}

interface LoaderOptions extends LoaderPlatform {
  /** The script tag of the loader, whose `data-sip-…` are the settings of the page. */
  readonly script: Element | null;
  /** URL of the folder of the modules, with a slash at its end. */
  readonly base: string;
}

export class Loader {
  readonly #found = new WeakMap<Element, Found>();
  /** Those whose module is not there yet. */
  readonly #waiting = new Set<Element>();
  /** Set when the page has a mark and its code is there. */
  #marks: Marks | undefined;
  readonly #loads: ModuleLoads;
  readonly #idle: Promise<void>;
  readonly #near = new IntersectionObserver(
    (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && this.#want(target)),
    { rootMargin: NEAR },
  );
  readonly #tree = new MutationObserver((records) => this.#changed(records));

  constructor(private readonly options: LoaderOptions) {
    this.#loads = new ModuleLoads(options.base, options, () => this.#waiting.forEach((one) => this.#show(one)));
    this.#idle = idlePage(options);
    for (const type of TOUCHES) document.addEventListener(type, this.#touched, true);
    this.#tree.observe(document, { childList: true, subtree: true, attributeFilter: ['data-sip'] });
    this.#search(document);
  }

  /** Stops; the elements that are there stay. */
  stop(): void {
    for (const type of TOUCHES) document.removeEventListener(type, this.#touched, true);
    for (const observer of [this.#tree, this.#near]) observer.disconnect();
    this.#waiting.clear();
  }

  #changed(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') this.#renamed(target as Element);
      for (const node of addedNodes) if (node instanceof Element && node.isConnected) this.#search(node);
    }
    for (const one of this.#waiting) if (!one.isConnected) this.#forget(one);
  }

  #search(root: Element | Document): void {
    if (root instanceof Element && root.matches(CANDIDATES)) this.#add(root);
    for (const one of root.querySelectorAll(CANDIDATES)) this.#add(one);
    this.#marks?.connect();
  }

  #add(one: Element): void {
    if (this.#found.has(one)) return;
    const name = nameOf(one);
    if (name === undefined) return;
    this.#found.set(one, { name, isMark: !isOurs(one), phase: 'found' });
    this.#waiting.add(one);
    void this.#idle.then(() => {
      if (UNSEEN.includes(name)) this.#want(one);
      else if (this.#waiting.has(one)) this.#near.observe(one);
    });
  }

  /** `data-sip` was added, changed or removed: the element of the old kind leaves, its content stays. */
  #renamed(one: Element): void {
    const found = this.#found.get(one);
    if (found && found.name !== nameOf(one)) {
      this.#marks?.remove(one);
      this.#forget(one);
    }
    if (one.isConnected) this.#search(one);
  }

  #forget(one: Element): void {
    this.#near.unobserve(one);
    this.#waiting.delete(one);
    this.#found.delete(one);
  }

  readonly #touched = (event: Event): void => {
    for (const node of event.composedPath()) if (node instanceof Element) this.#want(node);
  };

  #want(one: Element): void {
    const found = this.#found.get(one);
    if (found?.phase !== 'found' || !this.#waiting.has(one)) return;
    found.phase = 'loading';
    this.#near.unobserve(one);
    this.#show(one);
    void this.#load(one, found);
  }

  async #load(one: Element, found: Found): Promise<void> {
    const wanted = modulesOf(found).map((tag) => this.#loads.get(tag));
    const [, marks] = (await Promise.all(wanted)) as [unknown, typeof import('./marks.js')?];
    if (this.#found.get(one) !== found) return;
    found.phase = 'ready';
    this.#show(one);
    this.#waiting.delete(one);
    if (marks) (this.#marks ??= new marks.Marks(this.options.script)).add(one, found.name);
    this.#marks?.connect();
  }

  /** Shows in a mark or element whether its module is being loaded; a link, or other content, stays as it is. */
  #show(one: Element): void {
    const found = this.#found.get(one);
    if (!found) return;
    const isFailing = found.phase === 'loading' && modulesOf(found).some((tag) => this.#loads.isFailing(tag));
    if (found.isMark) one.setAttribute('data-sip-state', isFailing ? 'failed' : found.phase);
    if (!isFailing) {
      found.note?.remove();
      found.note = undefined;
    } else if (!found.note && ALONE.includes(found.name) && !one.textContent?.trim()) {
      found.note = document.createElement('span');
      found.note.role = 'status';
      found.note.textContent =
        this.options.script?.getAttribute('data-sip-failed') ?? 'The phone could not be loaded. Trying again …';
      one.append(found.note);
    }
  }
}

const isOurs = ({ localName }: Element): boolean => localName.startsWith('sip-');

/** The name of the element for a mark or element; `link` for a link that calls. Undefined for other elements. */
function nameOf(one: Element): string | undefined {
  const name = isOurs(one) ? one.localName.slice(4) : one.getAttribute('data-sip')?.trim().toLowerCase();
  if (name === 'call' && one.matches('a,area')) return 'link';
  return name !== undefined && NAMES.includes(name) ? name : undefined;
}

/** The modules for an element, and for a mark. */
function modulesOf({ name, isMark }: Found): readonly string[] {
  const tag = name === 'link' ? 'sip-links' : `sip-${name}`;
  return isMark ? [tag, MARKS] : [tag];
}

/** Resolves when the page has loaded and is idle; not before a prerendered page is shown. */
function idlePage({ wait }: LoaderPlatform): Promise<void> {
  return new Promise((resolve) => {
    const idle = (): void => {
      // An element with such an id or name is in its place in a browser without it (HTML §7.2.2.3, §3.1.7).
      if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: IDLE_LIMIT });
      else wait(resolve, 200);
    };
    const loaded = (): void => {
      if ((document as { prerendering?: unknown }).prerendering === true)
        document.addEventListener('prerenderingchange', idle, { once: true });
      else idle();
    };
    if (document.readyState === 'complete') return loaded();
    addEventListener('load', loaded, { once: true });
    wait(loaded, LOAD_LIMIT);
  });
}
