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

const LONG = process.env['LONG_TESTS'] === 'true';

/**
 * The longest silence that the remote party may receive, ms, by the browser of the page that is left, in `npm run test:long`, which
 * runs one file at a time. In `npm test`, with another run beside it, the figures are printed.
 */
const LIMITS: Readonly<Record<BrowserName, number>> = LONG
  ? { Chromium: 1000, Firefox: 1600 }
  : { Chromium: 15_000, Firefox: 15_000 };

/** The stored calls of a person, once there are some. */
async function historyOf({ name, tab }: Person, { domain }: SipServer): Promise<readonly HistoryEntry[]> {
  const key = `sip-elements:history:sip:${name}@${domain}`;
  const stored = await tab.page.waitForFunction((item) => localStorage.getItem(item), { polling: 50 }, key);
  return (JSON.parse((await stored.jsonValue())!) as { history: HistoryEntry[] }).history;
}

type Role = 'caller' | 'callee';
type Run = readonly [server: keyof typeof SERVERS, browser: BrowserName, roles: readonly Role[]];

/** In Firefox one page of a call, with its remote party in Chromium, as two Firefoxes would measure the machine. */
const RUNS: readonly Run[] = [
  ...Object.keys(SERVERS).map((server): Run => [server, 'Chromium', ['caller', 'callee']]),
  ...['pocket PBX', 'Asterisk 22'].flatMap((server) =>
    (LONG ? (['caller', 'callee'] as const) : (['caller'] as const)).map((role): Run => [server, 'Firefox', [role]]),
  ),
];

for (const [name, browser, roles] of RUNS) {
  const where = browser === 'Firefox' ? `${browser} as the ${roles[0]}` : browser;
  describe(`A call goes on when its page is loaded again or left by a link: ${name}, ${where}`, function () {
    this.timeout(240_000);
    let server: SipServer | undefined;
    let alice: Person;
    let bob: Person;
    let talkingSince = 0;

    before(async function () {
      server = await SERVERS[name]!(this);
      const site = await theSite();
      const browserOf = (role: Role): BrowserName => (roles.includes(role) ? browser : 'Chromium');
      bob = await person(this, site, server, 'bob', 'auto-answer trace', 'Ready', browserOf('callee'));
      alice = await person(this, site, server, 'alice', 'trace', 'Ready', browserOf('caller'));
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

    for (const role of roles) {
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

    if (browser === 'Chromium' && LONG)
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
