/** The remote party of a page that was closed, which looks like a reload, is free soon (RFC 4028, decision 025). */
import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../support/browser.js';
import type { SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { SERVERS } from '../support/servers.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

/** The session interval, s: after it a call without a sign of life has ended. */
const INTERVAL = 90;

/** Whether to take each server and each way; else one, as `test/e2e/page/page-life.test.ts` shows the others at the pocket PBX. */
const ALL = process.env['LONG_TESTS'] === 'true';

interface Way {
  readonly name: string;
  /** The longest time until the remote party is free, s. */
  readonly limit: Readonly<Record<BrowserName, number>>;
  leave(page: Page): Promise<unknown>;
}

/** A page of Chromium that goes to another site sends BYE; Firefox has closed its sockets by then (decision 019). */
const WAYS: readonly Way[] = [
  {
    name: 'tab closed',
    limit: { Chromium: INTERVAL, Firefox: INTERVAL },
    leave: (page) => page.close({ runBeforeUnload: true }),
  },
  {
    name: 'another site',
    limit: { Chromium: 20, Firefox: INTERVAL },
    leave: (page) => page.evaluate(() => void (location.href = 'about:blank')),
  },
];

const RUNS: readonly (readonly [server: keyof typeof SERVERS, browser: BrowserName])[] = ALL
  ? [
      ...Object.keys(SERVERS).map((server) => [server, 'Chromium'] as const),
      ['pocket PBX', 'Firefox'],
      ['Asterisk 22', 'Firefox'],
    ]
  : [['pocket PBX', 'Chromium']];

describe('When the page of the other party is left for good in a call', function () {
  this.timeout(300_000);
  const open: { close(): Promise<unknown> }[] = [];

  after(async () => {
    for (const one of open.reverse()) await one.close();
  });

  async function enter(
    context: Context,
    server: SipServer,
    who: string,
    attributes: string,
    browser: BrowserName,
  ): Promise<Person> {
    const one = await person(context, await theSite(), server, who, attributes, 'Ready', browser);
    open.push(one.tab);
    return one;
  }

  /** Bob's seconds in the call after Alice has left her page, by way. */
  async function waitFor(context: Context, [name, browser]: (typeof RUNS)[number]): Promise<number[]> {
    const server = await SERVERS[name]!(context);
    open.push({ close: () => server.stop() });
    const bob = await enter(context, server, 'bob', 'auto-answer', 'Chromium');
    const seconds: number[] = [];
    for (const { leave } of ALL ? WAYS : WAYS.slice(0, 1)) {
      const alice = await enter(context, server, 'alice', '', browser);
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
    const all = await Promise.all(RUNS.map((run) => waitFor(this, run)));
    for (const [index, [name, browser]] of RUNS.entries())
      for (const [at, seconds] of all[index]!.entries())
        console.log(`      ${name}, ${browser}, ${WAYS[at]!.name}: ended after ${seconds} s`);
    for (const [index, [, browser]] of RUNS.entries())
      for (const [at, seconds] of all[index]!.entries()) expect(seconds).to.be.at.most(WAYS[at]!.limit[browser]);
  });
});
