/** The WordPress plug-in in a real WordPress: what an author without `unfiltered_html` can insert, what a browser gets, and a call. */
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
import { fixtureText } from './support/static-site.js';
import { startWordPress, type WordPress } from './support/wordpress.js';

const MARKS = `<div data-sip="phone" data-sip-layout="compact">Our phone</div>
<p><a href="sip:echo@sip-elements" data-sip="call">echo@sip-elements</a> <a href="sip:echo@sip-elements" onclick="alert(1)">echo</a></p>
<sip-phone server="wss://evil.example/" auto-answer></sip-phone>
<sip-dialpad for="desk" onclick="alert(1)" style="position:fixed"></sip-dialpad>`;
const block = (attributes: object): string => `<!-- wp:sip-elements/phone ${JSON.stringify(attributes)} /-->`;

// It needs PHP, WordPress and a minute: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('The WordPress plug-in', () => {
    let pbx: PocketPbx;
    let site: WordPress;
    let tab: Tab;
    let guest: Tab;
    let nonce: string;

    before(async function () {
      this.timeout(600_000);
      pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
      const { url } = await pbx.listen({ port: 0 });
      site = await startWordPress(this, url);
      guest = await openTab(this, `${site.url}/`);
      tab = await openTab(this, `${site.url}/wp-login.php`);
      await logIn(tab.page, 'writer');
      nonce = await tab.page.evaluate(() =>
        fetch('/wp-admin/admin-ajax.php?action=rest-nonce').then((got) => got.text()),
      );
    });

    after(async () => {
      await tab?.close();
      await guest?.close();
      await site?.stop();
      await pbx?.close();
    });

    async function logIn(page: Page, user: string): Promise<void> {
      await page.$eval('#user_login', (field, name) => ((field as HTMLInputElement).value = name), user);
      await page.$eval('#user_pass', (field) => ((field as HTMLInputElement).value = 'password'));
      await Promise.all([page.waitForNavigation(), page.click('#wp-submit')]);
    }

    /** Publishes a post as the author, as the editor does. */
    async function publish(content: string): Promise<{ url: string; saved: string }> {
      return tab.page.evaluate(
        async (text: string, given: string) => {
          const response = await fetch('/?rest_route=/wp/v2/posts&context=edit', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': given },
            body: JSON.stringify({ title: 'Post', content: text, status: 'publish' }),
          });
          const { link, content } = (await response.json()) as { link: string; content: { raw: string } };
          return { url: link, saved: content.raw };
        },
        content,
        nonce,
      );
    }
    const ROUTE = '/?rest_route=/sip-elements/v1/account';
    const account = (page: Page, address: string): Promise<{ status: number; body: Record<string, unknown> }> =>
      page.evaluate(async (from) => {
        const response = await fetch(from);
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      }, address);
    /** The address of the account in the page that the author has loaded. */
    const addressOf = async (page: Page): Promise<string> => (await scriptTag(page))['data-sip-credentials-src']!;
    const scriptTag = (page: Page): Promise<Record<string, string>> =>
      page.$eval('#sip-elements-loader-js', (script) =>
        Object.fromEntries([...script.attributes].map(({ name, value }) => [name, value])),
      );

    it('gives a guest the server and no address of credentials, and its route gives them no account', async () => {
      const tag = await scriptTag(guest.page);
      expect(tag['data-sip-server']).to.match(/^ws:/);
      expect(tag).not.to.have.property('data-sip-credentials-src');
      expect((await account(guest.page, ROUTE)).status).to.equal(401);
      await tab.page.goto(`${site.url}/`);
      const address = await addressOf(tab.page);
      expect((await account(guest.page, address)).status, 'with the nonce of a user').to.equal(401);
    });

    it('marks its script for plug-ins that delay, defer, combine or minify scripts', async () => {
      expect(await scriptTag(guest.page)).to.include({
        'data-cfasync': 'false',
        'data-no-optimize': '1',
        nowprocket: '',
      });
    });

    it('gives a user credentials that end, made of the secret, with the nonce of the page only', async () => {
      const { status, body } = await account(tab.page, await addressOf(tab.page));
      expect(status).to.equal(200);
      const username = String(body['username']);
      expect(username).to.match(/^\d+:alice$/);
      expect(Number(username.split(':')[0]) - Date.now() / 1000).to.be.within(500, 600);
      const password = createHmac('sha1', 'the secret of the site').update(username).digest('base64');
      expect(body).to.include({ uri: 'sip:alice@sip-elements', displayName: 'Writer', password, ttl: 600 });
      for (const other of [ROUTE, `${ROUTE}&nonce=${nonce}`, `${ROUTE}&_wpnonce=${nonce}`])
        expect((await account(tab.page, other)).status, other).to.be.within(401, 403);
    });

    it('keeps of what an author writes the marks, sip: links and controls, and no element that names a server', async () => {
      const { saved } = await publish(MARKS);
      expect(saved).to.contain('<div data-sip="phone" data-sip-layout="compact">');
      expect(saved).to.contain('<a href="sip:echo@sip-elements" data-sip="call">');
      expect(saved).to.match(/<sip-dialpad for="desk"><\/sip-dialpad>/);
      expect(saved).not.to.match(/sip-phone|evil|onclick|position/);
    });

    it('escapes what an author writes into shortcodes and blocks', async () => {
      const { url } = await publish(
        `[sip_button target='"><img src=x onerror=alert(1)>' label="&lt;b&gt;"]<i>x</i>[/sip_button]` +
          `[sip_call number="javascript:alert(1)"]${block({ element: 'click-to-call', label: '<script>alert(1)</script>' })}` +
          block({ element: 'script', label: 'x' }),
      );
      await guest.page.goto(url);
      const content = await guest.page.$eval('.entry-content', (entry) => [
        entry.querySelectorAll('script, img, i, [onerror]').length,
        [...entry.querySelectorAll('a')].map((link) => link.protocol).join(),
      ]);
      expect(content).to.deep.equal([0, 'tel:']);
      expect(guest.errors).to.deep.equal([]);
    });

    it('lets an author choose theme, layout and tabs of a dock', async () => {
      const { url } = await publish(
        '[sip_dock theme="dark" layout="compact" tabs="dialpad history" server="wss://evil"]',
      );
      await guest.page.goto(url);
      const mark = await guest.page.$eval('[data-sip="dock"]', (dock) => ({ ...(dock as HTMLElement).dataset }));
      expect(mark).to.include({ sipTheme: 'dark', sipLayout: 'compact', sipTabs: 'dialpad history' });
      expect(mark).not.to.have.property('sipServer');
    });

    it('gives a user signed in by the site without a login cookie their account, with the nonce of their page only', async () => {
      site.addPlugin('header-login');
      const asWriter = { headers: { 'x-remote-user': 'writer' } };
      const html = await (await fetch(`${site.url}/`, asWriter)).text();
      const address = /data-sip-credentials-src="([^"]+)"/.exec(html)![1]!.replaceAll(/&(?:amp|#0?38);/g, '&');
      const statusOf = async (from: string, init?: RequestInit): Promise<number> => (await fetch(from, init)).status;
      expect(await statusOf(address, asWriter)).to.equal(200);
      expect(await statusOf(`${site.url}${ROUTE}`, asWriter), 'without a nonce').to.equal(403);
      expect(await statusOf(address), 'without the header').to.equal(401);
      site.removePlugin('header-login');
    });

    it('gives a call button only to numbers that the settings name', async () => {
      const { url } = await publish(
        block({ element: 'click-to-call', target: 'echo' }) +
          block({ element: 'click-to-call', target: '+19005550100' }),
      );
      await guest.page.goto(url);
      await guest.page.waitForFunction(
        () =>
          [...document.querySelectorAll('[data-sip]')].map((mark) => mark.getAttribute('data-sip-state')).join() ===
          'ready,refused',
      );
    });

    it('shows the element in the editor, not connected', async () => {
      await tab.page.goto(`${site.url}/wp-admin/post-new.php`);
      await tab.page.waitForFunction(
        () => 'wp' in globalThis && document.querySelector('.edit-post-layout, .editor-visual-editor'),
      );
      await tab.page.evaluate(() => {
        interface Editor {
          data: { dispatch(store: string): { insertBlocks(block: unknown): void } };
          blocks: { createBlock(name: string): unknown };
        }
        const { data, blocks } = (globalThis as unknown as { wp: Editor }).wp;
        data.dispatch('core/block-editor').insertBlocks(blocks.createBlock('sip-elements/phone'));
      });
      const shown = async (): Promise<boolean> => {
        for (const frame of tab.page.frames())
          if (await frame.$('[data-sip-state="ready"] > sip-phone').catch(() => null)) return true;
        return false;
      };
      for (let attempt = 0; attempt < 100 && !(await shown()); attempt++)
        await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await shown()).to.equal(true);
    });

    it('makes a phone and a link of an author’s shortcodes, which registers and calls the echo', async () => {
      site.addPlugin('token-service');
      const { url } = await publish(fixtureText('wordpress/post.txt').replace('@example.com', `@${pbx.realm}`));
      await tab.page.goto(url);
      const phone = new PhoneOnPage(tab.page);
      await phone.shows('Ready');
      await (await tab.page.waitForSelector('.entry-content a[data-sip-link]'))!.click();
      await waitForSound(tab.page);
      await phone.press('Hang up');
      const html = await (await fetch(url)).text();
      expect(html).not.to.match(/secret of the site|alice-demo/);
      expect(await tab.page.content()).not.to.match(/secret of the site|alice-demo/);
      expect(tab.errors).to.deep.equal([]);
    });

    it('gives a page that stays open its account for as long as the user is logged in', async () => {
      site.addPlugin('short-nonces');
      await tab.page.goto(`${site.url}/`);
      const address = await addressOf(tab.page);
      // Those of the REST API end after a day, here after 2 s.
      await tab.page.waitForFunction(
        async (given) => (await fetch(`/?rest_route=/wp/v2/users/me&_wpnonce=${given}`)).status === 403,
        { polling: 500, timeout: 60_000 },
        nonce,
      );
      expect((await account(tab.page, address)).status).to.equal(200);
    });

    describe('in the administration', () => {
      const SETTINGS = '/wp-admin/options-general.php?page=sip_elements';
      let admin: Page;
      const valueOf = (selector: string): Promise<string> =>
        admin.$eval(selector, (field) => (field as HTMLInputElement).value);
      async function save(values: Readonly<Record<string, string>>): Promise<void> {
        for (const [selector, value] of Object.entries(values))
          await admin.$eval(selector, (field, text) => void ((field as HTMLInputElement).value = text), value);
        await Promise.all([admin.waitForNavigation(), admin.click('#submit')]);
      }

      before(async function () {
        this.timeout(120_000);
        site.removePlugin('short-nonces');
        await guest.page.goto(`${site.url}/wp-login.php`);
        admin = guest.page;
        await logIn(admin, 'admin');
      });

      it('keeps the secret when the form is saved without it, and never shows it', async () => {
        await admin.goto(site.url + SETTINGS);
        expect(await admin.content()).not.to.include('the secret of the site');
        await save({ '#sip-domain': 'example.com', '#sip-targets': 'echo * "<b>' });
        expect([await valueOf('#sip-domain'), await valueOf('#sip-targets')]).to.deep.equal(['example.com', 'echo b']);
        expect(await admin.content()).not.to.include('the secret of the site');
        expect((await site.stored()).settings).to.include({ secret: 'the secret of the site', domain: 'example.com' });
      });

      it('refuses a server that is none, says so, and keeps the former one', async () => {
        await admin.goto(site.url + SETTINGS);
        const former = await valueOf('#sip-server');
        const wrongs = ['https://pbx.example.com', 'javascript:alert(1)', 'wss://user@pbx.example.com'];
        for (const wrong of [...wrongs, 'wss://pbx.example.com/<b>', 'wss://a/ws http://b/ws', 'pbx.example.com']) {
          await save({ '#sip-server': wrong });
          expect(await admin.$eval('.notice-error', (notice) => notice.textContent)).to.include('wss://');
          expect(await valueOf('#sip-server')).to.equal(former);
        }
      });

      it('takes several servers, as the elements do, and stores them as they were typed', async () => {
        await admin.goto(site.url + SETTINGS);
        const former = await valueOf('#sip-server');
        const servers = 'wss://a.example/ws wss://b.example/ws';
        await save({ '#sip-server': ` ${servers} ` });
        expect((await site.stored()).settings).to.include({ server: servers });
        await save({ '#sip-server': former });
      });

      it('gives nobody an account by the nonce of another user', async () => {
        await admin.goto(`${site.url}/wp-admin/profile.php`);
        await save({ '#sip-user': 'carol' });
        await admin.goto(`${site.url}/`);
        await tab.page.goto(`${site.url}/`);
        expect((await account(admin, await addressOf(admin))).status).to.equal(200);
        expect((await account(admin, await addressOf(tab.page))).status).to.equal(401);
      });

      it('lets an administrator name the SIP user of a user, and the user not', async () => {
        await admin.goto(`${site.url}/wp-admin/users.php`);
        await admin.goto(
          await admin.$eval(
            '#the-list .column-username a[href*="user_id"]',
            (link) => (link as HTMLAnchorElement).href,
          ),
        );
        await save({ '#sip-user': 'bob <b>"' });
        expect((await site.stored()).user).to.equal('bob');
        await tab.page.goto(`${site.url}/wp-admin/profile.php`);
        expect(await tab.page.$('#sip-user')).to.equal(null);
      });

      it('exports and erases the SIP user name of a user, and removes all that it has stored with the plug-in', async () => {
        const { exported, ...after } = await site.uninstall();
        expect(exported).to.deep.equal(['SIP user name: bob']);
        expect(after).to.deep.equal({ erased: '', user: '', settings: false });
      });
    });
  });
