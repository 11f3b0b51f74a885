/** Events of a session that the phone emits unchanged. */

import type { Session } from '../../sip/session/session.js';

const FORWARDED = [
  'progress',
  'accepted',
  'rejected',
  'failed',
  'terminated',
  'cancel',
  'replaced',
  'dtmf',
  'bye',
] as const;

/** Calls `listener` with each of these events of a session. */
export function forward(session: Session, listener: (name: string, args: readonly unknown[]) => void): void {
  for (const name of FORWARDED) session.on(name, (...args: readonly unknown[]) => listener(name, args));
}
