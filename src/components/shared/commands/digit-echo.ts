/** The digits that the user has entered in a call, for the display of the keypad only: the state of the phone has a dot for each. */

import type { CallLike } from '../phone/phone-like.js';

const entered = new WeakMap<CallLike, string>();

/** Adds the digits of a string that goes to `sendDigits`; pauses are not shown. */
export function noteDigits(call: CallLike, digits: string): void {
  entered.set(call, (entered.get(call) ?? '') + digits.replace(/[^0-9*#A-D]/gi, '').toUpperCase());
}

/** What the keypad shows for `sent`, the dots of the state: the digits that were entered here, a dot for any other. */
export function digitEcho(call: CallLike | undefined, sent: string): string {
  const own = ((call && entered.get(call)) ?? '').slice(0, sent.length);
  return sent.slice(0, sent.length - own.length) + own;
}
