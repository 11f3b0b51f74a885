/** Forced colours (CSS Color Adjust §3), reduced motion and print: states keep their shapes and texts without colour and animation. */

import { expect, html } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import '../../../../src/define/all.js';
import type { SipDock } from '../../../../src/components/sip-dock/sip-dock.js';
import { FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { button, deep, frameOf, mountAll, mountPhone, settled } from '../../support.js';

const emulate = (features: Record<string, string>): Promise<unknown> =>
  executeServerCommand('media-features', features);

/** The system colour of the page as the browser computes it. */
function systemColor(name: string): string {
  const probe = document.createElement('span');
  probe.setAttribute('style', `forced-color-adjust: none; color: ${name}`);
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const faceOf = (root: Element, name: string): CSSStyleDeclaration =>
  getComputedStyle(button(root, name).querySelector('.face')!);

describe('in forced colours', () => {
  before(() => emulate({ 'forced-colors': 'active' }));
  after(() => emulate({ 'forced-colors': 'none' }));

  it('every button has a border', async () => {
    const { element } = await mountPhone({ dialString: '1' });
    for (const name of ['1', '2, A B C', 'hash'])
      expect(getComputedStyle(button(element, name)).borderTopStyle, name).to.equal('solid');
    for (const name of ['Call', 'Delete', 'Message'])
      expect(faceOf(element, name).borderTopStyle, name).to.equal('solid');
  });

  it('Call and Hang up are reversed, and a pressed toggle button is highlighted', async () => {
    const { element } = await mountPhone(withCall({ status: 'active', muted: true }));
    expect(faceOf(element, 'Hang up').backgroundColor).to.equal(systemColor('ButtonText'));
    expect(faceOf(element, 'Unmute').backgroundColor).to.equal(systemColor('Highlight'));
  });

  it('a muted call has a double border around the panel', async () => {
    const { element } = await mountPhone(withCall({ status: 'active', muted: true }));
    expect(getComputedStyle(frameOf(element), '::after').borderTopStyle).to.equal('double');
  });

  it('what matches in a list is underlined, and the selected row has a border', async () => {
    const { element, phone } = await mountPhone(withCall({ status: 'active' }));
    phone.set({ contacts: [{ id: 'bob', name: 'Bob Marsh', numbers: [{ target: '1020' }] }] });
    button(element, 'Transfer').click();
    await settled(element);
    const transfer = [...deep(element.shadowRoot!)].find(({ localName }) => localName === 'sip-transfer')!;
    const field = transfer.shadowRoot!.querySelector('input')!;
    field.value = 'bo';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(transfer);
    expect(getComputedStyle(transfer.shadowRoot!.querySelector('mark')!).textDecorationLine).to.equal('underline');
    expect(getComputedStyle(transfer.shadowRoot!.querySelector('.is-on')!).outlineStyle).to.equal('solid');
  });

  it('a slider keeps its thumb on its track', async () => {
    const volume = await mountAll(html`<sip-volume .phone=${new FakePhone()}></sip-volume>`);
    const slider = getComputedStyle(volume.shadowRoot!.querySelector('input')!);
    expect([slider.appearance, slider.backgroundPositionY]).to.deep.equal(['none', '50%']);
  });

  it('a disabled button is grey', async () => {
    const { element } = await mountPhone(withCall({ status: 'ringing' }));
    expect(faceOf(element, 'Add').borderTopColor).to.equal(systemColor('GrayText'));
  });

  it('is accessible', async function () {
    for (const state of [{}, withCall({ status: 'incoming' }), withCall({ status: 'active' })]) {
      const { element } = await mountPhone(state);
      await expect(element).to.be.accessible({ ignoredRules: ['region'] });
    }
  });
});

describe('with reduced motion', () => {
  before(() => emulate({ 'prefers-reduced-motion': 'reduce' }));
  after(() => emulate({ 'prefers-reduced-motion': 'no-preference' }));

  it('the waves around the image do not move', async () => {
    const { element } = await mountPhone(withCall({ status: 'incoming' }));
    const waves = [...deep(element.shadowRoot!)].find((node) => node.matches('.waves'))!;
    expect(getComputedStyle(waves, '::after').animationName).to.equal('none');
    expect(getComputedStyle(waves, '::after').borderTopStyle).to.equal('solid');
  });

  it('changes have no transition', async () => {
    const { element } = await mountPhone({ account: { status: 'connecting', name: 'a', since: 0 } });
    const pulsing = [...deep(element.shadowRoot!)].find((node) => node.matches('[data-shape=connecting]'))!;
    expect(getComputedStyle(pulsing).animationName).to.equal('none');
    expect(getComputedStyle(button(element, '1')).transitionDuration).to.equal('0s');
  });
});

describe('in print', () => {
  before(() => emulate({ media: 'print' }));
  after(() => emulate({}));

  it('a dock covers no text of the page, closed or open; a phone in the text is printed', async () => {
    const { element, phone } = await mountPhone(withCall({ status: 'active' }));
    expect(getComputedStyle(element).display).to.equal('block');
    for (const open of [false, true]) {
      const dock = await mountAll<SipDock>(html`<sip-dock ?open=${open} .phone=${phone}></sip-dock>`);
      expect(getComputedStyle(dock).display, `open: ${open}`).to.equal('none');
    }
  });
});
