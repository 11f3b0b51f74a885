/** A page with another stack, SIP.js or JsSIP, as the remote party of calls. */
import { join } from 'node:path';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import { openTab, type Tab } from './browser.js';
import type { SipServer } from './kamailio.js';
import type {} from './remote-party-page.js';
import { serveModule, type ModulePage } from './module-page.js';

export type Stack = 'SIP.js' | 'JsSIP';

export const STACKS: readonly Stack[] = ['SIP.js', 'JsSIP'];

const SCRIPT = join(import.meta.dirname, 'remote-party-page.ts');

/** Serves the page of remote parties. */
export function serveRemoteParties(): Promise<ModulePage> {
  return serveModule(`import { register } from ${JSON.stringify(SCRIPT)};\nglobalThis.registerRemoteParty = register;`);
}

/** Opens a page with one remote party that is registered; it answers every call. */
export async function openRemoteParty(
  context: Context,
  { url }: ModulePage,
  stack: Stack,
  server: SipServer,
  name: string,
): Promise<Tab> {
  const tab = await openTab(context, url);
  await tab.page.waitForFunction(() => typeof registerRemoteParty === 'function');
  const account = { server: server.url, domain: server.domain, name, password: server.passwordOf(name) };
  await tab.page.evaluate((kind, one) => registerRemoteParty(kind, one), stack, account);
  return tab;
}

/** Waits until the remote party has so many calls that are up. */
export async function hasCalls(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => remoteParty.calls() === wanted, { polling: 50, timeout: 20_000 }, count);
}
