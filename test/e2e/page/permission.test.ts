/** What the phone says of what its browser does not allow: sound (autoplay policy) and the microphone (Media Capture and Streams §10.2, Permissions §6.3). */
import { expect } from 'chai';
import puppeteer, { type Browser, type CDPSession } from 'puppeteer-core';
import { launchOptions, openTabIn, type Tab } from '../support/browser.js';
import { person, phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { soundOf, waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

/** What a browser is started with in the other tests, so that nobody has to be asked. */
const ALLOWED = ['--autoplay-policy=no-user-gesture-required', '--use-fake-ui-for-media-stream'];

describe('A phone in a browser with its own permissions', () => {
  let site: Site;
  let browser: Browser;
  let settings: CDPSession;
  let tab: Tab | undefined;

  before(async function () {
    site = await theSite();
    const options = await launchOptions(this, 'Chromium');
    const args = options.args!.filter((flag) => !ALLOWED.includes(flag));
    browser = await puppeteer.launch({
      ...options,
      args: [...args, '--host-resolver-rules=MAP phone.example 127.0.0.1'],
    });
    settings = await browser.target().createCDPSession();
  });
  afterEach(async () => {
    await tab?.close();
    tab = undefined;
  });
  after(() => browser?.close());

  /** As a person sets it in the settings of the browser. */
  const permit = (setting: 'granted' | 'denied' | 'prompt'): Promise<unknown> => {
    const browserContextId = tab!.page.browserContext().id!;
    const permission = { name: 'microphone' };
    return settings.send('Browser.setPermission', { permission, setting, origin: site.url, browserContextId });
  };

  const open = async (url: string): Promise<PhoneOnPage> => {
    tab = await openTabIn(browser, url);
    return new PhoneOnPage(tab.page);
  };

  const alice = (): string => site.page(phoneMarkup(site.pbx, 'alice'));

  /** What was said aloud, as far as it is still there. */
  const said = (urgency: 'polite' | 'assertive'): Promise<string> =>
    tab!.page.$eval(
      'sip-phone >>> sip-announcer >>> [aria-live]',
      (region, wanted) =>
        [...region.parentNode!.querySelector(`[aria-live=${wanted}]`)!.children]
          .map((line) => line.textContent)
          .join(' '),
      urgency,
    );

  /** What can be read, without a gesture: what puppeteer evaluates counts as one. */
  const peek = async (): Promise<string> => {
    const session = await tab!.page.createCDPSession();
    const expression = `visibleText(document.querySelector('sip-phone'))`;
    const { result } = await session.send('Runtime.evaluate', { expression });
    await session.detach();
    return String(result.value);
  };

  it('shows that the ringtone is blocked until the page is clicked', async () => {
    const phone = await open(alice());
    await until('the hint', async () => (await peek()).includes('Click once so that calls can ring.'));
    await tab!.page.mouse.click(5, 5);
    await until('the hint to go', async () => !(await peek()).includes('Click once'));
    expect(await said('polite')).to.contain('Click once so that calls can ring.');
    await phone.shows('Ready');
  });

  it('explains the permission request before the browser shows it, and calls after it is granted', async () => {
    const phone = await open(alice());
    await permit('prompt');
    await phone.shows('Ready');
    await phone.dial('echo');
    await phone.shows('To talk, your browser will ask for the microphone.');
    await permit('granted');
    await phone.press('Continue');
    await waitForSound(tab!.page);
    await phone.press('Hang up');
    expect(tab!.errors).to.deep.equal([]);
  });

  it('shows where the microphone is blocked, and calls as soon as it is allowed', async () => {
    const phone = await open(alice());
    await permit('denied');
    await phone.shows('Ready');
    await phone.dial('echo');
    await phone.shows(/The microphone is blocked for this site\. .*address bar/);
    expect(await said('assertive')).to.contain('The microphone is blocked for this site');
    await phone.press('Check again');
    await phone.shows('address bar');
    await permit('granted');
    await phone.press('Call again');
    await waitForSound(tab!.page);
    expect(tab!.errors).to.deep.equal([]);
  });

  it('keeps ringing while the microphone is blocked, and answers when it is allowed', async function () {
    const phone = await open(alice());
    await permit('denied');
    await phone.shows('Ready');
    const bob = await person(this, site, site.pbx, 'bob');
    await bob.phone.dial('alice');
    await phone.press('Answer');
    await phone.shows(/The microphone is blocked for this site\. .*address bar/);
    expect(await said('assertive')).to.match(/Incoming call from .* The microphone is blocked for this site\.$/);
    await bob.phone.shows('Ringing…');
    await permit('granted');
    await Promise.all([waitForSound(tab!.page), waitForSound(bob.tab.page)]);
    await bob.tab.close();
    expect(tab!.errors).to.deep.equal([]);
  });

  it('shows that there is no microphone, and can answer without one', async () => {
    const phone = await open(alice());
    await permit('granted');
    await tab!.page.evaluate(() => {
      const missing = (): Promise<never> => Promise.reject(new DOMException('No such device', 'NotFoundError'));
      navigator.mediaDevices.getUserMedia = missing;
    });
    await phone.shows('Ready');
    await phone.dial('tone');
    await phone.shows('No microphone found. Plug one in');
    expect(await said('assertive')).to.contain('No microphone found');
    await phone.press('Listen only');
    await until('the tone', async () => (await soundOf(tab!.page)).heard > 0.01);
    expect((await soundOf(tab!.page)).sent).to.equal(0);
    expect(tab!.errors).to.deep.equal([]);
  });

  it('shows the page author that https is required', async () => {
    // The PBX takes no WebSocket of a page of another host (RFC 6455 §10.2).
    const relay = await startRelay(site.pbx.url);
    try {
      const page = site.page(phoneMarkup({ ...site.pbx, url: relay.url }, 'alice'));
      const phone = await open(page.replace('127.0.0.1', 'phone.example'));
      await phone.shows('Ready');
      await phone.dial('echo');
      await phone.shows('This page must use https.');
      expect(await said('assertive')).to.contain('This page must use https');
    } finally {
      await relay.stop();
    }
  });

  it('shows the page author that the Permissions-Policy of the website, and no frame, switches the microphone off (M7)', async () => {
    const phone = await open(site.page(phoneMarkup(site.pbx, 'alice'), { 'Permissions-Policy': 'microphone=()' }));
    await phone.shows('Ready');
    await phone.dial('echo');
    await phone.shows('This website switches the microphone off.');
    await phone.shows('Permissions-Policy: microphone=(self)');
  });

  it('shows the page author which permission the frame lacks', async () => {
    // Another origin, to which the policy has to be handed on (Permissions Policy §4.5).
    const inner = alice().replace('127.0.0.1', 'localhost');
    await open(site.page(`<iframe src="${inner}" width="400" height="640"></iframe>`));
    const frame = await (await tab!.page.waitForSelector('iframe'))!.contentFrame();
    const phone = new PhoneOnPage(frame);
    await phone.shows('Ready');
    await phone.dial('echo');
    await phone.shows(/This frame may not use the microphone\..*allow="microphone"/);
  });
});
