/**
 * Keeps the focus in an element when the focused control is removed, hidden, disabled or made inert, as the focus would then be
 * on `<body>` and the keyboard shortcuts without effect (WCAG 2.2 §2.4.3). One rule: to the control at the same place
 * (`data-place`), else to the main action. When a card is closed, to the control that opened it. At an incoming call, Answer gets the
 * focus only if no element of the page has it, so that typing continues.
 * Subjects: focus after a control disappears; focus at an incoming call; focus when a card closes; focus on Answer.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hostOf, isHtmlElement } from '../dom/nodes.js';

interface FocusHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Elements that take the focus when they appear. */
const FORMS = 'sip-transfer, sip-account-form, sip-chat';
/** The main action of a view, the first that exists. */
const MAIN = [
  '.sheet',
  '[data-place=answer]',
  '[data-place=end]',
  '[data-main]',
  'sip-dial-input',
  '[role=tab]',
  'button',
];
/** The action at a closed card whose opener cannot be used: not the one that ends the call. */
const HARMLESS = 'sip-mute-button';
const CONTROLS = 'button, input, select, textarea, a[href]';

interface Last {
  readonly control: HTMLElement;
  readonly place: string | undefined;
}

export class FocusKeeper implements ReactiveController {
  readonly #host: FocusHost;
  /** The control that had the focus before the last render. */
  #last: Last | undefined;
  /** How many renders have not been followed by a look at the focus yet. */
  #pending = 0;
  #view: string | undefined;
  /** The control that had the focus when the card was opened. */
  #opener: Last | undefined;
  #covered = false;
  /** The open card, also while a call hides it. */
  #card = 'none';

  /**
   * @param view name of the present view; when it becomes `incoming`, Answer gets the focus of an idle page
   * @param cards names of the card that covers the main view, and of the open one, which a call may hide; `none` without one
   */
  constructor(
    host: FocusHost,
    private readonly view: () => string,
    private readonly cards: { readonly shown: string; readonly open: string } = { shown: 'none', open: 'none' },
  ) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#last = this.#opener = undefined;
  }

  /** Before each render; after an update that took the focus away, the lost one counts until the focus is restored. */
  hostUpdate(): void {
    const focused = this.#focused();
    if (focused || this.#pending === 0) this.#last = focused;
  }

  hostUpdated(): void {
    const view = this.view();
    const isNew = this.#view !== undefined && this.#view !== view;
    this.#view = view;
    const left = this.#leftCard(view);
    if (this.#last || (isNew && view === 'incoming')) void this.#keep(isNew, left);
  }

  /** Returns where a card that has just been closed was opened. A card that a call hides stays open. */
  #leftCard(view: string): Last | undefined {
    const { shown, open } = this.cards;
    const covered = shown !== 'none';
    if (covered && !this.#covered && open !== this.#card) this.#opener = this.#last;
    this.#covered = covered;
    this.#card = open;
    if (open !== 'none') return undefined;
    const opener = this.#opener;
    this.#opener = undefined;
    return view === 'incoming' ? undefined : opener;
  }

  /** Focuses the form that is shown, else the main action. */
  focusMain(options?: FocusOptions): void {
    (this.#form ?? this.#main)?.focus(options);
  }

  /** Returns the control inside that has the focus. Controls of the page in a slot are its own. */
  #focused(): Last | undefined {
    let control = this.#host.shadowRoot?.activeElement;
    let place: string | undefined;
    for (let node = control; node; node = node.shadowRoot?.activeElement) {
      control = node;
      place = node.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? place;
    }
    return isHtmlElement(control) ? { control, place } : undefined;
  }

  async #keep(isNew: boolean, opener: Last | undefined): Promise<void> {
    this.#pending++;
    await this.settled();
    this.#pending--;
    const { activeElement, body } = this.#host.ownerDocument;
    const isOnBody = activeElement === null || activeElement === body;
    const now = this.#focused();
    if (now ? isUsable(now.control) : !isOnBody) return;
    if (this.#last === undefined || isUsable(this.#last.control)) {
      if (isNew && this.#view === 'incoming') this.#main?.focus();
      return;
    }
    const form = isNew ? this.#form : undefined;
    const back = opener && (this.#same(opener) ?? this.#usable(HARMLESS));
    (form ?? back ?? this.#same(this.#last) ?? this.#main)?.focus();
  }

  /** Resolves when the elements inside have rendered what the host has passed to them. */
  async settled(): Promise<void> {
    for (let depth = 0; depth < 3; depth++)
      await Promise.all(
        [...deep(this.#host.renderRoot)].map((node) => 'updateComplete' in node && node.updateComplete),
      );
  }

  /** Returns the control, or the one that is now at its place. */
  #same({ control, place }: Last): HTMLElement | undefined {
    if (isUsable(control)) return control;
    return place === undefined ? undefined : this.#usable(`[data-place=${place}]`);
  }

  get #form(): HTMLElement | undefined {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(FORMS)].find((node) => node.checkVisibility());
  }

  get #main(): HTMLElement | undefined {
    for (const selector of MAIN) {
      const found = this.#usable(selector);
      if (found) return found;
    }
    return undefined;
  }

  /** Returns the first control that can be used and is, or is in, an element that matches. */
  #usable(selector: string): HTMLElement | undefined {
    for (const node of deep(this.#host.renderRoot)) {
      if (!node.matches(selector)) continue;
      const inside = [node, ...node.querySelectorAll(CONTROLS), ...(node.shadowRoot?.querySelectorAll(CONTROLS) ?? [])];
      const control = inside.find((one) => one.matches(CONTROLS) && isUsable(one));
      if (isHtmlElement(control)) return control;
    }
    return undefined;
  }
}

/** Returns all elements under a root, through shadow roots. */
function* deep(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

/** Whether a control can have the focus: in the page, visible, enabled, and not inert. */
function isUsable(control: Element | undefined): boolean {
  if (!control?.isConnected || control.matches(':disabled') || !control.checkVisibility({ visibilityProperty: true }))
    return false;
  for (let node: Element | null = control; node;) {
    if (node.closest('[inert]')) return false;
    node = hostOf(node.getRootNode());
  }
  return true;
}
