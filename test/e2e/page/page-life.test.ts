/** A page with a phone that is left: what the remote party and the registrar see, and what browsers tell (HTML §7.4.6, M3). */
import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import { BROWSERS, openTab, type BrowserName, type Tab } from '../support/browser.js';
import { person, phoneMarkup, type Person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

interface Way {
  readonly name: string;
  /** Whether the phone un-registers, as no page of the site follows. */
  readonly unregisters: boolean;
  /** `elsewhere` is the address of a page of another site. */
  leave(page: Page, elsewhere: string): Promise<unknown>;
  /** Default: each browser. */
  readonly in?: readonly BrowserName[];
}

/** Clicks a link, as a user does. */
const follow = (page: Page, address: string): Promise<void> =>
  page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
  }, address);

const WAYS: readonly Way[] = [
  // Firefox may end the script of a closed tab before it has written anything (decision 019).
  { name: 'the tab is closed', unregisters: true, leave: (page) => page.close(), in: ['Chromium'] },
  {
    name: 'the tab is closed by the user',
    unregisters: true,
    leave: (page) => page.close({ runBeforeUnload: true }),
    in: ['Chromium'],
  },
  { name: 'an empty page is opened', unregisters: true, leave: (page) => page.goto('about:blank'), in: ['Chromium'] },
  { name: 'a link leads to another site', unregisters: true, leave: follow, in: ['Chromium'] },
  {
    name: 'the page is loaded again',
    unregisters: false,
    leave: (page) => Promise.all([page.waitForNavigation(), page.evaluate(() => void location.reload())]),
  },
  {
    name: 'a link leads to another page of the site',
    unregisters: false,
    in: ['Firefox'],
    leave: (page) => follow(page, '/favicon.ico?next'),
  },
];

describe('Leaving a page with a phone', () => {
  let site: Site;
  let relay: Relay;
  /** Another site. */
  let other: Server;
  let elsewhere: string;
  const tabs: Tab[] = [];
  const versions = new Set<string>();

  before(async () => {
    site = await theSite();
    relay = await startRelay(site.pbx.url);
    other = createServer((_request, response) => response.end('Elsewhere')).listen(0, 'localhost');
    await once(other, 'listening');
    elsewhere = `http://localhost:${(other.address() as AddressInfo).port}/`;
  });

  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close().catch(() => undefined);
  });

  after(async () => {
    await relay?.stop();
    other?.close();
    console.log(`    in ${[...versions].join(', ')}`);
  });

  const open = async (context: Context, name: BrowserName = 'Chromium', attributes = ''): Promise<Tab> => {
    const tab = await openTab(context, site.page(markup(attributes)), name);
    tabs.push(tab);
    versions.add(await tab.page.browser().version());
    await new PhoneOnPage(tab.page).shows('Ready');
    return tab;
  };

  const markup = (attributes: string): string => phoneMarkup({ ...site.pbx, url: relay.url }, 'alice', attributes);
  const registers = (wire = relay.wires.at(-1)!): string[] =>
    wire.fromPhone.filter((text) => text.startsWith('REGISTER '));

  for (const name of BROWSERS) {
    for (const { name: way, unregisters, leave, in: browsers = BROWSERS } of WAYS) {
      if (!browsers.includes(name)) continue;
      it(`${unregisters ? 'un-registers' : 'stays registered for the next page'} when ${way}: ${name}`, async function () {
        const tab = await open(this, name);
        const wire = relay.wires.at(-1)!;
        await leave(tab.page, elsewhere);
        await until('the socket to close', () => !wire.open);
        const gone = registers(wire).filter((text) => /^Expires: 0\r$/m.test(text)).length;
        expect(gone).to.equal(unregisters ? 1 : 0);
      });
    }
  }

  describe('in a call', () => {
    let bob: Person;
    let farRelay: Relay;

    beforeEach(async function () {
      farRelay = await startRelay(site.pbx.url);
      bob = await person(this, site, { ...site.pbx, url: farRelay.url }, 'bob', 'auto-answer');
    });

    afterEach(async () => {
      await bob?.tab.close();
      await farRelay?.stop();
    });

    const byes = (texts: readonly string[], callId: string): string[] =>
      texts.filter((text) => text.startsWith('BYE ') && text.includes(callId));

    const callIdOf = (texts: readonly string[]): string =>
      /^Call-ID: .*$/m.exec(texts.findLast((text) => text.startsWith('INVITE '))!)![0];

    it('sends BYE when a link leads to another site, as no page of this one follows: Chromium (RFC 3261 §15)', async function () {
      const tab = await open(this);
      const farWire = farRelay.wires.at(-1)!;
      await new PhoneOnPage(tab.page).dial('bob');
      await waitForSound(bob.tab.page);
      const callId = callIdOf(relay.wires.at(-1)!.fromPhone);
      await follow(tab.page, elsewhere);
      await until('the BYE to arrive at the remote party', () => byes(farWire.fromServer, callId).length > 0);
    });

    it('pauses the media when the tab is closed, as this may be a reload: Chromium (RFC 3311)', async function () {
      const tab = await open(this);
      const [wire, farWire] = [relay.wires.at(-1)!, farRelay.wires.at(-1)!];
      await new PhoneOnPage(tab.page).dial('bob');
      await waitForSound(bob.tab.page);
      const callId = callIdOf(wire.fromPhone);
      await tab.page.close({ runBeforeUnload: true });
      const paused = (text: string): boolean =>
        text.startsWith('UPDATE ') && text.includes(callId) && /^a=inactive\r$/m.test(text);
      await until('the UPDATE to arrive at the remote party', () => farWire.fromServer.some(paused));
      expect(byes(wire.fromPhone, callId)).to.have.length(0);
    });

    // Firefox, driven by WebDriver BiDi, does not send reliably what a page in a call writes in `pagehide`.
    for (const { name: way, leave } of WAYS.filter((one) => one.in?.includes('Chromium') ?? true)) {
      it(`sends BYE to the remote party, where calls end with their page, when ${way}: Chromium (RFC 3261 §15)`, async function () {
        const tab = await open(this, 'Chromium', 'resume="off"');
        const [wire, farWire] = [relay.wires.at(-1)!, farRelay.wires.at(-1)!];
        await new PhoneOnPage(tab.page).dial('bob');
        await waitForSound(bob.tab.page);
        const callId = callIdOf(wire.fromPhone);
        expect(byes(wire.fromPhone, callId)).to.have.length(0);
        await leave(tab.page, elsewhere);
        await until('the BYE to arrive at the remote party', () => byes(farWire.fromServer, callId).length > 0);
        expect(byes(wire.fromPhone, callId)).to.have.length(1);
        await bob.phone.shows('The other side ended the call');
      });
    }
  });

  it('registers again when the page is restored', async function () {
    const tab = await open(this);
    const wire = relay.wires.at(-1)!;
    await tab.page.goto('about:blank');
    await until('the socket to close', () => !wire.open);
    await tab.page.goBack();
    await new PhoneOnPage(tab.page).shows('Ready');
    expect(relay.wires.at(-1)).not.to.equal(wire);
  });
});
