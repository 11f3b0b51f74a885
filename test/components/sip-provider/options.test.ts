import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import type { PhoneLike } from '../../../src/components/shared/phone/phone-like.js';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import ar from '../../../src/components/shared/text/locales/ar/index.js';
import '../../../src/define/sip-provider.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { ANN } from '../../../stories/support/parties.js';
import { mountAll, settled, until } from '../support.js';

/** A provider whose phone is recorded instead of created. */
class ReadingProvider extends SipProvider {
  static override readonly tagName: string = 'reading-provider';
  given: Partial<PhoneConfiguration> = {};
  readonly made = new FakePhone();

  protected override createPhone(configuration: Partial<PhoneConfiguration>): PhoneLike {
    this.given = configuration;
    this.made.configure = (changes) => void Object.assign(this.given, changes);
    return this.made;
  }
}

customElements.define(ReadingProvider.tagName, ReadingProvider);

async function reading(attributes: Record<string, string>): Promise<ReadingProvider> {
  const element = new ReadingProvider();
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  (await mountAll(html`<div></div>`)).append(element);
  await settled(element);
  return element;
}

describe('An attribute of a provider', () => {
  // WebSockets Standard §3.1: a URL relative to the page, with the scheme of a WebSocket.
  it('server="/ws" is a WebSocket at the host of the page, beside one with a host', async () => {
    const { given } = await reading({ server: '/ws, wss://pbx.example.com/ws' });
    expect(given.server).to.deep.equal([`ws://${location.host}/ws`, 'wss://pbx.example.com/ws']);
  });

  for (const [attribute, value, option, expected] of [
    ['country', 'GB', 'country', 'GB'],
    ['codecs', 'opus, PCMA', 'codecs', ['opus', 'PCMA']],
    ['dtmf', 'info', 'dtmf', 'info'],
    ['rel100', 'required', 'rel100', 'required'],
    ['session-timers', '300', 'sessionTimers', 300],
    ['session-timers', 'false', 'sessionTimers', false],
    ['voicemail', '*97', 'voicemail', '*97'],
    ['voicemail', 'false', 'voicemail', false],
    ['voicemail', '', 'voicemail', true],
    ['pick-up-code', '**', 'pickUpCode', '**'],
    ['auto-answer-header', '', 'autoAnswerHeader', true],
    ['auto-answer-header', '1001 @example.com', 'autoAnswerHeader', ['1001', '@example.com']],
    ['follow-transfers', '', 'followTransfers', true],
    ['follow-transfers', 'ask', 'followTransfers', 'ask'],
    ['redirects', 'same-user', 'redirects', 'same-user'],
    ['replaces', 'ask', 'replaces', 'ask'],
    ['listen-only', '', 'listenOnly', true],
    ['early-audio', '', 'earlyAudio', true],
    ['video', '', 'video', true],
    ['audio-input', 'Headset', 'audioInput', 'Headset'],
    ['audio-output', 'Headset', 'audioOutput', 'Headset'],
    ['ring-output', 'Speakers', 'ringOutput', 'Speakers'],
    ['ring-output', '["Speakers", "Headset, left"]', 'ringOutput', ['Speakers', 'Headset, left']],
    ['ringtone', '/ring.mp3', 'ringtone', '/ring.mp3'],
    ['visual-ring', '', 'visualRing', true],
    ['no-notifications', '', 'notifications', false],
  ] as const) {
    it(`${attribute}="${value}" sets the option ${option}, also when it is set later and removed`, async () => {
      const early = await reading({ [attribute]: value });
      expect(early.given[option]).to.deep.equal(expected);
      const late = await reading({});
      const before = late.given[option];
      late.setAttribute(attribute, value);
      await settled(late);
      expect(late.given[option]).to.deep.equal(expected);
      late.removeAttribute(attribute);
      await settled(late);
      expect(late.given[option]).to.equal(before);
    });
  }

  it('that is absent leaves the default of the phone', async () => {
    const { given } = await reading({});
    for (const option of ['country', 'codecs', 'dtmf', 'rel100', 'sessionTimers', 'voicemail', 'pickUpCode']) {
      expect(given).not.to.have.property(option);
    }
  });

  describe('with an invalid value', () => {
    for (const [attribute, bad, good] of [
      ['country', 'Germany', 'DE'],
      ['dtmf', 'smoke', 'rtp'],
      ['rel100', 'yes', 'supported'],
      ['session-timers', '5', '300'],
      ['session-timers', 'soon', 'false'],
      ['codecs', 'op us!', 'opus'],
      ['ice-servers', 'http://example.com', 'stun:stun.example.com'],
      ['max-calls', 'many', '2'],
      ['auto-answer', 'soon', '3'],
    ] as const)
      it(`${attribute}="${bad}" is a problem, and the phone goes on; ${good} removes the problem`, async () => {
        const element = document.createElement('sip-provider');
        const emitted: string[] = [];
        element.addEventListener('sip-error', ({ problem }) => emitted.push(problem.attribute ?? problem.kind));
        element.setAttribute('manual', '');
        element.setAttribute(attribute, bad);
        (await mountAll(html`<div></div>`)).append(element);
        await settled(element);
        expect(emitted).to.deep.equal([attribute]);
        expect(element.state!.account.status).to.equal('unconfigured');
        await element.call('1020').catch(() => undefined);
        expect(element.state!.lastDialled, 'a call is tried').to.equal('1020');
        element.setAttribute(attribute, good);
        await settled(element);
        expect(element.state!.problem).to.equal(undefined);
        expect(emitted).to.deep.equal([attribute]);
        element.remove();
      });
  });

  it('of the account prevents the account, and is named in the problem; a valid one creates it', async () => {
    const element = document.createElement('sip-provider');
    for (const [name, value] of Object.entries({ manual: '', server: 'http://x', uri: 'sip:a@example.com' }))
      element.setAttribute(name, value);
    (await mountAll(html`<div></div>`)).append(element);
    await settled(element);
    expect(element.state!.account).to.have.nested.property('problem.attribute', 'server');
    element.setAttribute('server', 'wss://pbx.example.com');
    await settled(element);
    expect(element.state!.account.status).to.equal('stopped');
    element.removeAttribute('uri');
    await settled(element);
    expect(element.state!.account).to.have.nested.property('problem.attribute', 'uri');
    element.remove();
  });
});

describe('The response of the page', () => {
  const never = new AbortController().signal;

  it('to sip-caller-lookup provides name, note and picture of the caller', async () => {
    const element = await reading({});
    const { lookUp } = element.given;
    expect(await lookUp!(ANN), 'the call is not answered').to.equal(undefined);
    const known = { name: 'Ann of Lee & Daughters', note: 'Customer since 2019' };
    element.addEventListener('sip-caller-lookup', (event) => {
      expect(event.party).to.equal(ANN);
      event.respondWith(Promise.resolve(known));
      event.respondWith('too late');
    });
    expect(await lookUp!(ANN)).to.equal(known);
  });

  it('to sip-contacts-query is suggested, with an abort signal for a newer text', async () => {
    const element = await reading({});
    const { suggest } = element.given;
    expect(await suggest!('ann', { signal: never }), 'the call is not answered').to.deep.equal([]);
    element.addEventListener('sip-contacts-query', (event) => {
      expect([event.text, event.signal]).to.deep.equal(['ann', never]);
      event.respondWith([{ target: '1021', name: 'Ann' }]);
    });
    expect(await suggest!('ann', { signal: never })).to.deep.equal([{ target: '1021', name: 'Ann' }]);
    const own = (): [] => [];
    element.suggest = own;
    await settled(element);
    expect(element.given.suggest, 'a function of the page takes precedence').to.equal(own);
    element.suggest = undefined;
    await settled(element);
    expect(await element.given.suggest!('ann', { signal: never })).to.have.length(1);
  });

  it('is requested also by a phone that is created again', async () => {
    const element = await reading({});
    const box = element.parentElement!;
    element.given = {};
    element.remove();
    await until(() => element.made.did.includes('dispose'));
    box.append(element);
    await until(() => element.given.lookUp !== undefined);
    expect(element.given.suggest).to.be.a('function');
  });

  it('is not needed for title and notification in the language of the page', async () => {
    registerLocale(ar);
    const element = await reading({});
    const words = element.given.ringWords!;
    expect([words.incoming!('Ann'), words.answer]).to.deep.equal(['Incoming call from Ann', 'Answer']);
    element.lang = 'ar';
    await settled(element);
    expect([words.incoming!('Ann'), words.answer]).to.deep.equal(['مكالمة واردة من \u2068Ann\u2069', 'ردّ']);
  });
});
