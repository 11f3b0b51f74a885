/** `<sip-call-list beside-call>`: what its calls offer where the active call has its buttons beside the list. */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import type { SipCallList } from '../../../src/components/sip-call-list/sip-call-list.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { conference, twoCalls } from '../../../stories/support/call-states.js';
import { ANN, callState, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { button, mountAll, settled } from '../support.js';

describe('<sip-call-list beside-call>', () => {
  async function mount(state: Partial<PhoneState>): Promise<{ element: SipCallList; phone: FakePhone }> {
    const phone = new FakePhone(state);
    const box = await mountAll<HTMLElement>(html`<div><sip-call-list beside-call></sip-call-list></div>`);
    const element = box.firstElementChild as SipCallList;
    element.phone = phone;
    await settled(element);
    return { element, phone };
  }

  /** The names of the buttons of each call. */
  const buttons = (element: SipCallList): string[][] =>
    [...element.renderRoot.querySelectorAll('li')].map((item) =>
      [...item.querySelectorAll('button')].map((one) => one.ariaLabel ?? one.textContent.trim()),
    );

  it('has Resume alone for a held call and nothing for the active one; without the attribute it has the buttons of the held one', async () => {
    const { element, phone } = await mount(twoCalls());
    expect(buttons(element)).to.deep.equal([['Resume'], []]);
    await expect(element).to.be.accessible();
    element.besideCall = false;
    await settled(element);
    expect(buttons(element)).to.deep.equal([['Hang up', 'Resume'], []]);
    element.besideCall = true;
    await settled(element);
    expect(buttons(element)).to.deep.equal([['Resume'], []]);
    button(element, 'Resume').click();
    expect(phone.did).to.deep.equal(['activate ann']);
  });

  it('has no Resume for the participants of a conference', async () => {
    const { element } = await mount(conference());
    expect(buttons(element)).to.deep.equal([[], []]);
  });

  it('offers Decline and Answer for a second call, which holds the first one; without the attribute a choice of both', async () => {
    const ringing = callState({ status: 'incoming', id: 'second', peer: ANN });
    const one = withCall({ status: 'active' });
    const { element, phone } = await mount({ ...one, calls: [...one.calls, ringing] });
    expect(buttons(element)).to.deep.equal([[], ['Decline', 'Answer']]);
    element.besideCall = false;
    await settled(element);
    expect(buttons(element).at(1)).to.deep.equal(['Hold & answer', 'End & answer', 'Decline']);
    element.besideCall = true;
    await settled(element);
    button(element, 'Answer').click();
    expect(phone.did).to.deep.equal(['answer second']);
  });
});
