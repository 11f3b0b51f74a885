/** A call written down, so that the page that comes next can take it over with Replaces (RFC 3891). */

import type { DialogData } from '../dialog/dialog.js';
import type { Call } from './call.js';

/** Plain data. Who knows the dialog can take the call: keep it out of events, logs and URLs (RFC 3891 §8). */
export interface SessionSnapshot {
  readonly version: 1;
  readonly dialog: DialogData;
  readonly direction: 'outgoing' | 'incoming';
  /** The other side as a name-addr. */
  readonly remote: string;
  /** When it was answered, milliseconds of the clock. */
  readonly startTime: number;
  readonly localHold: boolean;
}

/** Undefined unless the call is up. */
export function snapshotOf(call: Call): SessionSnapshot | undefined {
  const { dialog, startTime } = call;
  if (!call.is('established') || !dialog || !startTime) return undefined;
  return {
    version: 1,
    dialog: dialog.toJSON(),
    direction: call.origin.direction,
    remote: (call.asserted ?? call.session.remoteIdentity).toString(),
    startTime: startTime.getTime(),
    localHold: call.hold.local,
  };
}
