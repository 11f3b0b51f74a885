/** `<sip-call-quality>`: the audio quality of a call as bars, with `details` also its figures (ITU-T G.107, RFC 3550 §6.4). */

import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallQuality } from '../../phone/state.js';
import { CallElement } from '../shared/base/phone-element.js';
import { barsStyles, qualityBars } from './quality-bars.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import type { QualityFigure } from '../shared/text/locales/translation.js';

const STATES = {
  good: (quality) => quality !== undefined && quality.bars >= 3,
  weak: (quality) => quality?.bars === 2,
  bad: (quality) => quality !== undefined && quality.bars < 2,
} satisfies StateTable<CallQuality | undefined>;

const styles = css`
  :host {
    display: inline-block;
    font: inherit;
    color: inherit;
  }
  :host([details]) {
    display: block;
  }
  /* The bars come some seconds after the answer; their place is kept, so that nothing beside them moves. */
  .bars.none {
    display: block;
    visibility: hidden;
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
`;

/**
 * The quality of a call; an empty place of the same size until it is known.
 *
 * @tag sip-call-quality
 * @attr {boolean} details - Shows the figures too.
 * @attr {string} call-id - Id of the call. Default: the call of the enclosing `<sip-call>`, else the active call.
 * @csspart base - The container.
 * @csspart bars - The bars.
 * @csspart figures - The list of figures.
 * @cssstate good - Three or four bars.
 * @cssstate weak - Two bars.
 * @cssstate bad - One bar or none.
 */
export class SipCallQuality extends CallElement {
  static readonly tagName: string = 'sip-call-quality';
  static override styles = [SipElement.styles, barsStyles, styles];

  @property({ type: Boolean, reflect: true }) accessor details = false;

  protected override render(): TemplateResult {
    const { call } = this;
    const quality = call?.status === 'active' ? call.quality : undefined;
    this.reflectStates(STATES, quality);
    // A call of an earlier page has no measurement yet, and keeps the place of the bars.
    if (call?.status === 'resuming' && !this.details)
      return html`<span class="row" part="base">${qualityBars(0)}</span>`;
    if (!quality)
      return this.details
        ? html`<p class="small muted">${this.localize.term('noFiguresYet')}</p>`
        : html`<span class="bars none"></span>`;
    const words = this.localize.term('connectionQuality', quality.bars);
    return html`
      <span class="row" part="base" role="img" aria-label=${words}>${qualityBars(quality.bars)}</span>
      ${this.details ? this.#figures(quality) : nothing}
    `;
  }

  #figures(quality: CallQuality): TemplateResult {
    const words = this.localize;
    const number = (value: number, options: Intl.NumberFormatOptions): string => words.number(value, options);
    const milliseconds = (seconds: number): string =>
      number(Math.round(seconds * 1000), { style: 'unit', unit: 'millisecond' });
    const percent = (part: number): string => number(part, { style: 'percent', maximumFractionDigits: 1 });
    const { codec, path, roundTrip, jitter, lossIn, lossOut, mos } = quality;
    const rows: [QualityFigure, string | undefined][] = [
      ['mos', mos === undefined ? undefined : number(mos, { maximumFractionDigits: 1 })],
      ['roundTrip', roundTrip === undefined ? undefined : milliseconds(roundTrip)],
      ['jitter', jitter === undefined ? undefined : milliseconds(jitter)],
      ['lossIn', lossIn === undefined ? undefined : percent(lossIn)],
      ['lossOut', lossOut === undefined ? undefined : percent(lossOut)],
      ['path', path && words.term('networkPath', path)],
      ['codec', codec],
    ];
    return html`<dl part="figures">
      ${rows.map(([name, value]) =>
        value === undefined
          ? nothing
          : html`<dt>${words.term('qualityFigure', name)}</dt>
              <dd><bdi>${value}</bdi></dd>`,
      )}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-quality': SipCallQuality;
  }
}
