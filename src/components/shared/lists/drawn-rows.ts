/**
 * Renders a long list in pages of rows, and the next page when the end of the list comes into view.
 * Subjects: long lists; rows drawn in pages; end of a list, when more rows are rendered.
 */

import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';

/** Rows of one page; all of them in one where nothing comes into view, as in jsdom. */
const PAGE = typeof IntersectionObserver === 'undefined' ? Number.POSITIVE_INFINITY : 50;
/** Distance from the viewport at which the end counts as visible; `scrollMargin` applies in scroll containers, where supported. */
const AHEAD = { rootMargin: '400px', scrollMargin: '400px' };

export class DrawnRows implements ReactiveController {
  #drawn = PAGE;
  #observer: IntersectionObserver | undefined;
  #end: Element | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Returns the rows to render now. */
  of<T>(rows: readonly T[]): readonly T[] {
    return rows.slice(0, this.#drawn);
  }

  /** Renders the end mark after the last row while more rows exist. */
  end(rows: readonly unknown[]): TemplateResult | typeof nothing {
    return rows.length > this.#drawn ? html`<div class="end" ${ref(this.#mark)}></div>` : nothing;
  }

  /** Starts again with the first page, for another list. */
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

  /** Observes the end mark again after each page, as an end that stays in view causes no new entry. */
  hostUpdated(): void {
    if (!this.#end) return;
    // An observer reports when its own window renders.
    const view = this.#end.ownerDocument.defaultView ?? window;
    this.#observer ??= new view.IntersectionObserver(this.#seen, AHEAD);
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
