/** `<sip-dock>`: its corners, by hand and by keyboard; its text while it is closed; opening by itself; a sheet on small screens. */

import { expect, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { ANN, BOB, callState, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { nextTask } from '../../../src/loader/pace.js';
import { button, mountAll, pressKey, settled, text, until } from '../support.js';

describe('<sip-dock> in its corner', () => {
  let clock: VirtualClock;
  beforeEach(async () => {
    localStorage.clear();
    await setViewport({ width: 1000, height: 700 });
    setElementClock((clock = new VirtualClock(1_700_000_000_000)));
  });
  afterEach(async () => {
    setElementClock();
    await setViewport({ width: 800, height: 600 });
  });

  async function mount(state: Partial<PhoneState> = {}, id = ''): Promise<{ dock: SipDock; phone: FakePhone }> {
    const phone = new FakePhone(state);
    const dock = await mountAll<SipDock>(html`<sip-dock id=${id} .phone=${phone}></sip-dock>`);
    return { dock, phone };
  }

  /** The edges of the window that are near, with their distances from the dock. */
  function near(dock: SipDock): string {
    const box = dock.getBoundingClientRect();
    const edges = { left: box.left, top: box.top, right: innerWidth - box.right, bottom: innerHeight - box.bottom };
    return Object.entries(edges)
      .filter(([, distance]) => Math.abs(distance - 16) < 1)
      .map(([edge]) => edge)
      .join(' ');
  }

  for (const zoom of [2, 1.5, 0.5])
    it(`shows the whole phone, and follows the pointer, in a page with zoom: ${zoom}`, async () => {
      document.body.style.setProperty('zoom', String(zoom));
      try {
        const { dock } = await mount();
        dock.toggle(true);
        await settled(dock);
        const phone = dock.shadowRoot!.querySelector('sip-phone')!;
        const header = phone.shadowRoot!.querySelector('.header')!;
        const before = dock.getBoundingClientRect();
        expect(header.getBoundingClientRect().top).to.be.at.least(0);
        expect(Math.round(before.top)).to.be.at.least(Math.min(16 * zoom, 16));
        expect(Math.round(innerHeight - before.bottom)).to.equal(16 * zoom);
        const { left, top } = header.getBoundingClientRect();
        const [x, y] = [left + 20, top + 20];
        const tell = (type: string, clientX: number, clientY: number, buttons: number) =>
          header.dispatchEvent(
            new PointerEvent(type, {
              ...{ clientX, clientY, buttons, pointerId: 7, isPrimary: true, button: 0 },
              ...{ bubbles: true, composed: true, cancelable: true },
            }),
          );
        tell('pointerdown', x, y, 1);
        tell('pointermove', x - 40, y - 10, 1);
        const moved = dock.getBoundingClientRect();
        tell('pointercancel', x - 40, y - 10, 0);
        expect([Math.round(moved.left - before.left), Math.round(moved.top - before.top)]).to.deep.equal([-40, -10]);
      } finally {
        document.body.style.removeProperty('zoom');
      }
    });

  /** Dispatches the events of a pointer that is pressed on `from`, moved and released, and the click; a page in the background receives no real ones. */
  async function drag(from: Element, to: [number, number]): Promise<void> {
    const box = from.getBoundingClientRect();
    const [x, y] = [box.left + 20, box.top + 20];
    const tell = (type: string, clientX: number, clientY: number): boolean => {
      const held = type === 'pointerdown' || type === 'pointermove' ? 1 : 0;
      const init = { clientX, clientY, pointerId: 7, isPrimary: true, button: 0, buttons: held, detail: 1 };
      return from.dispatchEvent(new PointerEvent(type, { ...init, bubbles: true, composed: true, cancelable: true }));
    };
    tell('pointerdown', x, y);
    tell('pointermove', (x + to[0]) / 2, (y + to[1]) / 2);
    tell('pointermove', ...to);
    tell('pointerup', ...to);
    tell('click', ...to);
    await Promise.resolve();
  }

  const still = (dock: SipDock): void => dock.getAnimations().forEach((animation) => animation.finish());

  it('moves to the nearest corner when it is dragged by its header, and is there again on the next page', async () => {
    const { dock } = await mount();
    dock.toggle(true);
    await settled(dock);
    const header = dock.shadowRoot!.querySelector('sip-phone')!.shadowRoot!.querySelector('.header')!;
    for (const [to, corner, edges] of [
      [[200, 60], 'top-start', 'left top'],
      [[900, 60], 'top-end', 'top right'],
      [[200, 650], 'bottom-start', 'left bottom'],
    ] as const) {
      await drag(header, [...to]);
      await settled(dock);
      still(dock);
      expect([dock.placement, near(dock)]).to.deep.equal([corner, edges]);
    }
    expect(dock.open, 'a drag is not a press').to.be.true;
    dock.remove();
    const again = await mount();
    expect([again.dock.placement, near(again.dock)]).to.deep.equal(['bottom-start', 'left bottom']);
    const other = await mount({}, 'another');
    expect(near(other.dock)).to.equal('right bottom');
  });

  it('leaves the inline styles of the page alone, and starts from where they place it', async () => {
    const own = 'translate: 0px -64px; cursor: help;';
    const phone = new FakePhone({});
    const dock = await mountAll<SipDock>(html`<sip-dock style=${own} .phone=${phone}></sip-dock>`);
    const launcher = dock.shadowRoot!.querySelector('.launcher')!;
    const place = (): [number, number] => [dock.getBoundingClientRect().x, dock.getBoundingClientRect().y];
    const tell = (type: string, x: number, y: number): boolean =>
      launcher.dispatchEvent(
        new PointerEvent(type, {
          ...{ clientX: x, clientY: y, pointerId: 7, isPrimary: true, button: 0, buttons: 1 },
          ...{ bubbles: true, composed: true },
        }),
      );
    const [left, top] = place();
    expect(innerHeight - dock.getBoundingClientRect().bottom).to.be.closeTo(16 + 64, 1);
    const changed = new MutationObserver(() => {});
    changed.observe(dock, { attributeFilter: ['style'] });
    tell('pointerdown', left + 20, top + 20);
    tell('pointermove', left - 80, top - 30);
    expect(place()).to.deep.equal([left - 100, top - 50]);
    tell('pointermove', left - 180, top - 80);
    expect([place(), getComputedStyle(dock).cursor]).to.deep.equal([[left - 200, top - 100], 'grabbing']);
    tell('pointercancel', 0, 0);
    expect([place(), getComputedStyle(dock).cursor]).to.deep.equal([[left, top], 'help']);
    await drag(launcher, [60, 60]);
    still(dock);
    expect(dock.placement).to.equal('top-start');
    document.body.append(dock);
    await settled(dock);
    expect(changed.takeRecords()).to.deep.equal([]);
    expect(dock.getAttribute('style')).to.equal(own);
    dock.remove();
  });

  it('can be dragged while it is closed, which does not open it; a press without a drag does', async () => {
    const { dock } = await mount();
    const launcher = dock.shadowRoot!.querySelector('.launcher')!;
    await drag(launcher, [60, 60]);
    still(dock);
    expect([near(dock), dock.open]).to.deep.equal(['left top', false]);
    const { left, top } = launcher.getBoundingClientRect();
    await drag(launcher, [left + 22, top + 22]);
    expect(dock.open).to.be.true;
  });

  /** Moves the real pointer in steps. */
  async function movePointer(from: [number, number], to: [number, number]): Promise<void> {
    for (let step = 1; step <= 8; step++) {
      const at = (axis: 0 | 1): number => Math.round(from[axis] + ((to[axis] - from[axis]) * step) / 8);
      await sendMouse({ type: 'move', position: [at(0), at(1)] });
    }
  }

  const middle = (element: Element): [number, number] => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [Math.round(x + width / 2), Math.round(y + height / 2)];
  };

  // Pointer Events §3.1.1: `buttons` is 0 when no button is held.
  it('stays in its corner when the pointer moves after a click, with no button held', async () => {
    const { dock } = await mount();
    try {
      const start = middle(dock.shadowRoot!.querySelector('.launcher')!);
      await sendMouse({ type: 'click', position: start });
      await settled(dock);
      expect(dock.open).to.be.true;
      still(dock);
      const header = dock.shadowRoot!.querySelector('sip-phone')!.shadowRoot!.querySelector('.header')!;
      await movePointer(start, middle(header));
      await movePointer(middle(header), [300, 200]);
      expect(near(dock)).to.equal('right bottom');
      await sendMouse({ type: 'click', position: middle(header) });
      await movePointer(middle(header), [300, 200]);
      expect(near(dock)).to.equal('right bottom');
    } finally {
      await resetMouse();
    }
  });

  it('follows the pointer only while the button is held', async () => {
    const { dock } = await mount();
    try {
      const start = middle(dock.shadowRoot!.querySelector('.launcher')!);
      await sendMouse({ type: 'move', position: start });
      await sendMouse({ type: 'down' });
      await movePointer(start, [300, 200]);
      expect(near(dock)).to.equal('');
      await sendMouse({ type: 'up' });
      still(dock);
      expect([near(dock), dock.open]).to.deep.equal(['left top', false]);
      await movePointer([300, 200], [600, 500]);
      expect(near(dock)).to.equal('left top');
    } finally {
      await resetMouse();
    }
  });

  it('is not dragged by the buttons in its header', async () => {
    const { dock } = await mount();
    dock.toggle(true);
    await settled(dock);
    await drag(button(dock, 'Close phone'), [200, 60]);
    expect(dock.placement).to.equal(undefined);
  });

  it('moves to a corner by the arrow keys, and to the next one by Enter', async () => {
    const { dock } = await mount();
    dock.toggle(true);
    await settled(dock);
    const move = button(dock, 'Move phone');
    for (const [key, edges] of [
      ['ArrowUp', 'top right'],
      ['ArrowLeft', 'left top'],
      ['ArrowDown', 'left bottom'],
      ['ArrowRight', 'right bottom'],
    ] as const) {
      pressKey(move, key);
      await settled(dock);
      expect(near(dock), key).to.equal(edges);
    }
    move.click();
    await settled(dock);
    expect(near(dock)).to.equal('left bottom');
  });

  it('moves to physical sides of the window by the arrow keys, in any text direction', async () => {
    const { dock } = await mount();
    dock.dir = 'rtl';
    dock.toggle(true);
    await settled(dock);
    expect(near(dock)).to.equal('left bottom');
    pressKey(button(dock, 'Move phone'), 'ArrowRight');
    await settled(dock);
    expect([near(dock), dock.placement]).to.deep.equal(['right bottom', 'bottom-start']);
  });

  it('moves the focus into the phone that it opens, unless the user goes on in the page meanwhile (WCAG 2.2 §3.2)', async () => {
    const phone = new FakePhone();
    const box = await mountAll(html`<div><button></button><input /><sip-dock .phone=${phone}></sip-dock></div>`);
    const dock = box.querySelector('sip-dock')!;
    const [opener, field] = [box.querySelector('button')!, box.querySelector('input')!];
    opener.focus();
    dock.toggle(true);
    await until(() => document.activeElement === dock);
    dock.toggle(false);
    await until(() => dock.shadowRoot!.activeElement?.localName === 'button');
    opener.focus();
    dock.toggle(true);
    field.focus();
    await settled(dock);
    await nextTask();
    expect(document.activeElement === field).to.equal(true);
  });

  it('opens on an incoming call with open-on-ring, and leaves the focus in the page', async () => {
    const phone = new FakePhone();
    const box = await mountAll<HTMLElement>(
      html`<div><input aria-label="Name" /><sip-dock open-on-ring .phone=${phone}></sip-dock></div>`,
    );
    box.querySelector('input')!.focus();
    phone.ring(ANN);
    const dock = box.querySelector('sip-dock')!;
    await settled(dock);
    expect(dock.open).to.be.true;
    expect(document.activeElement).to.equal(box.querySelector('input'));
    const closed = await mount();
    closed.phone.ring(ANN);
    await settled(closed.dock);
    expect(closed.dock.open).to.be.false;
  });

  it('shows the called party while it is closed, and that a call waiting would hold the first', async () => {
    const via = { name: 'Sales', number: '2000', uri: 'sip:2000@example.com' };
    const first = await mount(withCall({ status: 'incoming', calledParty: via }));
    expect(text(first.dock)).to.contain('Incoming · Sales');
    const second = await mount({
      calls: [callState({ status: 'active' }), callState({ status: 'incoming', id: 'b', peer: BOB })],
      activeCallId: 'call-1',
    });
    expect(text(second.dock)).to.contain('Second call');
    button(second.dock, 'Hold & answer').click();
    expect(second.phone.did).to.deep.equal(['answer b']);
  });

  it('shows the number of missed calls while it is closed, and the cause of a failed call', async () => {
    const { dock } = await mount({ missedCount: 2 });
    button(dock, 'Open phone, Ready, 2 missed calls');
    const failed = await mount(withCall({ status: 'ended', failed: true, cause: 'busy' }));
    expect(text(failed.dock)).to.contain('Busy Ann Lee');
    await clock.advance(400);
    button(failed.dock, 'Dismiss').click();
    await settled(failed.dock);
    expect(failed.phone.did).to.deep.equal(['dismiss call-1']);
    button(failed.dock, 'Open phone, Ready');
  });

  it('is a sheet at the bottom of a small screen, which is pulled down to close', async () => {
    await setViewport({ width: 390, height: 700 });
    const { dock } = await mount();
    dock.toggle(true);
    await settled(dock);
    const box = dock.getBoundingClientRect();
    expect([box.left, box.right, innerHeight - box.bottom]).to.deep.equal([0, 390, 0]);
    expect(box.height).to.be.at.most(0.9 * 700);
    const header = dock.shadowRoot!.querySelector('sip-phone')!.shadowRoot!.querySelector('.header')!;
    const top = header.getBoundingClientRect().top;
    await drag(header, [100, Math.round(top + 60)]);
    expect(dock.open, 'a short pull does not close it').to.be.true;
    await drag(header, [100, Math.round(top + 200)]);
    expect(dock.open).to.be.false;
  });

  it('keeps its corner for the page only when storage is forbidden', async () => {
    const { getItem, setItem } = Storage.prototype;
    Storage.prototype.getItem = Storage.prototype.setItem = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    try {
      const { dock } = await mount();
      dock.toggle(true);
      await settled(dock);
      pressKey(button(dock, 'Move phone'), 'ArrowUp');
      await settled(dock);
      expect(near(dock)).to.equal('top right');
    } finally {
      Object.assign(Storage.prototype, { getItem, setItem });
    }
  });
});

// The contract of the elements: an element has the attributes of the one that it contains; each icon and label is in a slot.
describe('<sip-dock> as its page wants it', () => {
  /** A dock with this markup in it. */
  async function mountDock(state: Partial<PhoneState>, content = html``): Promise<SipDock> {
    return mountAll<SipDock>(html`<sip-dock .phone=${new FakePhone(state)}>${content}</sip-dock>`);
  }

  const inner = (dock: SipDock): SipPhone => dock.shadowRoot!.querySelector('sip-phone')!;
  const ground = (element: Element): string => getComputedStyle(element).backgroundColor;

  it('has the theme of its attribute: button, pill and phone', async () => {
    const states: readonly [string, Partial<PhoneState>, boolean][] = [
      ['.launcher', {}, false],
      ['.pill', withCall({ status: 'active' }), false],
      ['.panel', {}, true],
    ];
    for (const [part, state, open] of states) {
      const dock = await mountDock(state);
      dock.open = open;
      const looks: string[] = [];
      for (const theme of ['light', 'dark', 'light'] as const) {
        dock.setAttribute('theme', theme);
        await settled(dock);
        const shown = open ? inner(dock).shadowRoot!.querySelector('.frame')! : dock.shadowRoot!.querySelector(part)!;
        looks.push(ground(shown));
      }
      expect(looks[0], part).to.equal(looks[2]).and.not.equal(looks[1]);
    }
  });

  it('has the tabs of its attribute, which can change while it is open', async () => {
    const dock = await mountDock({ contacts: [{ id: 'bob', name: 'Bob Marsh', numbers: [{ target: '1020' }] }] });
    dock.open = true;
    const tabs = (): string[] =>
      [...inner(dock).shadowRoot!.querySelectorAll('[role=tab]')].map((tab) => tab.textContent.trim());
    await settled(dock);
    const all = tabs();
    dock.setAttribute('tabs', 'recents keypad');
    await settled(dock);
    expect(tabs()).to.deep.equal(['Recents', 'Keypad']);
    dock.removeAttribute('tabs');
    await settled(dock);
    expect(tabs()).to.deep.equal(all);
  });

  it('has columns where the page makes its phone wider, and one column with layout="compact"', async () => {
    await setViewport({ width: 1000, height: 700 });
    const dock = await mountDock({});
    dock.open = true;
    await settled(dock);
    const style = document.createElement('style');
    style.textContent = 'sip-dock::part(phone) { inline-size: 720px; }';
    document.head.append(style);
    try {
      const listed = (): boolean => inner(dock).shadowRoot!.querySelector('[part=list]') !== null;
      await until(listed, 'the column is shown');
      dock.setAttribute('layout', 'compact');
      await until(() => !listed(), 'the column has gone');
      expect(inner(dock).getBoundingClientRect().width).to.be.below(480);
      dock.removeAttribute('layout');
      await until(listed, 'the column is back');
    } finally {
      style.remove();
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('shows the icons and the lines of its page in the button and in each pill', async () => {
    const mark = (slot: string): TemplateResult => html`<i slot=${slot}>${slot}</i>`;
    const slots = ['launcher', 'title', 'text', 'decline', 'answer', 'mute', 'end', 'open', 'dismiss'];
    const shown = async (state: Partial<PhoneState>): Promise<string[]> => {
      const dock = await mountDock(state, html`${slots.map(mark)}`);
      return [...dock.children].filter((one) => one.checkVisibility()).map((one) => one.slot);
    };
    expect(await shown({})).to.deep.equal(['launcher']);
    expect(await shown(withCall({ status: 'incoming' }))).to.deep.equal(['title', 'text', 'decline', 'answer']);
    const call = ['title', 'text', 'mute', 'end', 'open'];
    expect(await shown(withCall({ status: 'active' }))).to.deep.equal(call);
    const failed = withCall({ status: 'ended', failed: true, cause: 'busy' });
    expect(await shown(failed)).to.deep.equal(['title', 'text', 'open', 'dismiss']);
  });

  it('keeps the names of its buttons where the page replaces their icons', async () => {
    const dock = await mountDock(withCall({ status: 'active' }), html`<i slot="mute">M</i><i slot="close">x</i>`);
    button(dock, 'Mute').click();
    await settled(dock);
    expect(button(dock, 'Unmute').contains(dock.querySelector('[slot=mute]')!.assignedSlot)).to.be.true;
    expect(dock.matches(':state(muted)')).to.be.true;
    dock.open = true;
    await settled(dock);
    expect(dock.querySelector('[slot=close]')!.checkVisibility()).to.be.true;
    button(dock.renderRoot.querySelector('.panel')!, 'Close phone').click();
    expect(dock.open).to.be.false;
  });
});
