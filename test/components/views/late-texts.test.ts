/** The focus of a view whose texts are loaded after it (WAI-ARIA menu button pattern; WCAG 2.2 §2.4.3). */

import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/define/sip-phone.js';
import { loadLocales } from '../../../src/components/shared/text/localize.js';
import en from '../../../src/components/shared/text/locales/en/index.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import { callState, FakePhone } from '../../../stories/support/fake-phone.js';
import { button, settled, text, until } from '../support.js';

describe('A phone in a language that is loaded in parts', () => {
  const releases: (() => void)[] = [];

  /** A language whose texts of tools come when the test releases them. */
  function language(code: string): void {
    const words = { ...en, $code: code, $name: code };
    const part = { default: words };
    const held = (): Promise<typeof part> => new Promise((resolve) => releases.push(() => resolve(part)));
    loadLocales({
      [code]: () =>
        Promise.resolve({
          default: words,
          parts: { page: () => Promise.resolve(part), people: () => Promise.resolve(part), tools: held },
        }),
    });
  }

  const release = (): void => releases.splice(0).forEach((one) => one());

  const isInside = (element: SipPhone, selector: string): boolean => {
    let node: Element | null = document.activeElement;
    const seen: Element[] = [];
    for (; node; node = node.shadowRoot?.activeElement ?? null) seen.push(node);
    return seen.includes(element) && seen.some((one) => one.closest(selector) !== null);
  };

  const call = callState({ status: 'active' });

  async function mount(lang: string): Promise<{ element: SipPhone; phone: FakePhone }> {
    const phone = new FakePhone({ calls: [call], activeCallId: call.id });
    const element = await fixture<SipPhone>(html`<sip-phone lang=${lang} .phone=${phone}></sip-phone>`);
    await settled(element);
    return { element, phone };
  }

  it('focuses the first item of a menu that is opened before its texts are there, and is a menu from then on', async () => {
    language('ia');
    const { element } = await mount('ia');
    button(element, 'Menu').focus();
    button(element, 'Menu').click();
    const role = (): string | null => element.renderRoot.querySelector('.menu')!.getAttribute('role');
    await until(() => releases.length > 0, 'the request for the texts');
    await settled(element);
    expect(role()).to.equal('group');
    release();
    await until(() => isInside(element, '.menu'), 'the focus in the menu');
    expect(role()).to.equal('menu');
  });

  it('focuses More in the same way, where the user has not moved the focus, and keeps it in another language', async () => {
    language('ie');
    language('io');
    const { element } = await mount('ie');
    button(element, 'More').focus();
    button(element, 'More').click();
    await until(() => releases.length > 0, 'the request for the texts');
    await settled(element);
    release();
    await until(() => isInside(element, '.panel'), 'the focus in the panel');
    element.lang = 'io';
    await until(() => releases.length > 0, 'the request for the texts of the other language');
    await settled(element);
    expect(isInside(element, '.panel')).to.equal(true);
    expect(text(element)).to.contain('Call details');
    release();
    await settled(element);
    expect(isInside(element, '.panel')).to.equal(true);
  });

  it('leaves the focus where the user has moved it meanwhile', async () => {
    language('vo');
    const { element } = await mount('vo');
    button(element, 'More').focus();
    button(element, 'More').click();
    await until(() => releases.length > 0, 'the request for the texts');
    button(element, 'Mute').focus();
    release();
    await until(() => text(element).includes('Call details'));
    await settled(element);
    expect(isInside(element, 'sip-mute-button')).to.equal(true);
  });
});
