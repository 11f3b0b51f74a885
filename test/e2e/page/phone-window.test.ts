/** `<sip-dock pop-out>` in a real Chromium: the phone moves into its own window and back in a call, and the remote party hears no gap. */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { openTab, type Tab } from '../support/browser.js';
import { person, phoneMarkup, type Person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSound } from '../support/sound.js';

/** What a machine under load may hold packets up, ms; a new negotiation would be a new connection, which is counted. */
const BUSY = 5000;

describe('A phone in its own window', function () {
  this.timeout(120_000);
  let tab: Tab;
  let bob: Person;

  before(async function () {
    const site = await theSite();
    const dock = phoneMarkup(site.pbx, 'alice', 'pop-out open').replaceAll('sip-phone', 'sip-dock');
    tab = await openTab(this, site.page(`<style>:root { --sip-color-accent: rgb(1, 2, 3) }</style>${dock}`));
    bob = await person(this, site, site.pbx, 'bob');
  });

  after(async () => {
    const errors = [tab, bob?.tab].flatMap((one) => one?.errors ?? []);
    for (const one of [tab, bob?.tab]) await one?.close();
    expect(errors).to.deep.equal([]);
  });

  const isInWindow = (page: Page, expected: boolean): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => document.querySelector('sip-dock')!.matches(':state(in-window)') === wanted,
      { polling: 50, timeout: 30_000 },
      expected,
    );

  /** Reads the phone in the window, by the page that opened it. */
  const inWindow = async <T>(page: Page, read: (shown: Element) => T): Promise<T> => {
    const shown = await page.evaluateHandle(() => {
      const { window: own } = Reflect.get(globalThis, 'documentPictureInPicture') as { window: Window };
      return own.document.querySelector('sip-dock')!.shadowRoot!.querySelector('sip-phone')! as Element;
    });
    return shown.evaluate(read);
  };

  it('keeps its call while it moves there and back: sound in both directions, no gap, keys and styles', async () => {
    const { page } = tab;
    const alice = new PhoneOnPage(page, 'sip-dock');
    await alice.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([page, bob.tab.page].map((one) => waitForSound(one)));
    await Promise.all([page, bob.tab.page].map((one) => listenForSilence(one)));
    const connections = await page.evaluate(() => openPeerConnections());
    await alice.press('Open in its own window');
    await isInWindow(page, true);
    await Promise.all([page, bob.tab.page].map((one) => waitForSound(one)));
    expect(await inWindow(page, (shown) => getComputedStyle(shown).getPropertyValue('--sip-color-accent'))).to.equal(
      'rgb(1, 2, 3)',
    );
    // A key of the phone, as the window has the focus of the user.
    await inWindow(page, (shown) => {
      const { defaultView: own } = shown.ownerDocument as Document & { defaultView: typeof globalThis };
      const call = shown.shadowRoot!.querySelector('sip-call')!;
      call.dispatchEvent(new own.KeyboardEvent('keydown', { key: 'm', bubbles: true, composed: true }));
    });
    await alice.shows('Muted');
    await alice.press('Unmute');
    await page.evaluate(() => {
      (Reflect.get(globalThis, 'documentPictureInPicture') as { window: Window }).window.close();
    });
    await isInWindow(page, false);
    await Promise.all([page, bob.tab.page].map((one) => waitForSound(one)));
    const gaps = await Promise.all([page, bob.tab.page].map((one) => longestSilence(one)));
    expect(Math.max(...gaps), `gaps of ${gaps.join(' and ')} ms`).to.be.lessThan(BUSY);
    expect(await page.evaluate(() => openPeerConnections()), 'the same connection').to.equal(connections);
    await alice.press('Hang up');
    await bob.phone.shows('Call ended');
  });
});
