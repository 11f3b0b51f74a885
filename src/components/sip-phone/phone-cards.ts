/**
 * The cards of the phone: account, settings, transfer and the rest lie over what is there otherwise. A card belongs to the
 * moment in which it was opened: a call that comes later hides it, and when that is over it is there again as it was left.
 */

import type { ReactiveControllerHost } from 'lit';
import { currentCall } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

export type Card =
  'none' | 'account' | 'settings' | 'diagnostics' | 'transfer' | 'chat' | 'before-microphone' | 'microphone';

export class PhoneCards {
  #card: Card = 'none';
  /** The call that was shown when the card was opened. */
  #during: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly phone: () => PhoneLike | undefined,
  ) {}

  /** What is open, in sight or not. */
  get open(): Card {
    return this.#card;
  }

  /** What is in sight. */
  get shown(): Card {
    const phone = this.phone();
    const call = phone && currentCall(phone);
    if (!call) return this.#card;
    // Who has pressed Answer and has no microphone sees what helps; else who calls comes first.
    const waits = call.status === 'incoming' && this.#card !== 'microphone';
    return waits || call.id !== this.#during ? 'none' : this.#card;
  }

  show(card: Card): void {
    const phone = this.phone();
    this.#card = card;
    this.#during = phone && currentCall(phone)?.id;
    this.host.requestUpdate();
  }

  /** Closes what is in sight; false where nothing is. */
  leave(): boolean {
    const shown = this.shown !== 'none';
    if (shown) this.show('none');
    return shown;
  }

  /** Closes this card, in sight or not. */
  close(card: Card): void {
    if (this.#card === card) this.show('none');
  }
}
