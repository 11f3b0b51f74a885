/** A call whose page is loaded again, or left by a link of the site: it goes on (RFC 3891, RFC 3261 §14, RFC 3311). */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { person, type Person } from './support/people.js';
import { theSite } from './support/site.js';
import { listenForSilence, longestSilence, waitForSound } from './support/sound.js';

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

const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  // As by the reload button of the browser: no navigation is reported to the page.
  'is loaded again': (page) => page.reload(),
  'is left by a link': follow,
};

/** The longest silence that the far end may hear, ms. */
const LIMIT = 1000;

describe('A call goes on when the page', () => {
  const people: Person[] = [];

  afterEach('close the pages', async function () {
    if (this.currentTest?.state === 'failed') for (const { tab } of people) console.log(tab.log.join('\n'));
    for (const { tab } of people.splice(0)) await tab.close();
  });

  for (const [name, leave] of Object.entries(WAYS)) {
    it(`${name}: pocket PBX`, async function () {
      const site = await theSite();
      const bob = await person(this, site, site.pbx, 'bob', 'auto-answer');
      const alice = await person(this, site, site.pbx, 'alice');
      people.push(bob, alice);
      await alice.phone.dial('bob');
      await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
      await listenForSilence(bob.tab.page);
      await leave(alice.tab.page);
      await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
      const silence = await longestSilence(bob.tab.page);
      console.log(`      silence at the far end: ${silence} ms`);
      expect(silence).to.be.below(LIMIT);
      await bob.phone.press('Hang up');
      await alice.phone.says('Call ended');
    });
  }
});
