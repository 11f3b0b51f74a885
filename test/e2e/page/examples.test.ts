import { expect } from 'chai';
import { openTab, type Tab } from '../support/browser.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

/** `sip-elements/phone` needs no element: one observable state and commands on it. */
describe('An example page with its own interface', () => {
  const tabs: Tab[] = [];

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map((tab) => tab.close()));
  });

  for (const kind of ['plain', 'react', 'vue']) {
    it(`makes and receives calls, mutes, holds and hangs up: ${kind}`, async function () {
      const { url } = await theSite();
      const alice = await openTab(this, `${url}/examples/${kind}/?as=alice`);
      const bob = await openTab(this, `${url}/examples/${kind}/?as=bob`);
      tabs.push(alice, bob);
      const [caller, callee] = [alice, bob].map(({ page }) => new PhoneOnPage(page, 'body')) as [
        PhoneOnPage,
        PhoneOnPage,
      ];
      await Promise.all([caller.shows('Ready: alice'), callee.shows('Ready: bob')]);
      await alice.page.type('input', '1002');
      await caller.press('Call');
      await callee.shows('incoming');
      await callee.press('Answer');
      await Promise.all([waitForSound(alice.page), waitForSound(bob.page)]);
      // What is pressed with a finger is 44 px high (WCAG 2.2 §2.5.5). Buttons for other states of the call may be hidden.
      const low = await alice.page.$$eval('button, input', (controls) =>
        controls
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 44)
          .map((control) => control.outerHTML),
      );
      expect(low).to.deep.equal([]);
      await caller.press('Mute');
      await caller.press('Unmute');
      await caller.press('Hold');
      await caller.press('Resume');
      await callee.press('Hang up');
      await Promise.all([caller.shows('Call ended.'), callee.shows('Call ended.')]);
      await caller.press('Dismiss');
      await caller.shows(/^(?!.*Call ended)/s);
      expect([...alice.errors, ...bob.errors]).to.deep.equal([]);
    });
  }
});
