/**
 * The digits that the user has entered in a call, for the display of the keypad only: the state of the phone has a dot for each.
 * Subjects: echo of typed digits; digits shown in the keypad.
 */

import type { CallLike } from '../phone/phone-like.js';

/** Digits of one string, and their place among all digits of the call. */
interface EnteredDigits {
  start: number;
  digits: string;
}

const entered = new WeakMap<CallLike, EnteredDigits[]>();

/**
 * Adds the digits of a string that goes to `sendDigits`; pauses are not shown. Returns a function that removes the digits that
 * were not sent, for a string that a `before` listener prevented or that failed.
 */
export function noteDigits(call: CallLike, text: string): () => void {
  const strings = entered.get(call) ?? [];
  entered.set(call, strings);
  const last = strings.at(-1);
  const string = {
    // A string waits until the one before has been sent.
    start: Math.max(call.state.digits.length, last ? last.start + last.digits.length : 0),
    digits: text.replace(/[^0-9*#A-D]/gi, '').toUpperCase(),
  };
  strings.push(string);
  return () => {
    const sent = string.digits.slice(0, Math.max(0, call.state.digits.length - string.start));
    const unsent = string.digits.length - sent.length;
    string.digits = sent;
    for (const later of strings.slice(strings.indexOf(string) + 1)) later.start -= unsent;
  };
}

/** What the keypad shows for `sent`, the dots of the state: the digits that were entered here, a dot for any other. */
export function digitEcho(call: CallLike | undefined, sent: string): string {
  const shown = [...sent];
  for (const { start, digits } of (call && entered.get(call)) ?? [])
    [...digits].slice(0, Math.max(0, shown.length - start)).forEach((digit, index) => (shown[start + index] = digit));
  return shown.join('');
}
