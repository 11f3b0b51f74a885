/** Who could be meant by what is being typed: asked of the phone at each change, and only the newest answer counts. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Suggestion } from '../../phone/state.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

export class Suggestions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #asked: { readonly phone: PhoneLike; readonly text: string } | undefined;

  /** The best first; those of the text before stay until the new ones are there. */
  list: readonly Suggestion[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked = undefined;
  }

  /** Asks, where that has not been asked last. Call it before each render. */
  ask(phone: PhoneLike | undefined, text: string): void {
    if (!phone || (this.#asked?.phone === phone && this.#asked.text === text)) return;
    const asked = { phone, text };
    this.#asked = asked;
    phone.contacts.suggest(text).then(
      (list) => {
        if (this.#asked !== asked) return;
        this.list = list;
        this.#host.requestUpdate();
      },
      () => {}, // without an answer there is nothing to suggest
    );
  }
}
