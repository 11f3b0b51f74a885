/** The WordPress plug-in in a real WordPress: what an author without `unfiltered_html` can insert, what a browser gets, and a call. */
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSound } from '../e2e/support/sound.js';
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
      this.timeout(300_000);
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
    const account = (
      page: Page,
      given: string | undefined,
    ): Promise<{ status: number; body: Record<string, unknown> }> =>
      page.evaluate(async (value) => {
        const response = await fetch(`/?rest_route=/sip-elements/v1/account${value ? `&_wpnonce=${value}` : ''}`);
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      }, given);
    const scriptTag = (page: Page): Promise<Record<string, string>> =>
      page.$eval('#sip-elements-loader-js', (script) =>
        Object.fromEntries([...script.attributes].map(({ name, value }) => [name, value])),
      );

    it('gives a guest the server and no address of credentials, and its route gives them no account', async () => {
      const tag = await scriptTag(guest.page);
      expect(tag['data-sip-server']).to.match(/^ws:/);
      expect(tag).not.to.have.property('data-sip-credentials-src');
      expect((await account(guest.page, undefined)).status).to.equal(401);
      expect((await account(guest.page, nonce)).status, 'the nonce of another user').to.be.within(401, 403);
    });

    it('marks its script for plug-ins that delay, defer, combine or minify scripts', async () => {
      expect(await scriptTag(guest.page)).to.include({
        'data-cfasync': 'false',
        'data-no-optimize': '1',
        nowprocket: '',
      });
    });

    it('gives a user credentials that end, made of the secret, with the nonce of the page only', async () => {
      const { status, body } = await account(tab.page, nonce);
      expect(status).to.equal(200);
      const username = String(body['username']);
      expect(username).to.match(/^\d+:alice$/);
      expect(Number(username.split(':')[0]) - Date.now() / 1000).to.be.within(500, 600);
      const password = createHmac('sha1', 'the secret of the site').update(username).digest('base64');
      expect(body).to.include({ uri: 'sip:alice@sip-elements', displayName: 'Writer', password, ttl: 600 });
      expect((await account(tab.page, undefined)).status).to.equal(401);
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

    it('makes a phone of an author’s shortcode, which registers and calls the echo', async () => {
      site.useTokenService();
      const { url } = await publish('[sip_phone layout="compact"]');
      await tab.page.goto(url);
      const phone = new PhoneOnPage(tab.page);
      await phone.says('Ready');
      await phone.dial('echo');
      await waitForSound(tab.page);
      await phone.press('Hang up');
      const html = await (await fetch(url)).text();
      expect(html).not.to.match(/secret of the site|alice-demo/);
      expect(await tab.page.content()).not.to.match(/secret of the site|alice-demo/);
      expect(tab.errors).to.deep.equal([]);
    });
  });
