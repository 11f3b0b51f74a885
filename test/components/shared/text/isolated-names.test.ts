/**
 * Names, numbers and addresses in sentences of the other direction: each is isolated, so that neither changes the order of the other
 * (UAX 9 §2.7), in every view of an Arabic phone, in its accessible names and in what it announces.
 */

import { expect } from '@open-wc/testing';
import { registerLocale } from '../../../../src/components/shared/text/localize.js';
import ar from '../../../../src/components/shared/text/locales/ar/index.js';
import he from '../../../../src/components/shared/text/locales/he/index.js';
import { setElementClock } from '../../../../src/components/shared/time/time.js';
import { beginConsultation } from '../../../../src/components/shared/phone/consultation.js';
import type { PhoneState } from '../../../../src/phone/state.js';
import { DESK } from '../../../../stories/support/fake-devices.js';
import { twoCalls, up } from '../../../../stories/support/call-states.js';
import { ANN, BOB, callState, withCall, type CallPatch } from '../../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../../support/virtual-clock.js';
import { RARE_CALLS } from '../../snapshots/rare-calls.js';
import { NOW, SCENES } from '../../snapshots/scenes.js';
import { CALLS, LOW } from '../../snapshots/sheets.js';
import { deep, mountPhone, settled, text, type Mounted } from '../../support.js';

const ARABIC = /\p{Script=Arabic}/u;
/** Where the state of a phone has words of persons and of servers. */
const KEYS = new Set(['name', 'number', 'target', 'label', 'note', 'lost', 'now']);

/** Returns those words that have a direction, or signs that change places: not digits alone. */
function dataOf(value: unknown, key = '', found = new Set<string>()): Set<string> {
  if (typeof value === 'string' && KEYS.has(key) && /[A-Za-z]|\d\D+\d/.test(value)) found.add(value);
  if (value && typeof value === 'object') for (const [name, one] of Object.entries(value)) dataOf(one, name, found);
  return found;
}

/** Returns a text without what is isolated in it. */
const outside = (words: string): string => {
  let rest = words;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replaceAll(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '');
  }
  return rest;
};

const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'];

/** Returns the closest element around a text whose content has an order of its own: one that is isolated or no part of a line. */
function lineOf(node: Text): Element | undefined {
  for (let one = node.parentElement; one; one = one.parentElement) {
    const { display, unicodeBidi } = getComputedStyle(one);
    if (display !== 'inline' && display !== 'contents') return one;
    if (unicodeBidi !== 'normal') return one;
  }
  return undefined;
}

/** The texts in which a name, number or address stands beside Arabic words and is not isolated. */
function exposed({ element, phone }: Mounted): string[] {
  const data = [...dataOf(phone.state)];
  const isExposed = (words: string): boolean =>
    ARABIC.test(words) && data.some((one) => outside(words).includes(one) && !ARABIC.test(one));
  const found: string[] = [];
  for (const node of deep(element.shadowRoot!)) {
    for (const name of ATTRIBUTES) {
      const words = node.getAttribute(name) ?? '';
      if (isExposed(words)) found.push(`${name}=“${words}”`);
    }
    for (const child of node.childNodes) {
      if (!(child instanceof Text) || child.data.trim() === '' || !node.checkVisibility()) continue;
      // Its order is not seen.
      if (node.closest('.visually-hidden')) continue;
      const line = lineOf(child);
      // What is isolated in the line of this text is another text.
      const words = [...textsOf(line ?? node)].filter((one) => lineOf(one) === line).map(({ data: own }) => own);
      if (data.some((one) => child.data.includes(one)) && isExposed(words.join(''))) found.push(`“${words.join('')}”`);
    }
  }
  return [...new Set(found)];
}

function* textsOf(root: Node): Generator<Text> {
  for (const child of root.childNodes)
    if (child instanceof Text) yield child;
    else if (!(child instanceof HTMLStyleElement)) yield* textsOf(child);
}

/** States in which a sentence has a name. */
const MORE: readonly (readonly [name: string, state: () => Partial<PhoneState>])[] = [
  ['busy', () => withCall({ status: 'ended', failed: true, cause: 'busy', statusCode: 486 })],
  ['asked about a redirection', () => withCall({ status: 'ringing', question: { kind: 'redirect', target: BOB } })],
  ['transferring', () => up({ transfer: { status: 'trying', target: ANN.number } } as CallPatch)],
  ['refused a transfer', () => up({ transfer: { status: 'refused', target: ANN.number, cause: 'busy' } } as CallPatch)],
  [
    'told of a transfer that was not possible',
    () =>
      up({ transfer: { status: 'refused', target: ANN.number, cause: 'declined', notByTarget: true } } as CallPatch),
  ],
  [
    'over after a transfer',
    () =>
      withCall({
        status: 'ended',
        answeredAt: NOW - 9000,
        transfer: { status: 'refused', target: ANN.number, cause: 'busy' },
      } as CallPatch & { status: 'ended' }),
  ],
  [
    'told of another call that failed',
    () => ({
      ...up(),
      calls: [
        ...up().calls,
        callState({ status: 'ended', id: 'b', failed: true, cause: 'declined', peer: { ...BOB, name: '' } }),
      ],
    }),
  ],
  [
    'told of a device',
    () => up({}, { devices: { ...DESK, notice: { kind: 'back', use: 'microphone', now: 'Jabra 65' } } }),
  ],
  [
    'told that the microphone is silent',
    () =>
      up({ quality: { bars: 4, weakParty: 'local', warnings: ['silent-microphone'] } } as CallPatch, { devices: DESK }),
  ],
];

describe('In a phone in Arabic each name, number and address is isolated', () => {
  before(() => registerLocale(ar));
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  async function show(state: Partial<PhoneState>, open?: (mounted: Mounted) => unknown): Promise<Mounted> {
    const mounted = await mountPhone(state, { lang: 'en' });
    await open?.(mounted);
    mounted.element.lang = 'ar';
    await settled(mounted.element);
    return mounted;
  }

  for (const { name, state, open } of SCENES)
    it(`that is ${name}`, async () => expect(exposed(await show(state(), open))).to.deep.equal([]));

  for (const sheet of [...CALLS, ...RARE_CALLS, LOW])
    it(`in ${sheet.name}`, async () => {
      for (const [index, state] of sheet.states.entries())
        expect(exposed(await show(state(), sheet.open?.[index])), `state ${index}`).to.deep.equal([]);
    });

  for (const [name, state] of MORE)
    it(`that is ${name}`, async () => expect(exposed(await show(state()))).to.deep.equal([]));

  it('where one name contains another one', async () => {
    const mounted = await show(twoCalls(), async ({ element, phone }) => {
      beginConsultation(phone, 'ann', 'bob');
      phone.getCall('bob')!.patch({ peer: { ...BOB, name: 'Ann' } });
      await settled(element);
    });
    mounted.phone.show('ann');
    await settled(mounted.element);
    expect(text(mounted.element)).to.contain('بين \u2068Ann Lee\u2069 و\u2068Ann\u2069');
  });

  it('in what it announces, where nothing else is', async () => {
    const { element, phone } = await show({});
    phone.ring({ ...ANN, name: '' }, 'ann');
    await settled(element);
    const announcer = [...deep(element.shadowRoot!)].find((node) => node.localName === 'sip-announcer')!;
    const said = (): string => announcer.shadowRoot!.textContent;
    expect(said()).to.contain(`مكالمة واردة من \u2068${ANN.number}\u2069`);
    phone.getCall('ann')!.connect();
    await settled(element);
    expect(outside(said())).to.not.match(/[\u2066-\u2069]/);
  });
});

it('In a phone in Hebrew names are isolated too', async () => {
  registerLocale(he);
  const state = withCall({ status: 'ended', failed: true, cause: 'busy' });
  expect(text((await mountPhone(state, { lang: 'he' })).element)).to.contain('\u2068Ann Lee\u2069');
});
