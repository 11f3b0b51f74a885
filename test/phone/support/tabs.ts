/**
 * Phones on one page that stand for those in several tabs: Web Locks and channels belong to the origin (Web Locks API §3.1, HTML §9.5).
 * Subjects: several tabs on one page, test.
 */

import { waitUntil } from '@open-wc/testing';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

/** For what the browser does in its own time, ms. */
export const WITHIN = { timeout: 30_000 };

/** The servers of these tabs respond until it holds. */
export const untilServed = (tabs: readonly TestPhone[], holds: () => boolean, what: string): Promise<void> =>
  waitUntil(
    async () => {
      await settle();
      for (const tab of tabs) await serve(tab);
      return holds();
    },
    what,
    WITHIN,
  );

/** The next request of this method, once the browser has done its part of what causes it: keys, storage, messages between tabs. */
export async function sentBy(tabs: readonly TestPhone[], tab: TestPhone, method: string): Promise<IncomingRequest> {
  const isSent = (): boolean => tab.socket.inbox.some((text) => text.startsWith(`${method} `));
  await untilServed(tabs, () => tab.network.sockets.length > 0 && isSent(), `${method} is sent`);
  return tab.sent(method);
}

export async function closeTab(tab: TestPhone): Promise<void> {
  const gone = tab.phone.dispose();
  await serve(tab);
  await tab.clock.advance(40_000);
  await gone;
}

async function serve(tab: TestPhone): Promise<void> {
  if (tab.network.sockets.length > 0) await tab.serve();
}
