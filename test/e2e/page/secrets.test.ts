import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { openTab, type Tab } from '../support/browser.js';
import { phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

type Recorder = Window & { readonly everythingReadable: () => string };

/** Runs in the page before its scripts: keeps what its phones tell, and gathers what any script there could read. */
function recordEverything(): void {
  const heard: string[] = [];
  const seen = new WeakSet();
  const plain = (_key: string, value: unknown): unknown => {
    if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Node || value === window || seen.has(value)) return undefined;
    seen.add(value);
    return value instanceof Error ? { ...value, text: `${value.message} ${value.stack}` } : value;
  };
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type.startsWith('sip-')) {
      const own = Object.fromEntries(Object.getOwnPropertyNames(event).map((name) => [name, Reflect.get(event, name)]));
      heard.push(JSON.stringify([event.type, own, (event as CustomEvent).detail], plain));
    }
    return dispatch.call(this, event);
  };
  const markup = (root: Element | ShadowRoot): string =>
    [...root.querySelectorAll('*')].map((element) => element.shadowRoot && markup(element.shadowRoot)).join('') +
    root.innerHTML;
  const stored = (storage: Storage): string => JSON.stringify({ ...storage });
  Object.assign(window, {
    everythingReadable: () =>
      [
        ...heard,
        ...[...document.querySelectorAll('sip-phone')].map((phone) => JSON.stringify(phone, plain)),
        markup(document.documentElement),
        stored(localStorage),
        stored(sessionStorage),
        document.cookie,
        location.href,
        ...performance.getEntries().map(({ name }) => name),
      ].join('\n'),
  });
}

/** "Secrets never reach a log, an attribute, a URL, an event or an error" (CONTRIBUTING.md, Security). */
describe('The page, its console and its storage', () => {
  let tab: Tab | undefined;

  after(async () => {
    await tab?.close();
  });

  it('hold no password after a refused registration and a call, with the SIP trace on', async function () {
    const site = await theSite();
    tab = await openTab(this, 'about:blank');
    await tab.page.evaluateOnNewDocument(recordEverything);
    const wrong = 'Wr0ng-pa55word';
    await tab.page.goto(site.page(phoneMarkup(site.pbx, 'alice', `password="${wrong}" trace`)));
    const phone = new PhoneOnPage(tab.page);
    await phone.shows('Sign-in refused');
    const right = site.pbx.passwordOf('alice');
    await phone.set('password', right);
    await phone.shows('Ready');
    await phone.dial('9001');
    await waitForSound(tab.page);
    await phone.press('Hang up');
    await phone.isIdle();

    const told = await tab.page.evaluate(() => (window as unknown as Recorder).everythingReadable());
    const all = [told, ...tab.log, ...tab.errors].join('\n');
    expect(all, 'the log has the trace').to.contain('REGISTER sip:');
    expect(all, 'the events were heard').to.contain('sip-call-accepted');
    for (const password of [wrong, right]) {
      expect(all).not.to.contain(password);
      for (const algorithm of ['md5', 'sha256']) {
        const ha1 = createHash(algorithm).update(`alice:sip-elements:${password}`).digest('hex');
        expect(all.toLowerCase()).not.to.contain(ha1);
      }
    }
    // What a listener could try passwords against, offline (RFC 7616 §5.8).
    expect(all).not.to.match(/response="?[0-9a-f]{32}/i);
  });
});
