/** The remote party of a page that was closed, which looks like a reload, is free soon (RFC 4028, decision 025). */
import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import type { SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { SERVERS } from '../support/servers.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

/** The session interval, s: after it a call without a sign of life has ended. */
const INTERVAL = 90;

/** Whether to take each server and each way; else one, as `test/e2e/page/page-life.test.ts` shows the others at the pocket PBX. */
const ALL = process.env['LONG_TESTS'] === 'true';

/** Ways to leave, and the longest time until the remote party is free, s. A page that goes to another site sends BYE. */
const WAYS: readonly { readonly name: string; readonly limit: number; leave(page: Page): Promise<unknown> }[] = [
  { name: 'tab closed', limit: INTERVAL, leave: (page) => page.close({ runBeforeUnload: true }) },
  { name: 'another site', limit: 20, leave: (page) => page.evaluate(() => void (location.href = 'about:blank')) },
];

describe('When the page of the other party is left for good in a call', function () {
  this.timeout(300_000);
  const open: { close(): Promise<unknown> }[] = [];

  after(async () => {
    for (const one of open.reverse()) await one.close();
  });

  async function enter(context: Context, server: SipServer, who: string, attributes: string): Promise<Person> {
    const one = await person(context, await theSite(), server, who, attributes);
    open.push(one.tab);
    return one;
  }

  /** Bob's seconds in the call after Alice has left her page, by way. */
  async function waitFor(context: Context, name: keyof typeof SERVERS): Promise<number[]> {
    const server = await SERVERS[name]!(context);
    open.push({ close: () => server.stop() });
    const bob = await enter(context, server, 'bob', 'auto-answer');
    const seconds: number[] = [];
    for (const { leave } of ALL ? WAYS : WAYS.slice(0, 1)) {
      const alice = await enter(context, server, 'alice', '');
      await alice.phone.dial('bob');
      await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
      await leave(alice.tab.page);
      const start = performance.now();
      await bob.tab.page.waitForFunction(() => openPeerConnections() === 0, { polling: 200, timeout: 120_000 });
      seconds.push(Math.round((performance.now() - start) / 100) / 10);
    }
    return seconds;
  }

  it(`the call ends within ${INTERVAL} s`, async function () {
    const names = Object.keys(SERVERS).slice(0, ALL ? undefined : 1);
    const all = await Promise.all(names.map((name) => waitFor(this, name)));
    for (const [index, name] of names.entries())
      for (const [at, seconds] of all[index]!.entries()) {
        console.log(`      ${name}, ${WAYS[at]!.name}: ended after ${seconds} s`);
        expect(seconds).to.be.at.most(WAYS[at]!.limit);
      }
  });
});
