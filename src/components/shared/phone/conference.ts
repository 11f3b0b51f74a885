/**
 * The calls that this phone mixes.
 * Subjects: calls of the conference.
 */

import type { CallState } from '../../../phone/state.js';

export type MergedCall = CallState & { status: 'active' };

/** Returns the calls of the conference, oldest first. */
export const conferenceOf = (calls: readonly CallState[]): readonly MergedCall[] =>
  calls.filter((call): call is MergedCall => call.status === 'active' && call.merged === true);
