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
    this.timeout(600_000);
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    const { url } = await pbx.listen({ port: 0 });
    const server = {
      url,
      domain: pbx.realm,
      passwordOf: (name: string) => `${name}-demo`,
      stop: () => Promise.resolve(),
    };
    consumer = await servePages({
      module: phoneMarkup(server, 'alice'),
      script: phoneMarkup(server, 'bob'),
      cdn: phoneMarkup(server, 'carol'),
    });
  });

  after(async () => {
    for (const tab of tabs) await tab.close();
    await consumer?.stop();
    await pbx?.close();
  });

  it('shows a phone in an empty Vite project and in bare pages, as a single script and as a module: they call one another', async function () {
    for (const url of [consumer.modulePage, consumer.scriptPage, consumer.cdnPage]) tabs.push(await openTab(this, url));
    const phones = tabs.map(({ page }) => new PhoneOnPage(page)) as [PhoneOnPage, PhoneOnPage, PhoneOnPage];
    const [alice, bob, carol] = phones;
    await Promise.all(phones.map((phone) => phone.shows('Ready')));
    const sound = (...indices: number[]) => Promise.all(indices.map((index) => waitForSound(tabs[index]!.page)));
    await alice.dial('bob');
    await bob.press('Answer');
    await sound(0, 1);
    await bob.press('Hang up');
    await alice.shows('The other side ended the call');
    await alice.isIdle();
    await bob.isIdle();
    await bob.dial('carol');
    await carol.press('Answer');
    await sound(1, 2);
    await bob.press('Hang up');
    for (const { errors } of tabs) expect(errors).to.deep.equal([]);
  });

  it('is in UTF-8 for a page without an encoding, as a single script', async () => {
    const text = await new PhoneOnPage(tabs[1]!.page).text();
    expect(text).to.match(/Ready\s*·/);
  });

  it('has in a browser what its manifest documents, and no attribute besides', async () => {
    const different = await tabs[0]!.page.evaluate((text: string) => {
      interface Declaration {
        tagName?: string;
        attributes?: { name: string; fieldName?: string }[];
        members?: { name: string; kind: string }[];
      }
      const { modules } = JSON.parse(text) as { modules: { declarations: Declaration[] }[] };
      return modules.flatMap(({ declarations }) =>
        declarations.flatMap(({ tagName, attributes = [], members = [] }) => {
          if (!tagName) return [];
          const element = document.createElement(tagName);
          const { observedAttributes = [] } = element.constructor as { observedAttributes?: string[] };
          const named = new Set([...attributes.map(({ name }) => name), 'lang', 'dir', 'aria-label']);
          return [
            ...observedAttributes
              .filter((name) => !named.has(name))
              .map((name) => `${tagName}: not documented: ${name}`),
            ...attributes
              // One without a property is read when it is needed.
              .filter(({ name, fieldName }) => fieldName !== undefined && !observedAttributes.includes(name))
              .map(({ name }) => `${tagName}: no attribute ${name}`),
            ...members
              .filter(({ name, kind }) =>
                kind === 'method' ? typeof Reflect.get(element, name) !== 'function' : !(name in element),
              )
              .map(({ name, kind }) => `${tagName}: no ${kind} ${name}`),
          ];
        }),
      );
    }, consumer.manifest);
    expect(different).to.deep.equal([]);
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
    const [project, script] = tabs as [Tab, Tab, Tab];
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
