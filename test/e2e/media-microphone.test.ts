/** What a call makes of the browser's permission and of the device behind it (Media Capture and Streams §10.2, §11). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { build } from 'esbuild';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { chromiumFlags } from '../../scripts/chromium.mjs';
import { needs } from '../support/needs.js';
import { openTab, type Tab } from './support/browser.js';
import { phoneMarkup } from './support/people.js';
import { PhoneOnPage } from './support/phone-on-page.js';
import { startRelay, type Relay } from './support/relay.js';
import { theSite } from './support/site.js';
import { waitForSound } from './support/sound.js';
import { until } from './support/until.js';

describe('A phone that has the permission for the microphone', () => {
  let relay: Relay;
  let tab: Tab | undefined;
  let phone: PhoneOnPage;

  beforeEach(async function () {
    const site = await theSite();
    relay = await startRelay(site.pbx.url);
    tab = await openTab(this, site.page(phoneMarkup({ ...site.pbx, url: relay.url }, 'alice')));
    await tab.page.browserContext().overridePermissions(site.url, ['microphone']);
    await tab.page.evaluate(holdMicrophone);
    phone = new PhoneOnPage(tab.page);
    await phone.says('Ready');
  });
  afterEach(async () => {
    await tab?.close();
    await relay?.stop();
    tab = undefined;
  });

  const sent = (method: string): Promise<unknown> =>
    until(method, () => relay.wires[0]!.fromPhone.some((text) => text.startsWith(`${method} `)));

  it('calls before the device is open, and is heard when it is', async () => {
    await phone.dial('echo');
    await sent('ACK');
    expect(await tab!.page.evaluate('microphone.asked')).to.be.above(0);
    await tab!.page.evaluate('microphone.open()');
    await waitForSound(tab!.page);
    await phone.press('Hang up');
    await sent('BYE');
  });

  it('ends the call with its reason when the device does not start after all', async () => {
    await phone.dial('echo');
    await sent('ACK');
    await tab!.page.evaluate('microphone.fail()');
    await phone.says('No microphone found');
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

describe('The microphone of a browser that decides itself', () => {
  let browser: Browser | undefined;
  let session: CDPSession | undefined;
  let server: Server | undefined;
  let port: number;

  before(async function () {
    const executablePath = needs(this, 'chromium');
    const contents = `
      import { createSessionDescriptionHandlerFactory, Microphone } from './src/media/index.ts';
      const microphone = new Microphone();
      const media = (options) => createSessionDescriptionHandlerFactory({ microphone, ...options })();
      const reasonOf = (work) => work.then(() => 'none', (error) => error.name + ' ' + error.reason);
      globalThis.check = () => microphone.check();
      globalThis.acquire = () => reasonOf(microphone.acquire());
      globalThis.offer = () => reasonOf(media().getDescription());
      globalThis.listen = async () => (await media({ listenOnly: true }).getDescription()).body;`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
    });
    server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><body>page<script type="module">${outputFiles[0]!.text}</script>`);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
    const own = chromiumFlags.filter((flag) => flag !== '--use-fake-ui-for-media-stream');
    const args = [...own, '--host-resolver-rules=MAP phone.example 127.0.0.1'];
    browser = await puppeteer.launch({ executablePath, args, headless: true });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const originOf = (host: string): string => `http://${host}:${port}`;

  /** As a person sets it in the settings of the browser. */
  async function permit(setting: 'granted' | 'denied'): Promise<void> {
    // What a session has set lasts as long as it does.
    session ??= await browser!.target().createCDPSession();
    const permission = { name: 'microphone' };
    await session.send('Browser.setPermission', { permission, setting, origin: originOf('localhost') });
  }

  async function open(host: string): Promise<Page> {
    const page = await browser!.newPage();
    await page.goto(`${originOf(host)}/`);
    return page;
  }

  it('is known to be denied before anybody asks, and no call is made without it', async () => {
    await permit('denied');
    const page = await open('localhost');
    expect(await page.evaluate('check()')).to.equal('denied');
    expect(await page.evaluate('acquire()')).to.equal('MicrophoneError denied');
    expect(await page.evaluate('offer()')).to.equal('MicrophoneError denied');
    expect(await page.evaluate('check()')).to.equal('denied');
    await page.close();
  });

  it('is there when it was allowed, and follows the permission when that is taken away', async () => {
    await permit('granted');
    const page = await open('localhost');
    expect(await page.evaluate('check()')).to.equal('granted');
    expect(await page.evaluate('acquire()')).to.equal('none');
    await permit('denied');
    await page.waitForFunction("check().then((state) => state === 'denied')");
    await page.close();
  });

  it('is out of reach of a page without https, which is not a refusal, and who only listens can still call', async () => {
    const page = await open('phone.example');
    expect(await page.evaluate('isSecureContext')).to.be.false;
    expect(await page.evaluate('check()')).to.equal('insecure');
    expect(await page.evaluate('acquire()')).to.equal('MicrophoneError insecure');
    expect(await page.evaluate('listen()')).to.match(/^m=audio [1-9]/m);
    await page.close();
  });
});
