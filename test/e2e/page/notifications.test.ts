/** The alert of an incoming call in a real browser: buttons by a real service worker (Notifications API §2.6), and the autoplay policy. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { build } from 'esbuild';
import puppeteer, { type WebWorker } from 'puppeteer-core';
import { browserOf, launchOptions } from '../support/browser.js';
import { until } from '../support/until.js';

const WORKER = `
  import { passOnNotificationClicks } from './src/phone/alerts/notification-clicks.ts';
  passOnNotificationClicks(self);
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));`;

const PAGE = `
  import { CallNotifications } from './src/phone/alerts/notifications.ts';
  globalThis.pressed = [];
  globalThis.shown = 0;
  // Chromium forgets a notification for which anything asks while it is on its way to the screen, so the test asks afterwards.
  const { showNotification } = ServiceWorkerRegistration.prototype;
  ServiceWorkerRegistration.prototype.showNotification = async function (...args) {
    await showNotification.apply(this, args);
    shown++;
  };
  globalThis.notices = new CallNotifications({ pressed: (...args) => pressed.push(args.join(' ')), changed: () => undefined });
  // It is ready as soon as it is being activated, and shows nothing before it is.
  const activated = (registration) => new Promise((resolve) => {
    const check = () => registration.active.state === 'activated' && resolve(registration);
    registration.active.addEventListener('statechange', check);
    check();
  });
  globalThis.ready = navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(activated);`;

/** What a press on a button of the newest notification is to the worker. */
const press = (action: string): string => `
  self.registration.getNotifications().then(([notification]) => {
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification, action: '${action}' }));
  })`;

const SHOW = `notices.show({
  callId: 'a', title: 'Incoming call from Ann Lee', body: '201', answer: 'Answer', decline: 'Decline', silent: true })`;

const SHOWN = `ready.then((registration) => registration.getNotifications()).then((all) =>
  all.map(({ title, body, tag, actions }) => ({ title, body, tag, actions: actions.map(({ title }) => title) })))`;

/** A phone that somebody calls as soon as it is registered, in a page that nobody has touched. */
const RINGING = `
  import { Phone } from './src/phone/index.ts';
  import { ScriptedNetwork } from './test/support/scripted-socket.ts';
  import { RemoteCall } from './test/support/test-ua.ts';
  import { sdp } from './test/support/fake-description-handler.ts';
  const network = new ScriptedNetwork();
  const phone = new Phone({
    server: 'wss://sip.example.com', uri: 'sip:alice@example.com', noRegister: true, notifications: false,
    transportOptions: { socketFactory: network.factory, keepAliveInterval: 0 } });
  phone.on('ringBlocked', (call) => console.log('blocked ' + call.state.peer.number));
  phone.subscribe(({ ring }, before) => ring !== before.ring && console.log('ring ' + JSON.stringify(ring)));
  document.addEventListener('click', () => void phone.unlockAudio());
  const far = new RemoteCall({ receives: (text) => Promise.resolve(network.socket.serverSends(text)) });
  phone.start().then(() => far.request('INVITE', { body: sdp() }));`;

async function script(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' as const };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', target: 'es2022' });
  return outputFiles[0]!.text;
}

describe('An incoming call in Chromium', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  /** Serves these files on a port of its own. */
  async function serve(files: Record<string, [type: string, text: string]>): Promise<string> {
    server = createServer(({ url }, response) => {
      const [type, text] = files[url ?? '/'] ?? ['text/plain', ''];
      response.setHeader('Content-Type', type);
      response.end(text);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('shows a notification with the caller and two buttons, whose click reaches the page, until the call ends', async function () {
    const origin = await serve({
      '/': ['text/html', `<!doctype html><body>page<script type="module">${await script(PAGE)}</script>`],
      '/worker.js': ['text/javascript', await script(WORKER)],
    });
    const browser = await browserOf(this);
    const context = await browser.createBrowserContext();
    await context.overridePermissions(origin, ['notifications']);
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate('ready.then(() => undefined)');
    const target = await context.waitForTarget((one) => one.type() === 'service_worker');
    const worker = (await target.worker()) as WebWorker;

    await page.evaluate(SHOW);
    await until('the notification', () => page.evaluate('shown === 1'));
    expect(await page.evaluate(SHOWN)).to.deep.equal([
      { title: 'Incoming call from Ann Lee', body: '201', tag: 'sip-elements:a', actions: ['Answer', 'Decline'] },
    ]);
    await worker.evaluate(press('answer'));
    await until('what was pressed', () => page.evaluate('pressed.length'));
    expect(await page.evaluate('pressed')).to.deep.equal(['a answer']);

    await page.evaluate("notices.close('a')");
    await page.evaluate(SHOW.replace("'a'", "'b'"));
    await until('the second notification', () => page.evaluate('shown === 2'));
    const tags = async (): Promise<string> =>
      ((await page.evaluate(SHOWN)) as { tag: string }[]).map(({ tag }) => tag).join();
    await until('the second alone', async () => (await tags()) === 'sip-elements:b');
    await page.evaluate("notices.close('b')");
    await until('none', async () => (await tags()) === '');
    await context.close();
  });

  it('flashes instead of ringing while audio is blocked, until the page is clicked', async function () {
    const origin = await serve({
      '/': ['text/html', `<!doctype html><body>page<script type="module">${await script(RINGING)}</script>`],
    });
    const { args = [], ...options } = await launchOptions(this, 'Chromium');
    const browser = await puppeteer.launch({
      ...options,
      args: args.filter((flag) => !flag.startsWith('--autoplay-policy')),
    });
    try {
      const page = await browser.newPage();
      // Whatever puppeteer evaluates counts as a gesture, so the page has to tell by itself.
      const log: string[] = [];
      page.on('console', (message) => log.push(message.text()));
      await page.goto(origin);
      await until('word of the silence', () => log.includes('blocked bob'));
      const ring = (): string => log.findLast((line) => line.startsWith('ring')) ?? '';
      await until('the ring that is seen', () => /"blocked":true,"visual":true/.test(ring()));
      await page.click('body');
      await until('the ring that is heard', () => /"blocked":false,"visual":false/.test(log.at(-1) ?? ''));
    } finally {
      await browser.close();
    }
  });
});
