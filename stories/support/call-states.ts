/**
 * States of a call that more than one story or test shows.
 * Subjects: call states of stories.
 */

import type { CallQuality, CallState, PhoneState } from '../../src/phone/state.js';
import { ANN, BOB, callState, EMPTY, withCall, type CallPatch } from './fake-phone.js';
import { DESK } from './fake-devices.js';

export const GOOD: CallQuality = {
  bars: 4,
  mos: 4.3,
  lossIn: 0.001,
  lossOut: 0,
  jitter: 0.004,
  roundTrip: 0.042,
  codec: 'opus',
  path: 'host',
  warnings: [],
  weakParty: 'unclear',
};

/** A call that is up, at a desk with a headset. */
export const up = (patch: CallPatch = {}, rest: Partial<PhoneState> = {}): PhoneState =>
  withCall({ status: 'active', quality: GOOD, ...patch } as CallPatch & { status: 'active' }, {
    devices: DESK,
    ...rest,
  });

export const weak = (quality: Partial<CallQuality>): PhoneState =>
  up({ quality: { ...GOOD, ...quality } } as CallPatch);

const HELD = { local: true, remote: false };

/** Ann waits, Bob is spoken to. */
export function twoCalls(first: CallPatch = {}, second: CallPatch = {}): PhoneState {
  const ann = callState({ status: 'active', id: 'ann', peer: ANN, hold: HELD, ...first } as CallPatch & {
    status: 'active';
  });
  const measured = (second.status ?? 'active') === 'active' ? { quality: GOOD } : {};
  const bob = callState({ status: 'active', id: 'bob', peer: BOB, ...measured, ...second } as CallPatch & CallState);
  return { ...EMPTY, devices: DESK, calls: [ann, bob], activeCallId: 'bob' };
}

/** Ann and Bob in a conference with the person here. */
export function conference(first: CallPatch = {}, second: CallPatch = {}): PhoneState {
  const hold = { local: false, remote: false };
  return twoCalls(
    { hold, merged: true, quality: GOOD, ...first } as CallPatch,
    { merged: true, ...second } as CallPatch,
  );
}
