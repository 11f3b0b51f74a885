/**
 * Asks before a number from the content of a page is called, with code that is loaded in idle time, or with the first such call.
 * Subjects: question before a number of the page is called, loaded.
 */

import { LateCode } from '../../../phone/late-code.js';
import { suppliedPageCall, type PageCall } from './page-call-slot.js';

const code = new LateCode(() => import('./page-call-chunk.js'));

/** Loads the code when the page is idle, again after a failure, so that it is there before a link is pressed. */
export function preparePageCalls(): void {
  if (code.status === 'absent') code.loadWhenIdle();
}

/**
 * Resolves with the address to call: at once if the pressed element visibly shows the number, else when the user agrees. Resolves with
 * undefined if the user declines, for a service code, which a dialog refuses, and where the code cannot be loaded.
 */
export async function agreedAddress(call: PageCall): Promise<string | undefined> {
  if (!suppliedPageCall()) await code.load();
  return suppliedPageCall()?.(call);
}
