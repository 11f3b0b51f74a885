/**
 * The focus in a phone whose views come and go: when what had it is gone, it goes to the main key of the new view, not to the
 * page. When it rings, Answer gets it only if nothing in the page has it: nobody who types is interrupted.
 */

import type { SipCall } from '../sip-call/sip-call.js';

interface FocusHost extends HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What takes the focus in a view that is not a call. */
const FORMS = 'sip-transfer, sip-account-form, sip-chat';
const MAIN = '[data-place=answer], [data-place=end], [data-main]';

export class PhoneFocus {
  #hadFocus = false;
  #view: string | undefined;

  constructor(private readonly host: FocusHost) {}

  /** Call it before each render. */
  remember(): void {
    this.#hadFocus = this.host.matches(':focus-within') && this.host.shadowRoot?.activeElement != null;
  }

  /** Call it after each render, with a name of what is shown. */
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
