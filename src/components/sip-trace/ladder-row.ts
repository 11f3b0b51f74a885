/** One message of the ladder: its time, and an arrow between the lanes of sender and receiver. */

import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { summaryOf, toneOf, type LadderEntry } from './ladder.js';

export interface Rung extends LadderEntry {
  readonly id: number;
}

/** Height of a row in px; rows outside of the viewport are not rendered. */
export const ROW = 28;

export interface RowOptions {
  readonly lanes: readonly string[];
  readonly index: number;
  /** Number of all rows. */
  readonly count: number;
  /** Time of the first message, epoch ms. */
  readonly start: number;
  /** Id of the selected row. */
  readonly chosen: number | undefined;
  nameOf(lane: string): string;
  choose(id: number): void;
}

export function ladderRow(rung: Rung, options: RowOptions): TemplateResult {
  const { index, lanes, nameOf } = options;
  const [from, to] = [laneOf(rung.from, lanes), laneOf(rung.to, lanes)];
  const span = Math.abs(to - from) + 1;
  // Set styles by the CSSOM: a strict content security policy forbids the `style` attribute.
  const place = (element: Element | undefined): void => {
    if (element instanceof HTMLElement) element.style.insetBlockStart = `${index * ROW}px`;
  };
  const draw = (element: Element | undefined): void => {
    if (!(element instanceof HTMLElement)) return;
    element.style.gridColumn = `${Math.min(from, to) + 2} / span ${span}`;
    element.style.setProperty('--span', String(span));
  };
  return html`<div
    class="rung"
    part="row"
    role="option"
    id="rung-${rung.id}"
    aria-selected=${rung.id === options.chosen}
    aria-setsize=${options.count}
    aria-posinset=${index + 1}
    ${ref(place)}
    @click=${() => options.choose(rung.id)}
  >
    <time>${((rung.at - options.start) / 1000).toFixed(2)}</time>
    <span class="visually-hidden">${nameOf(rung.from)} → ${nameOf(rung.to)}</span>
    <div class="arrow ${to < from ? 'back' : ''}" part="arrow" data-tone=${toneOf(rung.text)} ${ref(draw)}>
      <span class="cut">${summaryOf(rung.text)}</span>
    </div>
  </div>`;
}

/** Returns the index of a lane; unknown names belong to the last one. */
function laneOf(name: string, lanes: readonly string[]): number {
  const lane = lanes.indexOf(name);
  return lane < 0 ? lanes.length - 1 : lane;
}
