/**
 * One run of a recipe of docs/recipes: a pocket PBX of its own, pages with the code of the recipe and the packed kit, and phones of others.
 * Subjects: recipes, pages of their tests.
 */
import { transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import { createPocketPbx, type PocketPbx } from '../../../packages/pbx/src/index.js';
import { openTab, type Tab } from '../../e2e/support/browser.js';
import { waitForSound, waitForSoundAt } from '../../e2e/support/sound.js';
import type { StaticSite } from './static-site.js';

export const FOLDER = join(import.meta.dirname, '../../../docs/recipes');

/** The users of the recipes, those who call them, and the numbers that they are called by. */
const NUMBERS: Readonly<Record<string, string>> = { bob: '+441632960961', reception: '+442079460000' };
export const USERS = ['alice', 'bob', 'agent7', 'hall', 'lobby', 'reception', 'ann', 'spam'].map((username) => ({
  username,
  password: `${username}-demo`,
  ...(NUMBERS[username] && { extension: NUMBERS[username] }),
}));

interface Block {
  readonly language: string;
  readonly code: string;
}

export const blocksOf = (name: string): Block[] =>
  [...readFileSync(join(FOLDER, `${name}.md`), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', code = '']) => ({ language, code }),
  );

/** The blocks of a recipe that make one page: which of its HTML, and its scripts. */
interface Parts {
  /** Default the first one; `none`: a phone without options. */
  readonly html?: number | 'none';
  /** Default true. */
  readonly scripts?: boolean;
  /** Added to the body of the page, before the scripts. */
  readonly more?: string;
  /** In place of the user of the recipe. */
  readonly user?: string;
  readonly fragment?: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A request that the page sent, other than GET. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

/** A page with one phone. */
export class PhonePage {
  constructor(
    readonly tab: Tab,
    readonly requests: readonly Sent[],
  ) {}

  get page(): Page {
    return this.tab.page;
  }

  isReady(): Promise<unknown> {
    return this.page.waitForFunction(() => document.querySelector('sip-phone')?.state?.account.status === 'ready', {
      polling: 50,
    });
  }

  hasCall(status: string): Promise<unknown> {
    return this.page.waitForFunction(
      (expected) => document.querySelector('sip-phone')!.state!.calls.some((call) => call.status === expected),
      { polling: 50 },
      status,
    );
  }

  isIdle(): Promise<unknown> {
    return this.page.waitForFunction(
      () => document.querySelector('sip-phone')!.state!.calls.every(({ status }) => status === 'ended'),
      { polling: 50 },
    );
  }

  call(target: string): Promise<void> {
    return this.page.$eval('sip-phone', (phone, to) => void phone.call(to).catch(() => undefined), target);
  }

  async answer(): Promise<void> {
    await this.hasCall('incoming');
    await this.page.$eval('sip-phone', (phone) => phone.answer());
  }

  async hangUp(): Promise<void> {
    await this.page.$eval('sip-phone', async (phone) => void (await phone.hangUp()));
  }

  /** Calls somebody who answers, until both hear each other. */
  async talksTo(other: PhonePage, target: string): Promise<void> {
    await this.isReady();
    await this.call(target);
    await other.answer();
    await waitForSoundAt(this.page, other.page);
  }

  /** Calls the echo, until it is heard. */
  async echoes(): Promise<void> {
    await this.isReady();
    await this.call('echo');
    await waitForSound(this.page);
  }

  /** Waits until the phone has sent a SIP message that matches. */
  sends({ source, flags }: RegExp): Promise<unknown> {
    return this.page.waitForFunction(
      (...pattern: [string, string]) =>
        (Reflect.get(globalThis, 'sent') as string[]).some((text) => new RegExp(...pattern).test(text)),
      { polling: 50 },
      source,
      flags,
    );
  }

  async hasSent(pattern: RegExp): Promise<boolean> {
    return ((await this.page.evaluate('sent')) as string[]).some((text) => pattern.test(text));
  }

  /** Presses a control, once it is visible. */
  async press(selector: string): Promise<void> {
    const found = await this.page.waitForSelector(selector, { visible: true });
    await found!.evaluate((element) => (element as HTMLElement).click());
  }
}

/** Runs in the page before its scripts: keeps the SIP messages that it sends. */
function keepSent(): void {
  const sent: string[] = [];
  Object.assign(globalThis, { sent });
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (typeof data === 'string') sent.push(data);
    send.call(this, data);
  };
}

let pages = 0;

export class RecipeRun {
  readonly #tabs: Tab[] = [];

  private constructor(
    readonly name: string,
    readonly context: Context,
    readonly site: StaticSite,
    readonly pbx: PocketPbx,
    readonly server: string,
  ) {}

  static async start(name: string, context: Context, site: StaticSite): Promise<RecipeRun> {
    const pbx = createPocketPbx({ accounts: USERS });
    return new RecipeRun(name, context, site, pbx, (await pbx.listen({ port: 0 })).url);
  }

  /** The errors of its pages. */
  get errors(): string[] {
    return this.#tabs.flatMap(({ errors }) => errors);
  }

  async end(): Promise<void> {
    for (const tab of this.#tabs) await tab.close();
    await this.pbx.close();
  }

  /** Opens a page with the code of the recipe, whose functions are also those of the window. */
  async open(parts: Parts = {}): Promise<PhonePage> {
    const blocks = blocksOf(this.name);
    const codeIn = (language: string): string[] =>
      blocks.filter((block) => block.language === language).map(({ code }) => this.#adapt(code));
    const phone = this.#adapt('<sip-phone server="wss://pbx.example.com/ws" uri="sip:alice@example.com"></sip-phone>');
    const html = parts.html === 'none' ? undefined : codeIn('html')[parts.html ?? 0];
    const body = withCredentials(html ?? phone, parts.user);
    const scripts = parts.scripts === false ? [] : await Promise.all(codeIn('ts').map(moduleOf));
    return this.#openPage([body, parts.more, ...scripts].join('\n'), parts);
  }

  /** Opens a page with the phone of somebody else. */
  async other(user: string): Promise<PhonePage> {
    const html = `<sip-phone server="wss://pbx.example.com/ws" uri="sip:${user}@example.com"></sip-phone>`;
    const opened = await this.#openPage(withCredentials(this.#adapt(html)));
    await opened.isReady();
    return opened;
  }

  #adapt(code: string): string {
    return code
      .replaceAll('wss://pbx.example.com/ws', this.server)
      .replaceAll(/@(?:pbx\.)?example\.com/g, `@${this.pbx.realm}`);
  }

  async #openPage(body: string, { fragment = '', prepare }: Parts = {}): Promise<PhonePage> {
    const path = `/recipe-${++pages}.html`;
    this.site.add(
      path,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Recipe</title><link rel="icon" href="data:,">
<script type="module" src="/cdn/sip-elements.js"></script><body>${body}</body></html>`,
    );
    const requests: Sent[] = [];
    const tab = await openTab(this.context, this.site.url(path) + fragment, 'Chromium', async (page) => {
      await page.evaluateOnNewDocument(keepSent);
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        const method = request.method();
        if (method !== 'GET') requests.push({ method, path: pathname, body: request.postData() });
      });
      await prepare?.(page);
    });
    this.#tabs.push(tab);
    return new PhonePage(tab, requests);
  }
}

/** A script of a recipe as a module of the page. */
async function moduleOf(code: string): Promise<string> {
  const functions = [...code.matchAll(/^(?:async )?function (\w+)/gm)].map(([, name]) => name);
  const whole = `${code}\nObject.assign(globalThis, { ${functions.join()} });`;
  return `<script type="module">${(await transform(whole, { loader: 'ts' })).code}</script>`;
}

/** Gives each phone the document of its user, or the password where its tag names no document. */
function withCredentials(html: string, user?: string): string {
  return html.replaceAll(/<sip-(?:phone|click-to-call)\b[^>]*>/g, (tag) => {
    const [, named] = /uri="sip:(\w+)@/.exec(tag) ?? [];
    if (named === undefined) return tag;
    const name = user ?? named;
    const own = tag.replace(`uri="sip:${named}@`, `uri="sip:${name}@`);
    return own.includes('credentials-src=')
      ? own.replace(/credentials-src="[^"]*"/, `credentials-src="/account/${name}"`)
      : own.replace(/\suri=/, ` password="${name}-demo" uri=`);
  });
}
