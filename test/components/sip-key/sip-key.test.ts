/** Keys of the page: what a press does, when it can be pressed, its question and its lamp. */

import { expect } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../../src/define/sip-key.js';
import '../../../src/define/sip-provider.js';
import type { SipKey } from '../../../src/components/sip-key/sip-key.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { up } from '../../../stories/support/call-states.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { lamp } from '../../../stories/support/fake-people.js';
import { mountAll, settled } from '../support.js';

describe('<sip-key>', () => {
  const mount = async (key: TemplateResult, state: Partial<PhoneState> = {}) => {
    const phone = new FakePhone(state);
    const provider = await mountAll<HTMLElement>(html`<sip-provider .phone=${phone}>${key}</sip-provider>`);
    const element = provider.querySelector<SipKey>('sip-key')!;
    const button = (selector = '.key') => element.shadowRoot!.querySelector<HTMLButtonElement>(selector)!;
    const press = async (selector?: string) => {
      button(selector).click();
      await settled(element);
    };
    return { phone, element, button, press };
  };

  it('sends digits in the active call, and cannot be pressed without one', async () => {
    const { phone, element, button, press } = await mount(html`<sip-key label="Open" digits="*9"></sip-key>`, up());
    await press();
    expect(phone.did).to.deep.equal(['digits *9']);
    phone.set({ calls: [], activeCallId: undefined });
    await settled(element);
    expect(button().disabled).to.be.true;
  });

  it('calls its target', async () => {
    const { phone, press } = await mount(html`<sip-key label="Desk" target=" 1000 "></sip-key>`);
    await press();
    expect(phone.did).to.deep.equal(['call 1000']);
  });

  it('sends a message to its target, or to the remote party of the active call', async () => {
    const one = await mount(html`<sip-key label="Ready" message="ready" target="1000"></sip-key>`);
    await one.press();
    expect(one.phone.did).to.deep.equal(['message 1000 ready']);
    const two = await mount(html`<sip-key label="Ready" message="ready"></sip-key>`, up());
    await two.press();
    expect(two.phone.did).to.deep.equal([`message ${two.phone.state.calls[0]!.peer.uri} ready`]);
  });

  it('tells the page of each press, which can prevent its action', async () => {
    const { phone, element, press } = await mount(html`<sip-key label="Desk" name="desk" target="1000"></sip-key>`);
    const emitted: string[] = [];
    element.addEventListener('sip-key-press', (event) => {
      emitted.push(event.name);
      event.preventDefault();
    });
    await press();
    expect([emitted, phone.did]).to.deep.equal([['desk'], []]);
    const only = await mount(html`<sip-key label="Note"></sip-key>`);
    let pressed = 0;
    only.element.addEventListener('sip-key-press', () => pressed++);
    await only.press();
    expect([pressed, only.phone.did]).to.deep.equal([1, []]);
  });

  it('is in the state failed after an action that failed, until the next press', async () => {
    const { phone, element, press } = await mount(html`<sip-key label="Open" digits="9"></sip-key>`, up());
    const call = phone.getCall('call-1')!;
    const { sendDigits } = call;
    call.sendDigits = () => Promise.reject(new PhoneError('no-connection'));
    await press();
    await settled(element);
    expect(element.matches(':state(failed)')).to.be.true;
    call.sendDigits = sendDigits;
    await press();
    expect(element.matches(':state(failed)')).to.be.false;
  });

  it('with confirm asks first: Cancel has the focus, and Escape goes back', async () => {
    const { phone, element, button, press } = await mount(html`<sip-key label="Desk" target="1000" confirm></sip-key>`);
    await press();
    expect(phone.did).to.deep.equal([]);
    expect(element.matches(':state(asking)')).to.be.true;
    expect(element.shadowRoot!.activeElement).to.equal(button('.cancel'));
    button('.cancel').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await settled(element);
    expect(element.shadowRoot!.activeElement).to.equal(button());
    await press();
    await press('.cancel');
    expect(phone.did).to.deep.equal([]);
    await press();
    await press('.call');
    expect(phone.did).to.deep.equal(['call 1000']);
  });

  it('is shown with when="call" during a call only, and with when="idle" without one', async () => {
    const { phone, element } = await mount(html`<sip-key label="Open" digits="9" when="call"></sip-key>`);
    expect(element.checkVisibility()).to.be.false;
    phone.set(up());
    await settled(element);
    expect(element.checkVisibility()).to.be.true;
    element.when = 'idle';
    await settled(element);
    expect(element.checkVisibility()).to.be.false;
  });

  // @rfc 4235 §3.7
  it('lights its lamp while the watched address is busy, and calls target-on then (RFC 4235)', async () => {
    const key = html`<sip-key label="Queue" target="*45" target-on="*46" lamp="*45"></sip-key>`;
    const { phone, element, button, press } = await mount(key, { lamps: [lamp('*45', '', 'available')] });
    expect([button().ariaPressed, element.matches(':state(off)')]).to.deep.equal(['false', true]);
    await press();
    phone.set({ lamps: [lamp('*45', '', 'busy')] });
    await settled(element);
    expect([button().ariaPressed, element.matches(':state(on)')]).to.deep.equal(['true', true]);
    await press();
    expect(phone.did.filter((what) => what.startsWith('call'))).to.deep.equal(['call *45', 'call *46']);
    phone.set({ lamps: [lamp('*45', '', 'unavailable')] });
    await settled(element);
    expect(element.matches(':state(unknown)')).to.be.true;
  });

  it('says of a watched person what the lamp means, and of a feature code only why its state is not known', async () => {
    const tooltip = async (target: string, status: 'busy' | 'available' | 'unavailable') => {
      const { button } = await mount(html`<sip-key label="A" lamp=${target}></sip-key>`, {
        lamps: [lamp(target, '', status)],
      });
      return button().title;
    };
    expect(await tooltip('1020', 'busy')).to.equal('On a call');
    for (const status of ['busy', 'available'] as const) expect(await tooltip('*45600', status)).to.equal('');
    expect(await tooltip('*45600', 'unavailable')).to.not.equal('');
  });

  it('shows the lamp of a feature code as a switch with its word, and that of a person as the state of a person', async () => {
    const seen = async (target: string, status: 'busy' | 'available' | 'unavailable') => {
      const { element } = await mount(html`<sip-key label="A" lamp=${target}></sip-key>`, {
        lamps: [lamp(target, '', status)],
      });
      const name = element.shadowRoot!.querySelector('[data-shape]')!.getAttribute('data-shape');
      return [name, element.shadowRoot!.querySelector<HTMLElement>('.word')?.dataset['word']];
    };
    expect(await seen('*45600', 'busy')).to.deep.equal(['on', 'On']);
    expect(await seen('*45600', 'available')).to.deep.equal(['off', 'Off']);
    expect(await seen('*45600', 'unavailable')).to.deep.equal(['out', undefined]);
    expect(await seen('1020', 'busy')).to.deep.equal(['busy', undefined]);
    expect(await seen('1020', 'available')).to.deep.equal(['ready', undefined]);
  });

  it('tells on and off by shapes that differ without colour', async () => {
    const drawn = async (status: 'busy' | 'available' | 'unavailable') => {
      const { element } = await mount(html`<sip-key label="A" lamp="*45"></sip-key>`, {
        lamps: [lamp('*45', '', status)],
      });
      return [...element.shadowRoot!.querySelector('[data-shape]')!.children].map(({ localName }) => localName).join();
    };
    const shapes = await Promise.all((['busy', 'available', 'unavailable'] as const).map(drawn));
    expect(new Set(shapes), shapes.join(' ')).to.have.property('size', 3);
  });

  it('is named by its label, or by its content', async () => {
    const one = await mount(html`<sip-key label="Desk" target="1000"></sip-key>`);
    expect(one.button().ariaLabel).to.equal('Desk');
    const two = await mount(html`<sip-key target="1000">Reception<span slot="icon">*</span></sip-key>`);
    expect(two.button().hasAttribute('aria-label')).to.be.false;
  });
});
