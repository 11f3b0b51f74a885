/**
 * The name that belongs to a number that the user or a server has named: of a call, a contact, a lamp, or a past call.
 * Subjects: name of a number shown; spellings of one number in the interface, without separators.
 */

import type { PhoneState } from '../../../phone/state.js';

/** Returns the name of `target` and the label of the number in its contact, such as `Mobile`; undefined where it is unknown. */
export function knownParty(
  state: PhoneState | undefined,
  target: string,
): { readonly name: string; readonly label?: string | undefined } | undefined {
  const wanted = plain(target);
  if (!state || wanted === '') return undefined;
  const is = (number: string, uri = number): boolean => plain(number) === wanted || plain(uri) === wanted;
  for (const { name, numbers } of state.contacts) {
    const number = numbers.find((one) => is(one.target));
    if (number) return { name, label: number.label };
  }
  const lamp = state.lamps.find(({ number, uri, name }) => name !== '' && is(number, uri));
  const parties = [...state.calls, ...state.history].map(({ peer }) => peer);
  const known = lamp ?? parties.find(({ name, number, uri }) => name !== '' && is(number, uri));
  return known && { name: known.name };
}

/** Returns the name of `target`, else the number itself. */
export const nameOrNumber = (state: PhoneState | undefined, target: string): string =>
  knownParty(state, target)?.name || target;

/** Spellings of one number or address are equal: without the scheme, parameters and, in a number, separators. */
function plain(target: string): string {
  const bare = target
    .trim()
    .replace(/^(sips?|tel):/i, '')
    .replace(/[;?].*$/, '')
    .toLowerCase();
  return /^[+\d][\d\s().\-/]*$/.test(bare) ? bare.replace(/[^+\d]/g, '') : bare;
}
