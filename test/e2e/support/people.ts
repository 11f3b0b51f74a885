/** People with a phone each, on pages of their own. */
import type { Context } from 'mocha';
import { openTab, type BrowserName, type Tab } from './browser.js';
import type { SipServer } from './kamailio.js';
import { PhoneOnPage } from './phone-on-page.js';
import type { Site } from './site.js';

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

/** Opens a page with one phone and waits until it says that it is ready, or `says`. */
export async function person(
  context: Context,
  site: Site,
  server: SipServer,
  name: string,
  attributes = '',
  says = 'Ready',
  browser: BrowserName = 'Chromium',
): Promise<Person> {
  const tab = await openTab(context, site.page(phoneMarkup(server, name, attributes)), browser);
  const phone = new PhoneOnPage(tab.page);
  await phone.says(says);
  return { name, context, tab, phone };
}
