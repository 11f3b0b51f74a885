/**
 * The notices whose code is loaded at once, as the user has to be told or asked something.
 * Subjects: notice loaded at once; urgent notices.
 */

import type { CallState } from '../../phone/state.js';
import type { GivenContext } from '../views/call-notices.js';

export function needsNotice(call: CallState, { access, recorded }: GivenContext): boolean {
  if (call.question !== undefined || recorded.of(call.id) !== undefined) return true;
  if (call.status !== 'active') return false;
  const { calls, devices } = access.phone.state;
  const { notice } = devices;
  return (
    call.media === 'interrupted' ||
    call.media === 'failed' ||
    call.transfer?.status === 'refused' ||
    call.sending?.waiting === true ||
    call.recordingLost !== undefined ||
    (notice?.kind === 'lost' && notice.now === undefined) ||
    calls.some((one) => one.id !== call.id && one.status === 'ended' && one.failed)
  );
}
