/**
 * `<sip-call-quality>`: the audio quality of a call as bars, with `details` also its figures (ITU-T G.107, RFC 3550 §6.4).
 * Subjects: <sip-call-quality>; figures of quality, shown.
 */

import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallQuality } from '../../phone/state.js';
import { CallElement } from '../shared/base/phone-element.js';
import { suppliedFigures } from './figures-slot.js';
import { figureCode } from './late-figures.js';
import { barsStyles, qualityBars } from './quality-bars.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { inlineStyles } from '../shared/styles/inline.styles.js';

const STATES = {
  good: (quality) => quality !== undefined && quality.bars >= 3,
  weak: (quality) => quality?.bars === 2,
  bad: (quality) => quality !== undefined && quality.bars < 2,
} satisfies StateTable<CallQuality | undefined>;

const styles = css`
  :host([details]) {
    display: block;
    color: var(--_color-text);
  }
  .row {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 4px 16px;
    padding-block: 8px;
    font-size: calc(var(--_text-m) * 0.93);
    line-height: 18px;
  }
  dt {
    color: var(--_color-text-muted);
  }
  dd {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .small {
    padding-block: 8px;
  }
  .chart {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: 12px;
    padding-block-end: 4px;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  /* The lines are of one length: a moment is at the same place in each. */
  .chart bdi {
    min-inline-size: 6.5em;
  }
  /* Time runs with the text. */
  .line {
    flex: 1;
    min-inline-size: 0;
    block-size: 24px;
    fill: none;
    stroke: var(--_color-accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
    border-block-end: 1px solid var(--_color-line);
  }
  .line:dir(rtl) {
    scale: -1 1;
  }
  @media (forced-colors: active) {
    .line {
      stroke: CanvasText;
    }
  }
`;

/**
 * The quality of a call; empty bars until it is known.
 *
 * @tag sip-call-quality
 * @attr {boolean} details - Shows the figures too, with the course of loss, jitter, round-trip time and score over the last ten minutes.
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @csspart base - The container.
 * @csspart bars - The bars.
 * @csspart figures - The list of figures.
 * @csspart chart - The course of a figure: a line, and its lowest and highest value.
 * @csspart label - The name of a figure.
 * @csspart value - Its value.
 * @cssstate good - Three or four bars.
 * @cssstate weak - Two bars.
 * @cssstate bad - One bar or none.
 */
export class SipCallQuality extends CallElement {
  static readonly tagName: string = 'sip-call-quality';
  static override styles = [SipElement.styles, inlineStyles, barsStyles, styles];

  @property({ type: Boolean, reflect: true }) accessor details = false;

  #stop: (() => void) | undefined;

  protected override render(): TemplateResult {
    const { call } = this;
    const quality = call?.status === 'active' ? call.quality : undefined;
    this.reflectStates(STATES, quality);
    // The first measurement comes some seconds after the answer; nothing moves then.
    if (!quality)
      return this.details
        ? html`<p class="small muted">${this.localize.term('noFiguresYet')}</p>`
        : html`<span class="row" part="base">${qualityBars(0)}</span>`;
    const words = this.localize.term('connectionQuality', quality.bars);
    return html`
      <span class="row" part="base" role="img" aria-label=${words}>${qualityBars(quality.bars)}</span>
      ${this.details ? this.#figures(quality) : nothing}
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = figureCode.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  #figures(quality: CallQuality): TemplateResult | typeof nothing {
    const { call, access, localize } = this;
    const figures = suppliedFigures();
    if (figures) return figures(quality, (call && access?.phone.getCall(call.id)?.qualitySamples) ?? [], localize);
    figureCode.keepLoading();
    return figureCode.status === 'failed'
      ? html`<p class="small muted" role="alert">${localize.term('couldNotLoad')}</p>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-quality': SipCallQuality;
  }
}
