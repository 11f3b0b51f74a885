/** Who talks now, of calls that are up: the level of what comes in, read often and smoothed, so that a mark stays through a breath. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Timer } from '../../sip/base/clock.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { elementClock } from '../shared/time/time.js';

/** ms between two readings. */
const PERIOD = 200;
/** Root mean square from which on it is a voice: 34 dB below full scale. */
const VOICE = 0.02;
/** ms for which somebody who pauses still counts as talking. */
const BREATH = 800;

export class ActiveSpeaker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #phone: PhoneLike | undefined;
  #ids: readonly string[] = [];
  #timer: Timer | undefined;
  /** Id → when a voice was last heard. */
  readonly #heard = new Map<string, number>();
  #shown = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Listens to these calls from now on. Call it before each render. */
  follow(phone: PhoneLike | undefined, ids: readonly string[]): void {
    this.#phone = phone;
    this.#ids = ids;
    for (const id of this.#heard.keys()) if (!ids.includes(id)) this.#heard.delete(id);
    if (ids.length > 0 && !this.#timer) this.#wait();
  }

  talks(id: string): boolean {
    const heard = this.#heard.get(id);
    return heard !== undefined && elementClock().elapsed() - heard < BREATH;
  }

  hostDisconnected(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #wait(): void {
    this.#timer = elementClock().after(PERIOD, () => {
      this.#timer = undefined;
      this.#read();
      if (this.#ids.length > 0) this.#wait();
    });
  }

  #read(): void {
    const now = elementClock().elapsed();
    for (const id of this.#ids) if ((this.#phone?.getCall(id)?.level('in') ?? 0) > VOICE) this.#heard.set(id, now);
    const shown = this.#ids.filter((id) => this.talks(id)).join(' ');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#host.requestUpdate();
  }
}
