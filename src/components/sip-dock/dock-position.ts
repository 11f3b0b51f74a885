/**
 * The position of a dock: one of four corners, stored; set by dragging the header or by arrow keys.
 * Subjects: corner of the floating phone; dragging of the dock; stored corner; pull-down of the sheet; drag distance.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const CORNERS = ['bottom-end', 'bottom-start', 'top-start', 'top-end'] as const;
export type Corner = (typeof CORNERS)[number];

export const isCorner = (value: unknown): value is Corner => (CORNERS as readonly unknown[]).includes(value);

/** Returns the corner in the direction of an arrow key, which means a side of the window in either direction of text. */
export function cornerTowards(corner: Corner, key: string, rightToLeft: boolean): Corner | undefined {
  const [block, inline] = corner.split('-') as ['bottom' | 'top', 'start' | 'end'];
  const [left, right] = rightToLeft ? (['end', 'start'] as const) : (['start', 'end'] as const);
  const towards = new Map<string, Corner>([
    ['ArrowUp', `top-${inline}`],
    ['ArrowDown', `bottom-${inline}`],
    ['ArrowLeft', `${block}-${left}`],
    ['ArrowRight', `${block}-${right}`],
  ]);
  return towards.get(key);
}

/** Returns the stored corner; undefined if storage is not available. */
export function rememberedCorner(name: string): Corner | undefined {
  try {
    const value = localStorage.getItem(name);
    return isCorner(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function rememberCorner(name: string, corner: Corner): void {
  try {
    localStorage.setItem(name, corner);
  } catch {
    // The storage is full or not available: the corner lasts as long as the page.
  }
}

type DockHost = ReactiveControllerHost & HTMLElement;

interface DragOptions {
  /** Whether a pointerdown at this target can start a drag. */
  isHandle(event: PointerEvent): boolean;
  /** Whether the dock is a bottom sheet of a small screen, which can only be pulled down to close it. */
  isSheet(): boolean;
  drop(corner: Corner): void;
  /** The sheet was pulled down. */
  dismiss(): void;
}

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  moved: boolean;
}

/** Distance in px from which a press is a drag. */
const SLACK = 6;
/** Distance in px from which pulling a sheet closes it. */
const PULL = 96;

export class DockDrag implements ReactiveController {
  readonly #host: DockHost;
  readonly #options: DragOptions;
  #start: Press | undefined;
  #offset: Animation | undefined;
  #following: AbortController | undefined;
  /** Whether the next click ends a drag and must not press a button. */
  #dragged = false;

  constructor(host: DockHost, options: DragOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const host = this.#host;
    host.addEventListener('pointerdown', this.#down);
    host.addEventListener('click', this.#click, { capture: true });
  }

  hostDisconnected(): void {
    const host = this.#host;
    host.removeEventListener('pointerdown', this.#down);
    host.removeEventListener('click', this.#click, { capture: true });
    this.#cancel();
  }

  /** Returns a distance in the window as a CSS translation, which grows with the property zoom of the page. */
  #inCss(x: number, y: number): string {
    const { currentCSSZoom = 1 } = this.#host as { currentCSSZoom?: number };
    return `${x / currentCSSZoom}px ${y / currentCSSZoom}px`;
  }

  /** Sets the present offset, or none. An animation, as inline styles are those of the page. */
  #shift(translate?: string): void {
    this.#offset?.cancel();
    this.#offset = translate
      ? this.#host.animate(
          { translate, cursor: 'grabbing', userSelect: 'none' },
          { composite: 'add', fill: 'forwards' },
        )
      : undefined;
  }

  /** Follows the pointer in the whole document, as a fast pointer leaves the handle before the first pointermove. */
  #follow(start: Press | undefined): void {
    this.#following?.abort();
    this.#start = start;
    if (!start) return;
    const { signal } = (this.#following = new AbortController());
    document.addEventListener('pointermove', this.#move, { signal });
    document.addEventListener('pointerup', this.#up, { signal });
    document.addEventListener('pointercancel', this.#cancel, { signal });
  }

  readonly #down = (event: PointerEvent): void => {
    this.#follow(undefined);
    this.#dragged = false;
    if (event.button !== 0 || !event.isPrimary || !this.#options.isHandle(event)) return;
    this.#follow({ id: event.pointerId, x: event.clientX, y: event.clientY, moved: false });
  };

  readonly #move = (event: PointerEvent): void => {
    const start = this.#start;
    if (start?.id !== event.pointerId) return;
    // The button was released where this document gets no pointerup, for example in a dialog of the browser.
    if (event.buttons === 0) return this.#cancel();
    const sheet = this.#options.isSheet();
    const [x, y] = [sheet ? 0 : event.clientX - start.x, event.clientY - start.y];
    if (!start.moved && Math.hypot(x, y) < SLACK) return;
    if (!start.moved) {
      start.moved = true;
      this.#capture(event.pointerId);
    }
    this.#shift(this.#inCss(x, sheet ? Math.max(0, y) : y));
  };

  #capture(pointer: number): void {
    try {
      this.#host.setPointerCapture(pointer);
    } catch {
      // The pointer is no longer active, or the event is synthetic: the drag continues without capture.
    }
  }

  readonly #up = (event: PointerEvent): void => {
    const start = this.#start;
    if (start?.id !== event.pointerId) return;
    this.#follow(undefined);
    if (!start.moved) return;
    this.#dragged = true;
    const before = this.#host.getBoundingClientRect();
    this.#shift();
    if (this.#options.isSheet()) {
      if (event.clientY - start.y > PULL) this.#options.dismiss();
    } else this.#options.drop(this.#nearest(before));
    void this.#host.updateComplete.then(() => this.#glide(before));
  };

  readonly #cancel = (): void => {
    this.#follow(undefined);
    this.#shift();
  };

  /** Suppresses the click of the press that began the drag. */
  readonly #click = (event: MouseEvent): void => {
    // A key presses a button with `detail` 0 (UI Events §5.3.3).
    if (!this.#dragged || event.detail === 0) return;
    this.#dragged = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  #nearest(box: DOMRect): Corner {
    const left = box.left + box.width / 2 < innerWidth / 2;
    const top = box.top + box.height / 2 < innerHeight / 2;
    const rightToLeft = getComputedStyle(this.#host).direction === 'rtl';
    return `${top ? 'top' : 'bottom'}-${left === rightToLeft ? 'end' : 'start'}`;
  }

  /** Animates the dock from its position at release to its corner, unless reduced motion is preferred. */
  #glide(before: DOMRect): void {
    const after = this.#host.getBoundingClientRect();
    const [x, y] = [before.left - after.left, before.top - after.top];
    if ((x === 0 && y === 0) || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#host.animate([{ translate: this.#inCss(x, y) }, { translate: '0 0' }], {
      composite: 'add',
      duration: 180,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
    });
  }
}
