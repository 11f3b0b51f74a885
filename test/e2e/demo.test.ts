import { expect } from 'chai';
import { openTab, type Tab } from './support/browser.js';
import { PhoneOnPage } from './support/phone-on-page.js';
import { theSite } from './support/site.js';
import { waitForSound } from './support/sound.js';

describe('The demo page', () => {
  let tab: Tab | undefined;

  after(async () => {
    await tab?.close();
  });

  it('shows Alice and Bob, signed in, and one calls the other', async function () {
    tab = await openTab(this, `${(await theSite()).url}/`);
    const [alice, bob] = ['#alice', '#bob'].map((selector) => new PhoneOnPage(tab!.page, selector)) as [
      PhoneOnPage,
      PhoneOnPage,
    ];
    await Promise.all([alice.says('Ready'), bob.says('Ready')]);
    await alice.dial('1002');
    await bob.press('Answer');
    await waitForSound(tab.page);
    await alice.press('Hang up');
    await Promise.all([alice.isIdle(), bob.isIdle()]);
    expect(tab.errors).to.deep.equal([]);
  });
});
