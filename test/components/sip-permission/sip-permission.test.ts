/** `<sip-permission>`: before the permission request, and after each reason why the microphone cannot be used (Media Capture §10.2). */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/sip-permission.js';
import '../../../src/define/locale-ar.js';
import { browserKind } from '../../../src/components/sip-permission/browser-steps.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { button, mountAll, settled, text } from '../support.js';

describe('<sip-permission>', () => {
  const show = (phone: FakePhone): Promise<HTMLElement> =>
    mountAll<HTMLElement>(html`<sip-permission .phone=${phone}></sip-permission>`);

  it('explains the permission request, makes it on a press, and is hidden when it is granted', async () => {
    const phone = new FakePhone({ microphone: 'unknown' });
    const card = await show(phone);
    expect(text(card)).to.contain('To talk, your browser will ask for the microphone.');
    expect(() => button(card, 'Listen only')).to.throw();
    button(card, 'Continue').click();
    await settled(card);
    expect(phone.did).to.deep.equal(['requestMicrophone']);
    expect(card.checkVisibility()).to.be.false;
  });

  it('refers to the prompt of the browser while that is open', async () => {
    const card = await show(new FakePhone({ microphone: 'asking' }));
    expect(text(card)).to.contain('Allow the microphone in your browser.');
    expect(button(card, 'Continue').disabled).to.be.true;
  });

  it('shows each reason why the microphone cannot be used, and offers to check again or to listen only', async () => {
    const cases = [
      ['denied', 'The microphone is blocked for this site.'],
      ['missing', 'No microphone found. Plug one in and check again.'],
      ['insecure', 'This page must use https.'],
      ['blocked-by-frame', 'This frame may not use the microphone.'],
      ['blocked-by-sandbox', 'The page around it has to write sandbox="allow-scripts allow-same-origin" on the frame.'],
      ['blocked-by-policy', 'This website switches the microphone off.'],
      ['in-use', 'Another program uses the microphone.'],
    ] as const;
    for (const [microphone, sentence] of cases) {
      const phone = new FakePhone({ microphone });
      const card = await show(phone);
      expect(text(card)).to.contain(sentence);
      button(card, 'Check again').click();
      button(card, 'Listen only').click();
      await settled(card);
      expect(phone.did).to.deep.equal(['requestMicrophone', 'configure listenOnly']);
      expect(card.checkVisibility()).to.be.false;
    }
  });

  it('is shown again for another reason than the dismissed one', async () => {
    const phone = new FakePhone({ microphone: 'unknown' });
    const card = await show(phone);
    button(card, 'Not now').click();
    await settled(card);
    expect(card.checkVisibility()).to.be.false;
    phone.set({ microphone: 'denied' });
    await settled(card);
    expect(card.checkVisibility()).to.be.true;
  });

  it('shows the steps for this browser, as text and as an image', async () => {
    const card = await show(new FakePhone({ microphone: 'denied' }));
    expect(card.shadowRoot!.querySelector<HTMLElement>('.browser')!.dataset['browser']).to.equal('chromium');
    expect(text(card)).to.contain('Press the marked sign in the address bar. Switch Microphone on.');
  });

  it('has three buttons at most, and none of the browser, which would ask for the camera too', async () => {
    const card = await show(new FakePhone({ microphone: 'denied' }));
    expect(card.shadowRoot!.querySelector('usermedia')).to.equal(null);
    expect(card.shadowRoot!.querySelectorAll('button')).to.have.length(3);
  });

  it('detects the browser from its user agent', () => {
    const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
    const cases: [string, string][] = [
      [chrome, 'chromium'],
      ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox'],
      ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'safari'],
      ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0 Mobile Safari/604.1', 'safari'],
      ['Something/1.0', 'other'],
    ];
    for (const [userAgent, kind] of cases) expect(browserKind({ userAgent }), userAgent).to.equal(kind);
    expect(browserKind({ userAgent: '', userAgentData: { brands: [{ brand: 'Chromium' }] } })).to.equal('chromium');
  });
});
