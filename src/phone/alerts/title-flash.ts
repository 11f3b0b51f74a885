/**
 * Alternates the document title with that of an incoming call. One instance per page, for all phones on it.
 * Subjects: flashing title; document title during ringing.
 */

import type { Clock, Timer } from '../../sip/base/clock.js';

/** Time that each title is shown, ms. */
const FLASH = 1000;

export class TitleFlash {
  readonly #page: { title: string };
  readonly #clock: Clock;
  readonly #texts = new Set<() => string>();
  #own = '';
  #shown: string | undefined;
  #timer: Timer | undefined;

  constructor(page: { title: string }, clock: Clock) {
    this.#page = page;
    this.#clock = clock;
  }

  /** Shows the result of `text`, read at each turn, until the returned function is called. */
  start(text: () => string): () => void {
    const entry = (): string => text();
    this.#texts.add(entry);
    if (!this.#timer) this.#turn();
    return () => {
      if (!this.#texts.delete(entry) || this.#texts.size > 0) return;
      this.#timer?.cancel();
      this.#timer = undefined;
      this.#takeBack();
    };
  }

  #turn(): void {
    const [text] = this.#texts;
    if (this.#isOurs) this.#takeBack();
    else if (text) {
      this.#own = this.#page.title;
      this.#page.title = `\u{1F514} ${text()}`;
      // The title that is read may differ: white space is collapsed (HTML §3.1.5).
      this.#shown = this.#page.title;
    }
    this.#timer = this.#clock.after(FLASH, () => this.#turn());
  }

  /** Whether the title is still the flashed one: the page may have set another. */
  get #isOurs(): boolean {
    return this.#shown !== undefined && this.#page.title === this.#shown;
  }

  #takeBack(): void {
    if (this.#isOurs) this.#page.title = this.#own;
    this.#shown = undefined;
  }
}
