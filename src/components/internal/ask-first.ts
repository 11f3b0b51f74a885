/** Before the browser asks for the microphone for the first time, the phone says why; after a refusal, what helps. */

import type { TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from './localize.js';
import { askFirst, microphoneCard, microphoneNeeds } from './microphone-card.js';
import type { PhoneAccess } from './phone-access.js';
import type { PhoneCards } from './phone-cards.js';

export class AskFirst {
  /** What waits for the card to be answered. */
  #then: (() => void) | undefined;

  constructor(
    private readonly cards: PhoneCards,
    private readonly access: () => PhoneAccess | undefined,
  ) {}

  /** For a click on Call, in the capture phase: stops it where the browser is going to ask. */
  readonly click = (event: Event): void => {
    const access = this.access();
    if (!access || access.phone.state.microphone !== 'unknown') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const number = access.phone.state.dialString || access.phone.state.lastDialled;
    if (!number) return;
    const dial = (): void => void access.dial(number);
    void askFirst().then((asks) => {
      if (!asks) return dial();
      this.#then = dial;
      this.cards.show('before-microphone');
    });
  };

  /** Takes note of a new state: the card goes when what it asks for is done. */
  watch({ microphone }: PhoneState, previous: PhoneState): void {
    if (microphone !== previous.microphone && !microphoneNeeds(microphone)) this.cards.close('microphone');
  }

  card(state: PhoneState, words: Localizer): TemplateResult {
    const before = this.cards.open === 'before-microphone';
    return microphoneCard(before ? 'unknown' : state.microphone, words, {
      ask: () => void this.#ask(),
      leave: () => this.cards.show('none'),
    });
  }

  async #ask(): Promise<void> {
    const then = this.#then;
    const microphone = await this.access()?.phone.requestMicrophone();
    if (microphone !== undefined && microphoneNeeds(microphone)) return this.cards.show('microphone');
    this.cards.show('none');
    this.#then = undefined;
    then?.();
  }
}
