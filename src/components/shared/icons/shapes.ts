/**
 * The shapes of states on a 16 px grid, so that colour is not the only cue (WCAG 1.4.1). The inner sign has the colour
 * `--ground`.
 * Subjects: shapes of states; colour not the only cue.
 */

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const sign = (d: string, width = 1.75): SVGTemplateResult =>
  svg`<path class="cut-out" d=${d} fill="none" stroke-width=${width} stroke-linecap="round" stroke-linejoin="round"/>`;
const disc = svg`<circle cx="8" cy="8" r="7" fill="currentColor"/>`;
const ring = svg`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/>`;

const SHAPES = {
  ready: svg`${disc}${sign('m5 8.2 2.1 2.1L11.2 6')}`,
  connecting: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.2 3.1" stroke-linecap="round"/>`,
  offline: svg`<path d="M8 1.6 15 14H1z" fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>${sign('M8 6v3.6M8 12v.1')}`,
  refused: svg`<path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor"/>${sign('m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4')}`,
  away: svg`${ring}<path d="M8 4.6V8l2.3 1.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`,
  out: ring,
  held: svg`${disc}${sign('M6.2 5.4v5.2M9.8 5.4v5.2')}`,
  busy: svg`<rect x="1" y="1" width="14" height="14" rx="3.5" fill="currentColor"/>${sign('M4.6 6.2v3.6M8 4.6v6.8M11.4 6.2v3.6')}`,
  dnd: svg`${disc}${sign('M4.8 8h6.4', 2)}`,
  ringing: svg`<path d="M8 1.2a4.6 4.6 0 0 0-4.6 4.6c0 2.6-.9 3.9-1.7 4.8-.4.5-.1 1.2.6 1.2h11.4c.7 0 1-.7.6-1.2-.8-.9-1.7-2.2-1.7-4.8A4.6 4.6 0 0 0 8 1.2zM6.2 13.2a1.9 1.9 0 0 0 3.6 0z" fill="currentColor"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type ShapeName = keyof typeof SHAPES;

/** Renders the shape of a state, hidden from assistive technology, as the text beside it has the same meaning. */
export const shape = (name: ShapeName): TemplateResult => drawnShape(name, SHAPES[name]);

/** The same of a drawing that is loaded later. */
export function drawnShape(name: string, drawing: SVGTemplateResult): TemplateResult {
  return html`<svg class="shape" part="shape" data-shape=${name} viewBox="0 0 16 16" aria-hidden="true">
    ${drawing}
  </svg>`;
}
