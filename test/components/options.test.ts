import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { PhoneConfiguration } from '../../src/phone/configuration.js';
import { SipProvider } from '../../src/components/sip-provider.js';
import type { PhoneLike } from '../../src/components/internal/phone-like.js';
import { FakePhone } from '../../stories/fake-phone.js';
import { mountAll, settled } from './support.js';

/** A provider whose phone is written down instead of made. */
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
    ['listen-only', '', 'listenOnly', true],
    ['video', '', 'video', true],
    ['audio-input', 'Headset', 'audioInput', 'Headset'],
    ['audio-output', 'Headset', 'audioOutput', 'Headset'],
    ['ring-output', 'Speakers', 'ringOutput', 'Speakers'],
    ['ringtone', '/ring.mp3', 'ringtone', '/ring.mp3'],
    ['visual-ring', '', 'visualRing', true],
    ['no-notifications', '', 'notifications', false],
  ] as const) {
    it(`${attribute}="${value}" is the option ${option}, also when it comes later and goes again`, async () => {
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

  it('that is absent leaves the option as the phone has it', async () => {
    const { given } = await reading({});
    for (const option of [
      'country',
      'codecs',
      'dtmf',
      'rel100',
      'sessionTimers',
      'voicemail',
      'pickUpCode',
      'suggest',
    ]) {
      expect(given).not.to.have.property(option);
    }
  });
});
