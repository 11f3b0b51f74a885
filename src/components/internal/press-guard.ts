/** Nothing that has just appeared under a finger is pressed: for 400 ms after a place changed what it does, it does nothing. */

import type { CallState, PhoneState } from '../../phone/state.js';
import { currentCall } from './phone-access.js';
import type { PhoneLike } from './phone-like.js';
import { elementClock } from './time.js';

/** How long a changed place rests, ms. */
const REST = 400;

export type ActionZone = 'idle' | 'incoming' | 'outgoing' | 'active' | 'ended';

/** Which set of keys the action zone shows for a call. */
export function zoneOf(call: CallState | undefined): ActionZone {
  switch (call?.status) {
    case undefined:
      return 'idle';
    case 'incoming':
      return 'incoming';
    case 'active':
      return 'active';
    case 'ended':
      return 'ended';
    default:
      return 'outgoing';
  }
}

/** What the places mean in each zone; those not named stay disabled there. Mute means the same from dialling to the end. */
const MEANING: Record<ActionZone, Readonly<Record<string, string>>> = {
  idle: { end: 'call', pad: 'delete', mute: 'message' },
  incoming: { decline: 'decline', answer: 'answer', sheet: 'sheet' },
  outgoing: { end: 'hang up', mute: 'mute', pad: 'keypad', hold: 'hold' },
  active: { end: 'hang up', mute: 'mute', pad: 'keypad', hold: 'hold' },
  ended: { end: 'call back', pad: 'details', mute: 'dismiss' },
};

export class PressGuard {
  #zone: ActionZone = 'idle';
  #shown: string | undefined;
  #before: ActionZone = 'idle';
  #changedAt = -Infinity;

  /** Takes note of what the phone shows now. Call it before each render. */
  watch(phone: PhoneLike | undefined, call: CallState | undefined = phone && currentCall(phone)): void {
    const zone = zoneOf(call);
    const shown = `${zone}${ringing(phone?.state)}`;
    if (shown === this.#shown) return;
    if (this.#shown !== undefined) this.#changedAt = elementClock().now();
    this.#shown = shown;
    this.#before = this.#zone;
    this.#zone = zone;
  }

  /** For a click in the capture phase: stops it when its place means something else since less than 400 ms. */
  readonly filter = (event: Event): void => {
    if (elementClock().now() - this.#changedAt >= REST) return;
    const place = placeOf(event);
    if (place === undefined) return;
    const before = MEANING[this.#before][place];
    if (before !== undefined && before === MEANING[this.#zone][place]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
}

const ringing = (state: PhoneState | undefined): string =>
  state?.calls.some((call) => call.status === 'incoming') ? '!' : '';

function placeOf(event: Event): string | undefined {
  for (const target of event.composedPath())
    if (target instanceof HTMLElement && target.dataset['place'] !== undefined) return target.dataset['place'];
  return undefined;
}
