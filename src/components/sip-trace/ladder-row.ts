/**
 * One message of the ladder: its time, and an arrow between the lanes of sender and receiver.
 * Subjects: arrow of the ladder; row of the ladder.
 */

import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { summaryOf, toneOf, type LadderEntry } from './ladder.js';

export interface Rung extends LadderEntry {
  readonly id: number;
  /** Call-ID: the messages of one call or registration share it (RFC 3261 §8.1.1.4). Empty where there is none. */
  readonly callId: string;
}

interface RowOptions {
  readonly lanes: readonly string[];
  readonly index: number;
  /** In px; rows outside of the viewport are not rendered. */
  readonly height: number;
  /** Number of all rows. */
  readonly count: number;
  /** Time of the first message, epoch ms. */
  readonly start: number;
  /** The selected message. */
  readonly chosen: Rung | undefined;
  nameOf(lane: string): string;
  choose(id: number): void;
}

export function ladderRow(rung: Rung, options: RowOptions): TemplateResult {
  const { index, height, lanes, chosen, nameOf } = options;
  const [from, to] = [laneOf(rung.from, lanes), laneOf(rung.to, lanes)];
  // Set styles by the CSSOM: a strict content security policy forbids the `style` attribute.
  const place = (element: Element | undefined): void => {
    if (!(element instanceof HTMLElement)) return;
    element.style.insetBlockStart = `${index * height}px`;
    element.style.blockSize = `${height}px`;
  };
  const draw = (element: Element | undefined): void => {
    if (element instanceof HTMLElement) drawArrow(element, from, to, lanes.length);
  };
  const sameCall = rung.callId && chosen?.callId === rung.callId;
  return html`<div
    class="rung ${sameCall ? 'same-call' : ''}"
    part="row"
    role="option"
    id="rung-${rung.id}"
    aria-selected=${rung.id === chosen?.id}
    aria-setsize=${options.count}
    aria-posinset=${index + 1}
    ${ref(place)}
    @click=${() => options.choose(rung.id)}
  >
    <time part="time">${timeOf(rung, options.start)}</time>
    <span class="visually-hidden">${nameOf(rung.from)} → ${nameOf(rung.to)}</span>
    <div class="arrow ${to < from ? 'back' : ''}" part="arrow" data-tone=${toneOf(rung.text)} ${ref(draw)}>
      <span class="cut" part="summary">${summaryOf(rung.text)}</span>
    </div>
  </div>`;
}

/** Returns the seconds since the first message. */
export const timeOf = ({ at }: Rung, start: number): string => ((at - start) / 1000).toFixed(2);

/**
 * Places an arrow between the middles of two lanes. A text that is wider than its arrow continues towards the side with more lanes, so
 * that it can be read in narrow lanes. A message from a lane to itself has the width of that lane.
 */
function drawArrow(arrow: HTMLElement, from: number, to: number, lanes: number): void {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const toTheRight = left + right < lanes - 1;
  const inset = left === right ? 0 : 0.5;
  const width = right - left + 1 - 2 * inset;
  const room = (toTheRight ? lanes - left : right + 1) - inset;
  arrow.style.gridColumn = `${left + 2} / span ${right - left + 1}`;
  arrow.style.marginInline = `${(inset / (right - left + 1)) * 100}%`;
  arrow.style.justifyItems = toTheRight ? 'start' : 'end';
  arrow.style.setProperty('--text-room', `${(room / width) * 100}%`);
}

/** Returns the index of a lane; unknown names belong to the last one. */
function laneOf(name: string, lanes: readonly string[]): number {
  const lane = lanes.indexOf(name);
  return lane < 0 ? lanes.length - 1 : lane;
}
