/** A long list is drawn a page at a time: a thousand rows at once would be felt, and nobody looks at them at once. */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';

/** How many rows are drawn at first, and with each time that the end comes into sight. */
const PAGE = 50;
/** How far before it is seen the end counts as in sight; inside of scrolling lists where the browser can do that. */
const AHEAD = { rootMargin: '400px', scrollMargin: '400px' };

export class DrawnRows implements ReactiveController {
  #drawn = PAGE;
  #observer: IntersectionObserver | undefined;
  #end: Element | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** The rows to draw now. */
  of<T>(rows: readonly T[]): readonly T[] {
    return rows.slice(0, this.#drawn);
  }

  /** Stands behind the last row, as long as there are more. */
  end(rows: readonly unknown[]): TemplateResult | typeof nothing {
    return rows.length > this.#drawn ? html`<div class="end" ${ref(this.#mark)}></div>` : nothing;
  }

  /** It is another list now. */
  reset(): void {
    this.#drawn = PAGE;
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = this.#end = undefined;
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  /** Looked at anew after each page: an end that is still in sight does not come into sight again. */
  hostUpdated(): void {
    if (!this.#end) return;
    this.#observer ??= new IntersectionObserver(this.#seen, AHEAD);
    this.#observer.disconnect();
    this.#observer.observe(this.#end);
  }

  readonly #mark = (element: Element | undefined): void => {
    this.#end = element;
  };

  readonly #seen = (entries: readonly IntersectionObserverEntry[]): void => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.#drawn += PAGE;
    this.host.requestUpdate();
  };
}
