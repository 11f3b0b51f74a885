/** What a call makes of the browser's permission and of the device behind it (Media Capture and Streams §10.2, §11). */
import { expect } from 'chai';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { BROWSERS, launchOptions, openTab, type BrowserName, type Tab } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';
import { phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

for (const browser of BROWSERS)
  describe(`A phone in ${browser} that has the permission for the microphone`, () => {
    let relay: Relay;
    let tab: Tab | undefined;
    let phone: PhoneOnPage;

    beforeEach(async function () {
      const site = await theSite();
      relay = await startRelay(site.pbx.url);
      tab = await openTab(this, site.page(phoneMarkup({ ...site.pbx, url: relay.url }, 'alice')), browser);
      // In Firefox its preferences say so.
      if (browser === 'Chromium') await tab.page.browserContext().overridePermissions(site.url, ['microphone']);
      await tab.page.evaluate(holdMicrophone);
      phone = new PhoneOnPage(tab.page);
      await phone.shows('Ready');
    });
    afterEach(async () => {
      await tab?.close();
      await relay?.stop();
      tab = undefined;
    });

    const sent = (method: string): Promise<unknown> =>
      until(method, () => relay.wires[0]!.fromPhone.some((text) => text.startsWith(`${method} `)));

    it('sends INVITE before the device is open, and its audio as soon as it is', async () => {
      await phone.dial('echo');
      await sent('ACK');
      expect(await tab!.page.evaluate('microphone.asked')).to.be.above(0);
      await tab!.page.evaluate('microphone.open()');
      await waitForSound(tab!.page);
      await phone.press('Hang up');
      await sent('BYE');
    });

    it('ends the call with a reason if the device does not start', async () => {
      await phone.dial('echo');
      await sent('ACK');
      await tab!.page.evaluate('microphone.fail()');
      await phone.shows(/No microphone found|Another program uses the microphone/);
      await sent('BYE');
      expect(tab!.errors).to.be.empty;
    });
  });

/** In the page: the device takes until `microphone.open()` to start, or `microphone.fail()` not to. */
function holdMicrophone(): void {
  const { mediaDevices } = navigator;
  const real = mediaDevices.getUserMedia.bind(mediaDevices);
  const microphone = { asked: 0, open: (): void => undefined, fail: (): void => undefined };
  const decision = new Promise<void>((resolve, reject) => {
    microphone.open = resolve;
    microphone.fail = () => reject(new DOMException('Could not start audio source', 'NotReadableError'));
  });
  mediaDevices.getUserMedia = async (constraints) => {
    microphone.asked += 1;
    await decision;
    return real(constraints);
  };
  Object.assign(globalThis, { microphone });
}

describe('The microphone of a browser with its own permissions', () => {
  let served: ModulePage;

  before(async () => {
    served = await serveModule(`
      import { createSessionDescriptionHandlerFactory, Microphone } from './src/media/index.ts';
      const microphone = new Microphone();
      const media = (options) => createSessionDescriptionHandlerFactory({ microphone, ...options })();
      const reasonOf = (work) => work.then(() => 'none', (error) => error.name + ' ' + error.reason);
      globalThis.check = () => microphone.check();
      globalThis.acquire = () => reasonOf(microphone.acquire());
      globalThis.offer = () => reasonOf(media().getDescription());
      globalThis.listen = async () => (await media({ listenOnly: true }).getDescription()).body;`);
  });
  after(() => served.stop());

  for (const name of BROWSERS)
    describe(name, () => {
      let browser: Browser | undefined;
      afterEach(async () => {
        await browser?.close();
        browser = undefined;
      });

      /** A browser in whose settings a person has said this. */
      async function open(context: Mocha.Context, setting: Setting, host = 'localhost'): Promise<Page> {
        browser = await puppeteer.launch(deciding(name, await launchOptions(context, name), setting));
        const page = await browser.newPage();
        if (name === 'Chromium') await permit(page, setting);
        await page.goto(`http://${host}:${served.port}/`);
        return page;
      }

      /** In Chromium a person can change it while a page is open. What a session has set lasts as long as it does. */
      async function permit(page: Page, setting: Setting): Promise<void> {
        const session = await page.browser().target().createCDPSession();
        const origin = `http://localhost:${served.port}`;
        await session.send('Browser.setPermission', { permission: { name: 'microphone' }, setting, origin });
      }

      it('is known to be denied before it is requested, and no call is made without it', async function () {
        const page = await open(this, 'denied');
        expect(await page.evaluate('check()')).to.equal('denied');
        expect(await page.evaluate('acquire()')).to.equal('MicrophoneError denied');
        expect(await page.evaluate('offer()')).to.equal('MicrophoneError denied');
        expect(await page.evaluate('check()')).to.equal('denied');
      });

      it('is available when its permission is granted', async function () {
        const page = await open(this, 'granted');
        expect(await page.evaluate('check()')).to.equal('granted');
        expect(await page.evaluate('acquire()')).to.equal('none');
        if (name !== 'Chromium') return;
        await permit(page, 'denied');
        await page.waitForFunction("check().then((state) => state === 'denied')");
      });

      it('is unavailable to a page without https, which is no denial, and a listen-only phone can still call', async function () {
        const page = await open(this, 'granted', 'phone.example');
        expect(await page.evaluate('isSecureContext')).to.be.false;
        expect(await page.evaluate('check()')).to.equal('insecure');
        expect(await page.evaluate('acquire()')).to.equal('MicrophoneError insecure');
        expect(await page.evaluate('listen()')).to.match(/^m=audio [1-9]/m);
      });
    });
});

type Setting = 'granted' | 'denied';

/** The options without what lets every page have the microphone; `phone.example` is this machine. */
function deciding(name: BrowserName, options: LaunchOptions, setting: Setting): LaunchOptions {
  if (name === 'Chromium') {
    const own = options.args!.filter((flag) => flag !== '--use-fake-ui-for-media-stream');
    return { ...options, args: [...own, '--host-resolver-rules=MAP phone.example 127.0.0.1'] };
  }
  const extraPrefsFirefox = {
    ...options.extraPrefsFirefox,
    'media.navigator.permission.disabled': false,
    'permissions.default.microphone': setting === 'granted' ? 1 : 2,
    'network.dns.localDomains': 'phone.example',
  };
  return { ...options, extraPrefsFirefox };
}
