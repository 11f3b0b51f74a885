/** Holds and unholds a session; the latest call of `hold()` or `unhold()` decides (RFC 3264 §8.4). */

import { readExtraHeaders } from '../core/extra-headers.js';
import type { InviteUsage } from './invite-usage.js';
import { modify } from './modify.js';
import type { ModifyOptions } from './options.js';

/**
 * Changes the local hold; does nothing if it is already set. Waits for a pending change, including its glare delays,
 * before it compares. Rejects and throws as `modify`.
 */
export function changeHold(call: InviteUsage, hold: boolean, options: ModifyOptions): Promise<void> {
  const run = (): Promise<void> => (isHeld(call, hold) ? Promise.resolve() : modify(call, { options, hold }));
  if (!call.holding) return remember(call, run());
  readExtraHeaders(options.extraHeaders);
  return remember(call, call.holding.then(run));
}

function isHeld(call: InviteUsage, hold: boolean): boolean {
  return call.is('established') && call.media.hold.local === hold && !call.queue.busy;
}

/** Makes the next change wait for this one, however it ends. */
function remember(call: InviteUsage, change: Promise<void>): Promise<void> {
  const settled = change.catch(() => undefined);
  call.holding = settled;
  void settled.then(() => {
    if (call.holding === settled) call.holding = undefined;
  });
  return change;
}
