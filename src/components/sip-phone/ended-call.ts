/**
 * Dismisses the card of an ended call after a normal end. The card of a failed call stays until the user dismisses it.
 * Subjects: ended call disappears from <sip-phone>; 6 s of an ended card.
 */

import type { Timer } from '../../sip/base/clock.js';
import { currentCall } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { elementClock } from '../shared/time/time.js';

/** How long the card of an ended call is shown, in ms. */
const SHOWN_FOR = 6000;

export class EndedCall {
  #waiting: { readonly callId: string; readonly timer: Timer } | undefined;

  /** @param isRead whether the details are open: then the card stays until the user dismisses it */
  constructor(private readonly isRead: () => boolean) {}

  /** Starts or cancels the timer for the current call. Call it with each new state. */
  watch(phone: PhoneLike | undefined): void {
    const call = phone && currentCall(phone);
    const callId = call?.status === 'ended' && !call.failed ? call.id : undefined;
    if (callId === this.#waiting?.callId) return;
    this.forget();
    if (callId === undefined) return;
    const timer = elementClock().after(SHOWN_FOR, () => {
      this.#waiting = undefined;
      if (!this.isRead()) phone?.dismiss(callId, { keepRecordings: true });
    });
    this.#waiting = { callId, timer };
  }

  forget(): void {
    this.#waiting?.timer.cancel();
    this.#waiting = undefined;
  }
}
