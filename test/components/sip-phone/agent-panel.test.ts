/** The agent panel, three columns from 720 px: what each call card says, the chips of the call, the context column. */

import { expect, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { HistoryEntry, PhoneState } from '../../../src/phone/state.js';
import { conference } from '../../../stories/support/call-states.js';
import { ANN, BOB, callState, EMPTY, FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { deep, mountAll, mountPhone, settled, text, type Mounted } from '../support.js';

const NOW = new Date(2026, 10, 21, 12).getTime();
const QUALITY = { bars: 3, weakParty: 'unclear', warnings: [] } as const;

/** The size is there from the start, as the columns follow a later one in the next frame only. */
async function mountPanel(state: Partial<PhoneState>, width = 1080): Promise<Mounted> {
  const phone = new FakePhone(state);
  const element = document.createElement('sip-phone');
  element.setAttribute('style', `inline-size: ${width}px; block-size: 640px`);
  element.phone = phone;
  await mountAll(html`<div>${element}</div>`);
  await settled(element);
  return { element, phone };
}

const find = ({ element }: Mounted, selector: string): HTMLElement[] =>
  [...deep(element.shadowRoot!)].filter(
    (node): node is HTMLElement => node instanceof HTMLElement && node.matches(selector),
  );

const inside = (mounted: Mounted, element: string, selector: string): Element[] => [
  ...find(mounted, element)[0]!.shadowRoot!.querySelectorAll(selector),
];

describe('<sip-phone> as an agent panel', () => {
  let clock: VirtualClock;
  before(() => setViewport({ width: 1200, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  beforeEach(() => setElementClock((clock = new VirtualClock(NOW))));
  afterEach(() => setElementClock());

  const threeCalls = (): Partial<PhoneState> => ({
    ...EMPTY,
    calls: [
      callState({
        status: 'incoming',
        id: 'c',
        peer: { ...BOB, name: 'Chen Wei' },
        calledParty: { ...BOB, name: 'Support' },
      }),
      callState({
        status: 'active',
        id: 'a',
        quality: QUALITY,
        calledParty: { ...ANN, name: 'Sales', number: '2000' },
      }),
      callState({ status: 'active', id: 'b', peer: BOB, hold: { local: true, remote: false } }),
    ],
    activeCallId: 'a',
  });

  it('says on each card which queue rings and how long, and how long a call is on hold', async () => {
    const mounted = await mountPanel(threeCalls());
    await clock.advance(6000);
    await settled(mounted.element);
    const [rings, talks, held] = inside(mounted, 'sip-call-list', 'li').map(text);
    expect(rings).to.contain('Chen Wei Incoming · Support 0:06');
    expect(talks).to.contain('Ann Lee In call 4:18');
    expect(held).to.contain('Bob Marsh On hold 0:06');
  });

  it('has the keys of a ringing call in one row, and one key on a held one, so that past calls keep their room', async () => {
    const mounted = await mountPanel(threeCalls());
    const cards = inside(mounted, 'sip-call-list', 'li');
    const keys = cards.map((card) => [...card.querySelectorAll('button')]);
    expect(keys.map((row) => row.map((key) => key.ariaLabel ?? text(key)))).to.deep.equal([
      ['Decline', 'Answer'],
      [],
      ['Resume'],
    ]);
    expect(new Set(keys[0]!.map((key) => key.getBoundingClientRect().top))).to.have.property('size', 1);
    const [talks, held] = cards.slice(1).map((card) => card.getBoundingClientRect().height);
    expect(held).to.equal(talks);
    keys[2]![0]!.click();
    keys[0]![1]!.click();
    expect(mounted.phone.did).to.deep.equal(['activate b', 'answer c']);
  });

  it('has no key for the other participant of a conference, who is not on hold', async () => {
    const mounted = await mountPanel(conference());
    expect(inside(mounted, 'sip-call-list', 'button')).to.deep.equal([]);
  });

  it('has the called party and the quality as chips over the call, with a larger name', async () => {
    const mounted = await mountPanel(threeCalls());
    expect(find(mounted, '.chips .chip').map((chip) => chip.textContent.replaceAll(/\s+/g, ' ').trim())).to.deep.equal([
      'Sales · to \u20662000\u2069',
      'Fair',
    ]);
    const name = find(mounted, 'h2[part=name]')[0]!;
    expect(getComputedStyle(name).fontSize).to.equal('28px');
    const compact = await mountPhone(threeCalls());
    expect(find(compact, '.chips')[0]!.checkVisibility()).to.be.false;
  });

  it('gives the context 320 px with its padding', async () => {
    const mounted = await mountPanel(threeCalls());
    const context = document.createElement('p');
    context.slot = 'context';
    mounted.element.append(context);
    await settled(mounted.element);
    expect(context.getBoundingClientRect().width).to.equal(320);
  });

  for (const width of [480, 720, 800, 900])
    it(`leaves the call 278 px of ${width}, and names their room`, async () => {
      const mounted = await mountPanel(threeCalls(), width);
      const context = document.createElement('p');
      context.slot = 'context';
      mounted.element.append(context);
      await settled(mounted.element);
      expect(find(mounted, 'sip-call')[0]!.getBoundingClientRect().width).to.be.at.least(278);
      for (const name of inside(mounted, 'sip-call-list', '[part=name]'))
        expect(name.scrollWidth, name.textContent).to.be.at.most(name.clientWidth);
      if (width >= 720) expect(getComputedStyle(context).marginTop).to.equal('0px');
    });

  it('shows the number once while it is typed', async () => {
    const mounted = await mountPanel({ dialString: '1024' });
    expect(find(mounted, 'sip-dial-input')).to.have.length(1);
    const inCall = await mountPanel(threeCalls());
    expect(find(inCall, 'sip-dial-input[layout=search]')).to.have.length(1);
  });

  it('names the day of a past call', async () => {
    const past = (id: string, days: number, hour = 9): HistoryEntry => {
      const startedAt = new Date(2026, 10, 21 - days, hour).getTime();
      const times = { startedAt, answeredAt: startedAt, endedAt: startedAt + 12_000 };
      return { id, direction: 'incoming', peer: ANN, cause: 'hung-up', ...times };
    };
    const history = [past('a', 0), past('b', 1), past('c', 4), past('d', 9)];
    const mounted = await mountPanel({ history });
    const times = inside(mounted, 'sip-history', 'time').map((time) => time.textContent.replaceAll(/\s/g, ' '));
    expect(times).to.deep.equal(['9:00 AM', 'Yesterday', 'Tuesday', 'Nov 12']);
    expect(text(find(mounted, 'sip-history')[0]!)).to.contain('Incoming · 12 s');
  });
});
