/** Where a dock is: in one of four corners, remembered; dragged there by its header, or sent there by the arrow keys. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const CORNERS = ['bottom-end', 'bottom-start', 'top-start', 'top-end'] as const;
export type Corner = (typeof CORNERS)[number];

export const isCorner = (value: unknown): value is Corner => (CORNERS as readonly unknown[]).includes(value);

/** The corner in a direction: arrows mean sides of the window, whatever the direction of the text. */
export function cornerTowards(corner: Corner, key: string, rightToLeft: boolean): Corner | undefined {
  const [block, inline] = corner.split('-') as ['bottom' | 'top', 'start' | 'end'];
  switch (key) {
    case 'ArrowUp':
      return `top-${inline}`;
    case 'ArrowDown':
      return `bottom-${inline}`;
    case 'ArrowLeft':
      return `${block}-${rightToLeft ? 'end' : 'start'}`;
    case 'ArrowRight':
      return `${block}-${rightToLeft ? 'start' : 'end'}`;
    default:
      return undefined;
  }
}

/** Storage may be forbidden; then a dock is forgotten with the page. */
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
    // A full or forbidden storage: it stays for this page.
  }
}

interface DockHost extends ReactiveControllerHost, HTMLElement {
  readonly shadowRoot: ShadowRoot | null;
}

interface DragOptions {
  /** Whether a pointer that goes down there may drag. */
  isHandle(event: PointerEvent): boolean;
  /** Whether it is a sheet at the foot of a small screen now: it goes only down, and away. */
  isSheet(): boolean;
  drop(corner: Corner): void;
  /** A sheet was pulled down. */
  dismiss(): void;
}

/** Farther than this a press has become a drag, px. */
const SLACK = 6;
/** How far a sheet is pulled to go, px. */
const PULL = 96;

export class DockDrag implements ReactiveController {
  readonly #host: DockHost;
  readonly #options: DragOptions;
  /** The way it is moved now; a style sheet of its own, so that no policy forbids it. */
  readonly #sheet: CSSStyleSheet | undefined;
  #start: { readonly id: number; readonly x: number; readonly y: number; moved: boolean } | undefined;

  constructor(host: DockHost, options: DragOptions) {
    this.#host = host;
    this.#options = options;
    this.#sheet = typeof CSSStyleSheet === 'undefined' ? undefined : new CSSStyleSheet();
    host.addController(this);
  }

  hostConnected(): void {
    const host = this.#host;
    host.addEventListener('pointerdown', this.#down);
    host.addEventListener('pointermove', this.#move);
    host.addEventListener('pointerup', this.#up);
    host.addEventListener('pointercancel', this.#cancel);
    host.addEventListener('click', this.#click, { capture: true });
  }

  hostDisconnected(): void {
    const host = this.#host;
    host.removeEventListener('pointerdown', this.#down);
    host.removeEventListener('pointermove', this.#move);
    host.removeEventListener('pointerup', this.#up);
    host.removeEventListener('pointercancel', this.#cancel);
    host.removeEventListener('click', this.#click, { capture: true });
    this.#start = undefined;
    this.#shift('');
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    if (root && this.#sheet && !root.adoptedStyleSheets.includes(this.#sheet))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
  }

  #shift(rule: string): void {
    this.#sheet?.replaceSync(rule);
  }

  readonly #down = (event: PointerEvent): void => {
    this.#start = undefined;
    if (event.button !== 0 || !event.isPrimary || !this.#options.isHandle(event)) return;
    this.#start = { id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
  };

  readonly #move = (event: PointerEvent): void => {
    const start = this.#start;
    if (start?.id !== event.pointerId) return;
    const sheet = this.#options.isSheet();
    const [x, y] = [sheet ? 0 : event.clientX - start.x, event.clientY - start.y];
    if (!start.moved && Math.hypot(x, y) < SLACK) return;
    if (!start.moved) {
      start.moved = true;
      this.#capture(event.pointerId);
    }
    this.#shift(`:host { translate: ${x}px ${sheet ? Math.max(0, y) : y}px; cursor: grabbing; user-select: none; }`);
  };

  #capture(pointer: number): void {
    try {
      this.#host.setPointerCapture(pointer);
    } catch {
      // It is up already, or a script made it: then what comes of it comes here or not at all.
    }
  }

  readonly #up = (event: PointerEvent): void => {
    const start = this.#start;
    if (start?.id !== event.pointerId || !start.moved) return;
    const before = this.#host.getBoundingClientRect();
    this.#shift('');
    if (this.#options.isSheet()) {
      if (event.clientY - start.y > PULL) this.#options.dismiss();
    } else this.#options.drop(this.#nearest(before));
    void this.#host.updateComplete.then(() => this.#glide(before));
  };

  readonly #cancel = (): void => {
    this.#start = undefined;
    this.#shift('');
  };

  /** The press that began the drag is no click. */
  readonly #click = (event: MouseEvent): void => {
    if (!this.#start?.moved) return;
    this.#start = undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  #nearest(box: DOMRect): Corner {
    const left = box.left + box.width / 2 < innerWidth / 2;
    const top = box.top + box.height / 2 < innerHeight / 2;
    const rightToLeft = getComputedStyle(this.#host).direction === 'rtl';
    return `${top ? 'top' : 'bottom'}-${left === rightToLeft ? 'end' : 'start'}`;
  }

  /** From where it was let go to its corner, where motion is wanted. */
  #glide(before: DOMRect): void {
    const after = this.#host.getBoundingClientRect();
    const [x, y] = [before.left - after.left, before.top - after.top];
    if ((x === 0 && y === 0) || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#host.animate([{ translate: `${x}px ${y}px` }, { translate: '0 0' }], {
      duration: 180,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
    });
  }
}
