/** `<sip-call>` with several calls, with problems, and its menu: the texts and positions of the guide for its look. */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import { beginConsultation } from '../../../src/components/shared/phone/consultation.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipCall } from '../../../src/components/sip-call/sip-call.js';
import type { SipMessageRequestEvent } from '../../../src/components/shared/events/events.js';
import { SipDeviceSelect } from '../../../src/components/sip-device-select/sip-device-select.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { conference, GOOD, twoCalls, up, weak } from '../../../stories/support/call-states.js';
import { ANN, callState, FakePhone, withCall, type CallPatch } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, frameOf, mountAll, mountPhone, pressKey, settled, text, until } from '../support.js';

describe('<sip-call>', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  async function mount(state: Partial<PhoneState>): Promise<{ element: SipCall; phone: FakePhone }> {
    const phone = new FakePhone(state);
    return { phone, element: await show(phone) };
  }

  async function show(phone: FakePhone): Promise<SipCall> {
    const element = await mountAll<SipCall>(html`<sip-call can-transfer can-message .phone=${phone}></sip-call>`);
    await settled(element);
    return element;
  }

  /** Advances the time and waits for the rendering. */
  async function wait(element: SipCall, ms: number): Promise<void> {
    await clock.advance(ms);
    await settled(element);
  }

  async function press(element: SipCall, name: string): Promise<void> {
    button(element, name).click();
    await settled(element);
  }

  const has = (element: SipCall, selector: string): boolean =>
    [...deep(element.shadowRoot!)].some((node) => node.matches(selector));

  /** The devices that can be selected in the element, with the selected one. */
  const devices = (element: SipCall): string[] =>
    [...deep(element.shadowRoot!)].flatMap((node) =>
      node instanceof SipDeviceSelect ? `${node.use} ${node.shadowRoot!.querySelector('select')!.value}` : [],
    );

  it('says that the recording of an earlier page is lost, until the user has read it', async () => {
    const { element } = await mount(up({ recordingLost: { before: clock.now() } }));
    expect(text(element)).to.contain('what was recorded before the page was loaded is lost');
    await press(element, 'Dismiss');
    expect(text(element)).to.not.contain('is lost');
  });

  it('says that the recording of an earlier page has stopped where it could not begin again', async () => {
    const { element } = await mount(up({ recordingLost: { before: clock.now(), stopped: true } }));
    expect(text(element)).to.contain('The recording stopped when the page was loaded');
    expect(text(element)).to.not.contain('began again');
  });

  describe('asks before it calls a target that the remote party requests', () => {
    const target = { name: '', number: '0900123', uri: 'sip:0900123@example.com' };

    for (const [kind, status, words] of [
      ['redirect', 'ringing', '\u2068Ann Lee\u2069 forwards the call to \u20660900123@example.com\u2069. Call there?'],
      ['transfer', 'active', '\u2068Ann Lee\u2069 asks you to call \u20660900123@example.com\u2069. Call there?'],
    ] as const)
      it(`by ${kind}: with the full address, and one button each to call and to decline`, async () => {
        const { element, phone } = await mount(
          withCall({ status, question: { kind, target } } as CallPatch & { status: typeof status }),
        );
        const notice = [...deep(element.shadowRoot!)].find((node) => node.matches('.notice p'))!;
        expect(notice.textContent).to.contain(words);
        // Buttons that have just appeared ignore presses.
        await wait(element, 500);
        await press(element, 'Call');
        expect(phone.did).to.deep.equal(['respond call-1 true']);
        expect(text(element)).to.not.contain('0900123');
        const other = await mount(
          withCall({ status, question: { kind, target } } as CallPatch & { status: typeof status }),
        );
        await wait(other.element, 500);
        await press(other.element, 'Decline');
        expect(other.phone.did).to.deep.equal(['respond call-1 false']);
      });

    it('and shows the number that was called after a redirect', async () => {
      const { element } = await mount(withCall({ status: 'ringing', redirectTarget: target }));
      expect(text(element)).to.contain('0900123');
    });
  });

  describe('adds a second call', () => {
    it('with a field and a dialpad over the caller; the buttons stay, Escape closes', async () => {
      const { element, phone } = await mount(up());
      await press(element, 'Add');
      expect(text(element)).to.match(/Call somebody else Ann Lee waits on hold/);
      expect(button(element, 'Call').disabled).to.be.true;
      button(element, 'Hang up');
      for (const digit of ['1', '0, +', '2, A B C']) await press(element, digit);
      pressKey(element.shadowRoot!.querySelector('sip-dialpad')!, 'Escape');
      await settled(element);
      expect(text(element)).to.contain('Ann Lee +1 (555) 010-4477');
      await press(element, 'Add');
      await press(element, 'Call');
      expect(phone.did).to.deep.equal(['call 102']);
      expect(text(element)).to.match(/102 .*Calling…/);
    });

    it('and shows the held call, with a button to swap to it', async () => {
      const { element, phone } = await mount(twoCalls());
      await wait(element, 42_000);
      expect(text(element)).to.match(/Ann Lee On hold · 0:42 .*Bob Marsh/);
      await press(element, 'Swap to Ann Lee');
      expect(phone.did).to.deep.equal(['activate ann']);
    });

    it('and has Swap and Merge under More', async () => {
      const { element, phone } = await mount(twoCalls());
      await press(element, 'More');
      expect(button(element, 'More').getAttribute('aria-expanded')).to.equal('true');
      await press(element, 'Swap');
      expect(has(element, '.panel'), 'another call is shown').to.be.false;
      await wait(element, 400);
      await press(element, 'More');
      await press(element, 'Merge');
      expect(phone.did).to.deep.equal(['activate ann', 'merge ann']);
      expect(has(element, '.panel'), 'the members of the conference are shown').to.be.false;
      expect(element.shadowRoot!.activeElement, 'the focus is on More').to.equal(button(element, 'More'));
    });
  });

  describe('in a consultation (RFC 5589 §7)', () => {
    async function ask(second: CallPatch = {}): Promise<{ element: SipCall; phone: FakePhone }> {
      const phone = new FakePhone(twoCalls({}, second));
      beginConsultation(phone, 'ann', 'bob');
      return { phone, element: await show(phone) };
    }

    it('has Swap, Complete, Merge and Cancel instead of the other buttons, and End beside the name', async () => {
      const { element, phone } = await ask();
      expect(text(element)).to.contain('Talk to Bob Marsh first, then Complete');
      for (const name of ['Hold', 'Transfer', 'Add', 'More', 'Hang up']) expect(() => button(element, name)).to.throw();
      await press(element, 'Swap');
      await press(element, 'Swap');
      await press(element, 'Complete');
      // End ends the other party from now on (the press guard rests).
      await wait(element, 400);
      await press(element, 'End Bob Marsh');
      expect(phone.did).to.deep.equal(['activate ann', 'activate bob', 'transfer ann bob', 'hangUp bob']);
    });

    it('disables all but Cancel until the remote party answers', async () => {
      const { element, phone } = await ask({ status: 'ringing' } as CallPatch);
      for (const name of ['Swap', 'Complete', 'Merge']) expect(button(element, name).disabled, name).to.be.true;
      await press(element, 'Cancel');
      expect(phone.did).to.deep.equal(['hangUp bob', 'activate ann']);
      expect(text(element)).to.contain('Resume');
    });

    it('is merged into a conference, with the buttons of a call again', async () => {
      const { element, phone } = await ask();
      await press(element, 'Merge');
      expect(phone.did).to.deep.equal(['merge bob ann']);
      button(element, 'More');
      expect(element.matches(':state(merged)')).to.be.true;
    });

    it('shows that the consultation has failed, beside the first party and a button to resume (WCAG 4.1.3)', async () => {
      const { element, phone } = await ask({ status: 'ringing' } as CallPatch);
      await phone.getCall('bob')!.finish('busy', 'remote', 486);
      phone.show('ann');
      await settled(element);
      expect(text(element)).to.contain('Bob Marsh is busy');
      await wait(element, 400);
      button(element, 'Resume').click();
      expect(phone.did).to.deep.equal(['hold false']);
    });

    it('shows the progress of the transfer, and its failure', async () => {
      const { element, phone } = await ask();
      phone.getCall('ann')!.patch({ transfer: { status: 'trying', target: 'Bob Marsh' } });
      await settled(element);
      expect(text(element)).to.contain('Transferring to Bob Marsh…');
      phone.getCall('ann')!.patch({ transfer: { status: 'refused', target: 'Bob Marsh', cause: 'declined' } });
      await settled(element);
      expect(text(element)).to.contain('Bob Marsh did not accept. The call is back with you.');
      await wait(element, 400);
      await press(element, 'Dismiss');
      expect(text(element)).not.to.contain('did not accept');
    });
  });

  describe('in a conference', () => {
    it('shows each participant with buttons to mute and remove', async () => {
      const { element, phone } = await mount(conference());
      expect(text(element)).to.match(/3 people .*Ann Lee .*Bob Marsh/);
      await press(element, 'Mute Bob Marsh');
      expect(text(element)).to.contain('Bob Marsh Muted by you');
      expect(button(element, 'Unmute Bob Marsh').hasAttribute('aria-pressed')).to.equal(false);
      await press(element, 'Remove Ann Lee');
      expect(phone.did).to.deep.equal(['muteParticipant bob true', 'hangUp ann']);
    });

    it('mutes and holds the whole conference, and ends it for all', async () => {
      const { element, phone } = await mount(conference());
      for (const name of ['Mute', 'Hold', 'End for all']) await press(element, name);
      expect(phone.did).to.deep.equal(['mute true', 'hold true', 'hangUp ann', 'hangUp bob']);
    });

    it('is ended for all by Shift and Escape, and not by Escape alone', async () => {
      const { element, phone } = await mountPhone(conference());
      pressKey(frameOf(element), 'Escape');
      expect(phone.did).to.deep.equal([]);
      pressKey(frameOf(element), 'Escape', { shiftKey: true });
      expect(phone.did).to.deep.equal(['hangUp ann', 'hangUp bob']);
    });

    it('marks the active speaker, and for a moment longer', async () => {
      const { element, phone } = await mount(conference());
      phone.getCall('ann')!.loudness.in = 0.1;
      await wait(element, 200);
      expect(text(element)).to.contain('Ann Lee Talking');
      phone.getCall('ann')!.loudness.in = 0;
      await wait(element, 600);
      expect(text(element)).to.contain('Ann Lee Talking');
      await wait(element, 600);
      expect(text(element)).not.to.contain('Talking');
    });

    it('connects the other two without the local party, when there are two', async () => {
      const { element, phone } = await mount(conference());
      await press(element, 'More');
      await press(element, 'Leave them talking');
      expect(phone.did).to.deep.equal(['transfer ann bob']);
    });
  });

  describe('shows a notice', () => {
    it('with the duration of a lost connection, and after 30 seconds a button to end the call', async () => {
      const { element, phone } = await mount(up({ media: 'interrupted' }));
      await wait(element, 7000);
      expect(text(element)).to.contain('Connection lost. Trying to restore… 0:07');
      expect(() => button(element, 'End call')).to.throw();
      await wait(element, 23_000);
      button(element, 'End call').click();
      expect(phone.did, 'it has just appeared').to.deep.equal([]);
      await wait(element, 400);
      button(element, 'End call').click();
      expect(phone.did).to.deep.equal(['hangUp call-1']);
    });

    it('of a weak connection, and dismisses all warnings with the same text together, raised ones or not', async () => {
      const cases = [
        ['local', 'Your connection is weak: others may not hear you.'],
        ['remote', 'Their side sounds poor.'],
        ['unclear', 'The connection is weak.'],
      ] as const;
      for (const [weakParty, words] of cases) {
        const { element, phone } = await mount(weak({ bars: 1, warnings: ['loss-in', 'low-mos'], weakParty }));
        expect(text(element)).to.contain(words);
        await press(element, 'Dismiss');
        const same = ['loss-out', 'loss-in', 'low-mos', 'jitter', 'delay'];
        expect(phone.did).to.have.members(same.map((warning) => `quiet call-1 ${warning}`));
        expect(text(element)).not.to.contain(words);
      }
    });

    it('of sound that does not arrive although the connection is up, in place of that of a weak one', async () => {
      const { element, phone } = await mount(weak({ bars: 0, warnings: ['loss-in', 'no-packets'] }));
      expect(text(element)).to.contain('No sound gets through.');
      await press(element, 'Dismiss');
      expect(phone.did).to.include('quiet call-1 no-packets');
    });

    it('of speech while muted, with a ring around the mute button', async () => {
      const state = weak({ warnings: ['talking-while-muted'] });
      const { element, phone } = await mount({ ...state, calls: [{ ...state.calls[0]!, muted: true }] });
      expect(text(element)).to.contain('You are muted.');
      expect(has(element, '.attention')).to.be.true;
      element.shadowRoot!.querySelector<HTMLElement>('.notice button')!.click();
      await settled(element);
      expect(phone.did).to.deep.equal(['mute false']);
      expect(text(element)).not.to.contain('You are muted.');
    });

    it('of a silent microphone, with its name and level, and opens the devices', async () => {
      const { element } = await mount(weak({ warnings: ['silent-microphone'] }));
      expect(text(element)).to.contain('We hear nothing from “Jabra Evolve 65”.');
      expect(has(element, '.notice sip-level')).to.be.true;
      await press(element, 'Change microphone');
      expect(devices(element)).to.deep.equal(['microphone jabra', 'speaker jabra']);
    });

    it('of a device that was unplugged and its replacement, for eight seconds or until it is dismissed', async () => {
      const notice = { kind: 'lost', use: 'microphone', lost: 'Jabra', now: 'Built-in microphone' } as const;
      const state = up();
      const { element, phone } = await mount({ ...state, devices: { ...state.devices, notice } });
      expect(text(element)).to.contain('Jabra unplugged. Now using Built-in microphone.');
      await wait(element, 8000);
      expect(text(element)).not.to.contain('unplugged');
      phone.devices.patch({ notice: { kind: 'back', use: 'microphone', now: 'Jabra' } });
      await settled(element);
      expect(text(element)).to.contain('Jabra is back in use.');
      await wait(element, 400);
      await press(element, 'Dismiss');
      expect(phone.did).to.deep.equal(['dismissNotice']);
    });

    it('of the digits that are sent, with Stop, and with Go on when they wait', async () => {
      const { element, phone } = await mount(up({ sending: { sent: 12, total: 16 } } as CallPatch));
      expect(text(element)).to.contain('Sending digits · 12 of 16');
      await press(element, 'Keypad');
      expect(text(element)).to.contain('Sending digits · 12 of 16');
      await press(element, 'Stop');
      phone.getCall('call-1')!.patch({ sending: { sent: 4, total: 8, waiting: true } } as CallPatch);
      await settled(element);
      await press(element, 'Go on');
      await press(element, 'Hide');
      expect(text(element)).to.contain('Waiting for you · 4 of 8');
      await wait(element, 400);
      await press(element, 'Go on');
      expect(phone.did).to.deep.equal(['stopDigits call-1', 'proceed call-1', 'proceed call-1']);
    });

    it('of a file that is played into the call, with its progress and Stop', async () => {
      const playing = { name: 'welcome.wav', mode: 'replace', loop: false, position: 12.7, duration: 61 } as const;
      const { element, phone } = await mount(up({ playing }));
      expect(text(element)).to.contain('welcome.wav 0:12 / 1:01');
      await press(element, 'Stop');
      expect(phone.did).to.deep.equal(['stopPlaying call-1']);
      expect(has(element, '.notice')).to.be.false;
      phone.getCall('call-1')!.patch({ playing: { mode: 'mix', loop: true, position: 3 } });
      await settled(element);
      expect(text(element)).to.contain('Playing… 0:03');
    });
  });

  it('shows quality, active speaker and recording at the caller', async () => {
    const { element, phone } = await mount(up({ recording: { status: 'recording', since: 0 } }));
    phone.getCall('call-1')!.loudness.in = 0.1;
    await wait(element, 200);
    expect(has(element, '.avatar.talks')).to.be.true;
    expect(has(element, '[aria-label="Connection: good"]')).to.be.true;
    expect(text(element)).to.contain('Recording');
    expect(element.matches(':state(recording)')).to.be.true;
  });

  it('saves a recording as a file, during the call and after it', async () => {
    const saved: string[] = [];
    const click = (event: MouseEvent): void => {
      if (!(event.target instanceof HTMLAnchorElement)) return;
      saved.push(event.target.download);
      event.preventDefault();
    };
    const { click: native } = HTMLElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      this.addEventListener('click', click);
      native.call(this);
    };
    try {
      const { element, phone } = await mount(up());
      await press(element, 'More');
      await press(element, 'Record');
      await press(element, 'Record');
      await settled(element);
      expect(text(element)).to.contain('The recording is ready.');
      await wait(element, 400);
      await press(element, 'Save recording');
      expect(saved).to.deep.equal(['call.webm']);
      expect(text(element)).not.to.contain('The recording is ready.');
      await phone.getCall('call-1')!.record(true);
      await settled(element);
      await phone.getCall('call-1')!.hangUp();
      await settled(element);
      expect(text(element)).to.match(/Call ended .*The recording is ready\./);
    } finally {
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    }
  });

  it('shows under its open More panel that it is recorded', async () => {
    const { element } = await mount(up({ recording: { status: 'recording', since: 0 } }));
    await press(element, 'More');
    expect(text(element)).to.match(/Connected\s+Recording/);
  });

  it('has devices and call details under More, and restores the focus', async () => {
    const { element } = await mount(up());
    button(element, 'More').focus();
    await press(element, 'More');
    await press(element, 'Call details');
    expect(text(element)).to.match(/Round-trip time 42 ms .*Path direct .*Codec opus/);
    pressKey(element.shadowRoot!.querySelector('.panel')!, 'Escape');
    await settled(element);
    expect(has(element, '.panel')).to.be.false;
    expect(element.shadowRoot!.activeElement, 'the focus is on More').to.equal(button(element, 'More'));
    await press(element, 'More');
    await press(element, 'Devices and volume');
    expect(devices(element)).to.deep.equal(['microphone jabra', 'speaker jabra']);
    element.shadowRoot!.querySelector<HTMLElement>('.caller-row')!.click();
    await settled(element);
    expect(has(element, '.panel')).to.be.false;
  });

  describe('that is incoming', () => {
    it('offers to answer with the camera where the caller offers video, beside Answer with sound alone', async () => {
      const phone = new FakePhone(withCall({ status: 'incoming' }));
      const box = await mountAll<HTMLElement>(html`<div><sip-incoming .phone=${phone}></sip-incoming></div>`);
      const element = box.querySelector('sip-incoming')!;
      const buttons = (): Element[] =>
        [...deep(element.shadowRoot!)].filter(({ localName }) => localName === 'sip-answer-button');
      expect(buttons()).to.have.length(1);
      phone.set(withCall({ status: 'incoming', offersVideo: true }));
      await settled(element);
      expect(buttons()).to.have.length(2);
      await expect(element).to.be.accessible();
      // A changed place ignores clicks for a moment.
      await until(() => {
        button(element, 'Answer · Camera').click();
        return phone.did.length > 0;
      }, 'the call is answered');
      expect(phone.did).to.deep.equal(['answer call-1 with camera']);
    });

    const offer = { status: 'incoming', offersVideo: true } as const;
    const second = {
      calls: [callState({ status: 'active' }), callState({ ...offer, id: 'b' })],
      activeCallId: 'call-1',
    };
    for (const [where, state, view, name, did] of [
      ['the sheet of a second call', second, html`<sip-incoming></sip-incoming>`, 'Hold & answer · Camera', 'b hold'],
      ['the list of calls', withCall(offer), html`<sip-call-list></sip-call-list>`, 'Answer · Camera', 'call-1'],
      ['the list beside a call', second, html`<sip-call-list></sip-call-list>`, 'Answer · Camera', 'b'],
      ['the pill of the dock', withCall(offer), html`<sip-dock></sip-dock>`, 'Answer · Camera', 'call-1'],
      ['its pill during a call', second, html`<sip-dock></sip-dock>`, 'Hold & answer · Camera', 'b'],
    ] as const)
      it(`is answered with the camera in ${where}, where the caller offers video only`, async () => {
        const calls = state.calls.map(({ offersVideo: _offered, ...call }) => call);
        const phone = new FakePhone({ ...state, calls });
        const box = await mountAll<HTMLElement>(html`<div>${view}</div>`);
        const element = box.firstElementChild as SipCall;
        element.phone = phone;
        await settled(element);
        expect(() => button(element, name)).to.throw('There is no button');
        phone.set(state);
        await settled(element);
        await expect(element).to.be.accessible();
        // A changed place ignores clicks for a moment.
        await clock.advance(500);
        button(element, name).click();
        expect(phone.did).to.deep.equal([`answer ${did} with camera`]);
      });

    const peer = { ...ANN, note: 'Customer since 2019' };

    it('shows the note of the caller lookup and the called party', async () => {
      const via = { name: 'Sales', number: '2000', uri: 'sip:2000@example.com' };
      const { element } = await mount(withCall({ status: 'incoming', peer, calledParty: via }));
      expect(text(element).replaceAll(/[\u2066\u2069]/g, '')).to.match(/Customer since 2019 Sales · to 2000/);
    });

    it('warns of a suspect caller, also in the sheet of call waiting', async () => {
      const suspect = { ...ANN, suspect: true };
      const { element } = await mount(withCall({ status: 'incoming', peer: suspect }));
      expect(text(element)).to.contain('Possible spam');
      const phone = await mountPhone({
        calls: [callState({ status: 'active' }), callState({ status: 'incoming', id: 'b', peer: suspect })],
        activeCallId: 'call-1',
      });
      expect(text(phone.element)).to.match(/Second call · Possible spam Ann Lee/);
      const { element: known } = await mount(withCall({ status: 'incoming', peer }));
      expect(text(known)).not.to.contain('Possible spam');
    });

    it('links to the page of the caller lookup, never to a URL that executes a script', async () => {
      for (const [url, expected] of [
        ['https://crm.example.com/ann', 'https://crm.example.com/ann'],
        ['javascript:alert(1)', undefined],
        ['data:text/html,x', undefined],
      ] as const) {
        const { element } = await mount(withCall({ status: 'incoming', peer: { ...peer, url } }));
        const link = [...deep(element.shadowRoot!)].find((node) => node instanceof HTMLAnchorElement);
        expect(link?.href, url).to.equal(expected);
        if (link) expect([link.rel, link.referrerPolicy]).to.deep.equal(['noopener noreferrer', 'no-referrer']);
      }
    });

    it('is redirected to the mailbox when there is one, or declined with a message', async () => {
      const { element: without } = await mount(withCall({ status: 'incoming' }));
      expect(button(without, 'Voicemail').disabled).to.be.true;
      const account = 'sip:mailbox@example.com';
      const { element, phone } = await mount(withCall({ status: 'incoming' }));
      phone.set({ voicemail: { ...phone.state.voicemail, account } });
      await settled(element);
      await press(element, 'Voicemail');
      expect(phone.did).to.deep.equal([`deflect call-1 ${account}`]);

      const second = await mount(withCall({ status: 'incoming' }));
      const asked: string[] = [];
      second.element.addEventListener('sip-message-request', (event: SipMessageRequestEvent) =>
        asked.push(event.address),
      );
      await press(second.element, 'Message');
      expect([second.phone.did, asked]).to.deep.equal([['decline call-1'], [ANN.uri]]);
    });
  });

  it('has Message after an ordinary end, and Dismiss after a failure', async () => {
    const { element } = await mount(withCall({ status: 'ended', answeredAt: 1, endedAt: 2 }));
    const asked: string[] = [];
    element.addEventListener('sip-message-request', (event: SipMessageRequestEvent) => asked.push(event.address));
    await press(element, 'Message');
    expect(asked).to.deep.equal([ANN.uri]);
    const failed = await mount(withCall({ status: 'ended', failed: true, cause: 'busy' }));
    button(failed.element, 'Dismiss');
  });

  it('opens the conversation in a phone on Message, while it rings and after an ordinary end', async () => {
    for (const state of [withCall({ status: 'incoming' }), withCall({ status: 'ended', answeredAt: 1, endedAt: 2 })]) {
      const { element } = await mountPhone(state);
      await clock.advance(400);
      button(element, 'Message').click();
      await settled(element);
      const chat = element.renderRoot.querySelector('sip-chat')!;
      expect([chat.checkVisibility(), chat.peer]).to.deep.equal([true, ANN.uri]);
    }
  });

  it('ignores a press for a moment after another call has become active', async () => {
    const { element, phone } = await mount({ ...twoCalls(), activeCallId: 'ann' });
    await wait(element, 400);
    phone.show('bob');
    await settled(element);
    button(element, 'Hang up').click();
    button(element, 'Hold').click();
    expect(phone.did, 'Hang up belongs to another call now').to.deep.equal([]);
    await wait(element, 400);
    button(element, 'Hang up').click();
    expect(phone.did).to.deep.equal(['hangUp bob']);
  });

  it('shows good quality by bars only', async () => {
    const { element } = await mount(up({ quality: GOOD }));
    expect(has(element, '.notice')).to.be.false;
  });
});
