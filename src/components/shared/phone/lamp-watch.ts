/**
 * The subscription of an element to the state of one extension, while the element is in the page.
 * Subjects: lamp of an element, its subscription.
 */

import type { LitElement, ReactiveController } from 'lit';
import type { PhoneLike } from './phone-like.js';

type Lamps = PhoneLike['lamps'];

export class LampWatch implements ReactiveController {
  #watched: { readonly lamps: Lamps; readonly target: string; readonly stop: () => void } | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  /** The element is inserted again: its update subscribes again. */
  hostConnected(): void {
    if (this.host.hasUpdated) this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.watch(undefined, '');
  }

  /** Subscribes to this target, and ends the previous subscription; nothing where there is no phone or target. */
  watch(lamps: Lamps | undefined, target: string, name?: string): void {
    if (!this.host.isConnected) lamps = undefined;
    if (this.#watched && this.#watched.lamps === lamps && this.#watched.target === target) return;
    this.#watched?.stop();
    this.#watched = lamps && target ? { lamps, target, stop: lamps.watch(target, name) } : undefined;
  }
}
