/** `<sip-dialpad>` and `<sip-dial-input>`: keys, long press, arrows, paste, forms. */

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../../src/define/sip-dialpad.js';
import '../../../src/define/sip-dial-input.js';
import '../../../src/define/sip-provider.js';
import type { SipDialInput } from '../../../src/components/sip-dial-input/sip-dial-input.js';
import type { SipDialpad } from '../../../src/components/sip-dialpad/sip-dialpad.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, mountAll, pressKey, settled } from '../support.js';

async function mountPad(state: Partial<PhoneState> = {}): Promise<{ pad: SipDialpad; phone: FakePhone }> {
  const phone = new FakePhone(state);
  const pad = await fixture<SipDialpad>(html`<sip-dialpad .phone=${phone}></sip-dialpad>`);
  await settled(pad);
  return { pad, phone };
}

function paste(target: Element, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }));
}

describe('<sip-dialpad>', () => {
  afterEach(() => setElementClock());

  it('is a group of twelve buttons, each named by its digit and letters', async () => {
    const { pad } = await mountPad();
    const group = pad.shadowRoot!.querySelector('[role=group]')!;
    expect(group.getAttribute('aria-label')).to.equal('Dialpad');
    for (const name of ['1', '2, A B C', '7, P Q R S', '0, +', 'star', 'hash']) button(pad, name);
  });

  it('enters digits without a call, and sends DTMF digits in a call', async () => {
    const { pad, phone } = await mountPad();
    button(pad, '5, J K L').click();
    expect(phone.state.dialString).to.equal('5');
    phone.set(withCall({ status: 'active' }));
    await settled(pad);
    const other = await mountPad(withCall({ status: 'active' }));
    button(other.pad, '5, J K L').click();
    expect(other.phone.did).to.deep.equal(['digits 5']);
    expect(other.pad.matches(':state(dtmf)')).to.be.true;
  });

  it('plays the tone of an entered digit with the option key-sounds, and of a sent one the phone does (ITU-T Q.23)', async () => {
    const { pad, phone } = await mountPad();
    button(pad, '5, J K L').click();
    expect(phone.did).to.deep.equal([]);
    phone.configure({ keySounds: true });
    button(pad, 'hash').click();
    pad.press('7');
    expect(phone.did.filter((one) => one.startsWith('playKey'))).to.deep.equal(['playKey #', 'playKey 7']);
    expect(phone.state.dialString).to.equal('5#7');
    const inCall = await mountPad(withCall({ status: 'active' }));
    inCall.phone.configure({ keySounds: true });
    button(inCall.pad, '5, J K L').click();
    expect(inCall.phone.did.filter((one) => !one.startsWith('configure'))).to.deep.equal(['digits 5']);
  });

  it('emits sip-digit, which can be prevented', async () => {
    const { pad, phone } = await mountPad();
    pad.addEventListener('sip-digit', (event) => event.preventDefault());
    const come = oneEvent(pad, 'sip-digit');
    button(pad, 'hash').click();
    expect((await come) as Event).to.have.property('digit', '#');
    expect(phone.state.dialString).to.equal('');
  });

  it('enters a plus on a long press of 0, and nothing else', async () => {
    const clock = new VirtualClock();
    setElementClock(clock);
    const { pad, phone } = await mountPad();
    const zero = button(pad, '0, +');
    zero.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await clock.advance(500);
    zero.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    zero.click();
    expect(phone.state.dialString).to.equal('+');
    zero.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    zero.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    zero.click();
    expect(phone.state.dialString).to.equal('+0');
  });

  it('is one tab stop; arrow keys move between the buttons', async () => {
    const { pad } = await mountPad();
    const stops = (): string[] =>
      [...pad.shadowRoot!.querySelectorAll<HTMLElement>('button')].flatMap((key) =>
        key.tabIndex === 0 ? [key.dataset['digit']!] : [],
      );
    expect(stops()).to.deep.equal(['1']);
    pad.focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'])
      pressKey(pad.shadowRoot!.activeElement!, key);
    await settled(pad);
    expect(stops()).to.deep.equal(['4']);
    expect((pad.shadowRoot!.activeElement as HTMLElement).dataset['digit']).to.equal('4');
  });

  it('accepts pasted text: unchanged for dialling, digits only in a call', async () => {
    const idle = await mountPad();
    paste(idle.pad, ' (020) 7946-0123 ');
    expect(idle.phone.state.dialString).to.equal('(020) 7946-0123');
    const inCall = await mountPad(withCall({ status: 'active' }));
    paste(inCall.pad, '1234 5678-#');
    expect(inCall.phone.did).to.deep.equal(['digits 12345678#']);
  });

  it('does nothing while it is disabled', async () => {
    const { pad, phone } = await mountPad();
    pad.disabled = true;
    await settled(pad);
    pad.press('1');
    paste(pad, '1');
    expect(phone.state.dialString).to.equal('');
  });
});

describe('<sip-dial-input>', () => {
  it('shares its text with the phone in both directions', async () => {
    const phone = new FakePhone();
    const field = await fixture<SipDialInput>(html`<sip-dial-input .phone=${phone}></sip-dial-input>`);
    const input = field.shadowRoot!.querySelector('input')!;
    input.value = 'bob';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    expect(phone.state.dialString).to.equal('bob');
    phone.setDialString('1020');
    await settled(field);
    expect([field.value, input.value]).to.deep.equal(['1020', '1020']);
  });

  it('calls on Enter', async () => {
    const phone = new FakePhone({ dialString: 'echo' });
    const field = await fixture<SipDialInput>(html`<sip-dial-input .phone=${phone}></sip-dial-input>`);
    pressKey(field.shadowRoot!.querySelector('input')!, 'Enter');
    expect(phone.did).to.deep.equal(['call echo']);
  });

  it('is a form-associated element, also without a phone', async () => {
    const form = await mountAll<HTMLFormElement>(
      html`<form><sip-dial-input name="tel" value="112"></sip-dial-input></form>`,
    );
    const field = form.querySelector('sip-dial-input')!;
    await settled(field);
    expect(new FormData(form).get('tel')).to.equal('112');
    field.value = '999';
    await settled(field);
    expect(new FormData(form).get('tel')).to.equal('999');
    form.reset();
    await settled(field);
    expect(new FormData(form).get('tel')).to.equal('112');
  });

  it('shows the focus and passes on its label', async () => {
    const field = await fixture<SipDialInput>(html`<sip-dial-input aria-label="Extension"></sip-dial-input>`);
    expect(field.shadowRoot!.querySelector('input')!.getAttribute('aria-label')).to.equal('Extension');
    field.focus();
    expect(field.shadowRoot!.activeElement?.localName).to.equal('input');
  });
});
