/** Calls from the URL of the page, and links around the numbers in its text. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-links.js';
import '../../../src/define/sip-provider.js';
import type { SipLinks } from '../../../src/components/sip-links/sip-links.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { deep, mountAll, settled, until } from '../support.js';

const READY = { account: { status: 'ready', name: '1019' } } as const;
const dialog = (): HTMLDialogElement | undefined =>
  [...deep(document.documentElement)].find((node): node is HTMLDialogElement => node instanceof HTMLDialogElement);
const press = (selector: string): void => dialog()!.querySelector<HTMLButtonElement>(selector)!.click();

describe('<sip-links url-call>', () => {
  const { href } = location;
  const parent = Object.getOwnPropertyDescriptor(window, 'parent')!;
  // The runner shows a test page in a frame, where the element calls nobody.
  const inFrame = (isFrame: boolean): void =>
    void Object.defineProperty(window, 'parent', { configurable: true, value: isFrame ? {} : window });

  beforeEach(() => inFrame(false));
  afterEach(() => {
    Object.defineProperty(window, 'parent', parent);
    history.replaceState(history.state, '', href);
  });

  const open = async (change: (url: URL) => void, state: Partial<PhoneState> = READY) => {
    const url = new URL(href);
    change(url);
    history.replaceState(history.state, '', url);
    const phone = new FakePhone(state);
    const provider = await mountAll<HTMLElement>(
      html`<sip-provider .phone=${phone}><sip-links url-call></sip-links></sip-provider>`,
    );
    return { phone, links: provider.querySelector<SipLinks>('sip-links')! };
  };

  for (const [title, change] of [
    ['?call=', (url: URL) => url.searchParams.set('call', 'sip:bob@example.com')],
    ['#call=', (url: URL) => (url.hash = 'call=sip%3Abob%40example.com')],
  ] as const)
    it(`asks before it calls the address of ${title}, which leaves the URL`, async () => {
      const { phone } = await open(change);
      await until(() => dialog() !== undefined, 'the question');
      expect(dialog()!.textContent).to.contain('bob@example.com');
      expect(phone.did).to.deep.equal([]);
      expect(location.href).to.equal(href);
      press('button.call');
      await until(() => phone.did.length > 0);
      expect(phone.did).to.deep.equal(['call sip:bob@example.com']);
    });

  it('calls nobody when the user declines, and asks once', async () => {
    const { phone, links } = await open((url) => url.searchParams.set('call', '+442079460123'));
    await until(() => dialog() !== undefined, 'the question');
    press('button:not(.call)');
    await until(() => dialog() === undefined, 'the end of the question');
    links.requestUpdate();
    await settled(links);
    expect([dialog(), phone.did]).to.deep.equal([undefined, []]);
  });

  it('asks when the phone can call, and for a later #call=', async () => {
    const { phone, links } = await open((url) => url.searchParams.set('call', '1001'), {
      account: { status: 'unconfigured' },
    });
    await settled(links);
    expect(dialog()).to.be.undefined;
    phone.set(READY);
    await until(() => dialog() !== undefined, 'the question');
    press('button:not(.call)');
    await until(() => dialog() === undefined, 'the end of the question');
    location.hash = 'call=1002';
    await until(() => dialog()?.textContent.includes('1002') === true, 'the second question');
    press('button:not(.call)');
  });

  it('refuses a service code, and keeps the other parameters of the URL', async () => {
    const { phone } = await open((url) => {
      url.searchParams.set('call', '**21*00#');
      url.searchParams.set('shop', '5');
    });
    await until(() => dialog() !== undefined, 'the refusal');
    expect(dialog()!.querySelector('button.call')).to.be.null;
    expect(new URL(location.href).searchParams.get('shop')).to.equal('5');
    press('button');
    expect(phone.did).to.deep.equal([]);
  });

  it('asks nothing in a frame, nor without the attribute', async () => {
    inFrame(true);
    const { links } = await open((url) => url.searchParams.set('call', '1001'));
    await settled(links);
    expect(dialog()).to.be.undefined;
    inFrame(false);
    links.urlCall = false;
    await settled(links);
    expect([dialog(), new URL(location.href).searchParams.get('call')]).to.deep.equal([undefined, '1001']);
  });

  it('offers the page as handler of tel: and sip: links (HTML §8.9.1.3)', async () => {
    const { links } = await open(() => undefined);
    const asked: string[] = [];
    const original = navigator.registerProtocolHandler.bind(navigator);
    navigator.registerProtocolHandler = (scheme, url) => void asked.push(`${scheme} ${new URL(url).search}`);
    expect(links.registerHandlers()).to.be.true;
    navigator.registerProtocolHandler = original;
    expect(asked).to.deep.equal(['tel ?call=%s', 'sip ?call=%s']);
  });
});

describe('<sip-links numbers>', () => {
  const mount = async (country?: string) => {
    const phone = new FakePhone(READY);
    phone.configuration = { ...phone.configuration, country };
    const box = await mountAll<HTMLElement>(
      html`<div>
        <sip-provider .phone=${phone}><sip-links numbers scope="main"></sip-links></sip-provider>
        <main>
          <p>Call (020) 7946 0123 or +33 1 42 68 53 00, room 12345.</p>
          <pre>+33 1 42 68 53 00</pre>
        </main>
        <footer>+33 1 42 68 53 00</footer>
      </div>`,
    );
    return { box, phone, links: box.querySelector<SipLinks>('sip-links')! };
  };
  const hrefs = (box: Element): (string | null)[] => [...box.querySelectorAll('a')].map((a) => a.getAttribute('href'));

  it('makes links of the numbers of the country in its scope, and not in code; a click calls', async () => {
    const { box, phone } = await mount('GB');
    const before = box.querySelector('main')!.textContent;
    await until(() => box.querySelectorAll('a').length === 2, 'the links');
    expect(hrefs(box)).to.deep.equal(['tel:+442079460123', 'tel:+33142685300']);
    expect(box.querySelector('main')!.textContent).to.equal(before);
    box.querySelector<HTMLElement>('a[href$="5300"]')!.click();
    await until(() => phone.did.length > 0);
    expect(phone.did).to.deep.equal(['call tel:+33142685300']);
  });

  it('calls a number in its national form at once, as the link was made of it, and asks where a script has changed the link (RFC 3966 §11)', async () => {
    const { box, phone } = await mount('GB');
    await until(() => box.querySelectorAll('a').length === 2, 'the links');
    const link = box.querySelector<HTMLAnchorElement>('a[href$="0123"]')!;
    link.click();
    await until(() => phone.did.length > 0);
    expect(phone.did).to.deep.equal(['call tel:+442079460123']);
    link.href = 'tel:+449012345678';
    link.click();
    await until(() => dialog() !== undefined, 'the question');
    press('button:not(.call)');
    await until(() => dialog() === undefined, 'the end of the question');
    expect(phone.did).to.have.length(1);
  });

  it('links only international numbers without a country', async () => {
    const { box } = await mount();
    await until(() => box.querySelectorAll('a').length > 0, 'the link');
    expect(hrefs(box)).to.deep.equal(['tel:+33142685300']);
  });

  it('links text that is added or changed later, and restores the text when it leaves', async () => {
    const { box, links } = await mount('GB');
    await until(() => box.querySelectorAll('a').length === 2, 'the links');
    const later = document.createElement('p');
    later.textContent = 'New: 020 7946 0999';
    box.querySelector('main')!.append(later);
    await until(() => box.querySelectorAll('a').length === 3, 'the third link');
    links.remove();
    expect(box.querySelectorAll('a')).to.have.length(0);
    expect(later.childNodes).to.have.length(1);
  });
});
