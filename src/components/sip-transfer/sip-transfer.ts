/**
 * `<sip-transfer>`: transfers a call (RFC 3515, RFC 5589): to a number or contact, blind or after a consultation, or to another
 * call.
 * Subjects: <sip-transfer>; transfer target, chosen; consult button; blind transfer in the interface; suggestion selected for a
 * transfer.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { CallState, Lamp, Party, Suggestion } from '../../phone/state.js';
import { SipToggleEvent } from '../shared/events/events.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { callShape, callWords } from '../shared/text/call-text.js';
import { beginConsultation } from '../shared/phone/consultation.js';
import { icon } from '../shared/icons/icons.js';
import { ListNavigation, optionId } from '../shared/lists/list-navigation.js';
import { marked, matchStyles } from '../shared/text/match.js';
import { lampView } from '../shared/text/lamp-text.js';
import { listStyles } from '../shared/styles/list.styles.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import { CallElement } from '../shared/base/phone-element.js';
import { shape } from '../shared/icons/shapes.js';
import { SipElement } from '../shared/base/sip-element.js';
import { styles } from './sip-transfer.styles.js';
import { Suggestions } from './transfer-suggestions.js';

/** A transfer target: the remote party of another call, or an address. */
interface Target {
  /** Identifies the target in the list. */
  readonly key: string;
  readonly party: Party;
  readonly call?: CallState;
  readonly suggestion?: Suggestion;
}

/** A number or an address, which can be called as it was typed; other text is a name. */
const ADDRESS = /^[+*#\d][\d\s().\-/*#]*$|@|^(sips?|tel):/i;

/**
 * Transfers a call. The list has the other calls and the suggestions for the typed text, or recent numbers without a text. The
 * target is the selected option: the number that was typed, else the first match; ↑, ↓ and a press select another one. Enter in
 * the field goes to the button.
 *
 * @tag sip-transfer
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @fires sip-toggle - The transfer or consultation has begun; the page can hide the element. Does not bubble.
 * @slot icon - The icon of the field.
 * @slot consult - The label of the button that starts a consultation.
 * @slot submit - The label of the button that starts a blind transfer.
 * @csspart base - The form.
 * @csspart input - The field for a name or number.
 * @csspart item - Each option of the list.
 * @csspart hint - The sentence above the buttons.
 * @csspart consult - The button that starts a consultation.
 * @csspart submit - The button that starts a blind transfer.
 * @csspart avatar - The image or initials.
 * @csspart bottom - The row at the bottom.
 * @csspart icon - Each icon.
 * @csspart line - The second line.
 * @csspart match - The typed text in a result.
 * @csspart name - The name.
 * @csspart search - The field with its icon.
 * @csspart shape - The shape of a state.
 * @cssstate available - The call can be transferred; without this state the element is empty.
 * @cssstate selected - A target is selected.
 */
export class SipTransfer extends CallElement {
  static readonly tagName: string = 'sip-transfer';
  protected static override readonly laterSlots = ['icon', 'consult', 'submit'];
  static override styles = [SipElement.styles, avatarStyles, listStyles, matchStyles, styles];

  @state() private accessor typed = '';

  readonly #suggestions = new Suggestions(this);
  readonly #navigation = new ListNavigation(this);
  #targets: readonly Target[] = [];
  /** The text whose first match was selected; afterwards the selection is the user's. */
  #selectedFor: string | undefined;

  protected override select(): unknown {
    const phone = this.phoneState;
    return [phone?.calls, phone?.lamps, phone?.contacts];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#suggestions.ask(this.access?.phone, this.typed.trim());
    const selected = this.#selected?.key;
    this.#targets = this.#list();
    this.#selectFirst(selected);
    this.toggleState('available', this.call?.status === 'active');
    this.toggleState('selected', this.#selected !== undefined);
  }

  /** Keeps the selected target; for a new text selects the typed number, else the first match. */
  #selectFirst(selected: string | undefined): void {
    const typed = this.typed.trim();
    const kept = this.#targets.findIndex(({ key }) => key === selected);
    if (this.#selectedFor === typed) return void (this.#navigation.index = kept);
    const isComplete = this.#suggestions.text === typed;
    if (isComplete) this.#selectedFor = typed;
    const own = ADDRESS.test(typed) ? this.#targets.findIndex(({ key }) => key === typed) : -1;
    this.#navigation.index =
      typed === '' || (own < 0 && !isComplete) ? -1 : Math.max(own, Math.min(0, this.#targets.length - 1));
  }

  get #selected(): Target | undefined {
    return this.#targets[this.#navigation.index];
  }

  /** Returns the other calls, the typed number, and the suggestions. */
  #list(): readonly Target[] {
    const typed = this.typed.trim();
    const { list, text } = this.#suggestions;
    const calls = (this.phoneState?.calls ?? []).filter(
      ({ id, status, peer }) =>
        id !== this.call?.id &&
        status === 'active' &&
        `${peer.name} ${peer.number}`.toLowerCase().includes(typed.toLowerCase()),
    );
    const isMissing =
      !list.some(({ target }) => target === typed) && (ADDRESS.test(typed) || (text === typed && list.length === 0));
    return [
      ...calls.map((call) => ({ key: `call ${call.id}`, party: call.peer, call })),
      ...(typed !== '' && isMissing ? [{ key: typed, party: { name: '', number: typed, uri: typed } }] : []),
      ...list.map((suggestion) => {
        const { name, target } = suggestion;
        return { key: target, party: { name, number: target, uri: target }, suggestion };
      }),
    ];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call } = this;
    if (call?.status !== 'active') return nothing;
    const words = this.localize;
    return html`
      <form part="base" @submit=${this.#submit}>
        <div class="search" part="search">
          <slot name="icon">${icon('search', { size: 'm' })}</slot>
          <input
            part="input"
            dir=${this.typed === '' ? nothing : 'auto'}
            type="text"
            inputmode="tel"
            enterkeyhint="go"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="256"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded=${this.#targets.length > 0}
            aria-controls="targets"
            aria-activedescendant=${this.#navigation.active ?? nothing}
            aria-label=${words.term('transferTo')}
            placeholder=${words.term('nameOrNumber')}
            .value=${this.typed}
            @input=${this.#input}
            @keydown=${this.#keydown}
          />
        </div>
        <ul
          class="rows"
          id="targets"
          role="listbox"
          aria-label=${words.term('transferTo')}
          @pointerdown=${(event: Event) => event.preventDefault()}
        >
          ${this.#targets.map((target, index) => this.#option(target, index))}
        </ul>
        ${this.#bottom(call)}
      </form>
    `;
  }

  #option({ party, call, suggestion }: Target, index: number): TemplateResult {
    const on = index === this.#navigation.index;
    const name = party.name
      ? html`<bdi>${marked(party.name, this.typed)}</bdi>`
      : nameOf(party, this.localize.term('privateNumber'));
    const about = call ? html`${shape(callShape(call))}${callWords(call, this.localize)}` : this.#about(suggestion);
    return html`<li
      class="row item ${on ? 'is-on' : ''}"
      part="item"
      id=${optionId(index)}
      role="option"
      aria-selected=${on}
      @click=${() => (this.#navigation.index = index)}
    >
      ${avatar(party)}
      <div class="who"><b class="cut" part="name">${name}</b><span class="sub" part="line">${about}</span></div>
      ${on ? icon('check', { size: 'm' }) : nothing}
    </li>`;
  }

  /** Renders the status of a watched target, the label of its number, and the number. */
  #about(suggestion: Suggestion | undefined): TemplateResult | typeof nothing {
    if (!suggestion) return nothing;
    const { target, name, label } = suggestion;
    const lamp = this.phoneState?.lamps.find(({ uri, number }) => uri === target || number === target);
    const number = name ? html`<bdi dir="ltr">${marked(target, this.typed)}</bdi>` : nothing;
    const parts = [lamp && lampView(lamp, this.localize).words, label && html`<bdi>${label}</bdi>`, number].filter(
      (part) => part !== undefined && part !== '' && part !== nothing,
    );
    return html`${lamp ? this.#lamp(lamp) : nothing}<span class="cut"
        >${parts.map((part, index) => html`${index > 0 ? ' · ' : nothing}${part}`)}</span
      >`;
  }

  #lamp(lamp: Lamp): TemplateResult {
    const view = lampView(lamp, this.localize);
    return html`<span data-tone=${view.tone}>${shape(view.shape)}</span>`;
  }

  #bottom(call: CallState): TemplateResult {
    const words = this.localize;
    const withheld = words.term('privateNumber');
    const selected = this.#selected;
    const other = selected ? plainNameOf(selected.party, withheld) : '';
    return html`<div class="bottom" part="bottom">
      <p class="small muted" part="hint">${words.term('staysOnHold', plainNameOf(call.peer, withheld), other)}</p>
      <div class="pair">
        <button class="button tall" part="consult" type="button" ?disabled=${!selected} @click=${this.#consult}>
          <slot name="consult">${words.term('consult')}</slot>
        </button>
        <button class="button tall primary" part="submit" type="submit" ?disabled=${!selected}>
          <slot name="submit">${words.term('transferNow')}</slot>
        </button>
      </div>
    </div>`;
  }

  #input(event: InputEvent): void {
    this.typed = (event.target as HTMLInputElement).value;
  }

  /** Enter goes to the button: a key pressed too early must not transfer the call. */
  #keydown(event: KeyboardEvent): void {
    if (this.#navigation.keydown(event, this.#targets.length) || event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('[part=submit]')?.focus();
  }

  /** The state of the call has the result. */
  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const selected = this.#selected;
    if (!selected) return;
    const { access } = this;
    const target = selected.call ? access?.phone.getCall(selected.call.id) : selected.key;
    if (target !== undefined) void access?.transfer(target, this.call?.id).catch(() => {});
    this.#done();
  }

  /** Calls the transfer target and holds this call; the buttons of the call complete the transfer. */
  #consult(): void {
    const { access, call } = this;
    const selected = this.#selected;
    if (!access || !call || !selected) return;
    const second = selected.call ? access.phone.getCall(selected.call.id) : access.dial(selected.key);
    if (!second) return; // prevented by a listener
    if (selected.call) void access.swap(second.id).catch(() => {});
    beginConsultation(access.phone, call.id, second.id);
    this.#done();
  }

  #done(): void {
    this.typed = '';
    this.dispatchEvent(new SipToggleEvent(false));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-transfer': SipTransfer;
  }
}
