/** Calls back when the size of an element changes, as long as it is connected (Resize Observer §2.1); never where nothing has a size, as in jsdom. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class SizeObserver implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onChange: () => void) {
    this.#host = host;
    this.#observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(onChange);
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer?.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
