/** A page that moves, swaps or writes its elements again, as Turbo, htmx and client-side navigation do, keeps its call. */
import { expect } from 'chai';
import { person, type Person } from '../support/people.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

/** Keeps what the page hears of calls at its document, as a CRM would. */
const CRM = `globalThis.heard = [];
for (const name of ['sip-call-terminated', 'sip-call-summary'])
  document.addEventListener(name, ({ type }) => heard.push(type));`;

const CHANGES: Readonly<Record<string, string>> = {
  'is written again by innerHTML': 'document.body.innerHTML = document.body.innerHTML',
  'is replaced by a new body with a copy of it, as Turbo renders a page': `
    const body = document.createElement('body');
    body.innerHTML = document.body.innerHTML;
    document.documentElement.replaceChild(body, document.body);`,
  'is moved to another place': `const place = document.createElement('div');
    document.body.append(place);
    place.append(document.querySelector('sip-phone'));`,
  'is away for half a second with keep-alive': `const phone = document.querySelector('sip-phone');
    phone.toggleAttribute('keep-alive', true);
    phone.remove();
    setTimeout(() => document.body.append(phone), 500);`,
};

describe('A call whose element', () => {
  let alice: Person;
  let bob: Person;

  beforeEach(async function () {
    const site = await theSite();
    [alice, bob] = await Promise.all([person(this, site, site.pbx, 'alice'), person(this, site, site.pbx, 'bob')]);
    await alice.tab.page.evaluate(CRM);
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([alice, bob].map(({ tab }) => waitForSound(tab.page)));
  });

  afterEach(async () => {
    for (const { tab } of [alice, bob]) {
      expect(tab.errors).to.deep.equal([]);
      await tab.close();
    }
  });

  for (const [what, change] of Object.entries(CHANGES))
    it(`${what} goes on, and can be hung up there`, async () => {
      await alice.tab.page.evaluate(change);
      await until(
        'the element in the page',
        () => alice.tab.page.evaluate(`!!document.querySelector('sip-phone')`) as Promise<boolean>,
      );
      await alice.phone.press('Mute');
      await alice.phone.press('Unmute');
      await waitForSound(bob.tab.page);
      expect(await alice.tab.page.evaluate('heard')).to.deep.equal([]);
      await alice.phone.press('Hang up');
      await bob.phone.shows('Call ended');
      await until('the summary', async () =>
        ((await alice.tab.page.evaluate('heard')) as string[]).includes('sip-call-summary'),
      );
    });

  it('is removed for good ends: the remote party is told, and the document gets the end and the summary', async () => {
    await alice.tab.page.evaluate(`document.querySelector('sip-phone').remove()`);
    await bob.phone.shows('Call ended');
    await until('both events', async () => ((await alice.tab.page.evaluate('heard')) as string[]).length >= 2);
    expect(await alice.tab.page.evaluate('heard')).to.have.members(['sip-call-terminated', 'sip-call-summary']);
  });
});
