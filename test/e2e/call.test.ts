import { expect } from 'chai';
import { openTab, type Tab } from './support/browser.js';
import { startKamailio, type SipServer } from './support/kamailio.js';
import { PhoneOnPage } from './support/phone-on-page.js';
import { startSite, type Site } from './support/site.js';
import { waitForSound } from './support/sound.js';
import { needs } from '../support/needs.js';

describe('Two pages with Kamailio between them', () => {
  let server: SipServer;
  let site: Site;
  const tabs: Tab[] = [];

  before(async function () {
    server = await startKamailio(needs(this, 'kamailio'));
    site = await startSite();
  });

  after(async () => {
    for (const tab of tabs) await tab.close();
    await site?.stop();
    await server?.stop();
  });

  it('register, call, hear each other and hang up', async function () {
    const open = async (name: string) => {
      const url = site.page(
        `<sip-phone server="${server.url}" uri="sip:${name}@${server.domain}" username="${name}" password="${name}-secret"></sip-phone>`,
      );
      const tab = await openTab(this, url);
      tabs.push(tab);
      return { tab, phone: new PhoneOnPage(tab.page) };
    };
    const [alice, bob] = await Promise.all([open('alice'), open('bob')]);
    await Promise.all([alice.phone.says('Ready'), bob.phone.says('Ready')]);
    await alice.phone.dial('bob');
    await alice.phone.says('Ringing');
    await bob.phone.press('Answer');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    await alice.phone.press('Hang up');
    await Promise.all([alice.phone.says('Call ended'), bob.phone.says('Call ended')]);
    expect(alice.tab.errors).to.deep.equal([]);
  });
});
