/**
 * Detects the active speakers of active calls: reads the received audio level periodically, and holds the result over short
 * pauses.
 * Subjects: active speaker; participant who speaks; voice threshold of participants.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Timer } from '../../sip/base/clock.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { elementClock } from '../shared/time/time.js';

/** Interval of the readings, in ms. */
const PERIOD = 200;
/** Level (root mean square) from which audio counts as speech: 34 dB below full scale. */
const VOICE = 0.02;
/** Pause in ms after which a participant no longer counts as speaking. */
const PAUSE = 800;

export class ActiveSpeaker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #phone: PhoneLike | undefined;
  #ids: readonly string[] = [];
  #timer: Timer | undefined;
  /** Maps the id of a call to the time of the last speech. */
  readonly #lastSpeech = new Map<string, number>();
  #shown = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Sets the calls to measure. Call it before each render. */
  follow(phone: PhoneLike | undefined, ids: readonly string[]): void {
    this.#phone = phone;
    this.#ids = ids;
    for (const id of this.#lastSpeech.keys()) if (!ids.includes(id)) this.#lastSpeech.delete(id);
    if (ids.length > 0 && !this.#timer) this.#wait();
  }

  talks(id: string): boolean {
    const last = this.#lastSpeech.get(id);
    return last !== undefined && elementClock().elapsed() - last < PAUSE;
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
    for (const id of this.#ids) if ((this.#phone?.getCall(id)?.level('in') ?? 0) > VOICE) this.#lastSpeech.set(id, now);
    const shown = this.#ids.filter((id) => this.talks(id)).join(' ');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#host.requestUpdate();
  }
}
