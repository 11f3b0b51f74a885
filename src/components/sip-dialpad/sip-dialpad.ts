/**
 * `<sip-dialpad>`: the twelve keys of a telephone (ITU-T E.161). Types into the phone, or sends DTMF in a call.
 * Subjects: <sip-dialpad>; keys of the dialpad; long press of 0; DTMF by key; letters on the keys; highlighted key; sip-digit
 * event; keySounds, effect.
 */

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { SipDigitEvent } from '../shared/events/events.js';
import { LongPress } from '../shared/actions/long-press.js';
import { icon } from '../shared/icons/icons.js';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { elementClock } from '../shared/time/time.js';
import { styles } from './sip-dialpad.styles.js';

const KEYS: readonly (readonly [digit: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

/** How long a key is highlighted after a press on the keyboard, in ms. */
const FLASH = 140;
/** Everything except DTMF events (RFC 4733 §3.2) and the pause. */
const NOT_DTMF = /[^0-9*#A-D,]/gi;

/**
 * The dialpad.
 *
 * @tag sip-dialpad
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {'auto' | 'dial' | 'dtmf'} mode - `dial` types, `dtmf` sends DTMF, `auto` sends during an active call and else types. Default `auto`.
 * @attr {boolean} disabled - Disables all keys.
 * @fires sip-digit - A key was pressed. Cancelable: the digit is then neither typed nor sent.
 * @csspart base - The group.
 * @csspart key - Each key.
 * @csspart digit - Its digit.
 * @csspart letters - Its letters.
 * @csspart icon - Each icon.
 * @cssstate disabled - The keys are disabled.
 * @cssstate dtmf - The keys send DTMF in a call.
 * @cssprop --sip-key - The height of a key.
 * @cssprop --sip-key-gap - The gap between keys.
 */
export class SipDialpad extends CallElement {
  static readonly tagName: string = 'sip-dialpad';
  static override styles = [SipElement.styles, styles];

  @property({ reflect: true }) accessor mode: 'auto' | 'dial' | 'dtmf' = 'auto';
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  /** Index of the key in the tab order (roving tabindex). */
  @state() private accessor current = 0;
  @state() private accessor flashing: string | undefined = undefined;

  /** A long press of 0 is a plus. */
  readonly #plus = new LongPress(() => this.#enter('+'));

  /** Performs the press of `digit`, and highlights the key. */
  press(digit: string): void {
    if (this.disabled) return;
    this.flashing = digit === '+' ? '0' : digit;
    elementClock().after(FLASH, () => (this.flashing = undefined));
    this.#enter(digit);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('paste', this.#paste);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('paste', this.#paste);
    this.#plus.up();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.toggleState('disabled', this.disabled);
    this.toggleState('dtmf', this.#sends());
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="pad"
        part="base"
        role="group"
        aria-label=${this.hostLabel ?? this.localize.term('dialpad')}
        @keydown=${this.#keydown}
      >
        ${KEYS.map(([digit, letters], index) => this.#key(digit, letters, index))}
      </div>
    `;
  }

  #key(digit: string, letters: string, index: number): TemplateResult {
    return html`
      <button
        type="button"
        part="key"
        class=${classMap({ digit: true, 'is-pressed': this.flashing === digit })}
        ?disabled=${this.disabled}
        tabindex=${index === this.current ? 0 : -1}
        aria-label=${ifDefined(this.#label(digit))}
        data-digit=${digit}
        @focus=${() => (this.current = index)}
        @pointerdown=${() => this.#pressed(digit)}
        @pointerup=${this.#plus.up}
        @pointercancel=${this.#plus.up}
        @pointerleave=${this.#plus.up}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @click=${() => this.#clicked(digit)}
      >
        ${faceOf(digit, letters)}
      </button>
    `;
  }

  /** Returns the accessible name of a key with a sign. */
  #label(digit: string): string | undefined {
    return { '*': this.localize.term('star'), '#': this.localize.term('hash') }[digit];
  }

  #pressed(digit: string): void {
    if (digit === '0' && !this.#sends()) this.#plus.down();
  }

  #clicked(digit: string): void {
    if (!this.#plus.isOver()) this.#enter(digit);
  }

  #enter(digit: string): void {
    if (this.disabled || !this.dispatchEvent(new SipDigitEvent(digit))) return;
    const { access } = this;
    if (!access) return;
    if (this.#sends()) return void access.sendDigits(digit, this.call?.id).catch(() => {});
    if (access.phone.configuration.keySounds === true) access.phone.playKey(digit);
    access.phone.setDialString(access.phone.state.dialString + digit);
  }

  #sends(): boolean {
    if (this.mode !== 'auto') return this.mode === 'dtmf';
    const status = this.call?.status;
    return status === 'active' || status === 'early';
  }

  /** Arrow keys move the focus in a grid of three columns. */
  #keydown(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 3, ArrowUp: -3 };
    const step = steps[event.key];
    if (step === undefined) return;
    const next = this.current + step;
    if (next < 0 || next >= KEYS.length) return;
    event.preventDefault();
    this.current = next;
    this.renderRoot.querySelectorAll<HTMLButtonElement>('button')[next]?.focus();
  }

  #paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain').trim();
    const { access } = this;
    if (!text || !access || this.disabled) return;
    event.preventDefault();
    if (this.#sends()) void access.sendDigits(text.replace(NOT_DTMF, ''), this.call?.id).catch(() => {});
    else access.phone.setDialString(access.phone.state.dialString + text);
  };
}

/** Renders the label of a key: "2" over "ABC"; the accessible name is "2, A B C". */
function faceOf(digit: string, letters: string): TemplateResult {
  if (digit === '*') return icon('asterisk');
  if (digit === '#') return icon('hash');
  const spoken = letters ? `${digit}, ${[...letters].join(' ')}` : digit;
  return html`<span class="visually-hidden">${spoken}</span><b part="digit" aria-hidden="true">${digit}</b
    ><span part="letters" class="letters" aria-hidden="true">${digit === '1' ? icon('voicemail') : letters}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-dialpad': SipDialpad;
  }
}
