/** The complete phone: its text in each state, its buttons, and its keyboard operation. */

import { expect } from '@open-wc/testing';
import '../../../src/define/sip-phone.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, frameOf, mountPhone, pressKey, settled, text, until, type Mounted } from '../support.js';

describe('<sip-phone>', () => {
  let clock: VirtualClock;

  beforeEach(() => {
    clock = new VirtualClock(1_700_000_000_000);
    setElementClock(clock);
  });
  afterEach(() => setElementClock());

  /** Waits until buttons that have just changed accept presses. */
  const rest = async ({ element }: Mounted): Promise<void> => {
    await clock.advance(400);
    await settled(element);
  };

  describe('before a call', () => {
    it('shows that it is ready, with its account', async () => {
      const { element } = await mountPhone();
      expect(text(element)).to.contain('Ready · 1019');
      expect(element.matches(':state(registered)')).to.be.true;
    });

    it('shows the field, twelve digit buttons and Call, and disables the others without a number', async () => {
      const { element } = await mountPhone({ dialString: '123' });
      for (const name of ['1', '2, A B C', 'star', '0, +', 'hash', 'Call', 'Delete', 'Message']) button(element, name);
      const nothingTyped = (await mountPhone()).element;
      for (const name of ['Delete', 'Message']) expect(button(nothingTyped, name).disabled, name).to.be.true;
    });

    it('enters digits, deletes the last one, and calls', async () => {
      const mounted = await mountPhone();
      const { element, phone } = mounted;
      for (const name of ['1', '0, +', '2, A B C']) button(element, name).click();
      await settled(element);
      button(element, 'Delete').click();
      await settled(element);
      expect(phone.state.dialString).to.equal('10');
      button(element, 'Call').click();
      expect(phone.did).to.deep.equal(['call 10']);
    });

    it('has the history in a tab, with the number of missed calls until it is opened', async () => {
      const missed = {
        id: '1',
        direction: 'incoming',
        peer: ANN,
        startedAt: clock.now(),
        endedAt: clock.now(),
      } as const;
      const { element, phone } = await mountPhone({ history: [{ ...missed, cause: 'missed' }], missedCount: 1 });
      const recents = element.renderRoot.querySelector<HTMLElement>('#tab-recents')!;
      expect(recents.textContent).to.contain('1');
      recents.click();
      await settled(element);
      expect(text(element)).to.match(/Today AL Ann Lee .* Missed/);
      expect(phone.did).to.deep.equal(['markMissedSeen']);
      pressKey(recents, 'ArrowLeft');
      await settled(element);
      button(element, '2, A B C');
    });

    it('redials the last number without an entered one', async () => {
      const { element, phone } = await mountPhone({ lastDialled: '1020' });
      button(element, 'Redial 1020').click();
      expect(phone.did).to.deep.equal(['call 1020']);
    });

    it('disables Call when signing in was refused', async () => {
      const account = { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' } as const;
      const { element } = await mountPhone({ dialString: '1', account });
      expect(button(element, 'Call').disabled).to.be.true;
    });
  });

  describe('shows the state of the account', () => {
    const cases: [name: string, state: Partial<PhoneState>, words: RegExp][] = [
      ['not set up', { account: { status: 'unconfigured' } }, /Phone is not set up Add server and account\./],
      [
        'an invalid server address',
        { account: { status: 'unconfigured', problem: { kind: 'bad-server', detail: '' } } },
        /The server address is not valid It begins with wss:\/\/ or ws:\/\/\./,
      ],
      [
        'an invalid account address with an account',
        { problem: { kind: 'bad-uri', detail: '', attribute: 'uri' } },
        /The account address is not valid\. It looks like sip:name@example\.com\./,
      ],
      [
        'a lost connection',
        { account: { status: 'offline', name: 'a', retryAt: 1_700_000_008_000, everConnected: true } },
        /No connection Trying again in 8 s/,
      ],
      [
        'a server that could not be reached yet',
        { account: { status: 'offline', name: 'a', everConnected: false } },
        /Cannot reach the phone server Trying again…/,
      ],
      [
        'refused credentials',
        { account: { status: 'refused', name: 'a', statusCode: 403, reason: 'Forbidden' } },
        /Sign-in refused Check user name and password/,
      ],
      ['stopped', { account: { status: 'stopped', name: 'a' } }, /Signed out · a/],
    ];
    for (const [name, state, words] of cases) {
      it(name, async () => {
        const { element } = await mountPhone(state);
        expect(text(element)).to.match(words);
      });
    }

    it('"Connecting…" only after 600 ms', async () => {
      const { element } = await mountPhone({ account: { status: 'connecting', name: 'a', since: clock.now() } });
      expect(text(element)).not.to.contain('Connecting');
      await clock.advance(600);
      await settled(element);
      expect(text(element)).to.contain('Connecting…');
    });

    it('shows the time to the next attempt, and connects at once on Try now', async () => {
      const retryAt = clock.now() + 8000;
      const { element, phone } = await mountPhone({
        account: { status: 'offline', name: 'a', retryAt, everConnected: true },
      });
      await clock.advance(2000);
      await settled(element);
      expect(text(element)).to.contain('Trying again in 6 s');
      button(element, 'Try now').click();
      expect(phone.did).to.deep.equal(['retryNow']);
    });
  });

  describe('in a call', () => {
    it('before the answer shows the callee, and Cancel in the place of Call', async () => {
      const { element } = await mountPhone(withCall({ status: 'ringing' }));
      expect(text(element)).to.match(/Ann Lee \+1 \(555\) 010-4477 Ringing…/);
      expect(button(element, 'Hold').disabled).to.be.true;
      expect(button(element, 'Cancel').disabled).to.be.false;
    });

    it('that is resumed after a reload shows its remote party and its timer, and Hang up as its only enabled command', async () => {
      const { element } = await mountPhone(withCall({ status: 'resuming', answeredAt: clock.now() - 252_000 }));
      expect(text(element)).to.match(/Ann Lee Bringing your call back… 4:12/);
      await clock.advance(1000);
      await settled(element);
      expect(text(element)).to.contain('4:13');
      const progress = [...deep(element.shadowRoot!)].find((one) => one.getAttribute('role') === 'progressbar');
      expect(progress?.getAttribute('aria-label')).to.equal('Bringing your call back…');
      const keys = ['Mute', 'Hold', 'Transfer', 'Add', 'More', 'Keypad'];
      expect(keys.filter((key) => !button(element, key).disabled)).to.deep.equal([]);
      expect(button(element, 'Hang up').disabled).to.be.false;
    });

    it('counts the time from the answer', async () => {
      const { element } = await mountPhone(withCall({ status: 'active', answeredAt: clock.now() - 61_000 }));
      expect(text(element)).to.contain('1:01');
      await clock.advance(3000);
      await settled(element);
      expect(text(element)).to.contain('1:04');
    });

    it('mutes, which its button and a border of the panel show', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      button(element, 'Mute').click();
      await settled(element);
      expect(phone.did).to.deep.equal(['mute true']);
      expect(button(element, 'Unmute').hasAttribute('aria-pressed')).to.equal(false);
      expect(frameOf(element).classList.contains('is-muted')).to.be.true;
    });

    it('holds, shows the duration, and has a wide Resume button', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      button(element, 'Hold').click();
      await settled(element);
      await clock.advance(42_000);
      await settled(element);
      expect(text(element)).to.contain('On hold · 0:42');
      button(element, 'Resume').click();
      expect(phone.did).to.deep.equal(['hold true', 'hold false']);
    });

    it('shows a remote hold', async () => {
      const { element } = await mountPhone(withCall({ status: 'active', hold: { local: false, remote: true } }));
      expect(text(element)).to.contain('The other side put you on hold');
    });

    it('shows that the connection is lost, and keeps the buttons', async () => {
      const { element } = await mountPhone(withCall({ status: 'active', media: 'interrupted' }));
      expect(text(element)).to.contain('Connection lost. Trying to restore…');
      expect(button(element, 'Hang up').disabled).to.be.false;
    });

    it('shows an incoming call in place of the account form, which is restored afterwards', async () => {
      const { element, phone } = await mountPhone({
        account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
      });
      button(element, 'Fix').click();
      await settled(element);
      button(element, 'Back');
      const call = phone.ring(ANN);
      await settled(element);
      button(element, 'Answer');
      phone.dismiss(call.id);
      await settled(element);
      button(element, 'Back');
    });

    it('transfers: asks for the number, and shows the progress and the failure of the transfer', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      const key = button(element, 'Transfer');
      key.focus();
      key.click();
      await settled(element);
      expect(text(element)).to.contain('Transfer Ann Lee');
      await until(() => element.shadowRoot!.activeElement?.localName === 'sip-transfer', 'the field has the focus');
      const input = [...deep(element.shadowRoot!)]
        .find((node) => node.matches('sip-transfer'))!
        .shadowRoot!.querySelector('input')!;
      input.value = '1024';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await settled(element);
      button(element, 'Transfer now').click();
      await settled(element);
      expect(phone.did).to.deep.equal(['transfer call-1 1024']);
      phone.getCall('call-1')!.patch({ transfer: { status: 'trying', target: 'Bob' } });
      await settled(element);
      expect(text(element)).to.contain('Transferring to Bob…');
      phone.getCall('call-1')!.patch({ transfer: { status: 'refused', target: 'Bob', cause: 'busy' } });
      await settled(element);
      expect(text(element)).to.contain('Bob did not accept. The call is back with you.');
    });

    it('has a dialpad that sends DTMF digits, with the sent digits above it', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      button(element, 'Keypad').click();
      await settled(element);
      for (const name of ['4, G H I', 'hash']) button(element, name).click();
      await settled(element);
      expect(phone.did).to.deep.equal(['digits 4', 'digits #']);
      expect(text(element)).to.contain('4#');
      button(element, 'Hide').click();
      await settled(element);
      expect(() => button(element, 'hash')).to.throw();
    });

    it('shows text from the network as text', async () => {
      const name = '<img src=x onerror="window.hacked=1">';
      const { element } = await mountPhone(withCall({ status: 'incoming', peer: { ...ANN, name } }));
      expect(text(element)).to.contain(name);
      expect([...deep(element.shadowRoot!)].some((node) => node.localName === 'img')).to.be.false;
    });

    it('shows a long name in a smaller font on two lines', async () => {
      const peer = { ...ANN, name: 'Dr. Maximiliane Freifrau von Hohenstein-Wartenberg' };
      const { element } = await mountPhone(withCall({ status: 'active', peer }));
      const heading = [...deep(element.shadowRoot!)].find((node) => node.matches('h2.name'))!;
      expect(heading.classList.contains('is-long')).to.be.true;
    });
  });

  it('truncates a name by its own text direction', async () => {
    const peer = { ...ANN, name: 'Dr. Maximiliane Freifrau von Hohenstein-Wartenberg zu Gutenberg und Altenburg' };
    const { element } = await mountPhone(withCall({ status: 'active', peer }), { dir: 'rtl' });
    const name = [...deep(element.shadowRoot!)].find((node) => node.matches('h2.name > bdi'))!;
    const { direction, webkitLineClamp, overflow } = getComputedStyle(name);
    expect([direction, webkitLineClamp, overflow]).to.deep.equal(['ltr', '2', 'clip']);
    const lineHeight = Number.parseFloat(getComputedStyle(name).lineHeight);
    expect(Math.round(name.getBoundingClientRect().height / lineHeight)).to.equal(2);
  });

  describe('on an incoming call', () => {
    it('shows the caller, Decline and Answer, and answers', async () => {
      const mounted = await mountPhone();
      const call = mounted.phone.ring(ANN);
      await settled(mounted.element);
      expect(text(mounted.element)).to.match(/Incoming call AL Ann Lee/);
      expect(mounted.element.matches(':state(ringing)')).to.be.true;
      await rest(mounted);
      button(mounted.element, 'Answer').click();
      await settled(mounted.element);
      expect(call.state.status).to.equal('active');
    });

    it('stops ringing on Silence, and can still be answered', async () => {
      const mounted = await mountPhone();
      mounted.phone.ring(ANN);
      await settled(mounted.element);
      await rest(mounted);
      button(mounted.element, 'Silence').click();
      await settled(mounted.element);
      expect([...deep(mounted.element.shadowRoot!)].some((node) => node.matches('.waves'))).to.be.false;
      button(mounted.element, 'Answer').click();
      expect(mounted.phone.did).to.deep.equal(['ignore in-1', 'answer in-1']);
    });

    it('shows a call waiting on a sheet: hold and answer, end and answer, decline', async () => {
      for (const [name, did] of [
        ['Hold & answer', 'answer in-2 hold'],
        ['End & answer', 'answer in-2 end'],
        ['Decline', 'decline in-2'],
      ] as const) {
        const mounted = await mountPhone(withCall({ status: 'active' }));
        mounted.phone.ring(BOB, 'in-2');
        await settled(mounted.element);
        const sheet = mounted.element.renderRoot.querySelector('[role=alertdialog]')!;
        expect(sheet.textContent).to.contain('Bob Marsh');
        expect(mounted.element.renderRoot.querySelector('sip-call')!.inert).to.be.true;
        await rest(mounted);
        button(mounted.element, name).click();
        expect(mounted.phone.did).to.deep.equal([did]);
      }
    });
  });

  describe('after a call', () => {
    it('shows which party ended it and its duration, for six seconds', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active', answeredAt: clock.now() - 252_000 }));
      void phone.getCall('call-1')!.finish('hung-up', 'remote');
      await settled(element);
      expect(text(element)).to.match(/The other side ended the call Call ended · 4:12/);
      await clock.advance(6000);
      await settled(element);
      expect(phone.did).to.deep.equal(['dismiss call-1']);
      expect(text(element)).to.contain('Keypad');
    });

    it('keeps a failed one until it is dismissed; the status is under Details', async () => {
      const mounted = await mountPhone(withCall({ status: 'ringing' }));
      void mounted.phone.getCall('call-1')!.finish('busy', 'remote', 486);
      await settled(mounted.element);
      expect(text(mounted.element)).to.contain('Ann Lee is busy').and.not.to.contain('486');
      await clock.advance(60_000);
      await settled(mounted.element);
      button(mounted.element, 'Details').click();
      await settled(mounted.element);
      expect(text(mounted.element)).to.contain('486');
      button(mounted.element, 'Dismiss').click();
      expect(mounted.phone.did).to.deep.equal(['dismiss call-1']);
    });

    it('calls again', async () => {
      const mounted = await mountPhone(withCall({ status: 'ended', failed: true, cause: 'no-answer' }));
      expect(text(mounted.element)).to.contain('No answer');
      button(mounted.element, 'Call again').click();
      expect(mounted.phone.did).to.deep.equal([`call ${ANN.number}`]);
    });
  });

  describe('for 400 ms after a change', () => {
    it('a late press on Call does not act on Hang up, and an unchanged Mute button works', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'ringing' }));
      phone.getCall('call-1')!.connect();
      await settled(element);
      button(element, 'Mute').click();
      button(element, 'Hang up').click();
      expect(phone.did, 'Cancel and Hang up both end the call').to.deep.equal(['mute true', 'hangUp call-1']);
    });

    it('a second press on Call does not cancel the call', async () => {
      const mounted = await mountPhone({ dialString: '1020' });
      button(mounted.element, 'Call').click();
      await settled(mounted.element);
      button(mounted.element, 'Cancel').click();
      expect(mounted.phone.did).to.deep.equal(['call 1020']);
      await rest(mounted);
      button(mounted.element, 'Cancel').click();
      expect(mounted.phone.did).to.deep.equal(['call 1020', 'hangUp out-1']);
    });

    it('a press on a button that an incoming call has replaced does nothing', async () => {
      const mounted = await mountPhone({ dialString: '1' });
      mounted.phone.ring(ANN);
      await settled(mounted.element);
      button(mounted.element, 'Decline').click();
      button(mounted.element, 'Answer').click();
      expect(mounted.phone.did).to.deep.equal([]);
    });
  });

  describe('by keyboard', () => {
    it('enters digits, deletes with Backspace and calls with Enter', async () => {
      const { element, phone } = await mountPhone();
      for (const key of ['1', '0', '#', 'Backspace', 'Enter']) pressKey(frameOf(element), key);
      expect(phone.did).to.deep.equal(['call 10']);
    });

    it('answers with Enter and declines with Escape', async () => {
      for (const [key, did] of [
        ['Enter', 'answer in-1'],
        ['Escape', 'decline in-1'],
      ] as const) {
        const { element, phone } = await mountPhone();
        phone.ring(ANN);
        await settled(element);
        pressKey(frameOf(element), key);
        expect(phone.did).to.deep.equal([did]);
      }
    });

    it('transfers with T', async () => {
      const mounted = await mountPhone(withCall({ status: 'active' }));
      await rest(mounted);
      pressKey(frameOf(mounted.element), 't');
      await settled(mounted.element);
      expect(text(mounted.element)).to.contain('Transfer Ann Lee');
    });

    it('mutes with M, holds with H, opens the dialpad with K, sends digits', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      for (const key of ['m', 'H', 'k']) pressKey(frameOf(element), key);
      await settled(element);
      button(element, 'Hide');
      pressKey(frameOf(element), '5');
      expect(phone.did).to.deep.equal(['mute true', 'hold true', 'digits 5']);
    });

    it('closes the transfer with Escape, also in its field', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      button(element, 'Transfer').click();
      await settled(element);
      const field = [...deep(element.shadowRoot!)].find((node) => node.matches('sip-transfer'))!;
      pressKey(field.shadowRoot!.querySelector('input')!, 'Escape');
      await settled(element);
      button(element, 'Hang up');
      expect(phone.did).to.deep.equal([]);
    });

    it('never ends a call with Escape, only with Shift and Escape', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      pressKey(frameOf(element), 'Escape');
      expect(phone.did).to.deep.equal([]);
      pressKey(frameOf(element), 'Escape', { shiftKey: true });
      expect(phone.did).to.deep.equal(['hangUp call-1']);
    });

    it('leaves keys with Ctrl, Alt or Meta to the page', async () => {
      const { element, phone } = await mountPhone(withCall({ status: 'active' }));
      const event = pressKey(frameOf(element), 'm', { ctrlKey: true });
      expect(event.defaultPrevented).to.be.false;
      expect(phone.did).to.deep.equal([]);
    });

    it('keeps the focus in the phone when the focused button is removed', async () => {
      const { element } = await mountPhone({ dialString: '1020' });
      const key = button(element, 'Call');
      key.focus();
      key.click();
      await settled(element);
      await until(() => [...deep(element.shadowRoot!)].some((node) => node.matches('sip-hangup-button:focus-within')));
    });
  });

  describe('before the browser asks for the microphone', () => {
    const query = navigator.permissions.query;
    afterEach(() => (navigator.permissions.query = query));

    it('explains the permission request, and calls after it', async () => {
      navigator.permissions.query = () => Promise.resolve({ state: 'prompt' } as PermissionStatus);
      const { element, phone } = await mountPhone({ microphone: 'unknown', dialString: '1020' });
      button(element, 'Call').click();
      await settled(element);
      expect(text(element)).to.contain('To talk, your browser will ask for the microphone.');
      button(element, 'Continue').click();
      await settled(element);
      await settled(element);
      expect(phone.did).to.deep.equal(['requestMicrophone', 'call 1020']);
    });

    it('shows how to grant the permission when it was denied', async () => {
      navigator.permissions.query = () => Promise.resolve({ state: 'prompt' } as PermissionStatus);
      const { element, phone } = await mountPhone({ microphone: 'unknown', dialString: '1020' });
      phone.requestMicrophone = () => {
        phone.set({ microphone: 'denied' });
        return Promise.resolve('denied');
      };
      button(element, 'Call').click();
      await settled(element);
      button(element, 'Continue').click();
      await settled(element);
      await settled(element);
      expect(text(element)).to.contain('The microphone is blocked for this site.');
      button(element, 'Not now').click();
      await settled(element);
      expect(text(element)).to.contain('Keypad');
    });
  });

  it('with child elements renders nothing itself, and those elements use its phone', async () => {
    const { element, phone } = await mountPhone({ lastDialled: '7' });
    const own = document.createElement('sip-call-button');
    element.append(own);
    await new Promise((resolve) => element.shadowRoot!.addEventListener('slotchange', resolve, { once: true }));
    await settled(element);
    await settled(own);
    expect(element.shadowRoot!.querySelector('[part=base]')).to.equal(null);
    own.shadowRoot!.querySelector('button')!.click();
    expect(phone.did).to.deep.equal(['call 7']);
  });

  it('uses the language of the nearest lang, and its text direction', async () => {
    const { registerLocale } = await import('../../../src/components/shared/text/localize.js');
    registerLocale((await import('../../../src/components/shared/text/locales/ar/index.js')).default);
    const { element } = await mountPhone(withCall({ status: 'active' }), { lang: 'ar' });
    expect(text(element)).to.contain('إنهاء');
    expect(frameOf(element).dir).to.equal('rtl');
    const hold = button(element, 'تعليق').getBoundingClientRect();
    const more = button(element, 'المزيد').getBoundingClientRect();
    expect(hold.left).to.be.greaterThan(more.left);
    element.lang = 'en';
    await settled(element);
    expect(text(element)).to.contain('Hang up');
  });

  it('two phones on a page do not affect each other', async () => {
    const one = await mountPhone({ dialString: '1' });
    const two = await mountPhone();
    button(two.element, '2, A B C').click();
    expect([one.phone.state.dialString, two.phone.state.dialString]).to.deep.equal(['1', '2']);
  });

  it('keeps all buttons within its frame, down to 320 by 460 px', async () => {
    for (const height of [560, 460]) {
      for (const state of [EMPTY, withCall({ status: 'active' }), withCall({ status: 'incoming' })]) {
        const { element } = await mountPhone(state);
        element.style.blockSize = `${height}px`;
        await settled(element);
        const frame = element.getBoundingClientRect();
        for (const node of deep(element.shadowRoot!)) {
          if (!(node instanceof HTMLButtonElement) || !node.checkVisibility()) continue;
          const box = node.getBoundingClientRect();
          expect(box.bottom, node.textContent).to.be.at.most(frame.bottom + 0.5);
          expect(box.top, node.textContent).to.be.at.least(frame.top - 0.5);
        }
      }
    }
  });

  it('keeps its main button at the same place in all states', async () => {
    const placeOf = (element: Element, name: string): number[] => {
      const { x, y, width } = button(element, name).getBoundingClientRect();
      const frame = element.getBoundingClientRect();
      return [x - frame.x, y - frame.y, width].map(Math.round);
    };
    const end = await Promise.all(
      (
        [
          [{ dialString: '1' }, 'Call'],
          [withCall({ status: 'ringing' }), 'Cancel'],
          [withCall({ status: 'active' }), 'Hang up'],
          [withCall({ status: 'ended' }), 'Call back'],
        ] as const
      ).map(async ([state, name]) => placeOf((await mountPhone(state)).element, name)),
    );
    for (const place of end) expect(place).to.deep.equal(end[0]);
    expect(callState({ status: 'active' }).status).to.equal('active');
    expect(new FakePhone().state).to.deep.equal(EMPTY);
  });
});
