import { expect } from 'chai';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { phoneMarkup } from '../e2e/support/people.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { servePages, type Pages } from './support/pages.js';

describe('The packed package', () => {
  let pbx: PocketPbx;
  let consumer: Pages;
  const tabs: Tab[] = [];

  before(async function () {
    this.timeout(300_000);
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    const { url } = await pbx.listen({ port: 0 });
    const server = {
      url,
      domain: pbx.realm,
      passwordOf: (name: string) => `${name}-demo`,
      stop: () => Promise.resolve(),
    };
    consumer = await servePages({ module: phoneMarkup(server, 'alice'), script: phoneMarkup(server, 'bob') });
  });

  after(async () => {
    for (const tab of tabs) await tab.close();
    await consumer?.stop();
    await pbx?.close();
  });

  it('shows a phone in an empty Vite project and, as a single script, in a bare page: they call each other', async function () {
    for (const url of [consumer.modulePage, consumer.scriptPage]) tabs.push(await openTab(this, url));
    const [alice, bob] = tabs.map(({ page }) => new PhoneOnPage(page)) as [PhoneOnPage, PhoneOnPage];
    await Promise.all([alice.says('Ready'), bob.says('Ready')]);
    await alice.dial('bob');
    await bob.press('Answer');
    await Promise.all(tabs.map(({ page }) => waitForSound(page)));
    await bob.press('Hang up');
    await alice.says('The other side ended the call');
    await alice.isIdle();
    await bob.isIdle();
    await bob.dial('alice');
    await alice.press('Answer');
    await Promise.all(tabs.map(({ page }) => waitForSound(page)));
    await bob.press('Hang up');
    for (const { errors } of tabs) expect(errors).to.deep.equal([]);
  });

  it('loads the number plans only if a country is set, in the project; the single script has them', async () => {
    const loaded = (tab: Tab) =>
      tab.page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length,
      );
    const setCountry = (tab: Tab) =>
      tab.page.evaluate(() => {
        const phone = document.querySelector('sip-phone')!;
        phone.setAttribute('country', 'GB');
        return phone.updateComplete;
      });
    const [project, script] = tabs as [Tab, Tab];
    const before = await loaded(project);
    await setCountry(project);
    await project.page.waitForFunction(
      (count: number) =>
        performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length > count,
      {},
      before,
    );
    expect(await loaded(project)).to.equal(before + 1);
    await setCountry(script);
    expect(await loaded(script)).to.equal(1);
    for (const { errors } of tabs) expect(errors).to.deep.equal([]);
  });
});
