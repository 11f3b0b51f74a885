/** Shows by turns who calls and the title of the page. One for a page, however many phones are on it. */

import type { Clock, Timer } from '../../sip/base/clock.js';

/** ms that each of the two titles is shown. */
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

  /** Shows what `text` says, asked each time, until the function that is returned is called. */
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
      // A title is not always what was set: blanks are put together (HTML §3.1.5).
      this.#shown = this.#page.title;
    }
    this.#timer = this.#clock.after(FLASH, () => this.#turn());
  }

  /** The page may have set another title in the meantime. */
  get #isOurs(): boolean {
    return this.#shown !== undefined && this.#page.title === this.#shown;
  }

  #takeBack(): void {
    if (this.#isOurs) this.#page.title = this.#own;
    this.#shown = undefined;
  }
}
