/**
 * A window of its own for the phone of a dock (Document Picture-in-Picture, WICG), with the style sheets, custom properties, language,
 * direction and theme of the page. The phone is only shown there: connection, media and events stay in the page. A chunk.
 * Subjects: window of its own; Document Picture-in-Picture; always-on-top phone; size of the window of its own; style sheets
 * copied.
 */

import { css, type CSSResultOrNative } from 'lit';
import { sheetsIn } from '../shared/dom/document-styles.js';
import { isEditable } from '../shared/dom/nodes.js';
import { languageChanged } from '../shared/text/languages.js';
import { requestWindow } from './window-support.js';

type View = Window & typeof globalThis;

interface PhoneWindowOptions {
  /** The element whose phone moves. The window shows a copy of it without a function, which the rules of the page match. */
  readonly owner: HTMLElement;
  /** Called when there is a window. Undefined: there is nothing to show any more. */
  readonly content: () => Element | undefined;
  readonly styles: readonly CSSResultOrNative[];
  readonly words: WindowWords;
  /** The user or the browser has closed the window. The content has to move away in this task. */
  readonly closed: () => void;
}

export interface WindowWords {
  readonly title: string;
  readonly lang: string;
  readonly dir: string;
}

/** Size of the window, CSS px: that of the open dock. */
const SIZE = { width: 320, height: 560 };

/** The copy of the owner fills the window, whatever the rules of the page say about the place of the owner. */
const PLACE = {
  display: 'block',
  position: 'fixed',
  inset: '0',
  margin: '0',
  'inline-size': 'auto',
  'block-size': 'auto',
  'max-inline-size': 'none',
  'max-block-size': 'none',
  translate: 'none',
  visibility: 'visible',
  opacity: '1',
};

const styles = css`
  .panel,
  sip-phone {
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
  }
  sip-phone {
    flex: auto;
  }
  .panel {
    border-radius: 0;
    box-shadow: none;
    animation: none;
  }
  sip-phone::part(header) {
    touch-action: auto;
    cursor: auto;
  }
`;

export class PhoneWindow {
  readonly #options: PhoneWindowOptions;
  readonly #view: View;
  readonly #copy: HTMLElement;
  readonly #over = new AbortController();
  #words: WindowWords;

  private constructor(view: View, content: Element, options: PhoneWindowOptions) {
    this.#options = options;
    this.#words = options.words;
    this.#view = view;
    const { document } = view;
    this.#copy = document.createElement(options.owner.localName);
    const panel = document.createElement('div');
    panel.className = 'panel';
    panel.part.add('panel');
    const root = this.#copy.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = sheetsIn(view, [...options.styles, styles]);
    root.append(panel);
    // The icons of the page for the buttons of the window.
    for (const child of options.owner.children)
      if (child.slot === 'pop-out') this.#copy.append(document.importNode(child, true));
    document.body.append(this.#copy);
    this.#copySheets();
    this.#follow();
    // Last, so that the phone finds language and theme there.
    panel.append(content);
  }

  /**
   * Opens the window. Rejects with a DOMException where the browser refuses it, for example without a gesture of the user. Resolves with
   * undefined where the content has gone meanwhile.
   */
  static async open(options: PhoneWindowOptions): Promise<PhoneWindow | undefined> {
    const view = await requestWindow(SIZE);
    const content = options.content();
    if (content) return new PhoneWindow(view, content, options);
    view.close();
    return undefined;
  }

  /** Takes title, language and direction. */
  update({ title, lang, dir }: WindowWords): void {
    const before = this.#words;
    if (title === before.title && lang === before.lang && dir === before.dir) return;
    this.#words = { title, lang, dir };
    this.#refresh();
    languageChanged();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Closes the window, after the content has moved away. */
  close(): void {
    this.#over.abort();
    this.#view.close();
  }

  /** Follows the page, and the end of the window. */
  #follow(): void {
    const { signal } = this.#over;
    const closed = (): void => {
      this.#over.abort();
      this.#options.closed();
    };
    this.#view.addEventListener('pagehide', closed, { signal });
    this.#view.addEventListener('keydown', this.#key, { signal });
    // The page goes to another one, or to the back/forward cache.
    window.addEventListener('pagehide', () => this.#view.close(), { signal });
    const refresh = (): void => this.#refresh();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refresh, { signal });
    const looks = new MutationObserver(refresh);
    const { documentElement, body, head } = document;
    for (const element of [documentElement, body, this.#options.owner]) looks.observe(element, { attributes: true });
    const sheets = new MutationObserver(() => this.#copySheets());
    sheets.observe(head, { childList: true });
    signal.addEventListener('abort', () => [looks, sheets].forEach((observer) => observer.disconnect()));
  }

  #refresh(): void {
    const { owner } = this.#options;
    const [copy, { document: shown }] = [this.#copy, this.#view];
    copyAttributes(document.documentElement, shown.documentElement);
    copyAttributes(document.body, shown.body);
    copyAttributes(owner, copy);
    const { title, lang, dir } = this.#words;
    [shown.title, shown.documentElement.lang, copy.lang, copy.dir] = [title, lang, lang, dir];
    for (const [name, value] of Object.entries(PLACE)) copy.style.setProperty(name, value, 'important');
    for (const [name, value] of differences(owner, copy)) copy.style.setProperty(name, value);
  }

  /** Copies the style sheets of the page; one of another origin, which cannot be read, is loaded again. */
  #copySheets(): void {
    const { document: shown } = this.#view;
    const sheets: CSSStyleSheet[] = [];
    for (const link of shown.head.querySelectorAll('link')) link.remove();
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      const copies = sheet.disabled ? [] : copiesOf(sheet, this.#view);
      if (copies) sheets.push(...copies);
      else if (sheet.ownerNode) shown.head.append(shown.importNode(sheet.ownerNode, true));
    }
    shown.adoptedStyleSheets = sheets;
    this.#refresh();
  }

  /** Gives shortcuts with a modifier key, which the phone has not handled, to the page: `<sip-hotkeys>` listens there. */
  readonly #key = (event: KeyboardEvent): void => {
    const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (event.defaultPrevented || event.isComposing || isEditable(event.composedPath()[0])) return;
    if (!altKey && !ctrlKey && !metaKey) return;
    const init = { key, code, altKey, ctrlKey, metaKey, shiftKey, bubbles: true, composed: true, cancelable: true };
    if (!this.#options.owner.dispatchEvent(new KeyboardEvent('keydown', init))) event.preventDefault();
  };
}

/** Makes the attributes of two elements equal; without those that run code, and those that show the owner in the top layer. */
function copyAttributes(from: HTMLElement, to: HTMLElement): void {
  const copied = [...from.attributes].filter(({ name }) => !/^(on|style$|popover$)/.test(name));
  for (const { name } of [...to.attributes])
    if (name !== 'style' && !copied.some((one) => one.name === name)) to.removeAttribute(name);
  for (const { name, value } of copied) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  // A content security policy can forbid the attribute; it does not apply to the property.
  to.style.cssText = from.style.cssText;
}

/** Returns the custom properties, and the color scheme, that are not the same on the copy: those of ancestors and of other media. */
function differences(owner: HTMLElement, copy: HTMLElement): [name: string, value: string][] {
  const [wanted, present] = [
    getComputedStyle(owner),
    (copy.ownerDocument.defaultView ?? window).getComputedStyle(copy),
  ];
  const names = [...owner.computedStyleMap().keys()].filter((name) => /^--(?!_)/.test(name));
  return [...names, 'color-scheme']
    .map((name): [string, string] => [name, wanted.getPropertyValue(name)])
    .filter(([name, value]) => value !== present.getPropertyValue(name));
}

/** Returns copies of a style sheet and of those that it imports; undefined where they cannot be read. */
function copiesOf(sheet: CSSStyleSheet, view: View): CSSStyleSheet[] | undefined {
  try {
    const rules = [...sheet.cssRules];
    const imported = rules.flatMap((rule) =>
      'styleSheet' in rule && rule.styleSheet ? (copiesOf(rule.styleSheet as CSSStyleSheet, view) ?? []) : [],
    );
    const baseURL = sheet.href ?? document.baseURI;
    const copy = new view.CSSStyleSheet({ baseURL, media: sheet.media.mediaText });
    copy.replaceSync(
      rules
        .filter((rule) => !('styleSheet' in rule))
        .map(({ cssText }) => cssText)
        .join('\n'),
    );
    return [...imported, copy];
  } catch {
    return undefined;
  }
}
