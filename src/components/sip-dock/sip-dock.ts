/**
 * `<sip-dock>`: a phone that floats in the top layer (HTML §6.12): a round button, a pill during a call, or the open phone.
 * Subjects: <sip-dock>; floating phone; open or closed dock; dock opened by an incoming call; sip-toggle event.
 */

import { html, render, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PhoneState } from '../../phone/state.js';
import { SipToggleEvent } from '../shared/events/events.js';
import {
  cornerTowards,
  CORNERS,
  DockDrag,
  isCorner,
  rememberCorner,
  rememberedCorner,
  type Corner,
} from './dock-position.js';
import { CLOSED_SLOTS, closedDock } from './dock-pills.js';
import { loadWindow, PANEL_SLOTS, panelButtons, windowButton } from './dock-buttons.js';
import type { PhoneWindow, WindowWords } from './phone-window.js';
import { hasWindows } from './window-support.js';
import { pillStyles } from '../shared/styles/dock.styles.js';
import { themeStyles } from '../shared/styles/theme.styles.js';
import { currentCall, ringingCall, type PhoneAccess, isInCall } from '../shared/commands/phone-access.js';
import { FocusKeeper } from '../shared/focus/focus-keeper.js';
import { PressGuard } from '../shared/commands/press-guard.js';
import { SipElement } from '../shared/base/sip-element.js';
import { SipCallTimer } from '../sip-call-timer/sip-call-timer.js';
import { dockStyles } from './sip-dock.styles.js';
import { SipPhone } from '../sip-phone/sip-phone.js';
import { SipProvider } from '../sip-provider/sip-provider.js';
import { PageLocalizer } from '../shared/text/page.js';

/**
 * The floating phone. Takes all attributes of `<sip-provider>`.
 *
 * @tag sip-dock
 * @attr {boolean} open - Shows the phone.
 * @attr {'bottom-end' | 'bottom-start' | 'top-end' | 'top-start'} placement - The corner. Default `bottom-end`. A corner that the user
 *   has dragged the dock to is stored under its id and has priority.
 * @attr {boolean} open-on-ring - Opens automatically at an incoming call.
 * @attr {boolean} pop-out - Offers a button that moves the phone into a window of its own, above all others, where the browser has Document
 *   Picture-in-Picture and the page is not in a frame; elsewhere nothing. Calls continue; closing the window brings the phone back.
 * @attr {'auto' | 'light' | 'dark'} theme - Color scheme of the button, the pills and the phone. Default: that of the page.
 * @attr {'auto' | 'compact'} layout - That of the phone, which has columns where the page makes it wider (part `phone`).
 * @attr {string} tabs - The tabs of the phone, in order: `keypad recents team messages`.
 * @fires sip-toggle - The phone opened or closed. Does not bubble.
 * @slot launcher - The icon of the round button.
 * @slot title - The first line of a pill: caller, duration or cause.
 * @slot text - The second line of a pill.
 * @slot decline - The icon of Decline, in the pill that rings.
 * @slot answer - The icon of Answer.
 * @slot video - The icon of Answer with the camera.
 * @slot mute - The icon of Mute, in the pill of a call.
 * @slot end - The icon of Hang up.
 * @slot open - The icon of the button that opens the phone.
 * @slot dismiss - The icon of the button that closes the pill of a failed call.
 * @slot close - The icon of the button that closes the phone.
 * @slot move - The icon of the button that moves the phone to a corner.
 * @slot pop-out - The icon of the button to its own window, and back.
 * @csspart launcher - The round button.
 * @csspart pill - The controls of a call.
 * @csspart missed - The number of missed calls.
 * @csspart panel - The container of the open phone.
 * @csspart close - The button that closes the phone.
 * @csspart move - The button that moves it to another corner; visible while it has the focus.
 * @csspart pop-out - The button that moves the phone into a window of its own, and back.
 * @csspart phone - The phone.
 * @csspart phone__header - Its header; in the same way its other parts, such as `phone__dialpad__key`, `phone__action` and `phone__call__name`.
 * @csspart icon - Each icon.
 * @csspart presence - The state of the account.
 * @csspart shape - The shape of a state.
 * @csspart text - The second line of a pill.
 * @csspart title - The first line of a pill.
 * @cssprop --sip-dock-inset - The distance from the edges of the window.
 * @cssstate ringing - An incoming call rings.
 * @cssstate in-call - A call is active.
 * @cssstate muted - Its microphone is muted.
 * @cssstate in-window - The phone is in a window of its own.
 */
export class SipDock extends SipProvider {
  static override readonly tagName: string = 'sip-dock';
  protected static override readonly laterSlots = [...CLOSED_SLOTS, ...PANEL_SLOTS];
  static readonly dependencies = [SipPhone, SipCallTimer];
  static override styles = [SipElement.styles, themeStyles, pillStyles, dockStyles];

  protected override readonly localize = new PageLocalizer(this);

  @property({ type: Boolean, reflect: true }) accessor open = false;
  @property({ reflect: true }) accessor placement: Corner | undefined = undefined;
  @property({ type: Boolean, attribute: 'open-on-ring' }) accessor openOnRing = false;

  @property({ reflect: true }) accessor theme: SipPhone['theme'] = undefined;
  @property({ reflect: true }) accessor layout: SipPhone['layout'] = undefined;
  @property() accessor tabs: string | undefined = undefined;
  @property({ type: Boolean, attribute: 'pop-out' }) accessor popOut = false;

  readonly #guard = new PressGuard();
  readonly #focus = new FocusKeeper(this, () => (this.open ? 'open' : 'closed'));
  /** Contains the open phone. Not part of a template, as the phone would be another one in another document. */
  #content: HTMLElement | undefined;
  #window: PhoneWindow | undefined;

  constructor() {
    super();
    new DockDrag(this, {
      isHandle: isHandle,
      isSheet: () => this.open && matchMedia('(width <= 480px)').matches,
      drop: (corner) => this.#moveTo(corner),
      dismiss: () => this.toggle(false),
    });
  }

  /** Storage key of the corner. */
  get #memory(): string {
    return `sip-elements dock ${this.id}`.trim();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.placement = rememberedCorner(this.#memory) ?? this.placement;
    // The top layer is above all style sheets of the page.
    if ('popover' in this && typeof this.showPopover === 'function') {
      this.popover = 'manual';
      this.showPopover();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not while the element moves within this task.
    queueMicrotask(() => !this.isConnected && this.#closeWindow());
  }

  /**
   * Moves the phone into a window of its own (Document Picture-in-Picture), in a listener of a gesture of the user. Calls continue. Opening
   * the dock, or closing the window, brings the phone back. Resolves with whether the phone is there: false where the browser has no such
   * windows or refuses; never rejects.
   */
  async moveToWindow(): Promise<boolean> {
    if (!this.#window && hasWindows()) await this.#openWindow().catch(() => {});
    return this.#window !== undefined;
  }

  /** Opens or closes the phone; without a value it toggles. A call continues either way. */
  toggle(open = !this.open): void {
    if (!this.#show(open)) return;
    const { activeElement: before, body } = this.ownerDocument;
    void this.updateComplete
      .then(() => this.#focus.settled())
      .then(() => {
        // While the page loads, this takes long enough for the user to go on in the page.
        const isFree = [before, body, this, null].includes(this.ownerDocument.activeElement);
        if (isFree && this.open === open)
          this.renderRoot.querySelector<HTMLElement>(open ? 'sip-phone' : 'button')?.focus();
      });
  }

  /** Sets `open`. Returns whether that changed it. */
  #show(open: boolean): boolean {
    if (open === this.open) return false;
    this.open = open;
    this.dispatchEvent(new SipToggleEvent(open));
    return true;
  }

  protected override phoneStateChanged(state: PhoneState, previous: PhoneState): void {
    const rang = new Set(previous.calls.map(({ id }) => id));
    const rings = state.calls.some(({ id, status }) => status === 'incoming' && !rang.has(id));
    // Do not move the focus, as the user may be typing in the page.
    if (rings && this.openOnRing && !this.#window) this.#show(true);
    this.requestUpdate();
  }

  #moveTo(corner: Corner): void {
    this.placement = corner;
    rememberCorner(this.#memory, corner);
  }

  /** Arrow keys move the dock to a corner, a press moves it to the next one. */
  #move(event: KeyboardEvent | MouseEvent): void {
    const corner = isCorner(this.placement) ? this.placement : CORNERS[0];
    if (event instanceof KeyboardEvent) {
      const next = cornerTowards(corner, event.key, getComputedStyle(this).direction === 'rtl');
      if (!next) return;
      event.preventDefault();
      this.#moveTo(next);
    } else this.#moveTo(CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length]!);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const phone = this.access?.phone;
    this.#guard.watch(phone);
    this.toggleState('ringing', phone !== undefined && ringingCall(phone) !== undefined);
    const call = phone && currentCall(phone);
    this.toggleState('in-call', isInCall(call));
    this.toggleState('muted', isInCall(call) && call?.muted === true);
    if (this.open || !phone) this.#closeWindow();
    this.toggleState('in-window', this.#window !== undefined);
  }

  protected override render(): TemplateResult {
    const { access, localize } = this;
    if (!access) return html`<slot></slot>`;
    if (this.open || this.#window) this.#phone(access);
    else this.#content = undefined;
    const face = this.open
      ? html`<div class="panel" part="panel">${this.#content}</div>`
      : closedDock({ access, words: localize, ticker: this.ticker, open: () => this.toggle(true) });
    return html`<div
        class="frame"
        dir=${localize.dir()}
        @click=${{ handleEvent: this.#guard.filter, capture: true }}
        @keydown=${this.#keydown}
      >
        ${face}
      </div>
      <slot></slot>`;
  }

  /** Renders the phone, which stays the same element as long as it is open. */
  #phone(access: PhoneAccess): HTMLElement {
    const { localize } = this;
    const content = (this.#content ??= document.createElement('div'));
    content.className = 'content';
    const buttons = this.#window
      ? windowButton(localize.term('popIn'), () => this.toggle(true))
      : panelButtons(
          {
            popOut: this.popOut && (() => void this.moveToWindow()),
            move: (event) => this.#move(event),
            close: () => this.toggle(false),
          },
          localize,
        );
    const phone = html`<sip-phone part="phone" layout=${ifDefined(this.layout)} .tabs=${this.tabs} .shared=${access}
      >${buttons}</sip-phone
    >`;
    render(phone, content, { host: this });
    return content;
  }

  async #openWindow(): Promise<void> {
    const { PhoneWindow } = await loadWindow();
    this.#window = await PhoneWindow.open({
      owner: this,
      content: () => this.access && this.#phone(this.access),
      styles: (this.constructor as typeof SipDock).elementStyles,
      words: this.#windowWords(),
      closed: () => this.toggle(true),
    });
    this.#show(false);
    this.requestUpdate();
    await this.updateComplete;
    this.#window?.focus();
    this.#content?.querySelector('sip-phone')?.focus();
  }

  #windowWords(): WindowWords {
    const { localize } = this;
    return { title: localize.term('phone'), lang: localize.lang(), dir: localize.dir() };
  }

  #closeWindow(): void {
    this.#window?.close();
    this.#window = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#window?.update(this.#windowWords());
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open || event.defaultPrevented) return;
    event.preventDefault();
    this.toggle(false);
  }
}

/** Whether the target is a drag handle: the round button, the text of a pill or the header, without the buttons in them. */
function isHandle(event: PointerEvent): boolean {
  for (const node of event.composedPath()) {
    if (!(node instanceof Element)) continue;
    if (node.matches('.launcher, .who, .header')) return true;
    if (node.matches('button, a, input, select, textarea')) return false;
  }
  return false;
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-dock': SipDock;
  }
}
