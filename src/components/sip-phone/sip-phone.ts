/**
 * `<sip-phone>`: the complete phone, provider and interface in one. With child elements it is a provider with a custom layout.
 * Longer than 300 lines, as the manifest is made from its documentation, which has 60.
 * Subjects: <sip-phone>; custom layout; layout attribute; view of the phone, chosen; missed calls marked as seen in <sip-phone>.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Availability } from '../../phone/availability.js';
import type { PhoneState } from '../../phone/state.js';
import { MicrophonePrompt } from './microphone-prompt.js';
import { EndedCall } from './ended-call.js';
import { FocusKeeper } from '../shared/focus/focus-keeper.js';
import { LongPress } from '../shared/actions/long-press.js';
import { currentCall } from '../shared/commands/phone-access.js';
import { PhoneCards, type Card } from './phone-cards.js';
import { PhoneChat } from './phone-chat.js';
import { phoneCard } from './phone-card.js';
import { callView } from './phone-call.js';
import { phoneColumn, recentsView } from './phone-column.js';
import { dialView, unconfiguredView } from './phone-dial.js';
import { phoneHeader } from './phone-header.js';
import { PhoneKeys } from './phone-keys.js';
import { PhoneKeyboard } from './phone-keyboard.js';
import { PhoneLayout } from './phone-layout.js';
import { PhoneMenu } from './phone-menu.js';
import { PhoneTabs } from './phone-tabs.js';
import { teamView } from './phone-team.js';
import { PressGuard } from '../shared/commands/press-guard.js';
import { callWaitingOf, callWaitingSheet } from '../sip-incoming/waiting-call.js';
import { PHONE_STATES } from './phone-states.js';
import { phoneStyles } from './phone-styles.js';
import { SipAccountForm } from '../sip-account-form/sip-account-form.js';
import { SipAnnouncer } from '../sip-announcer/sip-announcer.js';
import { SipCallButton } from '../call-buttons/sip-call-button.js';
import { SipCallList } from '../sip-call-list/sip-call-list.js';
import { SipCall } from '../sip-call/sip-call.js';
import { SipDialInput } from '../sip-dial-input/sip-dial-input.js';
import { SipDialpad } from '../sip-dialpad/sip-dialpad.js';
import { SipProvider } from '../sip-provider/sip-provider.js';
import { SipStatus } from '../sip-status/sip-status.js';
import { SipTransfer } from '../sip-transfer/sip-transfer.js';
import { LateViews } from '../views/late-views.js';

/**
 * The complete phone. Takes all attributes of `<sip-provider>`.
 *
 * @tag sip-phone
 * @attr {'auto' | 'light' | 'dark'} theme - Color scheme. Default: the `color-scheme` of the page.
 * @attr {'auto' | 'compact'} layout - `compact`: one column at any width. Default `auto`.
 * @attr {string} tabs - Tabs to show, in order: `keypad recents team messages`. Default: those with content.
 * @slot - A custom layout: with child elements the phone renders no interface of its own.
 * @slot header - Replaces the account status in the header.
 * @slot header-end - At the end of the header.
 * @slot hint - Line below the typed number.
 * @slot after-caller - Line below the name in a call.
 * @slot keys - Keys that the page defines (`<sip-key>`): a row below every view.
 * @slot context - Information about the caller: the third column, from 720 px.
 * @csspart base - The frame.
 * @csspart header - The header.
 * @csspart body - The content below the header.
 * @csspart menu-button - The button of the menu.
 * @csspart menu - The menu.
 * @csspart menu-item - Each menu item.
 * @csspart tabs - The tabs.
 * @csspart tab - Each tab.
 * @csspart count - The number on a tab.
 * @csspart field - The number field.
 * @csspart identity - The choice of the identity to call from (option `identities`).
 * @csspart dialpad - The dialpad.
 * @csspart dialpad__key - The keys of the dialpad.
 * @csspart actions - The buttons at the bottom.
 * @csspart action - Each of these buttons.
 * @csspart action__face - The surface that holds the icon of each.
 * @csspart action__label - The label of each.
 * @csspart call - The call.
 * @csspart call__name - The name in the call; in the same way its other parts, such as `call__spam`.
 * @csspart team - The team view.
 * @csspart voicemail - The mailbox in it.
 * @csspart lamps - The lamps in it.
 * @csspart lamp - Each lamp.
 * @csspart contacts - The contacts in it.
 * @csspart chat - The messages.
 * @csspart list - The first column, from 480 px.
 * @csspart search - The search field in it.
 * @csspart recents - The past calls in it.
 * @csspart context - The third column.
 * @csspart keys - The row of keys.
 * @csspart sheet - The sheet of call waiting.
 * @csspart spam - In the sheet, the warning about a caller that is probably spam.
 * @csspart card - A card, such as the one for the microphone.
 * @csspart settings - The card of the settings.
 * @csspart problem - What is wrong with the configuration.
 * @csspart server-link - The link that opens the address of the server, to accept its certificate.
 * @csspart back - The button that closes a card.
 * @csspart button - The main button of a card.
 * @csspart heading - Each heading.
 * @csspart hint - The line about sound that is blocked.
 * @csspart icon - Each icon.
 * @csspart mark - The icon above a sentence.
 * @csspart progress - The bar of a call that comes back.
 * @csspart select - The list of identities.
 * @csspart text - A sentence without content or account.
 * @csspart title - The title of an open card.
 * @cssstate unconfigured - The account is missing or its configuration is wrong.
 * @cssstate connecting - The phone is connecting or registering.
 * @cssstate registered - The account is registered, or connected with `no-register`.
 * @cssstate offline - Not connected; the phone tries again.
 * @cssstate refused - The server refuses the account.
 * @cssstate ringing - An incoming call rings.
 * @cssstate in-call - A call is active.
 * @cssstate visual-ring - A call rings, and the phone has to flash: `visual-ring` is set, or the ringer is blocked.
 */
export class SipPhone extends SipProvider {
  static override readonly tagName: string = 'sip-phone';
  protected static override readonly laterSlots = ['header', 'header-end', 'hint', 'after-caller', 'context', 'keys'];
  static readonly dependencies = [
    SipStatus,
    SipDialInput,
    SipDialpad,
    SipCallButton,
    SipCall,
    SipCallList,
    SipTransfer,
    SipAccountForm,
    SipAnnouncer,
  ];
  static override styles = phoneStyles;

  @property({ reflect: true }) accessor theme: 'auto' | 'light' | 'dark' | undefined = undefined;
  @property({ reflect: true }) accessor layout: 'auto' | 'compact' | undefined = undefined;
  @property() accessor tabs: string | undefined = undefined;

  @state() private accessor hasOwnLayout = false;

  readonly #guard = new PressGuard();
  readonly #clear = new LongPress(() => this.access?.phone.setDialString(''));
  readonly #layout = new PhoneLayout(this);
  readonly #keys = new PhoneKeys(this);
  readonly #cards = new PhoneCards(this, () => this.access?.phone);
  readonly #views = new LateViews(this);
  readonly #menu = new PhoneMenu(this, this.#views);
  readonly #chat = new PhoneChat(this.#cards, this.#views);
  readonly #tabs = new PhoneTabs(
    this,
    () => this.#layout.columns,
    (tab) => tab === 'recents' && this.access?.phone.markMissedSeen(),
  );
  readonly #menuActions = {
    setDoNotDisturb: (on: boolean) => void this.access?.setDoNotDisturb(on).catch(() => undefined),
    setAvailability: (choice: Availability) => void this.access?.setAvailability(choice).catch(() => undefined),
    show: (card: Card) => this.#cards.show(card),
    publishes: () => this.access?.phone.configuration.publishPresence === true,
  };
  readonly #microphonePrompt = new MicrophonePrompt(this.#cards, () => this.access);
  readonly #keyboard = new PhoneKeyboard(
    this,
    () => this.access,
    () => this.#cards.leave(),
  );
  readonly #focus = new FocusKeeper(this, () => this.#focusView, this.#cards);
  readonly #ended = new EndedCall(() => this.renderRoot.querySelector('sip-call')?.details ?? false);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ended.forget();
  }

  protected override phoneStateChanged(state: PhoneState, previous: PhoneState): void {
    this.#microphonePrompt.watch(state, previous);
    const { status } = state.account;
    if (status !== previous.account.status && (status === 'ready' || status === 'stopped'))
      this.#cards.close('account');
    if (this.#call?.status !== 'active') this.#cards.close('transfer');
    this.#ended.watch(this.access?.phone);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.reflectStates(PHONE_STATES, this.state);
    if (this.state?.account.status === 'ready') this.#views.prefetch();
    this.toggleAttribute('data-own-layout', this.hasOwnLayout);
    this.#guard.watch(this.access?.phone, undefined, {}, this.#callWaiting?.id);
  }

  /**
   * Loads the code of the views that a person opens: settings, connection check, call history, contacts, lamps, mailbox, messages. The
   * phone loads it by itself when the page is idle after sign-in, or when one is opened first. Resolves with whether it is loaded;
   * never rejects.
   */
  loadViews(): Promise<boolean> {
    return this.#views.load();
  }

  /** Focuses the main action: Answer, Hang up, the number field, or the form of an open card. */
  override focus(options?: FocusOptions): void {
    if (this.hasOwnLayout) super.focus(options);
    else this.#focus.focusMain(options);
  }

  /** The view as far as it decides about the focus. */
  get #focusView(): string {
    const { status } = this.#call ?? {};
    if (this.hasOwnLayout) return 'none';
    return status === 'incoming'
      ? status
      : `${this.#cards.shown} ${status ?? 'idle'} ${this.state?.account.status === 'unconfigured'}`;
  }

  protected override render(): TemplateResult {
    const own = html`<slot @slotchange=${this.#slotted}></slot>`;
    if (this.hasOwnLayout) return html`${own}<sip-announcer></sip-announcer>`;
    const { state } = this;
    const call = this.#call;
    return html`
      <section
        class=${classMap({ frame: true, 'is-muted': call?.muted === true && call.status === 'active', flashes: state?.ring?.visual === true, 'has-keys': this.#keys.any })}
        part="base"
        dir=${this.localize.dir()}
        aria-label=${this.hostLabel ?? this.localize.term('phone')}
        @click=${{ handleEvent: this.#guard.filter, capture: true }}
        @keydown=${this.#keyboard.handle}
        @pointerdown=${this.#markMissedSeen}
        @focusin=${this.#markMissedSeen}
      >
        ${this.#header()}
        ${state && this.#layout.columns ? phoneColumn(state, this.localize, { views: this.#views, search: !this.#dials(state) }) : nothing}
        <div class="body" part="body">${state ? this.#body(state) : nothing}${this.#keys.row()}</div>
        <aside class="context" part="context"><slot name="context"></slot></aside>
        ${this.access && this.#callWaiting ? callWaitingSheet(this.#callWaiting, this.access, this.localize) : nothing}
        ${this.#menu.popup(state, this.localize, this.#menuActions)}
      </section>
      <sip-announcer></sip-announcer>
      <div hidden>${own}</div>
    `;
  }

  get #call(): ReturnType<typeof currentCall> {
    return this.access && currentCall(this.access.phone);
  }

  /** The waiting call whose sheet covers the active call. With a column of calls there is no sheet: the column offers the call. */
  get #callWaiting(): ReturnType<typeof callWaitingOf> {
    return this.access && !this.#layout.columns ? callWaitingOf(this.access.phone) : undefined;
  }

  /** Whether a tab is shown: no card, no call, and an account. */
  #isIdle(state: PhoneState): boolean {
    return this.#cards.shown === 'none' && !this.#call && state.account.status !== 'unconfigured';
  }

  /** Whether the dialling view is shown. */
  #dials(state: PhoneState): boolean {
    return this.#isIdle(state) && this.#tabs.current(state) === 'keypad';
  }

  #header(): TemplateResult | typeof nothing {
    const { state, ticker, localize } = this;
    const parts = { cards: this.#cards, views: this.#views, menu: this.#menu, columns: this.#layout.columns };
    return phoneHeader({ ...parts, state, call: this.#call, ticker }, localize);
  }

  #body(state: PhoneState): TemplateResult {
    const { localize: words } = this;
    const { shown } = this.#cards;
    const idle = this.#isIdle(state);
    const tab = this.#tabs.current(state);
    const card = { cards: this.#cards, views: this.#views, microphone: this.#microphonePrompt, call: this.#call };
    return html`${phoneCard(card, state, words)} ${idle ? this.#tabs.view(state, words) : nothing}
    ${this.#chat.view(idle && tab === 'messages', words)} ${shown === 'none' ? this.#view(state, tab) : nothing}`;
  }

  #view(state: PhoneState, tab: string): TemplateResult | typeof nothing {
    if (this.#call)
      return callView({
        id: this.#call.id,
        covered: this.#callWaiting !== undefined,
        transfer: () => this.#cards.show('transfer'),
        write: this.#chat.open,
      });
    if (state.account.status === 'unconfigured')
      return unconfiguredView(state, this.localize, () => this.#cards.show('account'));
    switch (tab) {
      case 'recents':
        return recentsView(this.#views, this.localize);
      case 'team':
        return teamView(state, this.localize, { views: this.#views, write: this.#chat.open });
      case 'messages':
        return nothing;
      default:
        return dialView(state, this.localize, {
          call: this.#microphonePrompt.click,
          clear: this.#clear,
          access: this.access,
          write: this.access?.phone.messages && (() => this.#chat.open(state.dialString.trim())),
        });
    }
  }

  /** Marks missed calls as seen when the user presses or focuses a phone whose column shows the call history. */
  #markMissedSeen(): void {
    if (this.#layout.columns && (this.state?.missedCount ?? 0) > 0) this.access?.phone.markMissedSeen();
  }

  #slotted(event: Event): void {
    this.hasOwnLayout = (event.target as HTMLSlotElement).assignedElements().length > 0;
    if (this.hasOwnLayout) void this.#views.load();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-phone': SipPhone;
  }
}
