/**
 * `<sip-key>`: a key that the page defines: it sends digits or a message, calls a number or a feature code, or tells the page.
 * Subjects: <sip-key>; key of the page; feature code; speed dial; question before a key acts; lamp of a key; sip-key-press event.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Lamp, PhoneState } from '../../phone/state.js';
import { currentCall } from '../shared/commands/phone-access.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { SipKeyPressEvent } from '../shared/events/tool-events.js';
import { LampWatch } from '../shared/phone/lamp-watch.js';
import { shape } from '../shared/icons/shapes.js';
import { lampView, switchView } from '../shared/text/lamp-text.js';
import { PeopleLocalizer } from '../shared/text/people.js';
import { styles } from './sip-key.styles.js';

/** What the states depend on. */
interface KeyView {
  readonly lamp: Lamp | undefined;
  readonly failed: boolean;
  readonly asking: boolean;
}

const isOn = ({ lamp }: KeyView): boolean => /^(busy|held|ringing)$/.test(lamp?.status ?? '');

const STATES = {
  on: isOn,
  off: ({ lamp }) => lamp?.status === 'available',
  unknown: ({ lamp }) => lamp !== undefined && /^(unknown|unavailable|offline)$/.test(lamp.status),
  asking: ({ asking }) => asking,
  failed: ({ failed }) => failed,
} satisfies StateTable<KeyView>;

/**
 * A key for an action of the page: open a door, log in to a queue, call a desk. A press performs what its attributes name: it sends
 * `digits` in the call, else sends `message`, else calls `target`; with none of them it only dispatches `sip-key-press`.
 *
 * With `lamp` it shows the state of that address (RFC 4235), such as the hint of a feature code: lit while it is busy. A lit key calls
 * `target-on`, where there is one.
 *
 * @tag sip-key
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} label - The label, and the accessible name.
 * @attr {string} digits - DTMF digits to send in the active call, such as `*9`. A comma is a pause.
 * @attr {string} message - A text message to send (RFC 3428): to `target`, or to the remote party of the active call.
 * @attr {string} target - Number, address or feature code to call.
 * @attr {string} target-on - What to call instead while the lamp is on, such as the code that logs out.
 * @attr {string} lamp - Number or address whose state is shown.
 * @attr {string} name - Name of the key in `sip-key-press`.
 * @attr {'call' | 'idle'} when - Shows the key only during a call, or only without one. Default: always.
 * @attr {boolean} confirm - Asks before the action: the key becomes two buttons, itself and Cancel.
 * @attr {boolean} disabled - Ignores presses.
 * @fires sip-key-press - The key was pressed, and confirmed where it asks. Cancelable: the action is then not performed.
 * @slot - Replaces the label.
 * @slot icon - The icon. Default: the lamp, or none.
 * @csspart base - The button.
 * @csspart label - The label.
 * @csspart lamp - The lamp.
 * @csspart question - The container of the two buttons of the question.
 * @csspart confirm - The button that confirms.
 * @csspart cancel - The button that cancels.
 * @csspart shape - The shape of a state.
 * @cssstate on - The lamp is lit: the address is busy.
 * @cssstate off - The lamp is off: the address is idle.
 * @cssstate unknown - The state of the lamp is not known, or its subscription was refused.
 * @cssstate asking - The question is shown.
 * @cssstate failed - The last action failed; until the next press.
 */
export class SipKey extends PhoneElement {
  static readonly tagName: string = 'sip-key';
  protected static override readonly laterSlots = ['icon'];
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property() accessor label: string | undefined = undefined;
  @property() accessor digits: string | undefined = undefined;
  @property() accessor message: string | undefined = undefined;
  @property() accessor target: string | undefined = undefined;
  @property({ attribute: 'target-on' }) accessor targetOn: string | undefined = undefined;
  @property() accessor lamp: string | undefined = undefined;
  @property() accessor name: string | undefined = undefined;
  @property() accessor when: 'call' | 'idle' | undefined = undefined;
  @property({ type: Boolean }) accessor confirm = false;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor asking = false;
  @state() private accessor failed = false;

  readonly #watch = new LampWatch(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking = false;
  }

  protected override select(state: PhoneState): unknown {
    return [this.#find(state), state.calls, state.account.status];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#watch.watch(this.access?.phone.lamps, this.lamp?.trim() ?? '');
    const inCall = this.#inCall;
    this.toggleAttribute('data-away', (this.when === 'call' && !inCall) || (this.when === 'idle' && inCall));
    if (!this.#possible) this.asking = false;
    this.reflectStates(STATES, this.#view);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // The question takes the place of the focused button, and gives it back.
    if (changed.has('asking') && changed.get('asking') !== undefined)
      this.renderRoot.querySelector<HTMLElement>(this.asking ? '.cancel' : '.key')?.focus();
  }

  protected override render(): TemplateResult {
    if (this.asking) return this.#question();
    const view = this.lamp ? lampView(this.#lamp, this.localize) : undefined;
    const state = switchView(this.#lamp, this.localize);
    const label = this.hostLabel ?? this.label;
    return html`<button
      class="key"
      part="base"
      type="button"
      data-tone=${state ? 'none' : ifDefined(view?.tone)}
      aria-label=${ifDefined(label)}
      aria-pressed=${view ? String(isOn(this.#view)) : nothing}
      title=${ifDefined(state ? this.#lamp?.note : view?.words)}
      ?disabled=${!this.#possible}
      @click=${() => (this.confirm ? (this.asking = true) : void this.#act())}
    >
      <slot name="icon">${view ? html`<span part="lamp">${state?.shape ?? shape(view.shape)}</span>` : nothing}</slot>
      <span class="label" part="label"><slot>${this.label}</slot></span>
      ${state ? html`<span class="word" part="lamp" data-word=${state.words}></span>` : nothing}
    </button>`;
  }

  #question(): TemplateResult {
    return html`<div
      class="question"
      part="question"
      role="group"
      aria-label=${ifDefined(this.hostLabel ?? this.label)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        this.asking = false;
      }}
    >
      <button class="button call" part="confirm" type="button" @click=${() => void this.#act()}>
        <slot>${this.label}</slot>
      </button>
      <button class="button cancel" part="cancel" type="button" @click=${() => (this.asking = false)}>
        ${this.localize.term('cancel')}
      </button>
    </div>`;
  }

  get #view(): KeyView {
    return { lamp: this.#lamp, failed: this.failed, asking: this.asking };
  }

  get #lamp(): Lamp | undefined {
    return this.phoneState && this.#find(this.phoneState);
  }

  #find({ lamps }: PhoneState): Lamp | undefined {
    const target = this.lamp?.trim();
    return target ? lamps.find(({ targets }) => targets.includes(target)) : undefined;
  }

  get #call(): ReturnType<typeof currentCall> {
    return this.access && currentCall(this.access.phone);
  }

  get #inCall(): boolean {
    return this.#call?.status === 'active';
  }

  /** Whether a press has an effect: digits, and a message without a target, need an active call. */
  get #possible(): boolean {
    if (this.disabled) return false;
    const needsCall = this.digits !== undefined || (this.message !== undefined && !this.target);
    if (needsCall) return this.#inCall;
    return this.access !== undefined || (this.message === undefined && !this.target);
  }

  async #act(): Promise<void> {
    this.asking = this.failed = false;
    const permitted = this.dispatchEvent(new SipKeyPressEvent(this.name ?? '', this.#call?.id));
    if (!permitted) return;
    try {
      await this.#perform();
    } catch {
      // The state of a call has the reason; a page styles `:state(failed)`.
      this.failed = true;
    }
  }

  async #perform(): Promise<void> {
    const { access, digits, message } = this;
    if (!access) return;
    const target = this.target?.trim();
    if (digits !== undefined) return access.sendDigits(digits);
    if (message !== undefined) return access.sendMessage(target || (this.#call?.peer.uri ?? ''), message);
    const code = (isOn(this.#view) && this.targetOn?.trim()) || target;
    if (code) access.dial(code);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-key': SipKey;
  }
}
