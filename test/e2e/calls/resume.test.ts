/** A call whose page is loaded again, or left by a link of the site: it goes on (RFC 3891, RFC 3261 §14, RFC 3311). */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import type { HistoryEntry } from '../../../src/phone/state.js';
import type { BrowserName } from '../support/browser.js';
import type { SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { SERVERS } from '../support/servers.js';
import { theSite } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSound } from '../support/sound.js';

/** As the reload button of the browser does: no navigation is reported to the page. */
const reload = (page: Page): Promise<unknown> => page.reload();

/** Follows a link to another page of the site that has the same phone. */
const follow = (page: Page): Promise<unknown> =>
  Promise.all([
    page.waitForNavigation(),
    page.evaluate(() => {
      const link = document.createElement('a');
      const url = new URL(location.href);
      url.searchParams.set('visit', String(Number(url.searchParams.get('visit') ?? 0) + 1));
      link.href = url.href;
      document.body.append(link);
      link.click();
    }),
  ]);

const WAYS: readonly ((page: Page) => Promise<unknown>)[] = [reload, ...Array<typeof follow>(8).fill(follow)];

/**
 * The longest silence that the remote party may receive, ms, by the browser of the page that is left, in `npm run test:long`, which
 * runs one file at a time. In `npm test`, with another run beside it, the figures are printed.
 */
const LIMITS: Readonly<Record<BrowserName, number>> =
  process.env['LONG_TESTS'] === 'true' ? { Chromium: 1000, Firefox: 1600 } : { Chromium: 15_000, Firefox: 15_000 };

/** The stored calls of a person, once there are some. */
async function historyOf({ name, tab }: Person, { domain }: SipServer): Promise<readonly HistoryEntry[]> {
  const key = `sip-elements:history:sip:${name}@${domain}`;
  const stored = await tab.page.waitForFunction((item) => localStorage.getItem(item), { polling: 50 }, key);
  return (JSON.parse((await stored.jsonValue())!) as { history: HistoryEntry[] }).history;
}

const RUNS: readonly (readonly [server: keyof typeof SERVERS, browser: BrowserName])[] = [
  ...Object.keys(SERVERS).map((server) => [server, 'Chromium'] as const),
  ['pocket PBX', 'Firefox'],
  ['Asterisk 22', 'Firefox'],
];

for (const [name, browser] of RUNS) {
  describe(`A call goes on when its page is loaded again or left by a link: ${name}, ${browser}`, function () {
    this.timeout(240_000);
    let server: SipServer | undefined;
    let alice: Person;
    let bob: Person;
    let talkingSince = 0;

    before(async function () {
      server = await SERVERS[name]!(this);
      const site = await theSite();
      bob = await person(this, site, server, 'bob', 'auto-answer trace');
      alice = await person(this, site, server, 'alice', 'trace', 'Ready', browser);
      await alice.phone.dial('bob');
      await hearEachOther();
      talkingSince = Date.now();
    });

    afterEach('show what the pages wrote', function () {
      if (this.currentTest?.state !== 'failed') return;
      for (const { name: who, tab } of [alice, bob]) console.log(`--- ${who}\n${tab.log.slice(-25).join('\n')}`);
    });

    after(async () => {
      for (const one of [alice, bob]) await one?.tab.close();
      await server?.stop();
    });

    const hearEachOther = (): Promise<unknown> =>
      Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);

    /** Leaves the page of one in each way. Returns how long the other heard nothing. */
    async function leaveAll(one: Person, other: Person): Promise<number[]> {
      const silences: number[] = [];
      for (const leave of WAYS) {
        await listenForSilence(other.tab.page);
        await leave(one.tab.page);
        await hearEachOther();
        silences.push(await longestSilence(other.tab.page));
      }
      return silences;
    }

    // In Firefox only Alice's page: its remote party is in Chromium, as two Firefoxes would measure the machine.
    for (const role of browser === 'Firefox' ? (['caller'] as const) : (['caller', 'callee'] as const)) {
      it(`of the ${role}: a reload and 8 links, in one call`, async () => {
        const [one, other] = role === 'caller' ? [alice, bob] : [bob, alice];
        const silences = await leaveAll(one, other);
        const sorted = [...silences].sort((a, b) => a - b);
        console.log(
          `      silence at the remote party: median ${sorted[4]} ms, maximum ${sorted[8]} ms (${silences.join(' ')})`,
        );
        expect(sorted[8]).to.be.below(LIMITS[browser]);
      });
    }

    if (browser === 'Chromium' && process.env['LONG_TESTS'] === 'true')
      it('of both parties, who load their pages at once (RFC 3261 §14.1)', async () => {
        await Promise.all([alice, bob].map(({ tab }) => tab.page.reload()));
        await hearEachOther();
      });

    it('which then ends for both, and is one call for each', async () => {
      const talked = Date.now() - talkingSince;
      await bob.phone.press('Hang up');
      await alice.phone.shows('The other side ended the call');
      for (const one of [alice, bob]) {
        const calls = await historyOf(one, server!);
        expect(calls.map(({ cause }) => cause)).to.deep.equal(['hung-up']);
        expect(calls[0]!.endedAt - calls[0]!.answeredAt!).to.be.at.least(talked);
      }
      expect([...alice.tab.errors, ...bob.tab.errors]).to.deep.equal([]);
    });
  });
}
