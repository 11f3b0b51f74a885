/**
 * Calls back when the size of an element changes, as long as it is connected (Resize Observer §2.1); never where nothing has a
 * size, as in jsdom.
 * Subjects: size of an element observed; ResizeObserver.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class SizeObserver implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onChange: () => void;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  /** An observer reports when its own window renders, so it is made by the window that shows the element now. */
  hostConnected(): void {
    const Observer = this.#host.ownerDocument.defaultView?.ResizeObserver;
    this.#observer = Observer && new Observer(this.#onChange);
    this.#observer?.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
