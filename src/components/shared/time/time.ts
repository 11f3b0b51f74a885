/** Time for what elements show: counting seconds, words that wait, keys that rest. One clock, which a test may replace. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { systemClock, type Clock, type Timer } from '../../../sip/base/clock.js';

let clock: Clock = systemClock;

/** The clock of all elements of this page. */
export const elementClock = (): Clock => clock;

/** Makes all elements use another clock; without an argument the platform's again. For tests. */
export function setElementClock(other: Clock = systemClock): void {
  clock = other;
}

/** Renders its host again at each full second after `since`, as long as the host keeps asking during its renders. */
export class SecondTicker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: Timer | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whole seconds from `since` to now; asks for another render when the number changes. */
  secondsSince(since: number): number {
    const elapsed = Math.max(0, clock.now() - since);
    this.wakeIn(1000 - (elapsed % 1000));
    return Math.floor(elapsed / 1000);
  }

  /** Whole seconds from now to `until`, rounded up; asks for another render when the number changes. */
  secondsUntil(until: number): number {
    const left = Math.max(0, until - clock.now());
    if (left > 0) this.wakeIn(left % 1000 || 1000);
    return Math.ceil(left / 1000);
  }

  /** Renders the host again in `delay` ms. */
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

/** `4:12`, `1:02:47`: digits that read the same in every language; show them left to right. */
export function formatDuration(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
