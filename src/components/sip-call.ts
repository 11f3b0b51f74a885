/** `<sip-call>`: one call from the first ring to its end: who, what state, how long, and the keys for it. */

import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallState } from '../phone/state.js';
import { SipTransferRequestEvent } from './events.js';
import { actionKey } from './internal/action-key.js';
import { actionZoneStyles } from './internal/action-zone.styles.js';
import { actionStyles } from './internal/action.styles.js';
import { avatarStyles } from './internal/avatar.styles.js';
import { endedHero, hero } from './internal/call-hero.js';
import { callContext } from './internal/context.js';
import { endedActions } from './internal/ended-actions.js';
import { icon } from './internal/icons.js';
import { avatar, nameOf } from './internal/party.js';
import { CallElement } from './internal/phone-element.js';
import { PressGuard, zoneOf } from './internal/press-guard.js';
import { SipElement, type StateTable } from './internal/sip-element.js';
import { elementClock } from './internal/time.js';
import { SipAnswerButton } from './sip-answer-button.js';
import { SipCallButton } from './sip-call-button.js';
import { SipCallTimer } from './sip-call-timer.js';
import { styles } from './sip-call.styles.js';
import { SipDeclineButton } from './sip-decline-button.js';
import { SipDialpad } from './sip-dialpad.js';
import { SipHangupButton } from './sip-hangup-button.js';
import { SipHoldButton } from './sip-hold-button.js';
import { SipKeypadButton } from './sip-keypad-button.js';
import { SipMuteButton } from './sip-mute-button.js';

const STATES = {
  dialing: (call) => call?.status === 'dialing',
  ringing: (call) => call?.status === 'ringing',
  early: (call) => call?.status === 'early',
  incoming: (call) => call?.status === 'incoming',
  answering: (call) => call?.status === 'answering',
  active: (call) => call?.status === 'active',
  ending: (call) => call?.status === 'ending',
  ended: (call) => call?.status === 'ended',
  failed: (call) => call?.status === 'ended' && call.failed,
  muted: (call) => call?.status !== 'ended' && call?.muted === true,
  held: (call) => call?.status === 'active' && call.hold.local,
  'held-remotely': (call) => call?.status === 'active' && call.hold.remote,
} satisfies StateTable<CallState | undefined>;

/**
 * One call.
 *
 * @tag sip-call
 * @attr {string} call-id - Which call; without it the active one.
 * @fires sip-transfer-request - Transfer was pressed. Does not bubble.
 * @slot - Own layout: elements inside are about this call.
 * @slot after-caller - Below the name: what is known of the caller.
 * @csspart hero - Picture, name, number and state.
 * @csspart avatar - The picture.
 * @csspart name - The name.
 * @csspart number - The number.
 * @csspart state - The line of state.
 * @csspart notice - What needs attention.
 * @csspart actions - The keys.
 * @csspart mark - The sign of a failure.
 * @csspart details - The technical cause.
 * @cssstate dialing
 * @cssstate ringing
 * @cssstate early
 * @cssstate incoming
 * @cssstate answering
 * @cssstate active
 * @cssstate ending
 * @cssstate ended
 * @cssstate failed
 * @cssstate muted
 * @cssstate held
 * @cssstate held-remotely
 */
export class SipCall extends CallElement {
  static readonly tagName: string = 'sip-call';
  static readonly dependencies = [
    SipAnswerButton,
    SipDeclineButton,
    SipHangupButton,
    SipMuteButton,
    SipHoldButton,
    SipKeypadButton,
    SipCallButton,
    SipCallTimer,
    SipDialpad,
  ];
  static override styles = [SipElement.styles, actionStyles, actionZoneStyles, avatarStyles, styles];

  /** Whether the keypad of the call is open. */
  @property({ type: Boolean, reflect: true }) accessor keypad = false;

  /** Whether the technical cause of an ended call is shown. */
  @property({ type: Boolean, reflect: true }) accessor details = false;

  /** Whether the page around the element shows a way to transfer when `sip-transfer-request` comes. */
  @property({ type: Boolean, attribute: 'can-transfer' }) accessor canTransfer = false;

  @state() private accessor hasOwnLayout = false;

  readonly #guard = new PressGuard();
  readonly #provided = new ContextProvider(this, { context: callContext });
  #heldSince: number | undefined;
  #interruptedSince: number | undefined;
  #shownId: string | undefined;

  /** Opens or closes what is behind the key at the bottom end: the keypad, or the details of a failure. */
  togglePad(): void {
    const zone = zoneOf(this.call);
    if (zone === 'ended') this.details = !this.details;
    else if (zone === 'active' || this.call?.status === 'early') this.keypad = !this.keypad;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { call } = this;
    if (call?.id !== this.#shownId) {
      this.#shownId = call?.id;
      this.keypad = this.details = false;
      this.#provided.setValue(call?.id);
    }
    if (call?.status === 'ended') this.keypad = false;
    const now = elementClock().now();
    this.#heldSince = call?.status === 'active' && call.hold.local ? (this.#heldSince ?? now) : undefined;
    const interrupted = call?.status === 'active' && call.media === 'interrupted';
    this.#interruptedSince = interrupted ? (this.#interruptedSince ?? now) : undefined;
    this.#guard.watch(this.access?.phone, call);
    this.reflectStates(STATES, call);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call } = this;
    const slot = html`<slot @slotchange=${this.#slotted}></slot>`;
    if (this.hasOwnLayout || !call) return slot;
    return html`${this.#view(call)}
      <div class="own" hidden>${slot}</div>`;
  }

  #view(call: CallState): TemplateResult {
    const zone = zoneOf(call);
    const body =
      this.keypad && zone !== 'ended' ? this.#keypadBody(call) : html`${this.#hero(call)}${this.#notices(call)}`;
    return html`
      <div class="view">${zone === 'incoming' ? this.#hero(call) : body}</div>
      <div @click=${{ handleEvent: this.#guard.filter, capture: true }}>${this.#actions(call)}</div>
    `;
  }

  #hero(call: CallState): TemplateResult {
    if (call.status === 'ended') return endedHero(call, this.localize, this.details);
    const held = this.#heldSince;
    return hero(call, this.localize, held === undefined ? undefined : this.ticker.secondsSince(held));
  }

  #notices(call: CallState): TemplateResult {
    return html`<div class="notices">${this.#notice(call)}</div>`;
  }

  #notice(call: CallState): TemplateResult | typeof nothing {
    if (call.status !== 'active') return nothing;
    if (call.hold.local && call.transfer === undefined)
      return html`<button class="button tall wide primary" part="resume" data-place="notice" @click=${this.#resume}>
        ${icon('play', { size: 'm', fill: true })}${this.localize.term('resume')}
      </button>`;
    if (this.#interruptedSince !== undefined)
      return this.#strip('wifi-off', this.localize.term('connectionLost'), this.#interruptedSince);
    if (call.transfer?.status === 'refused')
      return this.#strip('phone-forwarded', this.localize.term('transferRefused', call.transfer.target));
    if (call.media === 'failed') return this.#strip('wifi-off', this.localize.term('noAudioPath'));
    return nothing;
  }

  #strip(sign: 'wifi-off' | 'phone-forwarded', words: string, since?: number): TemplateResult {
    const time = since === undefined ? nothing : html` <time>${this.ticker.secondsSince(since)} s</time>`;
    return html`<div class="notice" part="notice" data-tone="warn">
      ${icon(sign, { size: 'm' })}
      <p>${words}${time}</p>
    </div>`;
  }

  #keypadBody(call: CallState): TemplateResult {
    return html`
      <div class="caller-row">
        ${avatar(call.peer)}
        <div class="who">
          <b class="cut" part="name">${nameOf(call.peer, this.localize.term('privateNumber'))}</b>
          <span class="small muted">${this.localize.term(call.status === 'active' ? 'connected' : 'connecting')}</span>
        </div>
        ${call.status === 'active' ? html`<span class="chip"><sip-call-timer></sip-call-timer></span>` : nothing}
      </div>
      <div class="echo"><output aria-label=${this.localize.term('digitsSent')}>${call.digits.slice(-16)}</output></div>
      <sip-dialpad class="pad" mode="dtmf" exportparts="base:keypad, key:keypad__key"></sip-dialpad>
    `;
  }

  #actions(call: CallState): TemplateResult {
    const zone = zoneOf(call);
    if (zone === 'incoming') return this.#incomingActions(call);
    if (call.status === 'ended')
      return endedActions(call, {
        words: this.localize,
        phone: this.access?.phone,
        details: this.details,
        toggleDetails: () => this.togglePad(),
      });
    const row = this.keypad ? nothing : this.#holdRow();
    return html`
      <div class="actions ${this.keypad ? 'one' : ''}" part="actions">
        ${row}
        <sip-mute-button layout="key" data-place="mute"></sip-mute-button>
        <sip-hangup-button layout="key" data-place="end"></sip-hangup-button>
        <sip-keypad-button
          layout="key"
          data-place="pad"
          ?open=${this.keypad}
          @sip-keypad-request=${this.togglePad}
        ></sip-keypad-button>
      </div>
    `;
  }

  #holdRow(): TemplateResult {
    const words = this.localize;
    return html`
      <sip-hold-button layout="key" data-place="hold"></sip-hold-button>
      ${actionKey({
        place: 'transfer',
        icon: 'phone-forwarded',
        label: words.term('transfer'),
        disabled: this.call?.status !== 'active' || !this.canTransfer,
        press: () => this.dispatchEvent(new SipTransferRequestEvent()),
      })}
      ${actionKey({ place: 'add', icon: 'user-plus', label: words.term('add'), disabled: true })}
      ${actionKey({ place: 'more', icon: 'ellipsis', label: words.term('more'), disabled: true })}
    `;
  }

  #incomingActions(call: CallState): TemplateResult {
    const quick = (place: string, sign: 'voicemail' | 'message-circle', label: string): TemplateResult =>
      html`<button class="quick" data-place=${place} disabled>${icon(sign, { size: 'm' })}${label}</button>`;
    return html`
      <div class="actions incoming" part="actions">
        <sip-decline-button layout="key" data-place="decline"></sip-decline-button>
        <sip-answer-button layout="key" data-place="answer"></sip-answer-button>
        <button
          class="quick"
          data-place="q1"
          part="silence"
          ?disabled=${call.ignored === true}
          @click=${() => void this.access?.ignore(call.id).catch(() => {})}
        >
          ${icon('bell-off', { size: 'm' })}${this.localize.term('silence')}
        </button>
        ${quick('q2', 'voicemail', this.localize.term('voicemail'))}
        ${quick('q3', 'message-circle', this.localize.term('message'))}
      </div>
    `;
  }

  #resume(): void {
    void this.access?.hold(false, this.call?.id).catch(() => {});
  }

  #slotted(event: Event): void {
    this.hasOwnLayout = (event.target as HTMLSlotElement).assignedElements().length > 0;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call': SipCall;
  }
}
