/** The focus after each command: at the same place, otherwise on the main action, never on the page (WCAG 2.2 §2.4.3). */

import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, frameOf, mountAll, mountPhone, pressKey, settled, until, type Mounted } from '../support.js';

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

  it('in a call that is answered over an open card, and at the opener of the card once it is closed', async () => {
    const mounted = await mountPhone();
    const { element, phone } = mounted;
    await press(mounted, 'Menu');
    element.renderRoot.querySelector<HTMLElement>('[data-item=settings]')!.click();
    await until(() => focused() === 'Back', 'the focus is in Settings');
    phone.ring(ANN, 'a');
    await until(() => focused() === 'Answer', 'the focus is on Answer');
    await press(mounted, 'Answer');
    await settled(element);
    expect(focused(), 'the card is still open').to.equal('Hang up');
    phone.getCall('a')!.finish('hung-up', 'remote');
    phone.dismiss('a');
    await settled(element);
    await press(mounted, 'Back');
    expect(focused()).to.equal('Menu');
  });

  it('at the opener of a card that replaced one that the call hides', async () => {
    const mounted = await mountPhone();
    const { element, phone } = mounted;
    await press(mounted, 'Menu');
    element.renderRoot.querySelector<HTMLElement>('[data-item=settings]')!.click();
    await until(() => focused() === 'Back', 'the focus is in Settings');
    phone.ring(ANN, 'a');
    await until(() => focused() === 'Answer', 'the focus is on Answer');
    await press(mounted, 'Answer');
    await press(mounted, 'Transfer');
    await until(() => focused() === 'Transfer to', 'the focus is in Transfer');
    await press(mounted, 'Back');
    expect(focused()).to.equal('Transfer');
  });

  it('through a whole call, its views and its end', async () => {
    const mounted = await mountPhone();
    const { element, phone } = mounted;
    const path: string[] = [];
    /** Waits until the focus has left the control that is gone, and has not been lost. */
    const step = async (what: string, happens: () => unknown): Promise<void> => {
      const before = focused();
      await clock.advance(400);
      await happens();
      await settled(element);
      await until(() => focused() !== 'nobody', `${what}: the focus is in the phone`);
      await settled(element);
      path.push(`${what}: ${before} → ${focused()}`);
    };
    const click = (name: string) => (): void => button(element, name).click();
    const from = (name: string) => (): void => {
      button(element, name).focus();
      button(element, name).click();
    };
    const item = (name: string) => (): void =>
      element.renderRoot.querySelector<HTMLElement>(`[data-item=${name}]`)!.click();
    const escape = (): void => {
      let target = document.activeElement!;
      while (target.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
      pressKey(target, 'Escape');
    };
    element.focus();
    await step('a call rings', () => phone.ring(ANN, 'a'));
    await step('it is answered', click('Answer'));
    await step('More opens', from('More'));
    await step('More is left', escape);
    await step('Keypad opens', from('Keypad'));
    await step('Keypad is hidden', click('Hide'));
    await step('Transfer opens', from('Transfer'));
    await step('Transfer is left', click('Back'));
    await step('the menu opens', from('Menu'));
    await step('Settings open', item('settings'));
    await step('Settings are left', click('Back'));
    button(element, 'Hang up').focus();
    await step('the remote party hangs up', () => phone.getCall('a')!.finish('hung-up', 'remote'));
    await step('the call disappears', () => phone.dismiss('a'));
    expect(path).to.deep.equal([
      'a call rings: Number to call → Answer',
      'it is answered: Answer → Hang up',
      'More opens: Hang up → Record',
      'More is left: Record → More',
      'Keypad opens: More → Hide',
      'Keypad is hidden: Hide → Keypad',
      'Transfer opens: Keypad → Transfer to',
      'Transfer is left: Transfer to → Transfer',
      'the menu opens: Transfer → Do not disturb',
      'Settings open: Do not disturb → Back',
      'Settings are left: Back → Menu',
      'the remote party hangs up: Hang up → Call back',
      'the call disappears: Call back → Number to call',
    ]);
  });

  it('and lets Tab leave it, forwards and backwards', async () => {
    const phone = new FakePhone(withCall({ status: 'active' }));
    const box = await mountAll<HTMLElement>(
      html`<div><button>Before</button><sip-phone .phone=${phone}></sip-phone><button>After</button></div>`,
    );
    const [before, after] = [...box.querySelectorAll('button')];
    for (const [keys, start, end] of [
      ['Tab', before, after],
      ['Shift+Tab', after, before],
    ] as const) {
      start!.focus();
      const visited: string[] = [];
      for (let presses = 0; presses < 40 && document.activeElement !== end; presses++) {
        await (keys === 'Tab'
          ? sendKeys({ press: 'Tab' })
          : sendKeys({ down: 'Shift' })
              .then(() => sendKeys({ press: 'Tab' }))
              .then(() => sendKeys({ up: 'Shift' })));
        visited.push(focused());
      }
      expect(visited.at(-1)).to.equal(end!.textContent);
      expect(visited).to.include.members(['Menu', 'Hang up', 'Keypad']);
    }
  });

  it('and changes nothing by the focus alone (WCAG 3.2.1)', async () => {
    const { element, phone } = await mountPhone({ dialString: '1020' });
    const state = phone.state;
    const seen = element.renderRoot.querySelector('[part=body]')!.innerHTML;
    for (const control of deep(element.shadowRoot!)) if (control instanceof HTMLElement) control.focus();
    await settled(element);
    expect(phone.did).to.deep.equal([]);
    expect(phone.state).to.equal(state);
    expect(element.renderRoot.querySelector('[part=body]')!.innerHTML).to.equal(seen);
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
