/** Promises that were rejected while nobody listened. */

import { settle } from './virtual-clock.js';

/** What became an unhandled rejection, which ends a Node process, while `work` ran and a little after. */
export async function unhandledRejections(work: () => Promise<void>): Promise<unknown[]> {
  const found: unknown[] = [];
  const before = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => void found.push(reason));
  try {
    await work();
    await settle();
    await settle();
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of before) process.on('unhandledRejection', listener);
  }
  return found;
}
