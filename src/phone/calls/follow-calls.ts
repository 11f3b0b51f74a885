/**
 * Follows the calls of a phone, for parts that report their quality.
 * Subjects: calls followed by a part of the phone.
 */

import type { PartOwner } from '../parts-slot.js';
import type { CallState } from '../state.js';
import type { CallSummary } from './call-summary.js';

/**
 * Calls `changed` with the present calls and at each change of one, and `ended` with the summary of each call that ends. Returns a
 * function that removes both.
 */
export function followCalls(
  { core, phone }: PartOwner,
  changed: (calls: readonly CallState[]) => void,
  ended: (summary: CallSummary) => void,
): () => void {
  const leave = core.store.subscribe(({ calls }, before) => calls !== before.calls && changed(calls));
  phone.on('summary', ended);
  changed(core.state.calls);
  return () => {
    leave();
    phone.off('summary', ended);
  };
}
