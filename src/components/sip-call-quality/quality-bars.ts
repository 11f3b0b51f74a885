/**
 * Four bars for the quality of a call: their number carries the meaning, colour only repeats it (WCAG 1.4.1).
 * Subjects: quality bars, drawn.
 */

import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { CallQuality } from '../../phone/state.js';

type Bars = CallQuality['bars'];

const bar = (index: number, full: boolean): SVGTemplateResult => {
  const [x, y, height] = [index * 4, 9 - index * 3, 5 + index * 3];
  return full
    ? svg`<rect x=${x} y=${y} width="3" height=${height} rx="1" fill="currentColor"/>`
    : svg`<rect class="empty" x=${x + 0.5} y=${y + 0.5} width="2" height=${height - 1} rx=".5" fill="none"/>`;
};

export function toneOf(bars: Bars): 'good' | 'warn' | 'bad' {
  if (bars >= 3) return 'good';
  return bars === 2 ? 'warn' : 'bad';
}

export function qualityBars(bars: Bars): TemplateResult {
  return html`<svg class="bars" part="bars" data-tone=${toneOf(bars)} viewBox="0 0 16 14" aria-hidden="true">
    ${[0, 1, 2, 3].map((index) => bar(index, index < bars))}
  </svg>`;
}

export const barsStyles = css`
  .bars {
    inline-size: 16px;
    block-size: 14px;
    flex: none;
    color: var(--tone);
  }
  .bars .empty {
    stroke: var(--_color-line-control);
  }
  @media (forced-colors: active) {
    .bars {
      color: CanvasText;
    }
    .bars .empty {
      stroke: CanvasText;
    }
  }
`;
