/**
 * The order of Tab through whole presets: that of the eye, the same one backwards, and no stop that holds the focus (WCAG 2.2 §2.1.2,
 * §2.4.3).
 */

import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import ar from '../../../src/components/shared/text/locales/ar/index.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { GOOD, twoCalls, up } from '../../../stories/support/call-states.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { BOB, callState, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { NOW, people } from '../snapshots/scenes.js';
import { deep, mountAll, settled } from '../support.js';

interface Preset {
  readonly state: () => Partial<PhoneState>;
  readonly tag?: 'sip-dock';
  /** In px. Everything fits in, so that nothing is scrolled on the way. */
  readonly width?: number;
  /** Columns beside each other: the next one begins at its top. */
  readonly columns?: true;
  /** What is pressed first, by its place in the phone. */
  readonly press?: readonly string[];
  /** The elements among whose controls there has to be a stop. */
  readonly stopsIn: readonly string[];
}

const PRESETS: Readonly<Record<string, Preset>> = {
  'an idle phone': {
    stopsIn: ['sip-dial-input', 'sip-dialpad', 'sip-call-button'],
    state: () => ({ ...people(), dialString: '1020' }),
  },
  'a phone that rings': {
    stopsIn: ['sip-decline-button', 'sip-answer-button', 'sip-call'],
    state: () => withCall({ status: 'incoming' }),
  },
  'a phone in a call': {
    stopsIn: ['sip-hold-button', 'sip-call', 'sip-hangup-button'],
    state: () => up({ quality: GOOD }, people()),
  },
  'two calls': { stopsIn: ['sip-call', 'sip-hangup-button'], state: () => twoCalls() },
  'the keypad of a call': {
    stopsIn: ['sip-dialpad', 'sip-hangup-button', 'sip-keypad-button'],
    state: () => up(),
    press: ['[data-place=pad]'],
  },
  settings: {
    stopsIn: ['sip-device-select', 'sip-volume', 'sip-settings'],
    state: () => ({ devices: DESK }),
    press: ['[part~=menu-button]', '[data-item=settings]'],
  },
  'an open dock': { stopsIn: ['sip-dock', 'sip-hold-button', 'sip-hangup-button'], state: () => up(), tag: 'sip-dock' },
  'an agent panel': {
    stopsIn: ['sip-dial-input', 'sip-call-list', 'sip-history', 'sip-hold-button', 'sip-hangup-button'],
    state: () => ({
      ...people(),
      calls: [
        callState({ status: 'active', id: 'a', quality: GOOD }),
        callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } }),
      ],
      activeCallId: 'a',
    }),
    width: 1080,
    columns: true,
  },
};

/** Boxes may overlap by less, and are beside each other, or one above the other. */
const TOLERANCE = 6;
/** More stops than any preset has. */
const MOST = 120;

describe('Tab', () => {
  before(async () => {
    registerLocale(ar);
    await setViewport({ width: 1200, height: 1500 });
  });
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(NOW))));
  afterEach(() => setElementClock());
  after(() => setViewport({ width: 800, height: 600 }));

  const active = (): Element => {
    let found = document.activeElement!;
    while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    return found;
  };

  /** The stops between two buttons, of which the first has the focus. */
  const walk = async (key: 'Tab' | 'Shift+Tab', to: Element): Promise<Element[]> => {
    const stops: Element[] = [];
    while (stops.length < MOST) {
      if (key === 'Shift+Tab') await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Tab' });
      if (key === 'Shift+Tab') await sendKeys({ up: 'Shift' });
      const stop = active();
      if (stop === to) return stops;
      if (stop === document.body || stops.includes(stop)) break;
      stops.push(stop);
    }
    throw new Error(`Tab does not leave: ${stops.map(nameOf).join(', ')}`);
  };

  const mount = async ({ state, tag, width = 320, press = [] }: Preset, dir: string): Promise<Element[]> => {
    const phone = new FakePhone(state());
    const lang = dir === 'rtl' ? 'ar' : 'en';
    const whole = `display: block; inline-size: ${width}px; block-size: 1300px`;
    const box = await mountAll(
      html`<div dir=${dir} lang=${lang}>
        <button>Before</button>
        ${
          tag === 'sip-dock'
            ? html`<sip-dock open .phone=${phone}></sip-dock>`
            : html`<sip-phone style=${whole} .phone=${phone}></sip-phone>`
        }
        <button>After</button>
      </div>`,
    );
    const root = [...deep(box)].find((one) => one.localName === 'sip-phone')!;
    await (root as HTMLElementTagNameMap['sip-phone']).loadViews();
    await settled(box);
    // A press is ignored for a moment after a change.
    await clock.advance(400);
    for (const selector of press) {
      const found = [...deep(root.shadowRoot!)].find((one) => one.matches(selector) && one.checkVisibility());
      (found!.shadowRoot?.querySelector('button') ?? (found as HTMLElement)).click();
      await settled(box);
    }
    return [box.firstElementChild!, box.lastElementChild!];
  };

  /** Why a stop is before the one it comes after to the eye, or nothing. */
  const backwards = (stops: readonly Element[], index: number, columns: boolean): string | undefined => {
    const [a, b, ...rest] = stops.slice(index - 1).map((one) => one.getBoundingClientRect());
    const rtl = stops.slice(index - 1, index + 1).some((one) => getComputedStyle(one).direction === 'rtl');
    /** The first box is before the second one in the direction of writing. A box that is hidden until it has the focus has no width. */
    const before = (one: DOMRect, other: DOMRect): boolean =>
      rtl
        ? one.left >= other.right - TOLERANCE && one.right > other.right + TOLERANCE
        : one.right <= other.left + TOLERANCE && one.left < other.left - TOLERANCE;
    const above = (one: DOMRect, other: DOMRect): boolean => one.bottom <= other.top + TOLERANCE;
    // A step to the next column goes up: to its first row and its edge.
    const begins = (): boolean => rest.every((one) => !before(one, b!) && (before(b!, one) || !above(one, b!)));
    if (above(b!, a!) && !(columns && before(a!, b!) && begins())) return 'is above it';
    return sameRow(a!, b!) && before(b!, a!) ? 'is before it in its row' : undefined;
  };

  for (const [name, preset] of Object.entries(PRESETS))
    for (const dir of ['ltr', 'rtl'])
      it(`goes through ${name} as the eye does, and back, ${dir === 'rtl' ? 'from right to left' : 'from left to right'}`, async function () {
        this.timeout(120_000);
        const [before, after] = await mount(preset, dir);
        (before as HTMLElement).focus();
        const there = await walk('Tab', after!);
        expect(there.map(hostOf)).to.include.members([...preset.stopsIn]);
        const wrong = there.slice(1).flatMap((stop, index) => {
          const why = backwards(there, index + 1, preset.columns ?? false);
          return why === undefined ? [] : [`${nameOf(stop)} ${why}, after ${nameOf(there[index]!)}`];
        });
        expect(wrong, there.map(nameOf).join(', ')).to.deep.equal([]);
        const back = await walk('Shift+Tab', before!);
        expect(back.map(nameOf), 'backwards').to.deep.equal(there.map(nameOf).reverse());
      });
});

/** Boxes are in one row if they overlap by more than half of the lower one's height. */
function sameRow(a: DOMRect, b: DOMRect): boolean {
  return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
}

/** The element whose control this is. */
function hostOf(stop: Element): string {
  const root = stop.getRootNode();
  return root instanceof ShadowRoot ? root.host.localName : '';
}

/** A name for messages: the label or text of a control, and its element. */
function nameOf(stop: Element): string {
  const words = (stop.ariaLabel ?? stop.textContent).replace(/\s+/g, ' ').trim().slice(0, 24);
  return `${hostOf(stop)} ${stop.localName} "${words}"`;
}
