/**
 * A phone whose server refuses the code that is loaded later: the call goes on, and no focus moves to a button that ends it (WCAG 2.2 §3.2.1).
 * @bundle own
 */

import { expect } from '@open-wc/testing';
import { fixture, html } from '@open-wc/testing';
import '../../../src/define/sip-phone.js';
import '../../../src/define/locales.js';
import type { PhoneState } from '../../../src/phone/state.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import { callState, FakePhone } from '../../../stories/support/fake-phone.js';
import { BOB } from '../../../stories/support/parties.js';
import { button, pressKey, settled, text, until } from '../support.js';

/** The text of the control that has the focus, or its label. */
function focused(): string {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return (node?.getAttribute('aria-label') ?? node?.textContent ?? '').trim();
}

describe('A phone whose later code is refused', () => {
  before(() => {
    document.cookie = 'refuse=views';
  });

  async function mount(state: Partial<PhoneState>): Promise<{ element: SipPhone; phone: FakePhone }> {
    const phone = new FakePhone(state);
    const element = await fixture<SipPhone>(html`<sip-phone .phone=${phone}></sip-phone>`);
    await settled(element);
    return { element, phone };
  }

  const online = (): boolean => globalThis.dispatchEvent(new Event('online'));
  const tryAgain = (element: Element): HTMLButtonElement => button(element, 'Try again');
  const isTrying = (element: Element): boolean => tryAgain(element).getAttribute('aria-disabled') === 'true';

  /** Presses nothing: a further attempt begins, and fails; the button of the focus is the same one, during it too. */
  async function attempt(element: SipPhone): Promise<void> {
    await until(() => !isTrying(element), 'the end of an attempt');
    const own = tryAgain(element);
    own.focus();
    const during: string[] = [];
    const observer = new MutationObserver(() => during.push(focused()));
    observer.observe(own, { attributeFilter: ['aria-disabled'] });
    online();
    await until(() => during.length >= 2, 'a further attempt and its end');
    observer.disconnect();
    await settled(element);
    expect(during).to.deep.equal(during.map(() => 'Try again'));
    expect(tryAgain(element)).to.equal(own);
    expect(focused()).to.equal('Try again');
  }

  it('asks for the microphone again, and lets the user listen only, or leave (Media Capture §10.2)', async () => {
    const incoming = callState({ status: 'incoming' });
    const { element, phone } = await mount({ microphone: 'granted', calls: [{ ...incoming, status: 'answering' }] });
    phone.set({ microphone: 'denied', calls: [incoming] });
    await settled(element);
    const seen = ['The microphone is blocked for this site.', 'Check again', 'Listen only', 'Not now'];
    for (const words of seen) expect(text(element)).to.contain(words);
    await until(() => text(element).includes('Try again'));
    for (const words of seen) expect(text(element)).to.contain(words);
    button(element, 'Not now').click();
    await settled(element);
    expect(text(element)).to.contain('Answer');
  });

  it('offers to try again, and not to connect, in German', async () => {
    const { element } = await mount({});
    button(element, 'Menu').click();
    await until(() => text(element).includes('Try again'));
    element.lang = 'de';
    await until(() => text(element).includes('Das konnte nicht geladen werden.'));
    button(element, 'Erneut versuchen');
  });

  it('keeps the focus in the menu during a further attempt', async () => {
    const { element } = await mount({});
    button(element, 'Menu').focus();
    button(element, 'Menu').click();
    await until(() => text(element).includes('Try again'));
    await until(() => focused() === 'Try again');
    await attempt(element);
  });

  it('closes the menu by Escape on its button, and a ringing call goes on', async () => {
    const { element, phone } = await mount({ calls: [callState({ status: 'incoming' })] });
    button(element, 'Menu').focus();
    button(element, 'Menu').click();
    await settled(element);
    pressKey(button(element, 'Menu'), 'Escape');
    await settled(element);
    expect(button(element, 'Menu').getAttribute('aria-expanded')).to.equal('false');
    expect(phone.did).to.deep.equal([]);
  });

  it('offers Resume below the notice that could not be loaded', async () => {
    const call = callState({ status: 'active', hold: { local: true, remote: false }, media: 'failed' });
    const { element } = await mount({ calls: [call], activeCallId: call.id });
    await until(() => text(element).includes('Try again'));
    expect(text(element)).to.contain('Resume');
    await attempt(element);
  });

  const active = callState({ status: 'active' });
  const lost = { use: 'microphone', kind: 'lost', lost: 'Headset' } as const;
  const failed = { id: 'other', status: 'ended', failed: true, cause: 'busy', peer: BOB } as const;
  const urgent: Readonly<Record<string, Partial<PhoneState>>> = {
    'digits that wait for the user': {
      calls: [callState({ status: 'active', sending: { sent: 1, total: 3, waiting: true } })],
    },
    'a part of a recording that is lost': {
      calls: [callState({ status: 'active', recordingLost: { before: 0, stopped: true } })],
    },
    'a lost device with no other left': {
      calls: [active],
      devices: { ...new FakePhone().state.devices, notice: lost },
    },
    'another call that has failed': { calls: [active, callState(failed)] },
  };
  for (const [what, state] of Object.entries(urgent))
    it(`says that a notice could not be loaded: ${what}`, async () => {
      const { element } = await mount({ activeCallId: active.id, ...state });
      await until(() => text(element).includes('Try again'));
    });

  it('keeps the focus in More during a further attempt, moves it to the content when that is there, and announces what began meanwhile', async () => {
    const { element, phone } = await mount({ calls: [active], activeCallId: active.id });
    phone.set({ calls: [callState({ status: 'active', recording: { status: 'recording', since: 0 } })] });
    button(element, 'More').focus();
    button(element, 'More').click();
    await until(() => text(element).includes('Try again'));
    await until(() => focused() === 'Try again');
    await attempt(element);
    await attempt(element);
    document.cookie = 'refuse=; max-age=0';
    online();
    await until(() => text(element).includes('Call details'));
    await settled(element);
    await until(() => !['', 'Try again'].includes(focused()));
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    const root = node!.getRootNode() as ShadowRoot;
    expect((node!.closest('.panel') ?? root.host.closest('.panel')) !== null, focused()).to.equal(true);
    expect(phone.did).to.deep.equal([]);
    const announcer = element.renderRoot.querySelector('sip-announcer')!;
    await until(() => announcer.shadowRoot!.textContent.includes('Recording'));
    expect(announcer.shadowRoot!.textContent.match(/Recording/g)).to.have.length(1);
  });
});
