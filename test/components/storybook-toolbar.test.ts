/** The toolbar and the controls of Storybook: each choice changes the story. */

import { expect, fixture, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import { setControl } from '../../.storybook/controls.js';
import { CHOICES, INITIAL, setPage, setStory, type Choices } from '../../.storybook/toolbar.js';
import '../../src/define/locales.js';
import '../../src/define/sip-phone.js';
import dense from '../../src/themes/dense.css?raw';
import mono from '../../src/themes/mono.css?raw';
import warm from '../../src/themes/warm.css?raw';
import type { SipPhone } from '../../src/components/sip-phone/sip-phone.js';
import { FakePhone, withCall } from '../../stories/support/fake-phone.js';
import { button, settled, text } from './support.js';

describe('The toolbar of Storybook', () => {
  const themes = new CSSStyleSheet();
  themes.replaceSync([dense, warm, mono].join('\n'));
  let phone: SipPhone;

  const choose = async (choice: Partial<Choices>): Promise<void> => {
    setPage({ ...INITIAL, ...choice });
    await settled(phone);
    setStory({ ...INITIAL, ...choice }, phone.parentElement!);
  };
  const frame = (): CSSStyleDeclaration => getComputedStyle(phone.shadowRoot!.querySelector('.frame')!);
  const face = (): CSSStyleDeclaration => getComputedStyle(button(phone, 'Hold').querySelector('.face')!);

  before(() => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, themes];
  });
  beforeEach(async () => {
    phone = await fixture<SipPhone>(
      html`<sip-phone .phone=${new FakePhone(withCall({ status: 'active' }))}></sip-phone>`,
    );
    await settled(phone);
  });
  afterEach(() => choose({}));
  after(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== themes);
    for (const name of ['lang', 'dir', 'style', 'data-sip-theme']) document.documentElement.removeAttribute(name);
    document.body.removeAttribute('style');
  });

  it('shows the story in light and dark', async () => {
    const grounds: string[] = [];
    for (const scheme of CHOICES.scheme) {
      await choose({ scheme });
      expect(getComputedStyle(phone).colorScheme).to.equal(scheme);
      grounds.push(frame().backgroundColor);
    }
    expect(new Set(grounds).size, grounds.join()).to.equal(2);
  });

  it('shows the story in each theme', async () => {
    const looks = new Set<string>();
    for (const skin of CHOICES.skin) {
      await choose({ skin });
      looks.add(`${frame().backgroundColor} ${frame().borderRadius} ${frame().fontFamily}`);
    }
    expect(looks.size, [...looks].join('; ')).to.equal(CHOICES.skin.length);
  });

  for (const language of CHOICES.language)
    it(`shows the story in the language ${language}`, async () => {
      await choose({});
      const english = text(phone);
      await choose({ language });
      await waitUntil(() => (text(phone) === english) === (language === 'en'), language, { timeout: 20_000 });
      expect(getComputedStyle(phone).direction).to.equal(language === 'ar' || language === 'he' ? 'rtl' : 'ltr');
    });

  it('shows the story in each direction, whatever its language', async () => {
    await choose({ direction: 'rtl' });
    expect(getComputedStyle(phone).direction).to.equal('rtl');
    await choose({ direction: 'ltr', language: 'ar' });
    expect(getComputedStyle(phone).direction).to.equal('ltr');
  });

  it('shows the style sheets for forced colors, and those of the page again', async () => {
    expect(face().borderTopWidth).to.equal('0px');
    await choose({ forced: 'active' });
    expect(face().borderTopWidth).not.to.equal('0px');
    await choose({ forced: 'none' });
    expect(face().borderTopWidth).to.equal('0px');
  });

  it('has controls that set a property, an attribute and a custom property', async () => {
    setControl(phone, 'uri', 'sip:alice@example.com');
    expect(phone.uri).to.equal('sip:alice@example.com');
    for (const [value, attribute] of [
      [true, ''],
      ['yes', 'yes'],
      [false, null],
    ] as const) {
      setControl(phone, 'data-shown', value);
      expect(phone.getAttribute('data-shown')).to.equal(attribute);
    }
    const before = frame().backgroundColor;
    setControl(phone, '--sip-color-surface', '#ffeecc');
    await settled(phone);
    expect(frame().backgroundColor).not.to.equal(before);
  });
});
