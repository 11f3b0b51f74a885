import { expect } from 'chai';
import { openTab, type Tab } from '../support/browser.js';
import { person, phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

describe('A phone in a page', () => {
  let site: Site;
  let relay: Relay;
  let tab: Tab | undefined;

  before(async () => {
    site = await theSite();
    relay = await startRelay(site.pbx.url);
  });

  afterEach(async () => {
    await tab?.close();
    tab = undefined;
  });

  after(async () => {
    await relay?.stop();
  });

  const markup = (name: string, attributes = '') => phoneMarkup({ ...site.pbx, url: relay.url }, name, attributes);

  /** The requests of a method that the newest connection carried away from the phone. */
  const sent = (method: string, wire = relay.wires.at(-1)!) =>
    wire.fromPhone.filter((text) => text.startsWith(`${method} `));

  it('receives its own audio from the echo extension', async function () {
    const alice = await person(this, site, site.pbx, 'alice');
    tab = alice.tab;
    await alice.phone.dial('echo');
    await waitForSound(tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.shows('You ended the call');
    expect(tab.errors).to.deep.equal([]);
  });

  it('can call a second phone on the same page', async function () {
    const both = `<div id="a">${phoneMarkup(site.pbx, 'alice')}</div><div id="b">${phoneMarkup(site.pbx, 'bob')}</div>`;
    tab = await openTab(this, site.page(both));
    const [alice, bob] = ['#a > sip-phone', '#b > sip-phone'].map(
      (selector) => new PhoneOnPage(tab!.page, selector),
    ) as [PhoneOnPage, PhoneOnPage];
    await Promise.all([alice.shows('Ready'), bob.shows('Ready')]);
    await alice.dial('bob');
    await bob.press('Answer');
    await waitForSound(tab.page);
    await bob.press('Hang up');
    await Promise.all([alice.shows('The other side ended the call'), bob.shows('You ended the call')]);
    await tab.page.$eval('#b', (box) => box.remove());
    await alice.isIdle();
    await alice.dial('busy');
    await alice.shows(/busy/i);
    expect(tab.errors).to.deep.equal([]);
  });

  it('ends its call, un-registers and closes its socket when it is removed', async function () {
    const bob = await person(this, site, site.pbx, 'bob');
    tab = await openTab(this, site.page(markup('alice')));
    const alice = new PhoneOnPage(tab.page);
    await alice.dial('bob');
    await bob.phone.press('Answer');
    await waitForSound(tab.page);
    const wire = relay.wires.at(-1)!;
    await tab.page.$eval('sip-phone', (phone) => phone.remove());
    await bob.phone.shows('The other side ended the call');
    await until('the socket to close', () => !wire.open);
    expect(sent('BYE', wire)).to.have.length(1);
    expect(sent('REGISTER', wire).at(-1)).to.match(/^Expires: 0\r$/m);
    expect(await tab.page.evaluate(() => openPeerConnections())).to.equal(0);
    await bob.tab.close();
    expect(tab.errors).to.deep.equal([]);
  });

  it('keeps its call when it is moved within the page', async function () {
    const bob = await person(this, site, site.pbx, 'bob');
    tab = await openTab(this, site.page(`<main>${markup('alice')}</main><aside></aside>`));
    const alice = new PhoneOnPage(tab.page);
    await alice.dial('bob');
    await bob.phone.press('Answer');
    await waitForSound(tab.page);
    const registrations = sent('REGISTER').length;
    await tab.page.evaluate(() => document.querySelector('aside')!.append(document.querySelector('sip-phone')!));
    await waitForSound(tab.page);
    expect(sent('BYE')).to.have.length(0);
    expect(sent('REGISTER')).to.have.length(registrations);
    await alice.press('Hang up');
    await bob.phone.shows('The other side ended the call');
    await bob.tab.close();
    expect(tab.errors).to.deep.equal([]);
  });

  for (const [attribute, value, sentence] of [
    ['uri', 'nonsense', 'The account address is not valid'],
    ['server', 'http://example.com', 'The server address is not valid'],
    ['server', 'nonsense', 'The server address is not valid'],
  ] as const) {
    it(`names the error in ${attribute}="${value}", throws nothing, and works after it is corrected`, async function () {
      const listen = `<script>addEventListener('sip-error', (event) => (window.told = event.detail?.kind ?? event.kind ?? 'told'))</script>`;
      tab = await openTab(this, site.page(listen + phoneMarkup(site.pbx, 'alice', `${attribute}="${value}"`)));
      const phone = new PhoneOnPage(tab.page);
      await phone.shows(sentence);
      expect(await tab.page.evaluate(() => (window as unknown as { told?: string }).told)).to.be.a('string');
      await phone.set(attribute, attribute === 'uri' ? `sip:alice@${site.pbx.domain}` : site.pbx.url);
      await phone.shows('Ready');
      expect(tab.errors).to.deep.equal([]);
    });
  }
});
