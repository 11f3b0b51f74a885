/**
 * Each view by the Tab key alone, at 320 by 400 px and at 200 % of 1280 by 720: the focus is visible at each of its positions, is never
 * lost, and leaves the phone at its end (WCAG 2.2 §2.1.1, §2.1.2, §2.4.3, §2.4.7, §2.4.11).
 */

import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { ANN, FakePhone, type FakeCall } from '../../../stories/support/fake-phone.js';
import type { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { NOW, people, SCENES } from '../snapshots/scenes.js';
import { deep, settled, until } from '../support.js';

/** More than any view has. */
const MOST = 60;

/** The element that has the focus, through shadow roots. */
function focused(): Element {
  let found = document.activeElement ?? document.body;
  while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

/** The parent in the flat tree. */
const parentOf = (node: Element): Element | null =>
  node.assignedSlot ??
  node.parentElement ??
  (node.getRootNode() instanceof ShadowRoot ? (node.getRootNode() as ShadowRoot).host : null);

/** The part of a control that no ancestor and no edge of the window clips, in px. */
function visibleSize(control: Element): [width: number, height: number] {
  let { left, top, right, bottom } = control.getBoundingClientRect();
  const within = (box: { left: number; top: number; right: number; bottom: number }): void => {
    [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
    [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
  };
  within({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (let node = parentOf(control); node; node = parentOf(node))
    if (getComputedStyle(node).overflow !== 'visible' && getComputedStyle(node).display !== 'contents')
      within(node.getBoundingClientRect());
  return [right - left, bottom - top];
}

const titleOf = (node: Element): string =>
  `<${node.localName} class="${node.className}"> ${(node.ariaLabel ?? node.textContent).trim()}`;

/** The innermost element at the middle of a control. */
function hitBy(control: Element): Element | null {
  const { left, top, width, height } = control.getBoundingClientRect();
  let found = document.elementFromPoint(left + width / 2, top + height / 2);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

/** Whether something else is drawn over the middle of a control. */
function isCovered(control: Element): boolean {
  for (let node = hitBy(control); node; node = parentOf(node)) if (node === control) return false;
  return !(control instanceof HTMLInputElement && control.type === 'checkbox');
}

const CONTROLS = 'button, a[href], input, select, textarea, summary';
/** Controls of which one is in the tab order, and arrow keys move between the others (WAI-ARIA APG, roving tabindex). */
const ROVING = '[role=tablist], [role=radiogroup], [role=listbox], [role=menu], sip-dialpad';

/** The closest element in the flat tree that matches. */
function around(control: Element, selector: string): Element | undefined {
  for (let node: Element | null = control; node; node = parentOf(node)) if (node.matches(selector)) return node;
  return undefined;
}

/** The stops of the Tab key that an element needs: each control that can be used, and the first one of each roving group. */
function stopsOf(root: Element): string[] {
  const groups = new Set<Element>();
  return [...deep(root.shadowRoot ?? root)]
    .filter((node) => node.matches(CONTROLS) && node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => !node.matches(':disabled') && !around(node, '[inert]'))
    .filter((node) => {
      const group = around(node, ROVING);
      if (!group) return true;
      return !groups.has(group) && groups.add(group);
    })
    .map(stopOf);
}

/** The name of a control, or that of its roving group. */
const stopOf = (control: Element): string => {
  const group = around(control, ROVING);
  return group ? `one of <${group.localName}> ${group.role}` : titleOf(control);
};

const SIZES = [
  ['320 by 400 px', { width: 320, height: 400 }, 'inline-size: 320px; block-size: 400px'],
  ['640 by 360 px', { width: 640, height: 360 }, 'inline-size: 320px; block-size: 360px'],
] as const;

for (const [size, viewport, style] of SIZES)
  describe(`The Tab key, in ${size}`, () => {
    before(async () => {
      await setViewport(viewport);
      document.body.style.margin = '0';
    });
    beforeEach(() => setElementClock(new VirtualClock(NOW)));
    afterEach(() => setElementClock());
    after(() => document.body.removeAttribute('style'));

    for (const { name, state, open } of SCENES)
      it(`visits each control of a phone that is ${name}, and leaves it`, async () => {
        const phone = new FakePhone(state());
        const page = await fixture(
          html`<div>
            <button id="before">Before</button><sip-phone style=${style} .phone=${phone}></sip-phone
            ><button id="after">After</button>
          </div>`,
        );
        const element = page.querySelector<SipPhone>('sip-phone')!;
        await element.loadViews();
        await settled(element);
        await open?.({ element, phone });
        page.querySelector<HTMLElement>('#before')!.focus({ preventScroll: true });
        await settled(element);
        const controls = stopsOf(element);
        const stops: string[] = [];
        const wrong: string[] = [];
        const path: string[] = [];
        for (let step = 0; step < MOST; step++) {
          await sendKeys({ press: 'Tab' });
          const control = focused();
          if (control.id === 'after') break;
          path.push(titleOf(control));
          if (control.matches(CONTROLS)) stops.push(stopOf(control));
          if (control === document.body) wrong.push(`the focus is lost after ${path.at(-2)}`);
          const [width, height] = visibleSize(control);
          if (width < 8 || height < 8)
            wrong.push(`${path.at(-1)}: only ${Math.round(width)} × ${Math.round(height)} px are seen`);
          else if (isCovered(control)) wrong.push(`${path.at(-1)} is covered by ${titleOf(hitBy(control)!)}`);
        }
        if (focused().id !== 'after') wrong.push(`the focus does not leave: ${path.join(' → ')}`);
        expect(controls.length, 'there are controls').to.be.greaterThan(1);
        expect(stops.toSorted()).to.deep.equal(controls.toSorted());
        expect(wrong.join('\n')).to.equal('');
      });
  });

describe('A user without a mouse, in a window of 320 by 400 px,', () => {
  let clock: VirtualClock;
  let phone: FakePhone;
  let dock: SipDock;
  before(() => setViewport({ width: 320, height: 400 }));
  beforeEach(async () => {
    setElementClock((clock = new VirtualClock(NOW)));
    phone = new FakePhone(people());
    const page = await fixture(html`<div><a href="#top">Page</a><sip-dock .phone=${phone}></sip-dock></div>`);
    dock = page.querySelector<SipDock>('sip-dock')!;
    await settled(dock);
    page.querySelector('a')!.focus();
  });
  afterEach(() => setElementClock());

  /** Ends the moment in which presses are ignored, and checks that the focus is visible. */
  async function ready(what: string): Promise<void> {
    await settled(dock);
    await clock.advance(400);
    await settled(dock);
    await until(() => focused() !== document.body, `the focus is not lost: ${what}`);
    const [width, height] = visibleSize(focused());
    expect(Math.min(width, height), `${what}: the focus is visible on ${titleOf(focused())}`).to.be.greaterThan(8);
  }

  const nameOf = (node: Element): string =>
    (
      node.ariaLabel ??
      (node instanceof HTMLInputElement ? node.labels?.[0]?.textContent : undefined) ??
      node.textContent
    ).trim();

  async function press(key: string): Promise<void> {
    await sendKeys({ press: key });
    await ready(key);
  }

  /** Presses Tab, or an arrow key in a menu, until a control of this name has the focus. */
  async function tabTo(name: string, key = 'Tab'): Promise<void> {
    const path: string[] = [];
    while (path.length < MOST) {
      await sendKeys({ press: key });
      path.push(nameOf(focused()));
      if (path.at(-1)!.startsWith(name)) return ready(name);
    }
    throw new Error(`${name} is not on the path ${path.join(', ')}`);
  }

  const shown = (): FakeCall => phone.getCall(phone.state.activeCallId!)!;

  async function open(): Promise<void> {
    await tabTo('Open phone');
    await press('Enter');
    await dock.shadowRoot!.querySelector('sip-phone')!.loadViews();
    await ready('the phone is open');
  }

  it('calls, mutes, holds, sends digits, transfers, hangs up, and closes the dock', async () => {
    await open();
    await sendKeys({ type: '1020' });
    await press('Enter');
    expect(phone.did).to.include('call 1020');
    await shown().connect();
    await ready('Bob answers');
    for (const key of ['m', 'm', 'h', 'h', '5']) await press(key);
    // A digit shows the keypad, which echoes it.
    await press('7');
    await tabTo('Hide');
    await press('Enter');
    await tabTo('Transfer');
    await press('Enter');
    await sendKeys({ type: '1003' });
    await tabTo('Transfer now');
    await press('Enter');
    await tabTo('Hang up');
    await press('Enter');
    // The first Escape leaves the ended call.
    await press('Escape');
    await press('Escape');
    expect([dock.open, nameOf(focused()).startsWith('Open phone')]).to.deep.equal([false, true]);
    expect(phone.did).to.include.members([
      'call 1020',
      'mute true',
      'mute false',
      'hold true',
      'hold false',
      'digits 5',
    ]);
    expect(phone.did).to.include.members(['digits 7', 'transfer out-1 1003', 'hangUp out-1']);
  });

  it('answers in the closed dock, asks another person first, merges, and hangs up', async () => {
    phone.ring(ANN);
    await settled(dock);
    await clock.advance(400);
    await tabTo('Answer');
    await press('Enter');
    await open();
    await tabTo('Transfer');
    await press('Enter');
    await sendKeys({ type: '1003' });
    await tabTo('Ask first');
    await press('Enter');
    await shown().connect();
    await ready('Carol answers');
    await tabTo('Complete');
    await press('Enter');
    await tabTo('Merge');
    await press('Enter');
    expect(phone.did).to.include.members(['answer in-1', 'call 1003', 'transfer in-1 out-2', 'merge out-2 in-1']);
  });

  it('calls back from the history, and opens the settings and leaves them', async () => {
    await open();
    await tabTo('Keypad');
    await press('ArrowRight');
    await tabTo('Call Front desk');
    await press('Enter');
    expect(phone.did).to.include('call 1000');
    await shown().finish('busy', 'remote', 486);
    await ready('the front desk is busy');
    await tabTo('Menu');
    await press('Enter');
    await tabTo('Settings', 'ArrowDown');
    await press('Enter');
    await tabTo('Back');
    await press('Enter');
  });
});
