/**
 * Keeps the focus in the phone when its view changes: if the focused element is removed, the main button of the new view gets
 * the focus. At an incoming call, Answer gets the focus only if no element of the page has it, so that typing continues.
 */

import type { SipCall } from '../sip-call/sip-call.js';

interface FocusHost extends HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Elements that take the focus in a view that is not a call. */
const FORMS = 'sip-transfer, sip-account-form, sip-chat';
const MAIN = '[data-place=answer], [data-place=end], [data-main]';

export class PhoneFocus {
  #hadFocus = false;
  #view: string | undefined;

  constructor(private readonly host: FocusHost) {}

  /** Records whether the phone has the focus. Call it before each render. */
  remember(): void {
    this.#hadFocus = this.host.matches(':focus-within') && this.host.shadowRoot?.activeElement != null;
  }

  /** Restores the focus. Call it after each render, with the name of the view. */
  keep(view: string): void {
    const first = this.#view === undefined;
    if (view === this.#view) return;
    this.#view = view;
    if (!first) void this.#keep();
  }

  async #keep(): Promise<void> {
    const { host } = this;
    const call = host.renderRoot.querySelector<SipCall>('sip-call');
    const rings = call?.call?.status === 'incoming' && document.activeElement === document.body;
    if (!this.#hadFocus && !rings) return;
    const form = [...host.renderRoot.querySelectorAll<HTMLElement>(FORMS)].find((node) => node.checkVisibility());
    await call?.updateComplete;
    if (form && 'updateComplete' in form) await form.updateComplete;
    if (host.shadowRoot?.activeElement && this.#isOnSomething()) return;
    const root = call?.shadowRoot ?? host.renderRoot;
    const main = form ?? root.querySelector<HTMLElement>(MAIN);
    main?.focus();
  }

  #isOnSomething(): boolean {
    let focused: Element | null | undefined = this.host.shadowRoot?.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (!focused || focused.shadowRoot) return false;
    return !focused.matches(':disabled') && focused.checkVisibility();
  }
}
