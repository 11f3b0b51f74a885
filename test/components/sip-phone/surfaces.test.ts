/** What has to be in sight in each view of a phone of 320 × 560 px, and at which edges: the measures of the boards. */

import { expect, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../src/define/all.js';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import ar from '../../../src/components/shared/text/locales/ar/index.js';
import de from '../../../src/components/shared/text/locales/de/index.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { CallState, PhoneState } from '../../../src/phone/state.js';
import { up } from '../../../stories/support/call-states.js';
import { callState, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { loadPinnedFont, PINNED_FONT } from '../pinned-font.js';
import { NOW, people, SCENES } from '../snapshots/scenes.js';
import { WIDE } from '../snapshots/presets.js';
import { deep, mountAll, mountPhone, settled, type Mounted } from '../support.js';
import { withoutRoom } from '../text-room.js';

const find = ({ element }: Mounted, selector: string): HTMLElement[] =>
  [...deep(element.shadowRoot!)].filter(
    (node): node is HTMLElement => node instanceof HTMLElement && node.matches(selector) && node.checkVisibility(),
  );
const box = (mounted: Mounted, selector: string): DOMRect => {
  const [found] = find(mounted, selector);
  if (!found) throw new Error(`Nothing is ${selector}`);
  return found.getBoundingClientRect();
};

const ADDRESS = '+19005550123@example.com';
const TARGET = { name: 'Support', number: '+19005550123', uri: `sip:${ADDRESS}` };
const LANGUAGES = ['en', 'de', 'ar'] as const;

describe('At its place in a phone of 320 by 560 px', () => {
  before(async () => {
    await setViewport({ width: 800, height: 680 });
    await loadPinnedFont();
    for (const translation of [ar, de]) registerLocale(translation);
  });
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  const mount = (state: Partial<PhoneState>, lang = 'en', size = '320px'): Promise<Mounted> =>
    mountPhone(state, { lang, style: `inline-size: ${size}; block-size: 560px; --sip-font: '${PINNED_FONT}'` });

  /** A scene in one language. The buttons are found by their English names. */
  const scene = async (name: string, lang = 'en', size = '320px'): Promise<Mounted> => {
    const { state, open } = SCENES.find((one) => one.name === name)!;
    const mounted = await mount(state(), 'en', size);
    await open?.(mounted);
    mounted.element.lang = lang;
    await settled(mounted.element);
    return mounted;
  };

  /** The rectangle of the first text in an element. */
  const textBox = (element: Element): DOMRect => {
    const range = document.createRange();
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && texts.currentNode.textContent!.trim() === '');
    range.selectNodeContents(texts.currentNode);
    return range.getBoundingClientRect();
  };
  /** How far two boxes are from each other in a line, in either direction of text. */
  const between = (one: DOMRect, other: DOMRect): number => Math.max(other.left - one.right, one.left - other.right);

  describe('the question whether to call another target', () => {
    const asked = (kind: 'redirect' | 'transfer'): CallState =>
      callState({
        status: kind === 'redirect' ? 'ringing' : 'active',
        question: { kind, target: TARGET },
      } as CallState);

    const SIZES = [
      ...([[240], [280], [320], [480]] as const),
      ...([545, 530, 520, 519, 460, 400, 399, 360, 320] as const).map((height) => [320, height] as const),
    ];
    for (const kind of ['redirect', 'transfer'] as const)
      for (const lang of LANGUAGES)
        for (const [width, height = 560] of SIZES)
          it(`leaves the name in its place, and has room in ${width} by ${height} px (${kind}, ${lang})`, async () => {
            const call = asked(kind);
            const { question: _, ...unasked } = call;
            const mounted = await mount(
              { calls: [unasked as CallState], activeCallId: call.id },
              lang,
              `${width}px; max-block-size: ${height}px`,
            );
            const before = box(mounted, '.name').top;
            mounted.phone.set({ calls: [call] });
            await settled(mounted.element);
            // It rises into its place.
            const [notice] = find(mounted, '.notice');
            for (const animation of notice!.getAnimations()) animation.finish();
            // In less than 560 px the picture is smaller, or not there.
            if (height === 560) expect(box(mounted, '.name').top).to.be.closeTo(before, 0.1);
            for (const part of ['.number', '.state'])
              expect(box(mounted, '.notice').top, part).to.be.at.least(box(mounted, part).bottom);
            expect(withoutRoom(mounted.element, new Set())).to.deep.equal([]);
            const [address] = find(mounted, '.notice .address');
            expect(address!.textContent).to.contain(`\u2066${ADDRESS}\u2069`);
            expect(address!.offsetHeight, 'it is on one line').to.equal(18);
            const answers = find(mounted, '.notice button').map((one) => one.getBoundingClientRect());
            expect(answers).to.have.length(2);
            const [one, other] = answers as [DOMRect, DOMRect];
            expect([one.top, one.width]).to.deep.equal([other.top, other.width]);
            expect(one.top).to.be.above(box(mounted, '.notice p').bottom);
          });

    it('breaks an address that has no room after its @ and before its dots, and no word of it', async () => {
      const target = { ...TARGET, uri: 'sip:international-help-desk@telephony.customers.example.com' };
      const call = { ...asked('redirect'), question: { kind: 'redirect', target } } as CallState;
      const mounted = await mount({ calls: [call], activeCallId: call.id }, 'de', '240px');
      const [address] = find(mounted, '.notice .address');
      expect(address!.offsetHeight).to.be.above(18);
      const pieces = [...address!.childNodes].filter((node) => node instanceof Text);
      const lines = pieces.map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getClientRects().length;
      });
      expect(pieces.map(({ data }) => data)).to.include('telephony');
      expect(new Set(lines)).to.deep.equal(new Set([1]));
      expect(withoutRoom(mounted.element, new Set())).to.deep.equal([]);
    });

    it('has the name of a contact and of a lamp instead, and never one that remote parties gave', async () => {
      const words = async (state: Partial<PhoneState>): Promise<string> => {
        const mounted = await mount({ ...withCall(asked('redirect') as never), ...state });
        return find(mounted, '.notice p')[0]!.textContent;
      };
      const contact = (target: string): Partial<PhoneState> => ({
        contacts: [{ id: 's', name: 'Desk 7', numbers: [{ target }] }],
      });
      expect(await words({}))
        .to.contain(ADDRESS)
        .and.to.not.contain('Support');
      for (const target of [TARGET.number, ADDRESS, TARGET.uri])
        expect(await words(contact(target)), target)
          .to.contain('to \u2068Desk 7\u2069.')
          .and.to.not.contain(ADDRESS);
      const past = {
        id: 'p',
        direction: 'incoming',
        peer: TARGET,
        startedAt: NOW,
        endedAt: NOW,
        cause: 'missed',
      } as const;
      expect(await words({ history: [past] }), 'a caller who has called before').to.contain(ADDRESS);
      const elsewhere = { ...TARGET, uri: 'sip:+19005550123@example.org' };
      const call = { ...asked('redirect'), question: { kind: 'redirect', target: elsewhere } } as CallState;
      expect(
        await words({ calls: [call], ...contact(TARGET.number) }),
        'the number of a contact in another domain',
      ).to.contain('@example.org');
      // A user part may have `;` and `?` (RFC 3261 §25.1), which hide the host where they are taken for the end of the address.
      for (const uri of [
        'sip:1002;x=y@evil.example',
        'sip:1002?x@evil.example',
        'tel:1002;phone-context=evil.example',
      ]) {
        const hostile = { kind: 'redirect', target: { ...TARGET, number: '1002', uri } };
        const one = { ...asked('redirect'), question: hostile } as CallState;
        expect(await words({ calls: [one], ...contact('1002') }), uri).to.contain('evil.example');
      }
    });

    it('leaves name and picture in their place', async () => {
      const mounted = await mount(up());
      const before = [box(mounted, '.avatar').top, box(mounted, '.name').top];
      mounted.phone.set({
        calls: [{ ...mounted.phone.state.calls[0]!, question: { kind: 'transfer', target: TARGET } } as CallState],
      });
      await settled(mounted.element);
      expect([box(mounted, '.avatar').top, box(mounted, '.name').top]).to.deep.equal(before);
    });
  });

  describe('in a column of', () => {
    /** Where each begins, and where it ends. */
    const edges = ({ left, right }: DOMRect, outer: DOMRect): readonly number[] =>
      [left - outer.left, outer.right - right].map(Math.round);

    for (const width of ['240px', '280px'])
      it(`${width} keys, tabs and the sign of the account begin at one edge, before a call and in it`, async () => {
        const idle = await mount({ dialString: '1020' }, 'en', width);
        const frame = box(idle, '.frame');
        const call = await mount(up(), 'en', width);
        const callFrame = box(call, '.frame');
        const [left] = edges(box(idle, '.digit'), frame);
        const [first, end] = [find(call, 'sip-mute-button')[0]!, find(call, 'sip-keypad-button')[0]!];
        expect(edges(first.getBoundingClientRect(), callFrame)[0], 'first key in a call').to.equal(left);
        expect(edges(end.getBoundingClientRect(), callFrame)[1], 'last key in a call').to.equal(left);
        const label = document.createRange();
        label.selectNodeContents(find(idle, '#tab-keypad')[0]!);
        expect(edges(label.getBoundingClientRect(), frame)[0], 'first tab').to.equal(left);
        const sign = [...deep(idle.element.shadowRoot!)].find((node) =>
          node.matches('.header .shape, .status .shape'),
        )!;
        expect(edges(sign.getBoundingClientRect(), frame)[0], 'sign of the account').to.equal(left);
      });
    for (const lang of LANGUAGES)
      it(`280px counts have 4 px before them (${lang})`, async () => {
        const { element } = await mount({ ...people(), missedCount: 2 }, lang, '280px');
        const counts = [...deep(element.shadowRoot!)].filter((one) => one.matches('.tabs .count'));
        expect(counts).to.have.length.at.least(2);
        for (const count of counts)
          expect(between(textBox(count.parentElement!), count.getBoundingClientRect())).to.be.at.least(3.9);
      });
    for (const lang of LANGUAGES)
      it(`240px labels of keys have 3 px between them (${lang})`, async () => {
        const mounted = await mount(up(), lang, '240px');
        const labels = find(mounted, '.label').map(textBox);
        for (const [index, one] of labels.entries())
          for (const other of labels.slice(index + 1))
            if (Math.abs(one.top - other.top) < 4) expect(between(one, other)).to.be.at.least(4);
      });
    for (const width of ['480px', '540px', '599px'])
      for (const lang of LANGUAGES)
        it(`${width} the queue of a call and the words of the field are whole (${lang})`, async () => {
          const three = WIDE.find(({ name }) => name === 'three calls')!;
          const element = document.createElement('sip-phone');
          // The size is there from the start, as the columns follow a later one in the next frame only.
          element.setAttribute('style', `inline-size: ${width}; block-size: 560px; --sip-font: '${PINNED_FONT}'`);
          element.lang = lang;
          const phone = (element.phone = new FakePhone(three.state()));
          await mountAll(html`<div>${element}</div>`);
          await element.loadViews();
          await settled(element);
          const mounted = { element, phone };
          const queue = find(mounted, '.sub .cut').find((one) => one.textContent.includes('Support'))!;
          expect(queue.scrollWidth).to.be.at.most(queue.clientWidth);
          const [field] = find(mounted, '.field input') as HTMLInputElement[];
          const pen = document.createElement('canvas').getContext('2d')!;
          pen.font = getComputedStyle(field!, '::placeholder').font;
          expect(pen.measureText(field!.placeholder).width).to.be.at.most(field!.clientWidth);
        });
    for (const width of ['240px', '280px'])
      for (const lang of LANGUAGES)
        it(`${width} four tabs fit, and a lost connection keeps its sign and words of 12 px (${lang})`, async () => {
          const ready = await mount({ ...people(), missedCount: 2 }, lang, width);
          const tabs = find(ready, '.tabs')[0]!;
          expect(find(ready, '.tabs button')).to.have.length(4);
          // The counts of all tabs at once do not fit into 240 px: there the tabs are scrolled.
          if (width === '280px') expect(tabs.scrollWidth).to.be.at.most(tabs.clientWidth);
          const offline = await scene('offline', lang, width);
          expect(box(offline, '.header').height, 'three lines at most').to.be.at.most(width === '280px' ? 44 : 60);
          const sign = [...deep(offline.element.shadowRoot!)].find((node) => node.matches('.status .shape'))!;
          expect(sign.checkVisibility()).to.equal(true);
          for (const words of find(offline, '.status b, .status small'))
            expect(Number.parseFloat(getComputedStyle(words).fontSize)).to.be.closeTo(12.5, 0.6);
        });
  });

  describe('the header', () => {
    for (const status of ['refused', 'elsewhere', 'offline'] as const)
      for (const lang of LANGUAGES)
        it(`has 8 px or more between its words and the button (${status}, ${lang})`, async () => {
          const account = { status, name: '1019', retryAt: NOW + 8000, everConnected: true, statusCode: 403 };
          const mounted = await mount({ account: account as never }, lang);
          const action = box(mounted, 'sip-status .button, .bar .button');
          const lines = find(mounted, '.bar .cut').flatMap((words) => {
            const range = document.createRange();
            range.selectNodeContents(words);
            return [...range.getClientRects()];
          });
          for (const line of lines) expect(between(line, action)).to.be.at.least(8);
        });
  });

  describe('the team', () => {
    for (const lang of LANGUAGES)
      it(`has the word that plays the messages in the middle of its button (${lang})`, async () => {
        const mounted = await scene('team', lang);
        const [listen] = find(mounted, '[part=listen]');
        const outer = listen!.getBoundingClientRect();
        const word = textBox(listen!);
        expect(word.left - outer.left).to.be.closeTo(outer.right - word.right, 1);
      });
    for (const lang of LANGUAGES)
      it(`has cards of one height, and the search of the contacts in sight (${lang})`, async () => {
        const mounted = await scene('team', lang);
        const heights = new Set(
          find(mounted, 'sip-lamp').map((one) => one.shadowRoot!.querySelector('button')!.offsetHeight),
        );
        expect(heights.size).to.equal(1);
        expect(box(mounted, '.search').bottom).to.be.below(box(mounted, '.frame').bottom);
      });
  });

  for (const lang of LANGUAGES)
    it(`the settings have Do not disturb and the connection check in sight (${lang})`, async () => {
      const mounted = await scene('settings', lang);
      const { bottom } = box(mounted, '.frame');
      const check = box(mounted, '[role=switch] ~ .toggle, .toggle[part~=check]');
      expect(box(mounted, 'sip-dnd-toggle').bottom).to.be.below(bottom);
      expect(check.bottom).to.be.below(bottom);
    });

  for (const lang of LANGUAGES)
    it(`More has a row for each of five commands, all in sight below the caller (${lang})`, async () => {
      const mounted = await scene('more', lang);
      const rows = find(mounted, '.panel .item, .panel [layout=row]').map((one) => one.getBoundingClientRect());
      expect(rows).to.have.length(5);
      expect(new Set(rows.map(({ left, width }) => `${left} ${width}`)).size, 'one edge and one width').to.equal(1);
      const panel = find(mounted, '.panel')[0]!;
      expect(panel.scrollHeight).to.equal(panel.clientHeight);
      expect(box(mounted, '.panel').top).to.be.at.least(box(mounted, '.caller-row').bottom);
    });

  it('the account says which field may be empty, and how an address is written, also to a screen reader', async () => {
    const mounted = await scene('account');
    const [form] = find(mounted, 'sip-account-form');
    const field = (name: string): HTMLInputElement => form!.shadowRoot!.querySelector(`#${name}`)!;
    expect(field('username').labels![0]!.textContent.trim()).to.equal('User name (optional)');
    expect(field('username').required).to.equal(false);
    for (const name of ['server', 'uri']) {
      expect(field(name).required, name).to.equal(true);
      expect(field(name).labels![0]!.textContent).to.not.contain('optional');
    }
    const example = form!.shadowRoot!.getElementById(field('uri').getAttribute('aria-describedby')!)!;
    expect(example.textContent).to.equal('sip:name@example.com');
    expect(example.getBoundingClientRect().top).to.be.at.least(field('uri').getBoundingClientRect().bottom);
  });

  it('the avatar of the chosen target of a transfer is lighter than its row', async () => {
    const mounted = await scene('transfer');
    const [chosen] = find(mounted, '.row.is-on .avatar');
    expect(getComputedStyle(chosen!).backgroundColor).to.equal('rgb(255, 255, 255)');
  });
});
