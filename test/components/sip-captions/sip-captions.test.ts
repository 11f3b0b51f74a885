/** `<sip-captions>`: a polite log of what the parties say (WCAG 1.2.4, WAI-ARIA log). */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/sip-captions.js';
import '../../../src/define/sip-provider.js';
import type { SipCaptions } from '../../../src/components/sip-captions/sip-captions.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import { ANN, FakePhone } from '../../../stories/support/fake-phone.js';
import { mountAll, settled, text, until } from '../support.js';

async function mount(attributes: Readonly<Record<string, string>> = {}) {
  const phone = new FakePhone();
  const element = document.createElement('sip-captions');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const box = await mountAll(html`<div lang="en-GB"><sip-provider .phone=${phone}>${element}</sip-provider></div>`);
  const call = phone.ring(ANN, 'one');
  call.connect();
  await settled(element);
  return { phone, call, element, box };
}

const log = (element: SipCaptions): Element => element.renderRoot.querySelector('[role=log]')!;

describe('<sip-captions>', () => {
  it('is hidden without captions, and a named log with them, in which only final ones are announced', async () => {
    const { call, element } = await mount();
    expect(getComputedStyle(element).display).to.equal('none');
    call.addCaption({ text: 'And the in', final: false });
    await settled(element);
    expect(element.matches(':state(shown)')).to.be.true;
    expect([log(element).ariaLabel, log(element).getAttribute('aria-live'), text(log(element))]).to.deep.equal([
      'Captions',
      'polite',
      '',
    ]);
    expect(text(element)).to.equal('Ann Lee : And the in');
    call.addCaption({ text: 'And the invoice?' });
    call.addCaption({ text: 'It is on its way.', party: 'local' });
    await settled(element);
    expect(text(log(element))).to.equal('Ann Lee : And the invoice? You : It is on its way.');
    await expect(element).to.be.accessible();
  });

  it('shows the name of a speaker in the muted text colour, apart from what was said', async () => {
    const { call, element } = await mount();
    element.style.setProperty('--sip-color-text-muted', 'rgb(1, 2, 3)');
    call.addCaption({ text: 'Hello' });
    await settled(element);
    const line = log(element).querySelector('p')!;
    expect(getComputedStyle(line.querySelector('b')!).color).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(line).color).not.to.equal('rgb(1, 2, 3)');
  });

  it('announces nothing with the attribute silent', async () => {
    const { call, element } = await mount({ silent: '' });
    call.addCaption({ text: 'Hello' });
    await settled(element);
    expect(log(element).getAttribute('aria-live')).to.equal('off');
  });

  it('shows markup as text', async () => {
    const { call, element } = await mount();
    call.addCaption({ text: '<img src=x onerror=alert(1)>' });
    await settled(element);
    expect(element.renderRoot.querySelector('img')).to.equal(null);
    expect(text(element)).to.contain('<img src=x');
  });

  it('starts the recogniser of the browser in its language with the attribute recognize, and ends it with itself', async () => {
    const { phone, element } = await mount({ recognize: '' });
    const asked = (): string[] => phone.did.filter((one) => one.startsWith('recognizeSpeech'));
    await until(() => element.matches(':state(recognizing)'));
    expect(asked()).to.deep.equal(['recognizeSpeech one true en-GB']);
    element.remove();
    expect(asked()[1]).to.equal('recognizeSpeech one false');
  });

  it('goes on with the captions of the page where the browser has no recogniser', async () => {
    const phone = new FakePhone();
    const call = phone.ring(ANN, 'one');
    call.speechFault = new PhoneError('media');
    call.connect();
    const box = await mountAll(
      html`<sip-provider .phone=${phone}><sip-captions recognize></sip-captions></sip-provider>`,
    );
    const element = box.querySelector('sip-captions')!;
    await until(() => phone.did.some((one) => one.startsWith('recognizeSpeech')));
    call.addCaption({ text: 'Hello' });
    await settled(element);
    expect(element.matches(':state(recognizing)')).to.be.false;
    expect(text(element)).to.contain('Hello');
  });
});
