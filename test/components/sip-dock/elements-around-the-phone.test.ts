/** Elements around the phone: dock, click to call, call list, incoming card, hotkeys. */

import { expect, html, oneEvent } from '@open-wc/testing';
import '../../../src/define/all.js';
import { setViewport } from '@web/test-runner-commands';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipClickToCall } from '../../../src/components/sip-click-to-call/sip-click-to-call.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import type { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { GOOD } from '../../../stories/support/call-states.js';
import {
  ANN,
  BOB,
  callState,
  EMPTY,
  FakePhone,
  withCall,
  type CallPatch,
} from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, mountAll, pressKey, settled, text, until } from '../support.js';

describe('<sip-dock>', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  async function mountDock(state: Partial<PhoneState> = {}): Promise<{ dock: SipDock; phone: FakePhone }> {
    const phone = new FakePhone(state);
    const dock = await mountAll<SipDock>(html`<sip-dock .phone=${phone}></sip-dock>`);
    return { dock, phone };
  }

  it('floats in the top layer, 16 px from the corner', async () => {
    const { dock } = await mountDock();
    expect(dock.matches(':popover-open')).to.be.true;
    const box = dock.getBoundingClientRect();
    expect([innerWidth - box.right, innerHeight - box.bottom, box.width, box.height]).to.deep.equal([16, 16, 56, 56]);
  });

  it('opens and closes the phone, and emits an event that does not bubble', async () => {
    const { dock } = await mountDock({ dialString: '1' });
    const toggled = oneEvent(dock, 'sip-toggle') as Promise<Event>;
    button(dock, 'Open phone, Ready').click();
    const event = await toggled;
    expect([event.bubbles, dock.open]).to.deep.equal([false, true]);
    await settled(dock);
    button(dock, 'Call');
    button(dock.renderRoot.querySelector('.panel')!, 'Close phone').click();
    await settled(dock);
    button(dock, 'Open phone, Ready');
  });

  it('has Decline and Answer for an incoming call, and Mute and Hang up during a call, while it is closed', async () => {
    const { dock, phone } = await mountDock();
    phone.ring(ANN);
    await settled(dock);
    expect(text(dock)).to.contain('Ann Lee Incoming call');
    await clock.advance(400);
    button(dock, 'Answer').click();
    await settled(dock);
    await clock.advance(61_000);
    await settled(dock);
    expect(text(dock)).to.match(/1:01 Ann Lee/);
    button(dock, 'Mute').click();
    await settled(dock);
    expect(text(dock)).to.contain('Muted');
    button(dock, 'Hang up').click();
    expect(phone.did).to.deep.equal(['answer in-1', 'mute true', 'hangUp in-1']);
  });

  it('lets the page receive each event once, also while it is open', async () => {
    const { dock, phone } = await mountDock();
    dock.toggle(true);
    await settled(dock);
    let heard = 0;
    const count = (): number => heard++;
    document.addEventListener('sip-incoming', count);
    phone.ring(ANN);
    document.removeEventListener('sip-incoming', count);
    expect(heard).to.equal(1);
  });
});

describe('<sip-click-to-call>', () => {
  it('calls its target, and shows the call and its end', async () => {
    const clock = new VirtualClock(1_700_000_000_000);
    setElementClock(clock);
    const phone = new FakePhone();
    const element = await mountAll<SipClickToCall>(
      html`<sip-click-to-call target="sales" .phone=${phone}></sip-click-to-call>`,
    );
    button(element, 'Call us').click();
    await until(() => phone.did.length > 0);
    await settled(element);
    expect(phone.did).to.deep.equal(['call sales']);
    expect(text(element)).to.contain('Calling…');
    phone.getCall('out-1')!.connect();
    await clock.advance(134_000);
    await settled(element);
    expect(text(element)).to.contain('2:14');
    expect(element.matches(':state(in-call)')).to.be.true;
    button(element, 'Hang up').click();
    await settled(element);
    expect(text(element)).to.match(/Call again ?2:14/);
    setElementClock();
  });

  it('shows the quality of the call, and has its keypad, which Escape closes', async () => {
    const clock = new VirtualClock(1_700_000_000_000);
    setElementClock(clock);
    const phone = new FakePhone();
    const element = await mountAll<SipClickToCall>(
      html`<sip-click-to-call target="sales" .phone=${phone}></sip-click-to-call>`,
    );
    button(element, 'Call us').click();
    await until(() => phone.did.length > 0);
    const call = phone.getCall('out-1')!;
    call.connect();
    call.patch({ quality: GOOD } as CallPatch);
    await settled(element);
    expect([...deep(element.shadowRoot!)].some((node) => node.matches('.bars'))).to.equal(true);
    await clock.advance(400);
    const keypad = button(element, 'Keypad');
    keypad.focus();
    keypad.click();
    await settled(element);
    expect(keypad.getAttribute('aria-expanded')).to.equal('true');
    button(element, '5, J K L').click();
    await settled(element);
    expect(phone.did).to.deep.equal(['call sales', 'digits 5']);
    pressKey(keypad, 'Escape');
    await settled(element);
    expect(keypad.getAttribute('aria-expanded')).to.equal('false');
    expect(() => button(element, '5, J K L')).to.throw();
    setElementClock();
  });

  it('shows busy, and calls again', async () => {
    const phone = new FakePhone();
    const element = await mountAll<SipClickToCall>(
      html`<sip-click-to-call target="sales" .phone=${phone}></sip-click-to-call>`,
    );
    button(element, 'Call us').click();
    await until(() => phone.did.length > 0);
    void phone.getCall('out-1')!.finish('busy', 'remote', 486);
    await settled(element);
    button(element, 'Busy. Try again');
  });

  const pressed = async (style = ''): Promise<{ element: SipClickToCall; phone: FakePhone }> => {
    const phone = new FakePhone();
    const box = await mountAll<HTMLElement>(
      html`<div style=${style}><sip-click-to-call target="sales" .phone=${phone}></sip-click-to-call></div>`,
    );
    const element = box.querySelector<SipClickToCall>('sip-click-to-call')!;
    button(element, 'Call us').click();
    await until(() => phone.did.length > 0);
    await settled(element);
    return { element, phone };
  };

  it('shows why there was no call, whole in a column of 240 px (WCAG 2.2 §1.4.10)', async () => {
    for (const [cause, sentence] of [
      ['microphone-denied', 'The microphone is blocked for this site'],
      ['microphone-insecure', 'This page must use https to use the microphone'],
      ['declined', 'Declined'],
    ] as const) {
      const { element, phone } = await pressed('inline-size: 240px');
      void phone.getCall('out-1')!.finish(cause, 'remote');
      await settled(element);
      const face = button(element, `Call again ${sentence}`);
      expect(face.getBoundingClientRect().width, cause).to.be.at.most(240);
      expect(face.scrollWidth, cause).to.be.at.most(face.clientWidth);
    }
  });

  it('says the course of the call in one live region, not its seconds (WCAG 2.2 §4.1.3)', async () => {
    const clock = new VirtualClock(1_700_000_000_000);
    setElementClock(clock);
    const { element, phone } = await pressed();
    const regions = (): Element[] => [...deep(element.shadowRoot!)].filter((node) => node.matches('[role=status]'));
    const [region] = regions();
    expect(regions()).to.have.length(1);
    const said = [text(region!)];
    const hear = async (): Promise<void> => {
      await settled(element);
      expect(regions()[0] === region, 'the region stays').to.equal(true);
      if (said.at(-1) !== text(region!)) said.push(text(region!));
    };
    const call = phone.getCall('out-1')!;
    call.patch({ status: 'ringing' } as CallPatch);
    await hear();
    call.connect();
    await hear();
    await clock.advance(5000);
    await hear();
    void call.finish('connection-lost', 'system');
    await hear();
    expect(said).to.deep.equal(['Calling…', 'Ringing…', 'In call', 'The connection to the other party was lost']);
    setElementClock();
  });

  it('says that the call has ended before its duration, and where the user ended it', async () => {
    const clock = new VirtualClock(1_700_000_000_000);
    setElementClock(clock);
    for (const [isAnswered, said] of [
      [true, 'Call ended 0:42'],
      [false, 'Call ended'],
    ] as const) {
      const { element, phone } = await pressed();
      const call = phone.getCall('out-1')!;
      if (isAnswered) call.connect();
      await settled(element);
      await clock.advance(42_000);
      void call.hangUp();
      await settled(element);
      const region = [...deep(element.shadowRoot!)].find((node) => node.matches('[role=status]'))!;
      expect(text(region)).to.equal(said);
    }
    setElementClock();
  });

  it('fits its keypad into a narrow window, and into one that becomes narrow or wide', async () => {
    const clock = new VirtualClock(1_700_000_000_000);
    setElementClock(clock);
    const { innerWidth: width, innerHeight: height } = window;
    try {
      await setViewport({ width: 240, height: 560 });
      const { element, phone } = await pressed('position: fixed; inset-block-start: 40px; left: 0');
      phone.getCall('out-1')!.connect();
      await settled(element);
      await clock.advance(400);
      button(element, 'Keypad').click();
      await settled(element);
      const place = (): number[] => {
        const pad = [...deep(element.shadowRoot!)].find((node) => node.localName === 'sip-dialpad')!.parentElement!;
        const { left, right } = pad.getBoundingClientRect();
        return [left, right, pad.scrollWidth - pad.clientWidth];
      };
      expect(place()).to.deep.equal([8, 232, 0]);
      await setViewport({ width: 600, height: 560 });
      await until(() => place()[1]! - place()[0]! === 272);
      await setViewport({ width: 260, height: 560 });
      await until(() => place()[1] === 252);
      expect(place()).to.deep.equal([8, 252, 0]);
    } finally {
      await setViewport({ width, height });
      setElementClock();
    }
  });

  it('keeps its keypad inside of the window at each edge of it', async () => {
    for (const edge of ['left', 'right']) {
      const clock = new VirtualClock(1_700_000_000_000);
      setElementClock(clock);
      const { element, phone } = await pressed(`position: fixed; inset-block-start: 40px; ${edge}: 0`);
      phone.getCall('out-1')!.connect();
      await settled(element);
      await clock.advance(400);
      button(element, 'Keypad').click();
      await settled(element);
      const pad = [...deep(element.shadowRoot!)].find((node) => node.localName === 'sip-dialpad')!;
      const { left, right } = pad.parentElement!.getBoundingClientRect();
      expect(left, edge).to.be.at.least(0);
      expect(right, edge).to.be.at.most(document.documentElement.clientWidth);
      setElementClock();
    }
  });

  it('looks disabled with an outline too', async () => {
    const looks = async (appearance: string): Promise<string> => {
      const element = await mountAll(
        html`<sip-click-to-call target="sales" appearance=${appearance} disabled></sip-click-to-call>`,
      );
      return getComputedStyle(element.shadowRoot!.querySelector('button')!).color;
    };
    expect(await looks('outline')).to.equal(await looks('filled'));
  });

  it('keeps the focus, its label and its appearance while it is pressed for the first time', async () => {
    const phone = new FakePhone();
    const element = await mountAll<SipClickToCall>(
      html`<sip-click-to-call target="sales" .phone=${phone}>Sales</sip-click-to-call>`,
    );
    const looks = (): unknown => {
      const face = [...deep(element.shadowRoot!)].find((node) => node.matches('button') && node.checkVisibility())!;
      const { backgroundColor, color, font, padding, borderRadius } = getComputedStyle(face);
      const { width, height } = face.getBoundingClientRect();
      return { backgroundColor, color, font, padding, borderRadius, width, height };
    };
    element.focus();
    const before = looks();
    element.renderRoot.querySelector('button')!.click();
    await until(() => phone.did.length > 0);
    expect(document.activeElement === element, 'the focus').to.be.true;
    void phone.getCall('out-1')!.finish('busy', 'remote', 486);
    await settled(element);
    phone.dismiss('out-1');
    await settled(element);
    expect(looks()).to.deep.equal(before);
  });

  it('creates a phone from its attributes without a provider around it', async () => {
    const element = await mountAll<SipClickToCall>(
      html`<sip-click-to-call target="x" server="wss://pbx.example.com" uri="sip:web@example.com"></sip-click-to-call>`,
    );
    const touch = new PointerEvent('pointerdown', { bubbles: true, composed: true });
    element.shadowRoot!.querySelector('button')!.dispatchEvent(touch);
    const providerIn = () => [...deep(element.shadowRoot!)].find((node) => node instanceof SipProvider);
    await until(() => providerIn()?.uri !== undefined);
    const provider = providerIn()!;
    expect([provider.uri, provider.manual]).to.deep.equal(['sip:web@example.com', true]);
    expect(provider.state?.account.status).not.to.equal('ready');
  });
});

describe('<sip-call-list>', () => {
  it('shows every call with its state and its commands', async () => {
    const calls = [
      callState({ status: 'incoming', id: 'a', peer: ANN }),
      callState({ status: 'active', id: 'b', peer: BOB }),
      callState({ status: 'active', id: 'c', peer: ANN, hold: { local: true, remote: false } }),
    ];
    const phone = new FakePhone({ ...EMPTY, calls, activeCallId: 'b' });
    const list = await mountAll(html`<sip-call-list .phone=${phone}></sip-call-list>`);
    const items = [...list.shadowRoot!.querySelectorAll('li')];
    expect(items.map((item) => item.querySelector('.sub')!.textContent.trim())).to.deep.equal([
      'Incoming call',
      'In call',
      'On hold',
    ]);
    expect(items.map((item) => item.getAttribute('aria-current'))).to.deep.equal(['false', 'true', 'false']);
    button(list, 'Hold & answer').click();
    button(list, 'Resume').click();
    button(list, 'End & answer');
    button(list, 'Decline');
    expect(phone.did).to.deep.equal(['answer a hold', 'activate c']);
  });
});

describe('<sip-incoming>', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  it('is visible only while a call rings', async () => {
    const phone = new FakePhone();
    const card = await mountAll(html`<sip-incoming .phone=${phone}></sip-incoming>`);
    expect(card.checkVisibility()).to.be.false;
    phone.ring(ANN);
    await settled(card);
    expect(card.checkVisibility()).to.be.true;
    expect(text(card)).to.contain('Ann Lee');
    void phone.getCall('in-1')!.finish('missed', 'remote');
    await settled(card);
    expect(card.checkVisibility()).to.be.false;
  });

  it('has three choices during another call, each with its veto event', async () => {
    for (const [name, did] of [
      ['Hold & answer', 'answer in-2 hold'],
      ['End & answer', 'answer in-2 end'],
      ['Decline', 'decline in-2'],
    ] as const) {
      const phone = new FakePhone(withCall({ status: 'active' }));
      const box = await mountAll(html`
        <div>
          <sip-provider id=${`desk ${did}`} .phone=${phone}></sip-provider>
          <sip-incoming for=${`desk ${did}`}></sip-incoming>
        </div>
      `);
      const asked: string[] = [];
      box.querySelector('sip-provider')!.addEventListener('sip-before-answer', () => asked.push('answer'));
      box.querySelector('sip-provider')!.addEventListener('sip-before-decline', () => asked.push('decline'));
      const card = box.querySelector('sip-incoming')!;
      phone.ring(BOB, 'in-2');
      await settled(card);
      expect(card.shadowRoot!.querySelector('[role=alertdialog]')!.textContent).to.contain('Bob Marsh');
      button(card, name).click();
      expect(phone.did, 'it has just appeared').to.deep.equal([]);
      await clock.advance(400);
      button(card, name).click();
      expect([phone.did, asked]).to.deep.equal([[did], [did.split(' ')[0]]]);
    }
  });

  it('emits sip-message-request, and passes its phone to its parts', async () => {
    const phone = new FakePhone();
    const card = await mountAll(html`<sip-incoming can-message .phone=${phone}></sip-incoming>`);
    phone.ring(ANN);
    await settled(card);
    await clock.advance(400);
    const asked = oneEvent(card, 'sip-message-request');
    button(card, 'Message').click();
    await asked;
    expect(phone.did).to.deep.equal(['decline in-1']);
  });
});

describe('<sip-hotkeys>', () => {
  const press = (key: string, code: string, target: Element = document.body): KeyboardEvent =>
    pressKey(target, key, { code, altKey: true });

  it('work from anywhere on the page, by the position of the key', async () => {
    const phone = new FakePhone(withCall({ status: 'active' }));
    await mountAll(html`<sip-hotkeys .phone=${phone}></sip-hotkeys>`);
    press('µ', 'KeyM');
    await until(() => phone.did.length === 1);
    expect(phone.did).to.deep.equal(['mute true']);
  });

  it('are ignored while the user types, and when their command is not possible', async () => {
    const phone = new FakePhone(withCall({ status: 'active' }));
    const box = await mountAll(html`<div><input aria-label="Name" /><sip-hotkeys .phone=${phone}></sip-hotkeys></div>`);
    press('m', 'KeyM', box.querySelector('input')!);
    press('a', 'KeyA');
    await settled(box);
    expect(phone.did).to.deep.equal([]);
  });
});

describe('<sip-dnd-toggle>', () => {
  it('toggles Do Not Disturb, which the header of the phone shows', async () => {
    const phone = new FakePhone();
    const box = await mountAll(
      html`<div><sip-status .phone=${phone}></sip-status><sip-dnd-toggle .phone=${phone}></sip-dnd-toggle></div>`,
    );
    const toggle = box.querySelector('sip-dnd-toggle')!.shadowRoot!.querySelector('button')!;
    expect(toggle.getAttribute('aria-checked')).to.equal('false');
    toggle.click();
    await settled(box.querySelector('sip-status')!);
    await settled(box.querySelector('sip-dnd-toggle')!);
    expect(toggle.getAttribute('aria-checked')).to.equal('true');
    expect(text(box.querySelector('sip-status')!)).to.contain('Do not disturb');
  });
});

describe('<sip-transfer>', () => {
  it('transfers to a number, or to the remote party of another call', async () => {
    const held = callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } });
    const calls = [callState({ status: 'active', id: 'a' }), held];
    const phone = new FakePhone({ ...EMPTY, calls, activeCallId: 'a' });
    const element = await mountAll(html`<sip-transfer .phone=${phone}></sip-transfer>`);
    expect(button(element, 'Transfer now').disabled).to.be.true;
    const input = element.shadowRoot!.querySelector('input')!;
    input.value = '1024';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
    button(element, 'Transfer now').click();
    await settled(element);
    const other = element.shadowRoot!.querySelector<HTMLElement>('[role=option]')!;
    expect(other.textContent).to.contain('Bob Marsh');
    other.click();
    await settled(element);
    button(element, 'Transfer now').click();
    expect(phone.did).to.deep.equal(['transfer a 1024', 'transfer a b']);
  });

  it('finds contacts by the entered text, and starts a consultation', async () => {
    const contacts = [{ id: '1', name: 'Bob Marsh', numbers: [{ target: '1024' }] }];
    const phone = new FakePhone({ ...withCall({ status: 'active' }), contacts });
    const box = await mountAll(
      html`<div><sip-transfer .phone=${phone}></sip-transfer><sip-call .phone=${phone}></sip-call></div>`,
    );
    const element = box.querySelector('sip-transfer')!;
    expect(text(element)).to.contain('Ann Lee stays on hold until the other side answers.');
    const input = element.shadowRoot!.querySelector('input')!;
    input.value = 'bo';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
    await until(() => text(element).includes('Bob Marsh'));
    expect(element.shadowRoot!.querySelector('[aria-selected=true]')!.textContent).to.contain('Bob Marsh');
    button(element, 'Ask first').click();
    await settled(box.querySelector('sip-call')!);
    expect(phone.did).to.deep.equal(['call 1024']);
    expect(text(box.querySelector('sip-call')!)).to.contain('When 1024 answers, talk first, then Complete');
  });
});

describe('<sip-phone> by its width', () => {
  const seen = (phone: Element, part: string): boolean =>
    phone.shadowRoot!.querySelector(`[part=${part}]`)?.checkVisibility() ?? false;
  const mount = async (size: string, phone: FakePhone): Promise<HTMLElement> => {
    // A page in the background gets no later resize: the size is set from the start.
    const element = document.createElement('sip-phone');
    element.setAttribute('style', size);
    element.phone = phone;
    element.innerHTML = '<p slot="context">Customer</p>';
    const box = await mountAll<HTMLElement>(html`<div>${element}</div>`);
    return box.querySelector('sip-phone')!;
  };

  it('is compact below 480 px, has a list of calls from there, and a slot for context from 720 px', async () => {
    for (const [width, list, context] of [
      [320, false, false],
      [480, true, false],
      [720, true, true],
    ] as const) {
      const element = await mount(`inline-size: ${width}px`, new FakePhone(withCall({ status: 'active' })));
      expect([seen(element, 'list'), seen(element, 'context')], `${width}`).to.deep.equal([list, context]);
      button(element, 'Hang up');
    }
  });

  it('marks missed calls as seen on the first input, in the layout in which they are visible', async () => {
    const phone = new FakePhone({ missedCount: 2 });
    const element = await mount('inline-size: 720px', phone);
    expect(phone.did).to.deep.equal([]);
    button(element, '1').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    expect(phone.did).to.deep.equal(['markMissedSeen']);
    const compact = new FakePhone({ missedCount: 2 });
    const narrow = await mount('inline-size: 320px', compact);
    button(narrow, '1').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    expect(compact.did, 'they are not visible in the compact layout').to.deep.equal([]);
  });

  it('has one column in any width with layout="compact"', async () => {
    const element = await mount('inline-size: 900px', new FakePhone(withCall({ status: 'active' })));
    expect(seen(element, 'list')).to.be.true;
    const phone = new FakePhone(withCall({ status: 'active' }));
    const compact = document.createElement('sip-phone');
    compact.style.inlineSize = '900px';
    compact.phone = phone;
    compact.setAttribute('layout', 'compact');
    await mountAll(html`<div>${compact}</div>`);
    await settled(compact);
    expect(seen(compact, 'list')).to.be.false;
    expect(compact.clientWidth).to.be.below(480);
    button(compact, 'Hang up');
  });

  it('shows a call waiting once: on the sheet, or in the list of calls', async () => {
    for (const [width, sheet, names] of [
      [320, true, ['Decline', 'End & answer', 'Hold & answer']],
      [720, false, ['Answer', 'Decline']],
    ] as const) {
      const phone = new FakePhone(withCall({ status: 'active' }));
      const element = await mount(`inline-size: ${width}px`, phone);
      phone.ring(BOB, 'in-2');
      await settled(element);
      expect(seen(element, 'sheet'), `${width}`).to.equal(sheet);
      const offered = [...deep(element.shadowRoot!)].filter((node) => /answer|decline/i.test(node.textContent ?? ''));
      const found = offered.filter((node) => node instanceof HTMLButtonElement && node.checkVisibility());
      expect(found.map((node) => node.textContent!.trim()).sort(), `${width}`).to.deep.equal(names);
      expect(element.shadowRoot!.querySelector('sip-call')!.inert).to.equal(sheet);
    }
  });

  it('shows the first call in the list without buttons, as they are beside it', async () => {
    const phone = new FakePhone();
    const element = await mount('inline-size: 720px', phone);
    phone.ring(ANN);
    await settled(element);
    const list = element.shadowRoot!.querySelector('sip-call-list')!;
    expect(text(list)).to.contain('Ann Lee');
    expect(list.shadowRoot!.querySelector('button')).to.equal(null);
    button(element, 'Answer');
  });

  it('has the history and a field for another number in the column, and no tab for them', async () => {
    const entry = { id: '1', direction: 'incoming', peer: ANN, startedAt: 0, endedAt: 0, cause: 'missed' } as const;
    const phone = new FakePhone({ ...withCall({ status: 'active' }), history: [entry] });
    const element = await mount('inline-size: 720px', phone);
    expect(text(element.shadowRoot!.querySelector('[part=list]')!)).to.match(/Calls .* Recents .* Ann Lee .* Missed/);
    phone.dismiss('call-1');
    await settled(element);
    expect(element.shadowRoot!.querySelector('#tab-recents')).to.equal(null);
    button(element, '2, A B C');
  });
});
