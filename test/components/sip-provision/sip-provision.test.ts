/** Set-up by a link, a code or a file: the question, what is taken, and that the link leaves the URL of the page. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-provider.js';
import '../../../src/define/sip-provision.js';
import type { SipProvision } from '../../../src/components/sip-provision/sip-provision.js';
import type { AccountDocument } from '../../../src/phone/account/account-document.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { mountAll, settled, text, until } from '../support.js';

const LINK = 'https://pbx.example.com/setup/7f3a?key=s3cret';
const DOCUMENT = {
  server: 'wss://pbx.example.com/ws',
  uri: 'sip:ann@example.com',
  username: 'ann',
  password: 'hunter2',
};

describe('<sip-provision>', () => {
  const { href } = location;
  const { fetch } = window;
  const parent = Object.getOwnPropertyDescriptor(window, 'parent')!;
  const media = Object.getOwnPropertyDescriptor(navigator, 'mediaDevices') ?? { configurable: true, value: undefined };
  const asked: { url: string; init: RequestInit }[] = [];
  let reply: () => Promise<Response> = () => Promise.resolve(Response.json(DOCUMENT));
  const inFrame = (isFrame: boolean): void =>
    void Object.defineProperty(window, 'parent', { configurable: true, value: isFrame ? {} : window });

  beforeEach(() => {
    asked.length = 0;
    reply = () => Promise.resolve(Response.json(DOCUMENT));
    window.fetch = (input, init = {}) => {
      if (typeof input !== 'string' || !input.startsWith('https://pbx.example.com/')) return fetch(input, init);
      asked.push({ url: input, init });
      return reply();
    };
    // The runner shows a test page in a frame, where nothing is taken.
    inFrame(false);
  });
  afterEach(() => {
    window.fetch = fetch;
    Object.defineProperty(window, 'parent', parent);
    Object.defineProperty(navigator, 'mediaDevices', media);
    Reflect.deleteProperty(window, 'BarcodeDetector');
    history.replaceState(history.state, '', href);
    localStorage.removeItem('sip-elements:provision');
  });

  const mount = async (hash = '', remember = false) => {
    if (hash) history.replaceState(history.state, '', `#${hash}`);
    const phone = new FakePhone({ account: { status: 'unconfigured' } });
    const provider = await mountAll<HTMLElement>(
      html`<sip-provider .phone=${phone}><sip-provision ?remember=${remember}></sip-provision></sip-provider>`,
    );
    const element = provider.querySelector<SipProvision>('sip-provision')!;
    const part = (name: string) => element.shadowRoot!.querySelector<HTMLElement>(`[part=${name}]`);
    const asks = () => until(() => part('confirm') !== null, 'the question');
    const fails = () => until(() => part('fault')!.textContent.trim() !== '', 'the fault');
    const press = async (name: string) => {
      part(name)!.click();
      await settled(element);
    };
    return { phone, element, part, asks, fails, press };
  };
  /** The document that the phone has from its configuration, again for each call. */
  const taken = async ({ configuration }: FakePhone): Promise<AccountDocument | undefined> =>
    configuration.accountSource?.({ reason: 'start', signal: new AbortController().signal });

  it('shows whose server and account a link has, and takes it when the user agrees', async () => {
    const { phone, element, asks, press } = await mount(`provision=${encodeURIComponent(LINK)}`);
    expect(location.href, 'the link leaves the URL at once').to.equal(href);
    await asks();
    expect(text(element)).to.contain('pbx.example.com').and.contain('sip:ann@example.com');
    expect(text(element)).not.to.contain('hunter2').and.not.to.contain('s3cret');
    expect(phone.configuration.accountSource).to.be.undefined;
    const emitted: object[] = [];
    element.addEventListener('sip-provision', (event) => emitted.push(event.detail));
    await press('confirm');
    expect(emitted).to.deep.equal([{ host: 'pbx.example.com', uri: DOCUMENT.uri, server: DOCUMENT.server }]);
    expect(element.matches(':state(done)')).to.be.true;
    expect(await taken(phone)).to.include({ password: 'hunter2' });
    expect(asked, 'the document that was shown').to.have.length(1);
    reply = () => Promise.resolve(Response.json({ ...DOCUMENT, password: 'later' }));
    expect(await taken(phone), 'a renewal').to.include({ password: 'later' });
    for (const { url, init } of asked) {
      expect(url).to.equal(LINK);
      expect(init).to.include({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    }
  });

  it('has a custom state while it loads the document, and while it asks', async () => {
    let load!: (response: Response) => void;
    reply = () => new Promise((resolve) => (load = resolve));
    const { element, asks, press } = await mount(`provision=${encodeURIComponent(LINK)}`);
    const states = () => ['scanning', 'loading', 'asking', 'done'].filter((name) => element.matches(`:state(${name})`));
    await until(() => states().length > 0, 'a state');
    expect(states()).to.deep.equal(['loading']);
    load(Response.json(DOCUMENT));
    await asks();
    expect(states()).to.deep.equal(['asking']);
    await press('cancel');
    expect(states()).to.deep.equal([]);
  });

  it('takes nothing when the user declines, or the page prevents it', async () => {
    const { phone, element, asks, press } = await mount(`provision=${encodeURIComponent(LINK)}`);
    await asks();
    await press('cancel');
    expect(phone.configuration.accountSource).to.be.undefined;
    location.hash = `provision=${encodeURIComponent(LINK)}`;
    await asks();
    element.addEventListener('sip-provision', (event) => event.preventDefault());
    await press('confirm');
    expect(phone.configuration.accountSource).to.be.undefined;
  });

  for (const [title, link] of [
    ['without TLS', 'http://pbx.example.com/setup'],
    ['with a password', 'https://ann:hunter2@pbx.example.com/setup'],
    ['of a script', 'javascript:alert(1)'],
  ])
    it(`refuses a link ${title}`, async () => {
      const { part, fails } = await mount(`provision=${encodeURIComponent(link!)}`);
      await fails();
      expect([part('confirm'), asked]).to.deep.equal([null, []]);
    });

  it('tells of a document that cannot be had, without its address', async () => {
    for (const broken of [new Response('', { status: 404 }), new Response('<html>'), Response.json([1])]) {
      reply = () => Promise.resolve(broken);
      const { element, part, fails } = await mount(`provision=${encodeURIComponent(LINK)}`);
      await fails();
      expect(part('confirm')).to.be.null;
      expect(text(element)).not.to.contain('s3cret');
    }
  });

  it('refuses a document whose server, address or name cannot be shown whole', async () => {
    const far = `wss://pbx.example.com/${'x'.repeat(200)}`;
    const hidden = [{ server: [far, 'wss://evil.example'] }, { displayName: 'Ann'.padEnd(300, '\u00A0') }];
    for (const odd of [...hidden, { server: { toString: 1 } }, { uri: 5 }]) {
      reply = () => Promise.resolve(Response.json({ ...DOCUMENT, ...odd }));
      const { part, fails } = await mount(`provision=${encodeURIComponent(LINK)}`);
      await fails();
      expect(part('confirm')).to.be.null;
    }
  });

  it('shows no text backwards, and each server', async () => {
    const server = ['wss://pbx.example.com/\u202Ea', 'wss://b.example'];
    reply = () => Promise.resolve(Response.json({ ...DOCUMENT, server }));
    const { part, asks } = await mount(`provision=${encodeURIComponent(LINK)}`);
    await asks();
    expect(part('details')!.textContent)
      .to.include('wss://pbx.example.com/ a wss://b.example')
      .and.not.include('\u202E');
  });

  it('takes nothing in a frame', async () => {
    inFrame(true);
    const { element } = await mount(`provision=${encodeURIComponent(LINK)}`);
    await settled(element);
    expect([location.href, asked]).to.deep.equal([href, []]);
  });

  it('reads a document from a file', async () => {
    const { phone, element, asks, press } = await mount();
    const input = element.shadowRoot!.querySelector('input')!;
    const files = new DataTransfer();
    files.items.add(new File([JSON.stringify(DOCUMENT)], 'phone.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await asks();
    await press('confirm');
    expect(await taken(phone)).to.include({ uri: DOCUMENT.uri });
    expect(await taken(phone), 'again').to.include({ uri: DOCUMENT.uri });
  });

  it('reads a link of the page from a QR code, and closes the camera', async () => {
    const codes = [
      [],
      [{ rawValue: 'hello' }],
      [{ rawValue: `${location.origin}/#provision=${encodeURIComponent(LINK)}` }],
    ];
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')!.fillRect(0, 0, 10, 10);
    const stream = canvas.captureStream(5);
    Object.defineProperty(window, 'BarcodeDetector', {
      configurable: true,
      value: class {
        detect = () => Promise.resolve(codes.shift() ?? []);
      },
    });
    Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      value: { getUserMedia: () => Promise.resolve(stream) },
    });
    const { element, asks, press } = await mount();
    await press('scan');
    expect(element.matches(':state(scanning)')).to.be.true;
    await asks();
    expect(element.matches(':state(scanning)')).to.be.false;
    await until(() => stream.getTracks().every(({ readyState }) => readyState === 'ended'), 'the camera is closed');
    expect(asked.map(({ url }) => url)).to.deep.equal([LINK]);
  });

  it('offers no camera where the browser reads no codes', async () => {
    const { part } = await mount();
    expect(part('scan')).to.be.null;
    expect(part('file')).not.to.be.null;
  });

  it('with remember sets up the phone at later visits, until forget()', async () => {
    const first = await mount(`provision=${encodeURIComponent(LINK)}`, true);
    await first.asks();
    await first.press('confirm');
    const second = await mount('', true);
    expect(await taken(second.phone)).to.include({ uri: DOCUMENT.uri });
    second.element.forget();
    const third = await mount('', true);
    expect(third.phone.configuration.accountSource).to.be.undefined;
  });
});
