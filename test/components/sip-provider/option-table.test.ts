/** Every option of the table by every way into the phone: attribute, property, `<sip-click-to-call>`, `<sip-dock>`; and none into a frame. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/all.js';
import { SipClickToCall } from '../../../src/components/sip-click-to-call/sip-click-to-call.js';
import { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import { SipFrame } from '../../../src/components/sip-frame/sip-frame.js';
import { ELEMENT_OPTIONS, type ElementOptions } from '../../../src/components/sip-provider/option-properties.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import type { PhoneLike } from '../../../src/components/shared/phone/phone-like.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { Phone } from '../../../src/phone/phone.js';
import { optionOf } from '../../../src/phone/settings.js';
import { deep, mountAll, settled, until } from '../support.js';

type Name = keyof ElementOptions;

/** The test data of an option. Without `text` it has no attribute; without `bad`, 5 is an invalid value. */
interface Sample {
  readonly text?: string;
  readonly value: unknown;
  readonly bad?: unknown;
  readonly clickToCall?: true;
}

const run = (): undefined => undefined;
const inButton = { clickToCall: true } as const;

const SAMPLES: { readonly [K in Name]-?: Sample } = {
  server: {
    text: 'wss://a.example, wss://b.example',
    value: ['wss://a.example', 'wss://b.example'],
    bad: 'http://a',
    ...inButton,
  },
  uri: { text: 'sip:bob@example.com', value: 'sip:bob@example.com', bad: 'nonsense', ...inButton },
  username: { text: 'bob', value: 'bob', bad: 'two\nlines', ...inButton },
  password: { text: 'hunter2', value: 'hunter2' },
  credentials: { value: { token: 'hunter2' } },
  realm: { text: 'example.com', value: 'example.com', bad: '', ...inButton },
  algorithms: { text: 'SHA-256 MD5', value: ['SHA-256', 'MD5'], bad: 'ROT13', ...inButton },
  digestWithoutQop: { value: true },
  authenticateInDialog: { value: ['INVITE'], bad: ['IN VITE'] },
  authzServers: { value: ['https://auth.example.com'], bad: [''] },
  tokenMethods: { value: ['INVITE'], bad: ['IN VITE'] },
  displayName: { text: 'Bob', value: 'Bob', bad: 'two\nlines', ...inButton },
  registrar: { text: 'sip:r.example.com', value: 'sip:r.example.com', bad: 'a b', ...inButton },
  noRegister: { text: '', value: true, ...inButton },
  singleTab: { text: '', value: true },
  browserTabs: { text: 'alone', value: 'alone', bad: 'many' },
  registerExpires: { text: '60', value: 60, bad: '-1', ...inButton },
  outboundProxy: { text: 'sip:p.example.com', value: 'sip:p.example.com', bad: 'a b', ...inButton },
  userAgent: { text: 'Shop', value: 'Shop', bad: 'two\nlines', ...inButton },
  rel100: { text: 'required', value: 'required', bad: 'yes', ...inButton },
  sessionTimers: { text: '300', value: 300, bad: '5', ...inButton },
  transportConstructor: { value: class {} },
  transportOptions: { value: { keepAliveInterval: 0 } },
  iceServers: { text: 'stun:s.example.com', value: [{ urls: 'stun:s.example.com' }], bad: '[{"url":', ...inButton },
  awaitCredentials: { text: '', value: true },
  trace: { text: '', value: true },
  sessionDescriptionHandlerFactory: { value: run },
  sessionDescriptionHandlerFactoryOptions: { value: {} },
  maxCalls: { text: '2', value: 2, bad: '1.5' },
  autoAnswer: { text: '2', value: 2, bad: 'soon' },
  autoAnswerHeader: { text: '1001 @example.com', value: ['1001', '@example.com'] },
  blockedCallers: { text: '1001 @spam.example', value: ['1001', '@spam.example'], bad: 'a@b@c' },
  identities: {
    text: 'sales@example.com, tel:+442079460123',
    value: ['sales@example.com', 'tel:+442079460123'],
    bad: '@',
  },
  anonymous: { text: '', value: true },
  identityHeader: { text: 'from', value: 'from', bad: 'to' },
  noAnswerTimeout: { text: '30', value: 30, bad: '0' },
  country: { text: 'GB', value: 'GB', bad: 'Britain', ...inButton },
  audioInput: { text: 'Headset', value: 'Headset', ...inButton },
  echoCancellation: { text: 'false', value: false, ...inButton },
  noiseSuppression: { text: 'false', value: false, ...inButton },
  autoGainControl: { text: 'false', value: false, ...inButton },
  audioOutput: { text: 'Headset', value: 'Headset', ...inButton },
  ringOutput: { text: '["Desk","Room"]', value: ['Desk', 'Room'], bad: '[1]' },
  visualRing: { text: '', value: true },
  ringtone: { text: '/ring.mp3', value: '/ring.mp3' },
  keySounds: { text: '', value: true },
  holdMusic: { text: '/hold.mp3', value: '/hold.mp3' },
  ringRules: {
    text: '[{"ringer":"silent","callers":["anonymous"]}]',
    value: [{ ringer: 'silent', callers: ['anonymous'] }],
    bad: '[{"callers":["anonymous"]}]',
  },
  codecs: { text: 'opus, PCMA', value: ['opus', 'PCMA'], bad: 'op!us', ...inButton },
  messageTypes: { text: 'application/json', value: ['application/json'], bad: 'json' },
  infoPackages: { text: 'x-shop', value: ['x-shop'], bad: '"x"' },
  dtmf: { text: 'info', value: 'info', bad: 'smoke', ...inButton },
  video: { text: '', value: true },
  followTransfers: { text: 'ask', value: 'ask', bad: 'perhaps' },
  redirects: { text: 'follow', value: 'follow', bad: 'perhaps' },
  replaces: { text: 'refuse', value: 'refuse', bad: 'perhaps' },
  resume: { text: 'off', value: 'off', bad: 'perhaps' },
  listenOnly: { text: '', value: true, ...inButton },
  noLeaveQuestion: { text: '', value: true },
  earlyAudio: { text: '', value: true, ...inButton },
  storage: { text: 'none', value: 'none', bad: 'disk' },
  recordAt: { text: 'server', value: 'server', bad: 'cloud' },
  recordingDays: { text: '1', value: 1, bad: 'many' },
  callerUrl: {
    text: 'https://crm.example.com/?n={number}',
    value: 'https://crm.example.com/?n={number}',
    bad: 'javascript:alert(1)',
  },
  voicemail: { text: '*97', value: '*97' },
  echoUri: { text: '*43', value: '*43' },
  pickUpCode: { text: '**', value: '**' },
  composing: { text: '', value: true },
  conferenceUri: { text: '700', value: '700', bad: ' ' },
  parkCode: { text: 'park+{place}', value: 'park+{place}', bad: ' ' },
  retrieveCode: { text: '*88', value: '*88' },
  publishPresence: { text: '', value: true },
  reportUrl: { text: 'https://crm.example.com/calls', value: 'https://crm.example.com/calls', bad: 'http://a.example' },
  qualityCollector: { text: 'sip:quality@example.com', value: 'sip:quality@example.com', bad: 'sip:' },
  reportInterval: { text: '10', value: 10, bad: '0' },
  contacts: { value: [] },
  suggest: { value: run },
  extraHeaders: { value: ['X-Team: 4'], bad: ['Contact: <sip:evil@x>'] },
};

const samples = Object.entries(SAMPLES) as [Name, Sample][];
const attributes = samples.flatMap(([name, { text }]) => (text === undefined ? [] : [[kebab(name), text] as const]));

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A provider that gives access to the options of its phone. */
class OpenProvider extends SipProvider {
  static override readonly tagName: string = 'open-provider';
  made!: Phone;

  protected override createPhone(configuration: Partial<PhoneConfiguration>): PhoneLike {
    return (this.made = new Phone(configuration));
  }
}
customElements.define(OpenProvider.tagName, OpenProvider);

async function open(
  given: Readonly<Record<string, string>> = {},
  onError: (event: HTMLElementEventMap['sip-error']) => void = () => {},
): Promise<OpenProvider> {
  const element = new OpenProvider();
  element.addEventListener('sip-error', onError);
  const account = { server: 'wss://pbx.example.com', uri: 'sip:alice@example.com', manual: '' };
  for (const [name, value] of Object.entries({ ...account, ...given })) element.setAttribute(name, value);
  (await mountAll(html`<div></div>`)).append(element);
  await settled(element);
  return element;
}

const valueIn = (element: OpenProvider, name: Name): unknown => element.made.configuration[name];

/** Without these the phone has no account, which is a problem itself. */
const REQUIRED: readonly Name[] = ['server', 'uri'];
/** Without a value these are functions that dispatch an event. */
const EVENTS: readonly Name[] = ['credentials', 'suggest'];

async function set(element: OpenProvider, name: Name, value: unknown): Promise<void> {
  Object.assign(element, { [name]: value });
  await settled(element);
}

function expectDefault(element: OpenProvider, name: Name): void {
  if (EVENTS.includes(name)) expect(valueIn(element, name)).to.be.a('function');
  else expect(optionOf(element.made.configuration, name)).to.equal(optionOf({}, name));
}

for (const [name, { text, value, bad = 5 }] of samples) {
  const attribute = kebab(name);

  describe(`The option ${name}`, () => {
    if (text === undefined) {
      it('has no attribute', () => {
        expect(SipProvider.observedAttributes).not.to.include(attribute);
      });
    } else {
      it(`is read from the attribute ${attribute}, set early or late, and its property agrees`, async () => {
        const late = await open();
        late.setAttribute(attribute, text);
        await settled(late);
        for (const element of [await open({ [attribute]: text }), late]) {
          expect(valueIn(element, name)).to.deep.equal(value);
          expect(element[name]).to.deep.equal(value);
        }
      });
    }

    // The element removes the attribute `password` itself, which keeps the value.
    if (text !== undefined && name !== 'password' && !REQUIRED.includes(name))
      it('has its default again when the attribute is removed', async () => {
        const element = await open();
        const absent = element[name];
        element.setAttribute(attribute, text);
        await settled(element);
        element.removeAttribute(attribute);
        await settled(element);
        expectDefault(element, name);
        expect(element[name]).to.equal(absent);
      });

    it('is read from its property, also as text', async () => {
      const element = await open();
      for (const given of text === undefined ? [value] : [value, text]) {
        await set(element, name, given);
        expect(valueIn(element, name), typeof given).to.deep.equal(value);
      }
    });

    if (!REQUIRED.includes(name))
      it('has its default again when the property is undefined, or null as frameworks set it', async () => {
        const element = await open();
        for (const nothing of [undefined, null]) {
          await set(element, name, value);
          await set(element, name, nothing);
          expectDefault(element, name);
        }
      });

    it('is reported once when it is invalid, is treated as absent, and the phone goes on', async () => {
      const element = await open();
      const emitted: (string | undefined)[] = [];
      element.addEventListener('sip-error', ({ problem }) => emitted.push(problem.attribute));
      await set(element, name, bad);
      expect(emitted).to.deep.equal([attribute]);
      expect(element.state?.problem).to.include({ attribute });
      expect(optionOf(element.made.configuration, name)).to.equal(optionOf({}, name));
      await element.call('1020').catch(() => undefined);
      expect(element.state?.calls, 'a call is tried').to.have.length(1);
      await set(element, name, value);
      expect(element.state?.problem).to.equal(undefined);
    });

    if (text !== undefined && typeof bad === 'string')
      it('is reported when its attribute is invalid from the start', async () => {
        const emitted: (string | undefined)[] = [];
        await open({ [attribute]: bad }, ({ problem }) => emitted.push(problem.attribute));
        expect(emitted).to.deep.equal([attribute]);
      });
  });
}

describe('The table of options', () => {
  it('has an attribute for each option with a text form, and no attribute keeps a secret', async () => {
    const element = await open(Object.fromEntries(attributes));
    const secrets = samples.filter(([name]) => ELEMENT_OPTIONS[name].secret).map(([name]) => name);
    expect(secrets).to.deep.equal(['password', 'credentials']);
    expect(SipProvider.observedAttributes).to.include.members(attributes.map(([name]) => name));
    for (const name of secrets) expect(element.hasAttribute(kebab(name)), name).to.equal(false);
    expect(document.documentElement.outerHTML).not.to.contain('hunter2');
  });

  it('selects the attributes that <sip-click-to-call> passes to its own phone, and the password without an attribute that keeps it', async () => {
    const button = new SipClickToCall();
    for (const [name, text] of attributes) if (name !== 'password') button.setAttribute(name, text);
    for (const [name, text] of [
      ['target', 'sales'],
      ['credentials-src', '/token'],
      ['password', 'hunter2'],
    ])
      button.setAttribute(name!, text!);
    (await mountAll(html`<div></div>`)).append(button);
    await settled(button);
    button.renderRoot.querySelector('.frame')!.dispatchEvent(new PointerEvent('pointerdown'));
    const providerIn = () => [...deep(button.shadowRoot!)].find((node) => node instanceof SipProvider);
    await until(() => providerIn() !== undefined);
    const provider = providerIn()!;
    await provider.updateComplete;
    const passed = samples.filter(([name, { clickToCall }]) => {
      expect(ELEMENT_OPTIONS[name].clickToCall, name).to.equal(clickToCall);
      return clickToCall;
    });
    const names = [...passed.map(([name]) => kebab(name)), 'credentials-src'];
    expect(provider.getAttributeNames().sort()).to.deep.equal(names.sort());
    for (const [name, { value }] of passed) expect(provider[name], name).to.deep.equal(value);
    expect(provider.password).to.equal('hunter2');
    expect([button, provider].filter((element) => element.hasAttribute('password'))).to.deep.equal([]);
  });

  it('applies to <sip-dock>, which repeats no option in its phone', async () => {
    const dock = new SipDock();
    for (const [name, text] of [...attributes, ['manual', ''], ['open', '']]) dock.setAttribute(name!, text!);
    (await mountAll(html`<div></div>`)).append(dock);
    await settled(dock);
    for (const [name, { text, value }] of samples)
      if (text !== undefined) expect(dock[name], name).to.deep.equal(value);
    const phone = dock.renderRoot.querySelector('sip-phone')!;
    const shown = [phone, ...deep(phone)].filter((node) => node instanceof SipProvider);
    expect(shown).to.have.length(1);
    for (const [name] of attributes) expect(phone.hasAttribute(name), name).to.equal(false);
    dock.remove();
  });

  it('passes nothing to the page in a <sip-frame>', async () => {
    const frame = new SipFrame();
    for (const [name, text] of attributes) frame.setAttribute(name, text);
    frame.setAttribute('src', '/test/components/sip-frame/frame-page.html');
    (await mountAll(html`<div></div>`)).append(frame);
    await settled(frame);
    const inside = frame.renderRoot.querySelector('iframe')!;
    expect(inside.getAttributeNames().sort()).to.deep.equal(['allow', 'part', 'src', 'title']);
    expect(new URL(inside.src).search).to.equal('');
    frame.remove();
  });
});
