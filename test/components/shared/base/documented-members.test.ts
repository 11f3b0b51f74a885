/** Documented methods and properties of elements that have no test elsewhere: what they say is so. */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { up } from '../../../../stories/support/call-states.js';
import { conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { ANN, FakePhone, withCall } from '../../../../stories/support/fake-phone.js';
import { mountAll, settled } from '../../support.js';

async function mount<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  state: Partial<PhoneState>,
): Promise<HTMLElementTagNameMap[Tag]> {
  const box = await mountAll<HTMLElement>(html`<div></div>`);
  const element = Object.assign(document.createElement(tag), { phone: new FakePhone(state) });
  box.append(element);
  await settled(element);
  return element;
}

describe('A documented member', () => {
  it('togglePad() of <sip-call> opens and closes the keypad, closes the field of another call, and has no effect without a call', async () => {
    const call = await mount('sip-call', up());
    const keypad = () => call.shadowRoot!.querySelector('[part~=keypad]') !== null;
    for (const open of [true, false]) {
      call.togglePad();
      await settled(call);
      expect([call.keypad, keypad()]).to.deep.equal([open, open]);
    }
    call.adding = true;
    call.togglePad();
    expect([call.adding, call.keypad]).to.deep.equal([false, false]);
    const idle = await mount('sip-call', {});
    idle.togglePad();
    expect([idle.keypad, idle.details]).to.deep.equal([false, false]);
  });

  it('togglePad() of <sip-call> opens and closes the details of an ended call', async () => {
    const failed = { status: 'ended', failed: true, cause: 'busy', statusCode: 486 } as const;
    const call = await mount('sip-call', withCall(failed));
    const details = () => call.shadowRoot!.querySelector('[part~=details]') !== null;
    for (const open of [true, false]) {
      call.togglePad();
      await settled(call);
      expect([call.details, details()]).to.deep.equal([open, open]);
    }
  });

  it('focus() of <sip-chat> focuses the text field of the conversation', async () => {
    const chat = await mount('sip-chat', { conversations: [conversationWithAnn()] });
    chat.peer = ANN.uri;
    await settled(chat);
    chat.focus();
    expect(chat.shadowRoot!.activeElement?.localName).to.equal('textarea');
  });
});
