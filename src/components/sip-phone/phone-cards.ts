/**
 * The cards of the phone (account, settings, transfer, …), which cover its other content. A card belongs to the call that was
 * current when it was opened: a later call hides the card, and the end of that call shows it again, unchanged.
 * Subjects: cards over the phone; card hidden by a call.
 */

import type { ReactiveControllerHost } from 'lit';
import { currentCall } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import type { Localizer } from '../shared/text/localize.js';

export type Card =
  'none' | 'account' | 'settings' | 'diagnostics' | 'transfer' | 'chat' | 'before-microphone' | 'microphone';

export class PhoneCards {
  #card: Card = 'none';
  /** Id of the call that was current when the card was opened. */
  #during: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly phone: () => PhoneLike | undefined,
  ) {}

  /** The open card, visible or hidden by a call. */
  get open(): Card {
    return this.#card;
  }

  /** The visible card. */
  get shown(): Card {
    const phone = this.phone();
    const call = phone && currentCall(phone);
    if (!call) return this.#card;
    // An incoming call hides every card except the one that explains why the call could not be answered.
    const waits = call.status === 'incoming' && this.#card !== 'microphone';
    return waits || call.id !== this.#during ? 'none' : this.#card;
  }

  show(card: Card): void {
    const phone = this.phone();
    this.#card = card;
    this.#during = phone && currentCall(phone)?.id;
    this.host.requestUpdate();
  }

  /** Closes the visible card. Returns false if none is visible. */
  leave(): boolean {
    const shown = this.shown !== 'none';
    if (shown) this.show('none');
    return shown;
  }

  /** Closes this card if it is open, visible or not. */
  close(card: Card): void {
    if (this.#card === card) this.show('none');
  }
}

/** A card with a title in the header. */
type TitledCard = 'account' | 'settings' | 'diagnostics';

export const isTitled = (card: Card): card is TitledCard =>
  card === 'account' || card === 'settings' || card === 'diagnostics';

export const cardTitle = (card: TitledCard, words: Localizer): string => words.term(card);
