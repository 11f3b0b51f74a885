/** Custom states of elements that have no other test of them (`:state()`, HTML §4.13.7.4; contract of the elements). */

import { expect } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { CONTACTS } from '../../../../stories/support/fake-people.js';
import { mountAll, pressKey, settled, until } from '../../support.js';
import { html } from '@open-wc/testing';
import type { PhoneState } from '../../../../src/phone/state.js';

async function mount<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Partial<PhoneState> = {},
): Promise<{ element: HTMLElementTagNameMap[Tag]; phone: FakePhone; states: (...names: string[]) => string[] }> {
  const box = await mountAll<HTMLDivElement>(html`<div></div>`);
  const phone = new FakePhone(given);
  const element = document.createElement(tag);
  Object.assign(element, { phone });
  box.append(element);
  await settled(element);
  return { element, phone, states: (...names) => names.filter((name) => element.matches(`:state(${name})`)) };
}

describe('custom states', () => {
  it('of <sip-dial-input>: empty, open', async () => {
    const { element, phone, states } = await mount('sip-dial-input');
    expect(states('empty', 'open')).to.deep.equal(['empty']);
    phone.set({ dialString: '10' });
    await settled(element);
    expect(states('empty', 'open')).to.deep.equal([]);
    phone.set({ contacts: CONTACTS });
    const input = element.shadowRoot!.querySelector('input')!;
    input.focus();
    input.value = CONTACTS[0]!.name;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await until(() => states('open').length > 0, 'the suggestions');
    expect(states('empty', 'open')).to.deep.equal(['open']);
    pressKey(input, 'Escape');
    await settled(element);
    expect(states('open')).to.deep.equal([]);
  });

  it('of <sip-click-to-call>: loading, ringing, in-call, ended', async () => {
    const { element, phone, states } = await mount('sip-click-to-call');
    const all = () => states('loading', 'ringing', 'in-call', 'ended');
    element.target = '1000';
    await settled(element);
    expect(all()).to.deep.equal([]);
    element.shadowRoot!.querySelector('button')!.click();
    expect(all()).to.deep.equal(['loading']);
    await until(() => phone.state.calls.length > 0, 'the call');
    const call = phone.getCall(phone.state.calls[0]!.id)!;
    call.patch({ status: 'ringing' });
    await until(() => all().join() === 'ringing', 'ringing');
    call.connect();
    await until(() => all().join() === 'in-call', 'in-call');
    void call.finish('hung-up', 'remote');
    await until(() => all().join() === 'ended', 'ended');
  });

  it('of <sip-transfer>: available, selected', async () => {
    const { element, phone, states } = await mount('sip-transfer');
    expect(states('available', 'selected')).to.deep.equal([]);
    phone.set(withCall({ status: 'active' }));
    await settled(element);
    expect(states('available', 'selected')).to.deep.equal(['available']);
    const input = element.shadowRoot!.querySelector('input')!;
    input.value = '1020';
    input.dispatchEvent(new Event('input'));
    await settled(element);
    expect(states('available', 'selected')).to.deep.equal(['available', 'selected']);
  });

  it('of <sip-links>: ready', async () => {
    const { element, phone, states } = await mount('sip-links');
    expect(states('ready'), 'without a scope').to.deep.equal([]);
    element.scope = 'main';
    await settled(element);
    expect(states('ready')).to.deep.equal(['ready']);
    phone.set({ account: { status: 'stopped', name: '1019' } });
    await settled(element);
    expect(states('ready'), 'stopped').to.deep.equal([]);
  });

  it('of <sip-trace>: empty, selected', async () => {
    const { element, states } = await mount('sip-trace');
    expect(states('empty', 'selected')).to.deep.equal(['empty']);
    element.add({ at: 0, from: 'phone', to: 'server', text: 'OPTIONS sip:example.com SIP/2.0\r\n\r\n' });
    await settled(element);
    expect(states('empty', 'selected')).to.deep.equal([]);
    element.shadowRoot!.querySelector<HTMLElement>('[role=option]')!.click();
    await settled(element);
    expect(states('empty', 'selected')).to.deep.equal(['selected']);
  });

  it('of <sip-hotkeys> and <sip-settings>: ready, signed-in', async () => {
    const keys = await mount('sip-hotkeys');
    expect(keys.states('ready')).to.deep.equal(['ready']);
    const settings = await mount('sip-settings');
    expect(settings.states('ready', 'signed-in')).to.deep.equal(['ready', 'signed-in']);
    settings.phone.set({ account: { status: 'stopped', name: '1019' } });
    await settled(settings.element);
    expect(settings.states('ready', 'signed-in')).to.deep.equal(['ready']);
    keys.element.phone = undefined;
    await settled(keys.element);
    expect(keys.states('ready')).to.deep.equal([]);
  });

  it('of <sip-volume>: silent', async () => {
    const { element, phone, states } = await mount('sip-volume');
    expect(states('silent')).to.deep.equal([]);
    phone.devices.setVolume('speaker', 0);
    await settled(element);
    expect(states('silent')).to.deep.equal(['silent']);
  });
});
