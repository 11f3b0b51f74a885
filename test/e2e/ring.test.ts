/** A notification with buttons, by a real service worker: what is pressed there comes back to the page that rings (Notifications API §2.6). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { build } from 'esbuild';
import type { WebWorker } from 'puppeteer-core';
import { browserOf } from './support/browser.js';
import { until } from './support/until.js';

const WORKER = `
  import { passOnNotificationClicks } from './src/phone/ring/notification-clicks.ts';
  passOnNotificationClicks(self);
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));`;

const PAGE = `
  import { Notices } from './src/phone/ring/notices.ts';
  globalThis.pressed = [];
  globalThis.notices = new Notices({ pressed: (...args) => pressed.push(args.join(' ')), changed: () => undefined });
  globalThis.ready = navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready);`;

/** What a press on a button of the newest notification is to the worker. */
const press = (action: string): string => `
  self.registration.getNotifications().then(([notification]) => {
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification, action: '${action}' }));
  })`;

const SHOW = `notices.show({
  callId: 'a', title: 'Incoming call from Ann Lee', body: '201', answer: 'Answer', decline: 'Decline', silent: true })`;

const SHOWN = `ready.then((registration) => registration.getNotifications()).then((all) =>
  all.map(({ title, body, tag, actions }) => ({ title, body, tag, actions: actions.map(({ title }) => title) })))`;

async function script(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' as const };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', target: 'es2022' });
  return outputFiles[0]!.text;
}

describe('A notification of a call, in Chromium', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  it('has the name and two buttons, tells the page which was pressed, and goes with the call', async function () {
    const files: Record<string, [type: string, text: string]> = {
      '/': ['text/html', `<!doctype html><body>page<script type="module">${await script(PAGE)}</script>`],
      '/worker.js': ['text/javascript', await script(WORKER)],
    };
    server = createServer(({ url }, response) => {
      const [type, text] = files[url ?? '/'] ?? ['text/plain', ''];
      response.setHeader('Content-Type', type);
      response.end(text);
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await browserOf(this);
    const context = await browser.createBrowserContext();
    await context.overridePermissions(origin, ['notifications']);
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate('ready.then(() => undefined)');
    const target = await context.waitForTarget((one) => one.type() === 'service_worker');
    const worker = (await target.worker()) as WebWorker;

    await page.evaluate(SHOW);
    const shown = await until('the notification', async () => {
      const all = (await page.evaluate(SHOWN)) as unknown[];
      return all.length > 0 && all;
    });
    expect(shown).to.deep.equal([
      { title: 'Incoming call from Ann Lee', body: '201', tag: 'sip-elements:a', actions: ['Answer', 'Decline'] },
    ]);
    await worker.evaluate(press('answer'));
    await until('what was pressed', () => page.evaluate('pressed.length'));
    expect(await page.evaluate('pressed')).to.deep.equal(['a answer']);

    await page.evaluate("notices.close('a')");
    await page.evaluate(SHOW.replace("'a'", "'b'"));
    const tags = async (): Promise<string> =>
      ((await page.evaluate(SHOWN)) as { tag: string }[]).map(({ tag }) => tag).join();
    await until('the second alone', async () => (await tags()) === 'sip-elements:b');
    await page.evaluate("notices.close('b')");
    await until('none', async () => (await tags()) === '');
    await context.close();
  });
});
