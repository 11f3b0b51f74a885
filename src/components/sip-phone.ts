/** `<sip-phone>`: the complete phone, provider and face in one. With elements in it, it is a provider with your own layout. */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { PhoneState } from '../phone/state.js';
import { statusView } from './internal/account-words.js';
import { actionZoneStyles } from './internal/action-zone.styles.js';
import { actionStyles } from './internal/action.styles.js';
import { avatarStyles } from './internal/avatar.styles.js';
import { EndedCall } from './internal/ended-call.js';
import { icon } from './internal/icons.js';
import { cardStyles } from './internal/microphone-card.styles.js';
import { askFirst, microphoneCard, microphoneNeeds } from './internal/microphone-card.js';
import { plainNameOf } from './internal/party.js';
import { currentCall } from './internal/phone-access.js';
import { dialView, unconfiguredView } from './internal/phone-dial.js';
import { PhoneFocus } from './internal/phone-focus.js';
import { PhoneKeyboard } from './internal/phone-keyboard.js';
import { phoneTabs, type PhoneTab } from './internal/phone-tabs.js';
import { PressGuard } from './internal/press-guard.js';
import { secondCallOf, secondCallSheet } from './internal/second-call.js';
import { SipElement, type StateTable } from './internal/sip-element.js';
import { SipAccountForm } from './sip-account-form.js';
import { SipAnnouncer } from './sip-announcer.js';
import { SipCallButton } from './sip-call-button.js';
import { SipCallList } from './sip-call-list.js';
import { SipCall } from './sip-call.js';
import { SipDialInput } from './sip-dial-input.js';
import { SipDialpad } from './sip-dialpad.js';
import { styles } from './sip-phone.styles.js';
import { SipHistory } from './sip-history.js';
import { SipProvider } from './sip-provider.js';
import { SipStatus } from './sip-status.js';
import { SipTransfer } from './sip-transfer.js';

const STATES = {
  unconfigured: (state) => state?.account.status === 'unconfigured',
  connecting: (state) => state?.account.status === 'connecting',
  registered: (state) => state?.account.status === 'ready',
  offline: (state) => state?.account.status === 'offline',
  refused: (state) => state?.account.status === 'refused',
  ringing: (state) => state?.calls.some((call) => call.status === 'incoming') ?? false,
  'in-call': (state) => state?.calls.some((call) => call.status === 'active') ?? false,
} satisfies StateTable<PhoneState | undefined>;

type Card = 'none' | 'account' | 'transfer' | 'before-microphone' | 'microphone';

/**
 * The complete phone. All attributes of `<sip-provider>` are its own as well.
 *
 * @tag sip-phone
 * @attr {'auto' | 'light' | 'dark'} theme - Without it the `color-scheme` of the page counts.
 * @slot - Own layout: with elements in it the phone has no face of its own.
 * @slot header - Instead of the status in the header.
 * @slot header-end - At the end of the header.
 * @slot hint - Under the number that is typed.
 * @slot after-caller - Below the name in a call.
 * @slot context - What is known of the caller: the third column, from 720 px on.
 * @csspart base - The frame.
 * @csspart header - The header.
 * @csspart body - What is below the header.
 * @csspart tabs - The tabs.
 * @csspart field - The field for the number.
 * @csspart dialpad - The dialpad.
 * @csspart dialpad__key - Its keys.
 * @csspart actions - The keys at the foot.
 * @csspart call - The call.
 * @csspart call__name - The name in it.
 * @csspart list - The list of calls: the first column, from 480 px on.
 * @csspart context - The third column.
 * @csspart sheet - The sheet of a second call.
 * @csspart card - A card, such as the one for the microphone.
 * @cssprop --sip-color-accent - The one accent; see the tokens.
 * @cssstate unconfigured
 * @cssstate connecting
 * @cssstate registered
 * @cssstate offline
 * @cssstate refused
 * @cssstate ringing
 * @cssstate in-call
 */
export class SipPhone extends SipProvider {
  static override readonly tagName: string = 'sip-phone';
  static readonly dependencies = [
    SipStatus,
    SipDialInput,
    SipDialpad,
    SipCallButton,
    SipCall,
    SipCallList,
    SipHistory,
    SipTransfer,
    SipAccountForm,
    SipAnnouncer,
  ];
  static override styles = [SipElement.styles, actionStyles, actionZoneStyles, avatarStyles, cardStyles, styles];

  @property({ reflect: true }) accessor theme: 'auto' | 'light' | 'dark' | undefined = undefined;

  @state() private accessor card: Card = 'none';
  @state() private accessor tab: PhoneTab = 'keypad';
  @state() private accessor hasOwnLayout = false;

  readonly #guard = new PressGuard();
  readonly #keyboard = new PhoneKeyboard(
    this,
    () => this.access,
    () => this.#leaveCard(),
  );
  readonly #dialActions = {
    call: (event: Event) => this.#askFirst(event),
    setDialString: (text: string) => this.access?.phone.setDialString(text),
  };
  /** What waits for the microphone card to be answered. */
  #afterCard: (() => void) | undefined;
  readonly #focus = new PhoneFocus(this);
  readonly #ended = new EndedCall(() => this.renderRoot.querySelector('sip-call')?.details ?? false);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ended.forget();
  }

  protected override phoneStateChanged(state: PhoneState, previous: PhoneState): void {
    if (state.microphone !== previous.microphone && this.card === 'microphone' && !microphoneNeeds(state.microphone))
      this.card = 'none';
    if (state.account.status === 'ready' && previous.account.status !== 'ready' && this.card === 'account')
      this.card = 'none';
    const shown = this.access && currentCall(this.access.phone);
    if (this.card === 'transfer' && shown?.status !== 'active') this.card = 'none';
    this.#ended.watch(this.access?.phone);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.reflectStates(STATES, this.state);
    this.toggleAttribute('data-own-layout', this.hasOwnLayout);
    this.#guard.watch(this.access?.phone);
    this.#focus.remember();
  }

  protected override updated(): void {
    const call = this.access && currentCall(this.access.phone);
    if (!this.hasOwnLayout)
      this.#focus.keep(
        `${this.#shownCard()} ${call?.status ?? 'idle'} ${this.state?.account.status === 'unconfigured'}`,
      );
  }

  protected override render(): TemplateResult {
    const own = html`<slot @slotchange=${this.#slotted}></slot>`;
    if (this.hasOwnLayout) return html`${own}<sip-announcer></sip-announcer>`;
    const { state } = this;
    const call = this.access && currentCall(this.access.phone);
    const muted = call?.muted === true && call.status === 'active';
    return html`
      <section
        class=${classMap({ frame: true, 'is-muted': muted })}
        part="base"
        dir=${this.localize.dir()}
        aria-label=${this.hostLabel ?? this.localize.term('phone')}
        @click=${{ handleEvent: this.#guard.filter, capture: true }}
        @keydown=${this.#keyboard.handle}
      >
        ${this.#header()}
        <div class="list" part="list"><sip-call-list exportparts="item:call-list__item"></sip-call-list></div>
        <div class="body" part="body">${state ? this.#body(state) : nothing}</div>
        <aside class="context" part="context"><slot name="context"></slot></aside>
        ${this.access ? secondCallSheet(this.access, this.localize) : nothing}
      </section>
      <sip-announcer></sip-announcer>
      <div hidden>${own}</div>
    `;
  }

  /** A card waits while the phone rings: who calls, and the two keys, come first. */
  #shownCard(): Card {
    const call = this.access && currentCall(this.access.phone);
    return call?.status === 'incoming' ? 'none' : this.card;
  }

  #leaveCard(): boolean {
    const open = this.#shownCard() !== 'none';
    if (open) this.card = 'none';
    return open;
  }

  #header(): TemplateResult {
    const card = this.#shownCard();
    if (card === 'account' || card === 'transfer')
      return html`<header class="header with-back" part="header">
        <button class="icon-button" aria-label=${this.localize.term('back')} @click=${() => (this.card = 'none')}>
          ${icon('arrow-left', { size: 'm' })}
        </button>
        <h2 class="cut">${this.#cardTitle()}</h2>
      </header>`;
    const view = this.state && statusView(this.state, this.localize, this.ticker);
    return html`<header
      class="header"
      part="header"
      data-tone=${view?.tone ?? 'none'}
      ?data-loud=${view?.loud ?? false}
    >
      <slot name="header"
        ><sip-status
          exportparts="title:status__title, action:status__action"
          @sip-fix-request=${() => (this.card = 'account')}
        ></sip-status
      ></slot>
      <slot name="header-end"></slot>
    </header>`;
  }

  #cardTitle(): string {
    const call = this.access && currentCall(this.access.phone);
    if (this.card === 'account' || !call) return this.localize.term('account');
    return this.localize.term('transferCall', plainNameOf(call.peer, this.localize.term('privateNumber')));
  }

  #body(state: PhoneState): TemplateResult {
    const call = this.access && currentCall(this.access.phone);
    const card = this.#shownCard();
    if (card === 'account') return html`<div class="card-body" part="card"><sip-account-form></sip-account-form></div>`;
    if (card === 'transfer' && call)
      return html`<sip-transfer call-id=${call.id} @sip-toggle=${() => (this.card = 'none')}></sip-transfer>`;
    if (card === 'before-microphone' || card === 'microphone') return this.#microphoneCard(state);
    if (call) return this.#call(call.id);
    if (state.account.status === 'unconfigured')
      return unconfiguredView(state, this.localize, () => (this.card = 'account'));
    return html`${phoneTabs(this.tab, state.missedCount, this.localize, (tab) => this.#openTab(tab))}${
      this.tab === 'recents' ? this.#recents() : dialView(state, this.localize, this.#dialActions)
    }`;
  }

  #call(id: string): TemplateResult {
    return html`<sip-call
      part="call"
      call-id=${id}
      can-transfer
      @sip-transfer-request=${() => (this.card = 'transfer')}
      exportparts="hero:call__hero, avatar:call__avatar, name:call__name, number:call__number, state:call__state, timer:call__timer, timer, notice:call__notice, actions:call__actions"
      ?inert=${this.access !== undefined && secondCallOf(this.access.phone) !== undefined}
      ><slot name="after-caller" slot="after-caller"></slot
    ></sip-call>`;
  }

  #recents(): TemplateResult {
    return html`<div class="recents" id="panel" role="tabpanel" aria-labelledby="tab-recents">
      <sip-history exportparts="item:history__item"></sip-history>
    </div>`;
  }

  #openTab(tab: PhoneTab): void {
    this.tab = tab;
    if (tab === 'recents') this.access?.phone.markMissedSeen();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  }

  #microphoneCard(state: PhoneState): TemplateResult {
    return microphoneCard(this.card === 'before-microphone' ? 'unknown' : state.microphone, this.localize, {
      ask: () => void this.#askForMicrophone(),
      leave: () => (this.card = 'none'),
    });
  }

  /** Before the browser asks for the microphone for the first time, the phone says why. */
  #askFirst(event: Event): void {
    const { access } = this;
    if (!access || access.phone.state.microphone !== 'unknown') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const number = access.phone.state.dialString || access.phone.state.lastDialled;
    if (!number) return;
    const dial = (): void => void access.dial(number);
    void askFirst().then((asks) => {
      if (!asks) return dial();
      this.#afterCard = dial;
      this.card = 'before-microphone';
    });
  }

  async #askForMicrophone(): Promise<void> {
    const then = this.#afterCard;
    const microphone = await this.access?.phone.requestMicrophone();
    if (microphone !== undefined && microphoneNeeds(microphone)) return void (this.card = 'microphone');
    this.card = 'none';
    this.#afterCard = undefined;
    then?.();
  }

  #slotted(event: Event): void {
    this.hasOwnLayout = (event.target as HTMLSlotElement).assignedElements().length > 0;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-phone': SipPhone;
  }
}
