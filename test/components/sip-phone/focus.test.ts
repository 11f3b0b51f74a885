/** The focus after each command: at the same place, otherwise on the main action, never on the page (WCAG 2.2 §2.4.3). */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, frameOf, mountAll, mountPhone, pressKey, settled, until, type Mounted } from '../support.js';

/** The accessible name of the control that has the focus, through shadow roots. */
function focused(): string {
  let control = document.activeElement;
  while (control?.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
  if (!control || control === document.body) return 'nobody';
  const words = control instanceof HTMLInputElement ? control.labels?.[0]?.textContent : control.textContent;
  const slotted = [...(control.querySelectorAll('slot') ?? [])].map((slot) => slot.assignedNodes());
  const extra = slotted.flat().map((node) => node.textContent);
  return (control.ariaLabel ?? [words, ...extra].join(' ')).trim();
}

const twoCalls = (): Partial<PhoneState> => ({
  ...EMPTY,
  calls: [
    callState({ status: 'active', id: 'a' }),
    callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } }),
  ],
  activeCallId: 'a',
});

describe('<sip-phone> keeps the focus', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  async function press(mounted: Mounted, name: string): Promise<void> {
    await clock.advance(400);
    const key = button(mounted.element, name);
    key.focus();
    expect(focused(), 'before').to.equal(name);
    key.click();
    await settled(mounted.element);
    await until(() => focused() !== 'nobody', `the focus is in the phone after ${name}`);
  }

  it('on Answer after Silence', async () => {
    const mounted = await mountPhone(withCall({ status: 'incoming' }));
    await press(mounted, 'Silence');
    expect(focused()).to.equal('Answer');
  });

  it('on the main action after Resume, so that the shortcuts work', async () => {
    const mounted = await mountPhone(withCall({ status: 'active', hold: { local: true, remote: false } }));
    await clock.advance(400);
    const resume = mounted.element.renderRoot
      .querySelector('sip-call')!
      .shadowRoot!.querySelector<HTMLElement>('[part=resume]')!;
    resume.focus();
    resume.click();
    await until(() => focused() === 'Hang up', 'the focus is on Hang up');
    pressKey(document.activeElement!.shadowRoot!.activeElement!, 'm');
    expect(mounted.phone.did).to.deep.equal(['hold false', 'mute true']);
  });

  it('on the main action after Hold & answer', async () => {
    const calls = [callState({ status: 'active', id: 'a' }), callState({ status: 'incoming', id: 'b', peer: BOB })];
    const mounted = await mountPhone({ calls, activeCallId: 'a' });
    await press(mounted, 'Hold & answer');
    expect(focused()).to.equal('Hang up');
  });

  it('in the sheet of call waiting, which covers the button that had it', async () => {
    const mounted = await mountPhone(withCall({ status: 'active' }));
    button(mounted.element, 'Mute').focus();
    mounted.phone.ring(BOB, 'b');
    await until(() => focused() === 'Hold & answer', 'the focus is in the sheet');
  });

  it('after Merge', async () => {
    const mounted = await mountPhone(twoCalls());
    await press(mounted, 'More');
    await press(mounted, 'Merge');
    expect(focused()).to.equal('More');
  });

  it('and leaves it in the page when the user has moved it there', async () => {
    const phone = new FakePhone(withCall({ status: 'active', hold: { local: true, remote: false } }));
    const box = await mountAll<HTMLElement>(
      html`<div><input aria-label="Name" /><sip-phone .phone=${phone}></sip-phone></div>`,
    );
    button(box.querySelector('sip-phone')!, 'Mute').focus();
    box.querySelector('input')!.focus();
    phone.set({ calls: [callState({ status: 'active' })] });
    await settled(box.querySelector('sip-phone')!);
    expect(document.activeElement).to.equal(box.querySelector('input'));
  });

  for (const [name, state, expected] of [
    ['Answer', withCall({ status: 'incoming' }), 'Answer'],
    ['the number field', {}, 'Number to call'],
    ['Hang up', withCall({ status: 'active' }), 'Hang up'],
  ] as const)
    it(`of the page by focus(), on ${name}`, async () => {
      const { element, phone } = await mountPhone(state);
      element.focus();
      expect(focused()).to.equal(expected);
      if (expected !== 'Answer') return;
      await clock.advance(400);
      pressKey(frameOf(element), 'Enter');
      expect(phone.did).to.deep.equal(['answer call-1']);
    });

  it('in the dock, whose controls change with the call', async () => {
    const phone = new FakePhone();
    const dock = await mountAll<SipDock>(html`<sip-dock .phone=${phone}></sip-dock>`);
    phone.ring(ANN, 'b');
    await settled(dock);
    await clock.advance(400);
    const answer = button(dock, 'Answer');
    answer.focus();
    answer.click();
    await until(() => focused() === 'Hang up', 'the focus is on Hang up');
  });
});
