/** The autoplay policies of browsers (HTML §4.8.11.8, Web Audio §1.2): found out before a ring is missed, lifted by a click. */
import { expect } from 'chai';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { BROWSERS, launchOptions, type BrowserName } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';

for (const name of BROWSERS)
  describe(`Before the first click on the page, a phone in ${name}`, () => {
    let browser: Browser | undefined;
    let served: ModulePage | undefined;

    afterEach(async () => {
      await browser?.close();
      served?.stop();
    });

    it('reports that the browser blocks its ringtone, until the page is clicked', async function () {
      served = await serveModule(`
        import { Tones } from './src/media/index.ts';
        globalThis.tones = new Tones();
        globalThis.told = [];
        tones.on('locked', (locked) => told.push(locked));
        document.addEventListener('click', () => (globalThis.unlocked = tones.unlock()));
        tones.check().then((locked) => console.log('locked ' + locked));`);
      browser = await puppeteer.launch(withPolicy(name, await launchOptions(this, name)));
      const page = await browser.newPage();
      // Whatever puppeteer evaluates in Chromium counts as a gesture, so the page has to tell by itself.
      const first = new Promise<string>((resolve) =>
        page.on('console', (message) => message.text().startsWith('locked') && resolve(message.text())),
      );
      await page.goto(served.url);
      expect(await first).to.equal('locked true');
      await page.click('body');
      await page.evaluate('unlocked');
      await page.waitForFunction('!tones.locked');
      expect(await page.evaluate('told')).to.deep.equal([true, false]);
    });
  });

/** The policy that people have, instead of that of the other tests. */
function withPolicy(name: BrowserName, options: LaunchOptions): LaunchOptions {
  if (name === 'Chromium')
    return { ...options, args: options.args!.filter((flag) => !flag.startsWith('--autoplay-policy')) };
  const policy = {
    'media.autoplay.default': 1,
    'media.autoplay.block-webaudio': true,
    // A page that may use the microphone may play audio.
    'media.navigator.permission.disabled': false,
    'permissions.default.microphone': 0,
    'permissions.default.camera': 0,
  };
  return { ...options, extraPrefsFirefox: { ...options.extraPrefsFirefox, ...policy } };
}
