/** People with a phone each, on pages of their own. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { openTab, type BrowserName, type Tab } from './browser.js';
import type { SipServer } from './kamailio.js';
import { PhoneOnPage } from './phone-on-page.js';
import { theSite, type Site } from './site.js';
import { waitForSoundAt } from './sound.js';

export interface Person {
  readonly name: string;
  /** The test or hook that opened the page, for further pages. */
  readonly context: Context;
  readonly tab: Tab;
  readonly phone: PhoneOnPage;
}

/** The markup of a phone for an account of this server; `attributes` come last and win. */
export function phoneMarkup(server: SipServer, name: string, attributes = ''): string {
  const given = new Set([...attributes.matchAll(/([a-z-]+)=/g)].map(([, attribute]) => attribute));
  const account = {
    server: server.url,
    uri: `sip:${name}@${server.domain}`,
    username: name,
    password: server.passwordOf(name),
  };
  const own = Object.entries(account).filter(([attribute]) => !given.has(attribute));
  return `<sip-phone ${own.map(([attribute, value]) => `${attribute}="${value}"`).join(' ')} ${attributes}></sip-phone>`;
}

/** Opens a page with one phone and waits until it shows that it is ready, or the text `shows`. */
export async function person(
  context: Context,
  site: Site,
  server: SipServer,
  name: string,
  attributes = '',
  shows = 'Ready',
  browser: BrowserName = 'Chromium',
): Promise<Person> {
  const tab = await openTab(context, site.page(phoneMarkup(server, name, attributes)), browser);
  const phone = new PhoneOnPage(tab.page);
  await phone.shows(shows).catch(async (error: unknown) => {
    const { readyState, elements } = await tab.page.evaluate(() => ({
      readyState: document.readyState,
      elements: customElements.get('sip-phone') !== undefined,
    }));
    const page = `The page is ${readyState}, its elements are ${elements ? '' : 'not '}defined.`;
    throw new Error([String(error), page, ...tab.errors, ...tab.log.slice(-25)].join('\n'), { cause: error });
  });
  return { name, context, tab, phone };
}

/** Waits until each of these sends and receives audible sound. */
export function hear(...people: readonly Pick<Person, 'tab'>[]): Promise<unknown> {
  return waitForSoundAt(...people.map(({ tab }) => tab.page));
}

/** The pages of one test: closed after it; a failed test prints the last lines that they logged. */
export class TestPages {
  readonly #server: () => SipServer | Promise<SipServer>;
  readonly #alice: BrowserName;
  readonly #tabs: Tab[] = [];

  /**
   * For the suite that is being described. Without `server` the pages sign in at the pocket PBX; `alice` is the browser of Alice, all
   * others have Chromium; with `faultless` a test fails when one of its pages had an error.
   */
  constructor({
    server,
    alice = 'Chromium',
    faultless = false,
  }: { server?: () => SipServer; alice?: BrowserName; faultless?: boolean } = {}) {
    this.#server = server ?? (async () => (await theSite()).pbx);
    this.#alice = alice;
    const tabs = this.#tabs;
    afterEach('close the pages', async function () {
      const open = tabs.splice(0);
      for (const { page, log } of open) {
        if (this.currentTest?.state === 'failed') console.log(`--- ${page.url()}\n${log.slice(-25).join('\n')}`);
      }
      await Promise.all(open.map(({ close }) => close()));
      if (faultless) for (const { errors } of open) expect(errors).to.deep.equal([]);
    });
  }

  /** Opens a page with one phone, which is ready. */
  async open(context: Context, name: string, attributes = ''): Promise<Person> {
    const browser = name === 'alice' ? this.#alice : 'Chromium';
    const one = await person(context, await theSite(), await this.#server(), name, attributes, 'Ready', browser);
    this.add(one.tab);
    return one;
  }

  /** Opens pages with a phone each, all at once. */
  openAll<Names extends readonly string[]>(
    context: Context,
    ...names: Names
  ): Promise<{ [Index in keyof Names]: Person }> {
    return Promise.all(names.map((name) => this.open(context, name))) as Promise<{ [Index in keyof Names]: Person }>;
  }

  /** Alice calls Bob, who answers at once; they hear each other. The arguments are attributes of their phones. */
  async talk(context: Context, { alice = '', bob = '' } = {}): Promise<[alice: Person, bob: Person]> {
    const opened = [this.open(context, 'alice', alice), this.open(context, 'bob', `auto-answer ${bob}`)] as const;
    const [caller, callee] = await Promise.all(opened);
    await caller.phone.dial('bob');
    await hear(caller, callee);
    return [caller, callee];
  }

  /** Alice, in a call with Bob, calls Carol, who answers at once. */
  async consult(context: Context): Promise<[alice: Person, bob: Person, carol: Person]> {
    const [alice, bob] = await this.talk(context);
    const carol = await this.open(context, 'carol', 'auto-answer');
    await alice.tab.page.evaluate(() => document.querySelector('sip-phone')!.call('carol'));
    await hear(carol);
    return [alice, bob, carol];
  }

  /** Alice makes a conference of her calls with Bob and Carol. */
  async confer(context: Context): Promise<[alice: Person, bob: Person, carol: Person]> {
    const people = await this.consult(context);
    const [alice] = people;
    await alice.tab.page.evaluate(() => document.querySelector('sip-phone')!.merge());
    await alice.phone.shows('3 people');
    return people;
  }

  /** Closes this page too after the test. */
  add<Page extends Tab>(tab: Page): Page {
    this.#tabs.push(tab);
    return tab;
  }
}
