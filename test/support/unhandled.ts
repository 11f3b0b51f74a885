/** Promises that were rejected without a handler. */

import { settle } from './virtual-clock.js';

/** The unhandled rejections, each of which would end a Node process, during `work` and shortly after it. */
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
