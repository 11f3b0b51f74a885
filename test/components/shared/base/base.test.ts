/** The base of all elements: registration, inherited tokens, texts, announcements, durations, initials. */

import { expect, fixture, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { Announcements } from '../../../../src/components/sip-announcer/announcements.js';
import { define } from '../../../../src/components/shared/base/define.js';
import { initials } from '../../../../src/components/shared/text/party.js';
import { formatDuration, setElementClock } from '../../../../src/components/shared/time/time.js';
import { VERSION } from '../../../../src/components/shared/base/version.js';
import { Localizer } from '../../../../src/components/shared/text/localize.js';
import ar from '../../../../src/components/shared/text/locales/ar/index.js';
import en from '../../../../src/components/shared/text/locales/en/index.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { SipDialpad } from '../../../../src/components/sip-dialpad/sip-dialpad.js';
import { conference, up, weak } from '../../../../stories/support/call-states.js';
import { ANN, callState, EMPTY, withCall, type CallPatch } from '../../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../../support/virtual-clock.js';
import { mountAll, mountPhone, settled, text } from '../../support.js';

describe('registration', () => {
  const warn = console.warn;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
  });
  afterEach(() => (console.warn = warn));

  it('of the same version twice gives no warning', () => {
    define(SipDialpad);
    expect(warnings).to.deep.equal([]);
    expect(customElements.get('sip-dialpad')).to.equal(SipDialpad);
  });

  it('of another version keeps the first and warns once', () => {
    class Other extends HTMLElement {
      static readonly tagName: string = 'sip-of-another-version';
      static readonly version: string = '0.0.1';
    }
    customElements.define('sip-of-another-version', Other);
    class Ours extends HTMLElement {
      static readonly tagName: string = 'sip-of-another-version';
      static readonly version: string = VERSION;
    }
    define(Ours);
    define(Ours);
    expect(customElements.get('sip-of-another-version')).to.equal(Other);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('version 0.0.1 of sip-elements');
  });

  it('under a second name is possible', async () => {
    define(SipDialpad, 'shop-dialpad');
    const element = await fixture(html`<shop-dialpad></shop-dialpad>`);
    expect(element).to.be.instanceOf(SipDialpad);
    expect(element.shadowRoot!.querySelectorAll('button')).to.have.length(12);
  });

  it('has the version of the package', async () => {
    const manifest = (await (await fetch('/package.json')).json()) as { version: string };
    expect(VERSION).to.equal(manifest.version);
  });
});

describe('design tokens', () => {
  it('set on any ancestor apply to every element through all shadow roots', async () => {
    const { element } = await mountPhone({ dialString: '1' });
    element.parentElement!.style.setProperty('--sip-color-sunken', 'rgb(1, 2, 3)');
    await settled(element);
    const key = element.renderRoot.querySelector('sip-dialpad')!.shadowRoot!.querySelector('button')!;
    key.style.transition = 'none';
    expect(getComputedStyle(key).backgroundColor).to.equal('rgb(1, 2, 3)');
  });

  it('follow the theme of the element, independent of the page', async () => {
    const { element } = await mountPhone({}, { theme: 'dark' });
    const frame = element.renderRoot.querySelector('[part=base]')!;
    expect(getComputedStyle(frame).backgroundColor).to.equal('rgb(21, 23, 28)');
    element.setAttribute('theme', 'light');
    expect(getComputedStyle(frame).backgroundColor).to.equal('rgb(255, 255, 255)');
  });

  it('keep the appearance against inherited rules of the page', async () => {
    const box = await mountAll<HTMLElement>(html`<div></div>`);
    box.setAttribute('style', 'font: 40px serif; letter-spacing: 9px; text-transform: uppercase; text-align: end');
    const { element } = await mountPhone();
    box.append(element);
    await settled(element);
    const style = getComputedStyle(element.renderRoot.querySelector('[part=base]')!);
    expect([style.fontSize, style.letterSpacing, style.textTransform]).to.deep.equal(['14px', 'normal', 'none']);
  });

  it('and parts of nested elements can be styled by the page', async () => {
    const { element } = await mountPhone(withCall({ status: 'active' }));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('sip-phone::part(call__name) { color: rgb(9, 8, 7) }');
    document.adoptedStyleSheets.push(sheet);
    const name = element.renderRoot.querySelector('sip-call')!.shadowRoot!.querySelector('[part=name]')!;
    const { color } = getComputedStyle(name);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    expect(color).to.equal('rgb(9, 8, 7)');
  });
});

describe('dictionaries', () => {
  it('have the same entries in both languages', () => {
    expect(Object.keys(ar).sort()).to.deep.equal(Object.keys(en).sort());
    for (const [key, value] of Object.entries(ar))
      expect(typeof value, key).to.equal(typeof en[key as keyof typeof en]);
  });

  it('are selected for each phone of a page by its language', async () => {
    const english = await mountPhone({}, { lang: 'en' });
    const arabic = await mountPhone({}, { lang: 'ar' });
    expect(text(english.element)).to.contain('Ready');
    expect(text(arabic.element)).to.contain('جاهز');
  });

  it('fall back to English for an unknown language', async () => {
    const { element } = await mountPhone({}, { lang: 'x-klingon' });
    expect(text(element)).to.contain('Ready');
  });
});

describe('announcements', () => {
  const host = document.createElement('sip-announcer');
  host.lang = 'en';
  const words = new Localizer(host);
  const say = (state: PhoneState, previous: PhoneState, by = new Announcements()): string[] =>
    by.of(state, previous, words).map(({ text: said, assertive }) => (assertive ? `! ${said}` : said));

  it('of a call are assertive for an incoming call and a failure, polite otherwise', () => {
    const cases: [PhoneState, PhoneState, string[]][] = [
      [withCall({ status: 'incoming' }), EMPTY, ['! Incoming call from Ann Lee']],
      [withCall({ status: 'dialing' }), EMPTY, ['Calling…']],
      [withCall({ status: 'ringing' }), withCall({ status: 'dialing' }), ['Ringing…']],
      [withCall({ status: 'active' }), withCall({ status: 'ringing' }), ['Connected']],
      [withCall({ status: 'active', muted: true }), withCall({ status: 'active' }), ['Muted']],
      [
        withCall({ status: 'active', hold: { local: true, remote: false } }),
        withCall({ status: 'active' }),
        ['On hold'],
      ],
      [withCall({ status: 'ended' }), withCall({ status: 'active' }), ['Call ended']],
      [withCall({ status: 'ended', failed: true, cause: 'busy' }), withCall({ status: 'ringing' }), ['! Busy']],
    ];
    for (const [state, previous, expected] of cases) expect(say(state, previous)).to.deep.equal(expected);
  });

  it('of a target that the remote party requests are assertive, and made once', () => {
    const target = { name: '', number: '0900123', uri: 'sip:0900123@example.com' };
    const ringing = withCall({ status: 'ringing' });
    const asked = withCall({ status: 'ringing', question: { kind: 'redirect', target } });
    const words = 'forwards the call to \u20660900123@example.com\u2069. Call there?';
    expect(say(asked, ringing)).to.deep.equal([`! \u2068Ann Lee\u2069 ${words}`]);
    expect(say({ ...asked, calls: asked.calls.map((call) => ({ ...call, muted: true })) }, asked)).to.deep.equal([]);
    const up = withCall({ status: 'active' });
    const transfer = withCall({ status: 'active', question: { kind: 'transfer', target } });
    expect(say(transfer, up)[0]).to.match(/^! .*asks you to call .*0900123@example\.com/);
    expect(say(up, transfer)).to.deep.equal([]);
  });

  it('of an incoming call during a call are assertive', () => {
    const first = withCall({ status: 'active' });
    const second = callState({ status: 'incoming', id: 'call-2', peer: { ...ANN, name: 'Bob' } });
    expect(say({ ...first, calls: [...first.calls, second] }, first)).to.deep.equal(['! Second call from Bob']);
  });

  it('of the account are assertive when it is refused, and made once for a lost connection', () => {
    const offline: PhoneState = { ...EMPTY, account: { status: 'offline', name: 'a', everConnected: true } };
    const again: PhoneState = { ...EMPTY, account: { status: 'offline', name: 'a', retryAt: 1, everConnected: true } };
    const refused: PhoneState = { ...EMPTY, account: { status: 'refused', name: 'a', statusCode: 403, reason: '' } };
    const trying: PhoneState = { ...EMPTY, account: { status: 'connecting', name: 'a', since: 0 } };
    const one = new Announcements();
    expect(say(offline, EMPTY, one)).to.deep.equal(['No connection. Trying again.']);
    for (const [next, before] of [
      [again, offline],
      [trying, again],
      [offline, trying],
      [trying, offline],
    ] as const)
      // prettier-ignore
      expect(say(next, before, one)).to.deep.equal([]);
    expect(say(EMPTY, trying, one)).to.deep.equal(['Ready']);
    expect(say(refused, EMPTY)).to.deep.equal(['! Sign-in refused. Check user name and password.']);
  });

  it('of audio problems in a call are made once, and not again within thirty seconds', async () => {
    const clock = new VirtualClock(0);
    setElementClock(clock);
    try {
      const one = new Announcements();
      const step = (state: PhoneState, previous: PhoneState): string[] => say(state, previous, one);
      const good = up();
      const cases: [PhoneState, string[]][] = [
        [weak({ warnings: ['loss-in'], weakParty: 'remote' }), ['Their side sounds poor.']],
        [
          weak({ warnings: ['loss-out', 'jitter'], weakParty: 'local' }),
          ['Your connection is weak: others may not hear you.'],
        ],
        [weak({ warnings: ['silent-microphone'] }), ['We hear nothing from “Jabra Evolve 65”.']],
        [weak({ warnings: ['talking-while-muted'] }), ['You are muted.']],
        [up({ recording: { status: 'recording', since: 0 } }), ['Recording']],
        [up({ sending: { sent: 1, total: 2, waiting: true } } as CallPatch), ['Waiting for you']],
      ];
      for (const [state, expected] of cases) expect(step(state, good)).to.deep.equal(expected);
      const muted = weak({ warnings: ['talking-while-muted'] });
      expect(step(muted, good)).to.deep.equal([]);
      await clock.advance(30_000);
      expect(step(muted, good)).to.deep.equal(['You are muted.']);
      expect(
        step(weak({ warnings: ['loss-in', 'jitter'], weakParty: 'remote' }), weak({ warnings: ['loss-in'] })),
      ).to.deep.equal([]);
    } finally {
      setElementClock();
    }
  });

  it('of devices and of the participants of a conference are polite', () => {
    const notice = { kind: 'lost', use: 'speaker', lost: 'Jabra', now: 'Built-in' } as const;
    const state = up();
    expect(say({ ...state, devices: { ...state.devices, notice } }, state)).to.deep.equal([
      'Jabra unplugged. Now using Built-in.',
    ]);
    expect(say(conference(), conference({ merged: false }, { merged: false }))).to.deep.equal(['3 people']);
  });

  it('are written into live regions as text', async () => {
    const { element, phone } = await mountPhone();
    phone.ring({ ...ANN, name: '<b>Ann</b>' });
    await settled(element);
    const region = element.renderRoot
      .querySelector('sip-announcer')!
      .shadowRoot!.querySelector('[aria-live=assertive]')!;
    expect(region.textContent).to.equal('Incoming call from <b>Ann</b>');
  });
});

describe('durations and initials', () => {
  it('have hours only from one hour on', () => {
    expect([0, 59, 252, 3767].map(formatDuration)).to.deep.equal(['0:00', '0:59', '4:12', '1:02:47']);
  });

  it('are taken from names, never from numbers, and Arabic ones are not joined', () => {
    expect(['Ann Lee', 'bob', 'Dr. Max von Ho-Wa', '+44 20', '', 'ليلى حدّاد'].map(initials)).to.deep.equal([
      'AL',
      'B',
      'DW',
      undefined,
      undefined,
      'ل ح',
    ]);
  });
});
