/**
 * `<sip-level>`: the level of sent or received audio as a row of marks (WAI-ARIA `meter`).
 * Subjects: <sip-level>; level meter, element; marks of the level meter.
 */

import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Timer } from '../../sip/base/clock.js';
import { CallElement } from '../shared/base/phone-element.js';
import type { DevicesLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';
import { elementClock } from '../shared/time/time.js';
import { ToolLocalizer } from '../shared/text/tools.js';

const MARKS = 24;
/** Interval of the readings, in ms. */
const PERIOD = 80;
/** The lowest level shown, in decibels relative to full scale; speech is at about −25. */
const FLOOR = -60;

const styles = css`
  .meter {
    display: flex;
    gap: 3px;
    block-size: 8px;
  }
  i {
    flex: 1;
    border-radius: min(2px, var(--_radius));
    background: var(--_color-sunken-press);
  }
  i.lit {
    background: var(--_color-good);
  }
  @media (forced-colors: active) {
    i {
      border: 1px solid CanvasText;
    }
    i.lit {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
    }
  }
`;

/**
 * A level meter for a call. With `open` it opens the microphone and measures it without a call too.
 *
 * @tag sip-level
 * @attr {'out' | 'in'} direction - `out`, the default, measures the microphone, `in` the received audio.
 * @attr {boolean} open - Measures the microphone without a call. The browser may ask the user for permission.
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @csspart base - The row.
 * @csspart mark - Each mark.
 * @csspart mark-lit - Each mark that is lit.
 * @cssstate silent - No level can be measured now.
 */
export class SipLevel extends CallElement {
  static readonly tagName: string = 'sip-level';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new ToolLocalizer(this);

  @property({ reflect: true }) accessor direction: 'out' | 'in' = 'out';
  @property({ type: Boolean, reflect: true }) accessor open = false;

  @state() private accessor lit = 0;

  #timer: Timer | undefined;
  #meter: { level(): number; close(): void } | undefined;
  /** The devices whose meter is requested or open. */
  #measured: DevicesLike | undefined;

  get #direction(): 'out' | 'in' {
    return this.direction === 'in' ? 'in' : 'out';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#closeMeter();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const devices = this.open && this.#direction === 'out' && this.isConnected ? this.access?.phone.devices : undefined;
    if (devices === this.#measured) return;
    this.#closeMeter();
    if (devices) this.#openMeter(devices);
  }

  protected override render(): TemplateResult {
    const label = this.hostLabel ?? this.localize.term(this.#direction === 'in' ? 'levelIn' : 'levelOut');
    return html`
      <div
        class="meter"
        part="base"
        role="meter"
        aria-label=${label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round((this.lit / MARKS) * 100)}
      >
        ${Array.from({ length: MARKS }, (_, index) =>
          index < this.lit ? html`<i class="lit" part="mark mark-lit"></i>` : html`<i part="mark"></i>`,
        )}
      </div>
    `;
  }

  #read(): void {
    this.#timer = elementClock().after(PERIOD, () => this.#read());
    const { call } = this;
    const measured = call && this.access?.phone.getCall(call.id)?.level(this.#direction);
    const level = measured ?? this.#meter?.level();
    this.toggleState('silent', level === undefined);
    this.lit = marksOf(level ?? 0);
  }

  #openMeter(devices: DevicesLike): void {
    this.#measured = devices;
    devices.meter().then(
      (meter) => {
        if (this.#measured === devices && !this.#meter) this.#meter = meter;
        else meter.close();
      },
      () => {}, // without a microphone there is no level; `<sip-permission>` shows the reason
    );
  }

  #closeMeter(): void {
    this.#measured = undefined;
    this.#meter?.close();
    this.#meter = undefined;
  }
}

/** Returns the number of marks for a level of 0 to 1, on a decibel scale. */
function marksOf(level: number): number {
  if (!(level > 0)) return 0;
  const decibels = 20 * Math.log10(level);
  return Math.min(MARKS, Math.max(0, Math.round((1 - decibels / FLOOR) * MARKS)));
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-level': SipLevel;
  }
}
