/** The remote party of a page that was closed, which looks like a reload, is free soon (RFC 4028, decision 025). */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { person, type Person } from '../support/people.js';
import { SERVERS } from '../support/servers.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

/** The session interval, s: after it a call without a sign of life has ended. */
const INTERVAL = 90;

describe('When the page of the other party is closed in a call', function () {
  this.timeout(200_000);
  const open: { close(): Promise<unknown> }[] = [];

  after(async () => {
    for (const one of open) await one.close();
  });

  /** Bob's seconds in the call after Alice has closed her page. */
  async function waitFor(context: Context, name: keyof typeof SERVERS): Promise<number> {
    const site = await theSite();
    const server = await SERVERS[name]!(context);
    const enter = async (who: string, attributes: string): Promise<Person> => {
      const one = await person(context, site, server, who, attributes);
      open.push(one.tab);
      return one;
    };
    const bob = await enter('bob', 'auto-answer');
    const alice = await enter('alice', '');
    open.push({ close: () => server.stop() });
    await alice.phone.dial('bob');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    await alice.tab.page.close({ runBeforeUnload: true });
    const start = performance.now();
    await bob.tab.page.waitForFunction(() => openPeerConnections() === 0, { polling: 200, timeout: 120_000 });
    return Math.round((performance.now() - start) / 1000);
  }

  it(`the call ends within ${INTERVAL} s`, async function () {
    const all = Object.keys(SERVERS);
    // The long run takes each server.
    const names = process.env['LONG_TESTS'] === 'true' ? all : all.slice(0, 1);
    const seconds = await Promise.all(names.map((name) => waitFor(this, name)));
    for (const [index, name] of names.entries()) console.log(`      ${name}: ended after ${seconds[index]} s`);
    expect(Math.max(...seconds)).to.be.at.most(INTERVAL);
  });
});
