/**
 * The part of the ladder that is in view: rows outside of it are not rendered, and it follows the newest message.
 * Subjects: rows rendered beyond the view; height of a row of the ladder; ladder that follows the newest message.
 */

import type { ReactiveControllerHost } from 'lit';

/** Number of rows rendered beyond each edge of the viewport. */
const BEYOND = 8;
/** Number of rows rendered while the height is unknown. */
const FIRST = 30;
/** Height of a row in px. Under a finger it is that of a button (WCAG 2.2 §2.5.5). */
const ROW = 28;
const COARSE_ROW = 44;

export class LadderScroll {
  /** The newest message is in view, and so will be the next one. */
  atEnd = true;
  /** Index of the first visible row. */
  #top = 0;
  #rowsInView = FIRST;
  /** Id of the first message. */
  #first = 0;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  get rowHeight(): number {
    return this.#host.ownerDocument.defaultView?.matchMedia?.('(pointer: coarse)').matches ? COARSE_ROW : ROW;
  }

  get #view(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.view') ?? null;
  }

  /** Index of the first rendered row of so many, and of the one after the last. */
  range(count: number): readonly [from: number, to: number] {
    const from = Math.max(0, Math.min(this.#top, count - 1) - BEYOND);
    return [from, from + this.#rowsInView + 2 * BEYOND];
  }

  /** Index of the last row that is whole in view, or behind the last row. */
  get bottom(): number {
    const view = this.#view;
    return view ? Math.floor((view.scrollTop + view.clientHeight) / this.rowHeight) - 1 : 0;
  }

  /** Updates the range of visible rows. The ids of messages are consecutive: that of the first one tells how many were dropped. */
  look(count: number, first = this.#first): void {
    const view = this.#view;
    const sizer = view?.firstElementChild;
    if (!view || !(sizer instanceof HTMLElement)) return;
    const row = this.rowHeight;
    sizer.style.blockSize = `${count * row}px`;
    if (view.clientHeight > 0) this.#rowsInView = Math.ceil(view.clientHeight / row);
    if (this.atEnd) view.scrollTop = view.scrollHeight;
    else view.scrollTop -= (first - this.#first) * row;
    this.#first = first;
    const top = Math.floor(view.scrollTop / row);
    if (top !== this.#top) queueMicrotask(() => this.#moveTo(top));
  }

  /** The user has scrolled. */
  readonly scrolled = (): void => {
    const view = this.#view;
    if (!view) return;
    const row = this.rowHeight;
    this.atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < row;
    this.#moveTo(Math.floor(view.scrollTop / row));
  };

  reveal(index: number, count: number): void {
    const view = this.#view;
    if (!view || index < 0) return;
    const row = this.rowHeight;
    const top = index * row;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + row > view.scrollTop + view.clientHeight) view.scrollTop = top + row - view.clientHeight;
    this.look(count);
  }

  /** All messages were removed. */
  reset(): void {
    this.#top = 0;
    this.atEnd = true;
  }

  #moveTo(top: number): void {
    if (top === this.#top) return;
    this.#top = top;
    this.#host.requestUpdate();
  }
}
