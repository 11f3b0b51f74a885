/** A page with this project's phone as one party of a call, with the same commands as the pages of other stacks (`globalThis.remoteParty`). */
import type { Context } from 'mocha';
import { openTab, type BrowserName, type Tab } from './browser.js';
import type {} from './remote-party-page.js';
import type { SipServer } from './kamailio.js';
import { phoneMarkup } from './people.js';
import { PhoneOnPage } from './phone-on-page.js';
import type { Site } from './site.js';

/** Opens a page with a phone that is registered. It answers every call unless `attributes` say otherwise. */
export async function openOwnRemoteParty(
  context: Context,
  site: Site,
  server: SipServer,
  name: string,
  browser: BrowserName = 'Chromium',
  attributes = 'auto-answer',
): Promise<Tab> {
  const tab = await openTab(context, site.page(phoneMarkup(server, name, attributes)), browser, (page) =>
    page.evaluateOnNewDocument(installOwnRemoteParty),
  );
  await new PhoneOnPage(tab.page).shows('Ready', 20_000);
  return tab;
}

/** Runs in the page before its own scripts, so that it is there after a reload as well. */
function installOwnRemoteParty(): void {
  const digits: string[] = [];
  const messages: string[] = [];
  const phone = () => document.querySelector('sip-phone')!;
  const up = () => (phone().state?.calls ?? []).filter(({ status }) => status === 'active');
  document.addEventListener('DOMContentLoaded', () => {
    phone().addEventListener('sip-call-dtmf', ({ args: [, digit] }) => void digits.push(digit.tone));
    phone().addEventListener('sip-message', ({ message }) => void messages.push(message.text));
  });
  globalThis.remoteParty = {
    call: async (name) => void (await phone().call(name)),
    hold: async (on) => void (await phone().hold(on)),
    digit: async (tone) => void (await phone().sendDigits(tone)),
    transfer: async (name) => void (await phone().transfer(name)),
    hangUp: async () => void (await phone().hangUp()),
    message: async (name, text) => void (await phone().sendMessage(name, text)),
    calls: () => up().length,
    digits: () => digits.join(''),
    messages: () => messages,
  };
}
