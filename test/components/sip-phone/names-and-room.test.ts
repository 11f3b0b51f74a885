/** Names instead of numbers; no truncation or overlap in a low frame (WCAG 2.2 §1.4.4); buttons that are held. */

import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/all.js';
import '../../../src/define/locale-ar.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { conference, twoCalls, up } from '../../../stories/support/call-states.js';
import { conversationWithAnn } from '../../../stories/support/fake-people.js';
import { ANN, BOB, callState, EMPTY, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { isClear } from '../colors.js';
import { button, deep, frameOf, mountPhone, pressKey, settled, text, type Mounted } from '../support.js';
import { withoutRoom } from '../text-room.js';

const CONTACTS = [{ id: 'c', name: 'Carol Diaz', numbers: [{ target: '1003', label: 'Mobile' }] }];

const find = ({ element }: Mounted, selector: string): HTMLElement[] =>
  [...deep(element.shadowRoot!)].filter(
    (node): node is HTMLElement => node instanceof HTMLElement && node.matches(selector),
  );

describe('<sip-phone> uses names', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  it('below the entered number, unless another hint is shown there', async () => {
    const mounted = await mountPhone({ dialString: '1003', contacts: CONTACTS });
    expect(text(find(mounted, '.hint')[0]!)).to.equal('Carol Diaz · Mobile');
    const locked = await mountPhone({ dialString: '1003', contacts: CONTACTS, audioLocked: true });
    expect(text(find(locked, '.hint')[0]!)).not.to.contain('Carol');
  });

  it('for Redial, and for the target of a transfer', async () => {
    const { element, phone } = await mountPhone({ lastDialled: '1003', contacts: CONTACTS });
    button(element, 'Redial Carol Diaz');
    const refused = { status: 'refused', target: '1003', cause: 'busy' } as const;
    phone.set({ calls: [callState({ status: 'active', transfer: { status: 'ringing', target: '1003' } })] });
    await settled(element);
    expect(text(element)).to.contain('Carol Diaz is ringing');
    phone.set({ calls: [callState({ status: 'active', transfer: refused })] });
    await settled(element);
    expect(text(element)).to.contain('Carol Diaz did not accept. The call is back with you.');
  });

  it('for a conversation without a message', async () => {
    const mounted = await mountPhone({
      contacts: CONTACTS,
      conversations: [conversationWithAnn()],
      dialString: '1003',
    });
    button(mounted.element, 'Message').click();
    await settled(mounted.element);
    const heading = find(mounted, 'h2').find((node) => node.checkVisibility());
    expect(heading!.textContent.trim()).to.equal('Carol Diaz');
  });

  it('once: a party without a name has no second line with its number', async () => {
    const peer = { name: '', number: '9003', uri: 'sip:9003@example.com' };
    const busy = await mountPhone(withCall({ status: 'ended', failed: true, cause: 'busy', peer }));
    expect(text(busy.element).split('9003')).to.have.length(2);
    const rings = await mountPhone(withCall({ status: 'incoming', peer }));
    expect(find(rings, '[part=number]')).to.deep.equal([]);
  });

  it('for the active call in a consultation, also after Swap', async () => {
    const { element, phone } = await mountPhone({ ...withCall({ status: 'active' }), contacts: CONTACTS });
    button(element, 'Transfer').click();
    await settled(element);
    const transfer = element.renderRoot.querySelector('sip-transfer')!;
    const input = transfer.shadowRoot!.querySelector('input')!;
    input.value = '1003';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
    button(element, 'Ask first').click();
    await settled(element);
    const second = phone.state.calls.at(-1)!;
    phone.getCall(second.id)!.patch({ peer: { ...BOB, name: 'Carol Diaz' } });
    phone.getCall(second.id)!.connect();
    await settled(element);
    expect(text(element)).to.contain('Talk to Carol Diaz first, then Complete');
    button(element, 'End Carol Diaz');
    await clock.advance(400);
    button(element, 'Swap').click();
    await settled(element);
    expect(text(element)).to.contain('Complete connects Ann Lee and Carol Diaz');
    button(element, 'End Ann Lee');
  });
});

describe('<sip-phone> has room', () => {
  const known = withCall({
    status: 'incoming',
    peer: { ...ANN, note: 'Customer since 2019' },
    calledParty: { name: 'Sales', number: '2000', uri: 'sip:2000@example.com' },
  });

  for (const height of [300, 350, 399, 400, 430, 459, 460])
    for (const lang of ['en', 'ar'])
      it(`for all data of a caller at a height of ${height} px (${lang})`, async () => {
        const mounted = await mountPhone(known, { style: `block-size: ${height}px`, lang });
        const parts = ['[part=name]', '[part=number]', '[part=note]', '[part=called-party]', '[part=actions]'];
        const boxes = parts.map((part) => find(mounted, part)[0]!.getBoundingClientRect());
        const header = find(mounted, '[part=header]')[0]!.getBoundingClientRect();
        for (const [index, box] of boxes.entries()) {
          const above = boxes[index - 1] ?? header;
          expect(box.height, parts[index]).to.be.above(12);
          expect(box.top, `${parts[index]} is below the one before`).to.be.at.least(above.bottom - 1);
        }
      });

  for (const [name, state] of [
    ['ready', () => ({ dialString: '+1 (555) 010-4477' })],
    ['offline', () => ({ account: { status: 'offline', name: '1019', retryAt: 8000, everConnected: true } })],
    ['ringing', () => known],
    ['active', () => up()],
    ['in a consultation', () => twoCalls()],
    ['in a conference', () => conference()],
    ['over', () => withCall({ status: 'ended', failed: true, cause: 'busy' })],
  ] as const satisfies readonly (readonly [string, () => Partial<PhoneState>])[])
    it(`in a column of 240 px, ${name}`, async () => {
      const column = await fixture<HTMLElement>(html`<div style="inline-size: 240px; block-size: 560px"></div>`);
      const { element } = await mountPhone(state(), { style: 'inline-size: 100%; block-size: 100%', lang: 'en' });
      column.append(element);
      await settled(element);
      expect(element.getBoundingClientRect().width).to.equal(240);
      // Only a name may end in an ellipsis.
      expect(withoutRoom(element, new Set(['Bob Marsh']))).to.deep.equal([]);
    });

  it('for a problem in the header, which is not truncated', async () => {
    const account = { status: 'offline', name: '1019', everConnected: false, server: 'wss://a.example/' } as const;
    const mounted = await mountPhone({ account });
    for (const node of find(mounted, 'sip-status .cut, .status .cut, .status small'))
      expect(node.scrollWidth, node.textContent).to.be.at.most(node.clientWidth + 1);
  });

  it('for the quality bars before they are known, so that the timer does not move', async () => {
    const mounted = await mountPhone(withCall({ status: 'active' }));
    const left = (): number => find(mounted, 'sip-call-timer')[0]!.getBoundingClientRect().left;
    const before = left();
    const quality = { bars: 4, weakParty: 'unclear', warnings: [] } as const;
    mounted.phone.getCall('call-1')!.patch({ quality });
    await settled(mounted.element);
    expect(find(mounted, 'sip-call-quality')[0]!.shadowRoot!.querySelector('svg')).to.be.instanceOf(SVGElement);
    expect(left()).to.equal(before);
  });

  it('for each row of More in a conference', async () => {
    const calls = ['a', 'b'].map((id) => callState({ status: 'active', id, merged: true }));
    const mounted = await mountPhone({ ...EMPTY, calls, activeCallId: 'a' });
    button(mounted.element, 'More').click();
    await settled(mounted.element);
    const panel = find(mounted, '.panel')[0]!;
    expect(panel.scrollHeight).to.be.at.most(panel.clientHeight);
    expect(button(mounted.element, 'Talk alone').getAttribute('aria-pressed')).to.equal(null);
  });

  it('for a Hang up of 64 px in a low frame, also with the dialpad', async () => {
    const mounted = await mountPhone(withCall({ status: 'active' }), { style: 'block-size: 460px' });
    const face = (): number => {
      const key = find(mounted, 'sip-hangup-button')[0]!.shadowRoot!.querySelector('.face')!;
      return key.getBoundingClientRect().height;
    };
    expect(face()).to.equal(64);
    button(mounted.element, 'Keypad').click();
    await settled(mounted.element);
    expect(face()).to.equal(64);
    const [pad, zone] = ['sip-dialpad', '[part=actions]'].map((part) =>
      find(mounted, part)[0]!.getBoundingClientRect(),
    );
    expect(pad!.bottom).to.be.at.most(zone!.top + 1);
    expect(zone!.bottom).to.be.at.most(mounted.element.getBoundingClientRect().bottom);
  });

  it('for the number and the line below it between tabs and keypad, at 520 to 560 px', async () => {
    for (const height of [520, 530, 540, 551, 552, 560]) {
      const style = `inline-size: 320px; block-size: ${height}px`;
      const mounted = await mountPhone({ dialString: '1003', contacts: CONTACTS }, { style });
      const box = (selector: string): DOMRect => find(mounted, selector)[0]!.getBoundingClientRect();
      expect(text(find(mounted, '.hint')[0]!), `${height}`).to.equal('Carol Diaz · Mobile');
      expect(box('.field input').top, `${height}`).to.be.at.least(box('.tabs').bottom);
      expect(box('.hint').bottom, `${height}`).to.be.at.most(box('[part~=dialpad]').top);
    }
  });

  it('for tabs of 44 px', async () => {
    const mounted = await mountPhone();
    expect(find(mounted, '[role=tab]')[0]!.getBoundingClientRect().height).to.equal(44);
  });
});

describe('<sip-phone> by its buttons and keys', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  it('clears the number while Delete is held, and deletes one digit on a short press', async () => {
    const { element, phone } = await mountPhone({ dialString: '10203' });
    const key = button(element, 'Delete');
    const point = (type: string): boolean => key.dispatchEvent(new PointerEvent(type, { bubbles: true }));
    point('pointerdown');
    await clock.advance(100);
    point('pointerup');
    key.click();
    expect(phone.state.dialString).to.equal('1020');
    point('pointerdown');
    await clock.advance(600);
    expect(phone.state.dialString).to.equal('');
    point('pointerup');
    key.click();
    expect(phone.state.dialString).to.equal('');
  });

  it('separates the participants of a conference by Talk alone, which does not look pressed', async () => {
    const calls = ['a', 'b'].map((id) => callState({ status: 'active', id, merged: true }));
    const { element, phone } = await mountPhone({ ...EMPTY, calls, activeCallId: 'a' });
    button(element, 'More').click();
    await settled(element);
    const alone = button(element, 'Talk alone');
    // The icon of a pressed button has a background.
    expect(isClear(getComputedStyle(alone.querySelector('.face')!).backgroundColor)).to.equal(true);
    await clock.advance(400);
    alone.click();
    expect(phone.did).to.deep.equal(['split a']);
  });

  it('opens the dialpad on a digit key during a call, and shows the digit', async () => {
    const mounted = await mountPhone(withCall({ status: 'active' }));
    pressKey(frameOf(mounted.element), '5');
    await settled(mounted.element);
    expect(mounted.phone.did).to.deep.equal(['digits 5']);
    expect(find(mounted, '.echo')[0]!.textContent.trim()).to.equal('5');
  });

  it('does not show a digit that sip-before-digits prevented, and shows the next one in its place', async () => {
    const mounted = await mountPhone(withCall({ status: 'active' }));
    const prevent = (event: Event): void => event.preventDefault();
    pressKey(frameOf(mounted.element), '5');
    await settled(mounted.element);
    mounted.element.addEventListener('sip-before-digits', prevent);
    pressKey(frameOf(mounted.element), '6');
    await settled(mounted.element);
    mounted.element.removeEventListener('sip-before-digits', prevent);
    pressKey(frameOf(mounted.element), '7');
    await settled(mounted.element);
    expect(mounted.phone.did).to.deep.equal(['digits 5', 'digits 7']);
    expect(find(mounted, '.echo')[0]!.textContent.trim()).to.equal('57');
  });

  it('has the number field in the middle of a phone of 420 px', async () => {
    const mounted = await mountPhone();
    mounted.element.style.inlineSize = '420px';
    await settled(mounted.element);
    const middle = (selector: string): number => {
      const { left, right } = find(mounted, selector)[0]!.getBoundingClientRect();
      return (left + right) / 2;
    };
    expect(mounted.element.offsetWidth).to.equal(420);
    expect(middle('sip-dial-input')).to.be.closeTo(middle('sip-dialpad'), 1);
  });

  for (const [name, height] of [
    ['the usual size', 560],
    ['a low frame', 460],
  ] as const)
    it(`leaves the name and the duration visible below the open More panel, in ${name}`, async () => {
      const mounted = await mountPhone(withCall({ status: 'active' }));
      mounted.element.style.blockSize = `${height}px`;
      await clock.advance(400);
      button(mounted.element, 'More').click();
      await settled(mounted.element);
      const panel = find(mounted, '.panel')[0]!.getBoundingClientRect();
      for (const selector of ['sip-call-timer', '[part=name]']) {
        const { top, bottom, height: own } = find(mounted, selector)[0]!.getBoundingClientRect();
        expect(own > 0 && (bottom <= panel.top || top >= panel.bottom), selector).to.equal(true);
      }
    });

  it('enables Keypad and More while the callee is ringing', async () => {
    const { element } = await mountPhone(withCall({ status: 'ringing' }));
    expect([button(element, 'Keypad').disabled, button(element, 'More').disabled]).to.deep.equal([false, false]);
    expect([button(element, 'Hold').disabled, button(element, 'Add').disabled]).to.deep.equal([true, true]);
    button(element, 'Keypad').click();
    await settled(element);
    expect(button(element, 'hash').disabled, 'no dialog to send it in').to.be.true;
  });
});
