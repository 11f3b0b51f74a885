/**
 * What the user tells others, as one choice: do not disturb, which rejects calls, is one of its values.
 * Subjects: availability with do not disturb.
 */

import type { PhoneState } from './state.js';

export type Availability = PhoneState['availability'] | 'do-not-disturb';

/** Returns the choice that a state stands for. */
export const availabilityOf = ({ doNotDisturb, availability }: PhoneState): Availability =>
  doNotDisturb ? 'do-not-disturb' : availability;

/** Returns the part of the state that a choice sets; after do not disturb the former choice applies again. */
export const stateOfAvailability = (choice: Availability): Partial<PhoneState> =>
  choice === 'do-not-disturb' ? { doNotDisturb: true } : { doNotDisturb: false, availability: choice };
