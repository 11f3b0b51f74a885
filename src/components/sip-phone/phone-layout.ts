/**
 * Measures the phone with the limits of its container queries, for layout decisions that a style sheet cannot make.
 * Subjects: width and height limits; compact or wide, decided; limit of two columns.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SizeObserver } from '../shared/base/size-observer.js';

/** The limits in the container queries of `<sip-phone>`, in px. */
const COLUMNS = { width: 480, height: 400 } as const;

export class PhoneLayout implements ReactiveController {
  /** Whether calls and call history have a column of their own. */
  columns = false;

  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    new SizeObserver(host, () => this.#measure());
  }

  hostConnected(): void {
    this.#measure();
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.#host;
    const columns = clientWidth >= COLUMNS.width && clientHeight >= COLUMNS.height;
    if (columns === this.columns) return;
    this.columns = columns;
    this.#host.requestUpdate();
  }
}
