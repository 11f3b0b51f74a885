/**
 * Suggestions for typed text, requested from the phone at each change; only the newest result is used.
 * Subjects: suggestions of transfer targets.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Suggestion } from '../../phone/state.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

export class Suggestions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #asked: { readonly phone: PhoneLike; readonly text: string } | undefined;

  /** The suggestions, best first; those of the previous text stay until the new ones arrive. */
  list: readonly Suggestion[] = [];
  /** The text that the suggestions are for. */
  text: string | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked = undefined;
  }

  /** Requests suggestions if phone or text have changed. Call it before each render. */
  ask(phone: PhoneLike | undefined, text: string): void {
    if (!phone || (this.#asked?.phone === phone && this.#asked.text === text)) return;
    const asked = { phone, text };
    this.#asked = asked;
    phone.contacts.suggest(text).then(
      (list) => {
        if (this.#asked !== asked) return;
        this.list = list;
        this.text = text;
        this.#host.requestUpdate();
      },
      () => {
        if (this.#asked !== asked) return;
        this.list = [];
        this.text = text;
        this.#host.requestUpdate();
      },
    );
  }
}
