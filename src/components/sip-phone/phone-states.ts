/**
 * The custom states of `<sip-phone>`, by name.
 * Subjects: custom states of <sip-phone>.
 */

import type { PhoneState } from '../../phone/state.js';
import { isInCall } from '../shared/commands/phone-access.js';
import type { StateTable } from '../shared/base/sip-element.js';

export const PHONE_STATES = {
  unconfigured: (state) => state?.account.status === 'unconfigured',
  connecting: (state) => state?.account.status === 'connecting',
  registered: (state) => state?.account.status === 'ready',
  offline: (state) => state?.account.status === 'offline',
  refused: (state) => state?.account.status === 'refused',
  ringing: (state) => state?.calls.some((call) => call.status === 'incoming') ?? false,
  'visual-ring': (state) => state?.ring?.visual === true,
  'in-call': (state) => state?.calls.some(isInCall) ?? false,
} satisfies StateTable<PhoneState | undefined>;
