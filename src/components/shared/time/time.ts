/**
 * Timers of the elements: counted seconds and delayed updates, by one clock that a test can replace.
 * Subjects: duration format; second ticker; clock of elements.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { systemClock, type Clock, type Timer } from '../../../sip/base/clock.js';

let clock: Clock = systemClock;

/** Returns the clock of all elements of this page. */
export const elementClock = (): Clock => clock;

/** Replaces the clock of all elements; without an argument restores the platform's clock. For tests. */
export function setElementClock(other: Clock = systemClock): void {
  clock = other;
}

/** Updates its host at each full second after `since`, while the host keeps calling it in its renders. */
export class SecondTicker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: Timer | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Returns the whole seconds from `since` to now, and requests an update when the number changes. */
  secondsSince(since: number): number {
    const elapsed = Math.max(0, clock.now() - since);
    this.wakeIn(1000 - (elapsed % 1000));
    return Math.floor(elapsed / 1000);
  }

  /** Returns the whole seconds from now to `until`, rounded up, and requests an update when the number changes. */
  secondsUntil(until: number): number {
    const left = Math.max(0, until - clock.now());
    if (left > 0) this.wakeIn(left % 1000 || 1000);
    return Math.ceil(left / 1000);
  }

  /** Updates the host in `delay` ms. */
  wakeIn(delay: number): void {
    this.#timer?.cancel();
    this.#timer = clock.after(delay, () => this.#host.requestUpdate());
  }

  hostUpdate(): void {
    this.hostDisconnected();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

/** Formats `4:12` or `1:02:47`, with European digits in every language; render it left to right. */
export function formatDuration(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
