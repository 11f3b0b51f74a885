/** The SIP message trace: its rows, secrets, the cost of a long trace, copying and keyboard. */

import { expect } from '@open-wc/testing';
import { executeServerCommand, sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/define/locales.js';
import '../../../src/define/sip-provider.js';
import '../../../src/define/sip-trace.js';
import type { SipTrace } from '../../../src/components/sip-trace/sip-trace.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { button, deep, mountAll, pressKey, settled, text, until } from '../support.js';

const INVITE = 'INVITE sip:1020@example.com;transport=ws SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n';
const RINGING = 'SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE\r\n\r\n';
const BUSY = 'SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\n';

describe('<sip-trace>', () => {
  const mount = async (): Promise<{ element: SipTrace; phone: FakePhone }> => {
    const phone = new FakePhone();
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-trace></sip-trace></sip-provider>
      </div>`,
    );
    return { element: box.querySelector('sip-trace')!, phone };
  };
  const pass = async (element: SipTrace, phone: FakePhone, ...messages: ['in' | 'out', string][]): Promise<void> => {
    for (const [direction, message] of messages) phone.emitter.emit('trace', { at: 1000, direction, text: message });
    await settled(element);
  };
  const rows = (element: SipTrace): HTMLElement[] => [
    ...element.renderRoot.querySelectorAll<HTMLElement>('[role=option]'),
  ];

  const bar = (element: SipTrace): Element => element.renderRoot.querySelector('[part=bar]')!;
  const notice = (element: SipTrace): Element => element.renderRoot.querySelector('[role=status]')!;
  const list = (element: SipTrace): HTMLElement => element.renderRoot.querySelector<HTMLElement>('[role=listbox]')!;
  const shown = (element: SipTrace): HTMLElement | null => element.renderRoot.querySelector<HTMLElement>('[part=text]');
  const focused = (element: SipTrace): Element | null => (element.renderRoot as ShadowRoot).activeElement;
  const selected = (element: SipTrace): string | null | undefined =>
    element.renderRoot.querySelector('[aria-selected=true]')?.getAttribute('aria-posinset');
  /** Three messages in a box of this size. */
  const sized = async (width: number, height: number): Promise<SipTrace> => {
    const { element, phone } = await mount();
    Object.assign(element.style, { inlineSize: `${width}px`, blockSize: `${height}px` });
    await pass(element, phone, ['out', INVITE], ['in', RINGING], ['in', BUSY]);
    // Observers are called in the order of their creation: the element knows its size after this one.
    await new Promise<void>((resolve) => {
      const observer = new ResizeObserver(() => {
        observer.disconnect();
        // What follows may mount a further element, which is too late for this round of observations.
        setTimeout(resolve);
      });
      observer.observe(element);
    });
    await settled(element);
    return element;
  };
  const choose = async (element: SipTrace, index: number): Promise<void> => {
    rows(element)[index]!.click();
    await settled(element);
  };
  const box = (element: Element): DOMRect => element.getBoundingClientRect();

  it('shows each message: its summary, direction and colour', async () => {
    const { element, phone } = await mount();
    expect(text(element)).to.contain('No message yet');
    await pass(element, phone, ['out', INVITE], ['in', RINGING], ['in', BUSY]);
    expect(rows(element).map((row) => text(row))).to.deep.equal([
      '0.00 Phone → Server INVITE 1020@example.com',
      '0.00 Server → Phone 180 Ringing · INVITE',
      '0.00 Server → Phone 486 Busy Here · INVITE',
    ]);
    const arrows = [...element.renderRoot.querySelectorAll<HTMLElement>('.arrow')];
    expect(arrows.map((arrow) => arrow.dataset['tone'])).to.deep.equal(['info', 'none', 'bad']);
    expect(arrows.map((arrow) => arrow.classList.contains('back'))).to.deep.equal([false, true, true]);
    expect(text(bar(element))).to.contain('3 messages');
    expect(text(notice(element)), 'a live region does not count the messages').to.equal('');
  });

  it('shows the selected message as text', async () => {
    const { element, phone } = await mount();
    await pass(element, phone, ['out', `${INVITE}<img src=x onerror=alert(1)>`]);
    rows(element)[0]!.click();
    await settled(element);
    expect(element.renderRoot.querySelector('pre')!.textContent).to.contain('<img src=x');
    expect([...deep(element.renderRoot as ShadowRoot)].some((node) => node.localName === 'img')).to.be.false;
  });

  it('removes secrets, also from messages that are added by the page', async () => {
    const { element } = await mount();
    element.add({ at: 0, from: 'phone', to: 'server', text: `${INVITE}Authorization: Digest response="geheim"\r\n` });
    await settled(element);
    expect(element.text).to.contain('Authorization: ***').and.not.to.contain('geheim');
  });

  it('renders only the visible ones of ten thousand messages, and keeps at most the given number', async () => {
    const { element, phone } = await mount();
    element.keep = 10_000;
    for (let index = 0; index < 10_050; index++)
      phone.emitter.emit('trace', { at: index, direction: 'in', text: BUSY });
    await settled(element);
    await settled(element);
    expect(rows(element).length).to.be.below(60);
    expect(text(bar(element))).to.contain('10,000 messages');
    const sizer = element.renderRoot.querySelector<HTMLElement>('.sizer')!;
    expect(sizer.offsetHeight).to.equal(10_000 * 28);
    expect(rows(element).at(-1)!.getAttribute('aria-posinset'), 'it follows the newest').to.equal('10000');
    element.keep = Number.NaN;
    phone.emitter.emit('trace', { at: 0, direction: 'in', text: BUSY });
    await settled(element);
    expect(rows(element).length, 'an invalid number keeps one').to.equal(1);
  });

  it('groups the digits of its count as the language does, with Latin digits as all texts have', async () => {
    const { element, phone } = await mount();
    for (let index = 0; index < 1000; index++) phone.emitter.emit('trace', { at: index, direction: 'in', text: BUSY });
    for (const [lang, count] of [
      ['en', '1,000 messages'],
      ['de', '1.000 Nachrichten'],
      ['ar', 'عدد الرسائل: 1,000'],
      ['ar-EG', 'عدد الرسائل: 1,000'],
    ] as const) {
      element.lang = lang;
      await until(() => text(bar(element)).includes(count), count);
    }
  });

  it('marks the other messages of the selected call, and shows a challenge as no failure (RFC 3261 §8.1.1.4, §22)', async () => {
    const { element, phone } = await mount();
    const of = (id: string, message: string): string => message.replace('\r\n', `\r\nCall-ID: ${id}\r\n`);
    const challenge = 'SIP/2.0 407 Proxy Authentication Required\r\ni: one\r\nCSeq: 1 INVITE\r\n\r\n';
    await pass(element, phone, ['out', of('one', INVITE)], ['in', of('two', INVITE)], ['in', challenge]);
    rows(element)[0]!.click();
    await settled(element);
    expect(rows(element).map((row) => row.classList.contains('same-call'))).to.deep.equal([true, false, true]);
    expect(rows(element)[2]!.querySelector<HTMLElement>('.arrow')!.dataset['tone']).to.equal('warn');
  });

  it('closes the text of a message by its button and by Escape, and the focus returns to its row (WCAG 2.4.3)', async () => {
    for (const [width, name] of [
      [320, 'Back'],
      [720, 'Close'],
    ] as const) {
      const element = await sized(width, 360);
      for (const close of [() => button(element, name).click(), () => pressKey(shown(element)!, 'Escape')]) {
        await choose(element, 1);
        close();
        await settled(element);
        expect(shown(element) === null, name).to.equal(true);
        expect(focused(element) === list(element), name).to.equal(true);
        expect(list(element).getAttribute('aria-activedescendant'), name).to.equal(rows(element)[1]!.id);
      }
    }
  });

  it('shows the text beside the rows from a width of 720 px, below them in less, and over them in a narrow or low box', async () => {
    const element = await sized(720, 360);
    await choose(element, 0);
    const place = (): string => {
      const [ladder, detail, whole] = [list(element), shown(element)!, element].map(box) as [DOMRect, DOMRect, DOMRect];
      if (detail.left >= ladder.right - 1) return 'beside';
      return detail.top >= ladder.bottom - 1 ? 'below' : detail.width > whole.width - 4 ? 'over' : 'beneath';
    };
    for (const [width, height, expected] of [
      [720, 360, 'beside'],
      [719, 480, 'below'],
      [719, 479, 'over'],
      [480, 480, 'below'],
      [479, 900, 'over'],
      [320, 360, 'over'],
    ] as const) {
      Object.assign(element.style, { inlineSize: `${width}px`, blockSize: `${height}px` });
      await until(() => place() === expected, `${expected} in ${width} x ${height}, not ${place()}`);
    }
  });

  it('has one row of buttons of 44 px at least, each with its name, from a width of 240 px', async () => {
    for (const width of [240, 320, 480, 719, 720]) {
      const element = await sized(width, 360);
      const names = ['Pause', 'Clear', 'Copy all', 'Download'];
      element.scrollIntoView();
      expect(bar(element).clientHeight, `in ${width} px`).to.be.at.most(56);
      expect(bar(element).scrollWidth, `in ${width} px`).to.be.at.most(bar(element).clientWidth);
      for (const [index, name] of names.entries()) {
        const { left, right, top, bottom } = box(button(element, name));
        // The pointer area reaches 4 px beyond the box of a round button, 8 px above and below a low one.
        const middle = (left + right) / 2;
        const at = (y: number): Element | null => (element.renderRoot as ShadowRoot).elementFromPoint(middle, y);
        for (const y of [-21, 21]) {
          const hit = at((top + bottom) / 2 + y)?.closest('button') === button(element, name);
          expect(hit, `${name} ${y} px from its middle, in ${width} px`).to.equal(true);
        }
        expect(right - left, name).to.be.at.least(40);
        const next = names[index + 1];
        if (next) expect(box(button(element, next)).left - left, `${name} and ${next}`).to.be.at.least(44);
      }
    }
  });

  it('leaves eight rows in a box of 320 x 360 px, and the text all but a row of buttons', async () => {
    const element = await sized(320, 360);
    expect(list(element).clientHeight, 'the rows').to.be.at.least(8 * 28);
    await choose(element, 0);
    expect(shown(element)!.clientHeight, 'the text').to.be.at.least(290);
  });

  it('shows a message over the rows with its parties and time, and goes to the next and the previous one', async () => {
    const element = await sized(320, 360);
    await choose(element, 0);
    expect(focused(element) === shown(element), 'the text has the focus').to.equal(true);
    expect(list(element).closest('[inert]') !== null, 'the rows below cannot be reached').to.equal(true);
    const head = (): string => text(shown(element)!.parentElement!);
    expect(head()).to.contain('Phone → Server').and.contain('0.00');
    expect(button(element, 'Previous message').disabled).to.equal(true);
    button(element, 'Next message').click();
    await settled(element);
    expect(shown(element)!.textContent).to.equal(RINGING);
    expect(head()).to.contain('Server → Phone');
    button(element, 'Next message').focus();
    button(element, 'Next message').click();
    await settled(element);
    expect(button(element, 'Next message').disabled).to.equal(true);
    expect(focused(element) === shown(element), 'a disabled button keeps no focus').to.equal(true);
    button(element, 'Back').click();
    await settled(element);
    expect(selected(element), 'the row of the last one is selected').to.equal('3');
  });

  it('opens the text by Enter, not by arrow keys, whose selection it follows once it is open', async () => {
    const element = await sized(720, 360);
    list(element).focus();
    pressKey(list(element), 'ArrowDown');
    await settled(element);
    pressKey(list(element), 'Home');
    await settled(element);
    expect([selected(element), shown(element)]).to.deep.equal(['1', null]);
    pressKey(list(element), 'Enter');
    await settled(element);
    expect(shown(element)!.textContent).to.equal(INVITE);
    pressKey(list(element), 'ArrowDown');
    await settled(element);
    expect(shown(element)!.textContent).to.equal(RINGING);
    expect(focused(element) === list(element), 'the rows keep the focus').to.equal(true);
  });

  it('keeps the focus when the shown message is the oldest and is dropped', async () => {
    const element = await sized(320, 360);
    await choose(element, 0);
    expect(focused(element) === shown(element), 'the text has the focus').to.equal(true);
    element.keep = 3;
    element.add({ at: 2000, from: 'phone', to: 'server', text: INVITE });
    await settled(element);
    expect(shown(element) === null, 'the text is closed').to.equal(true);
    expect(focused(element) === list(element), 'the rows have the focus').to.equal(true);
  });

  it('shows the head of a selected message whole in a column of 240 px', async () => {
    const element = await sized(240, 360);
    await choose(element, 0);
    const head = shown(element)!.parentElement!.firstElementChild!;
    expect(head.clientWidth).to.equal(238);
    expect(head.scrollWidth).to.equal(238);
  });

  it('shows the method of each message in lanes of 50 px (WCAG 2.2 §1.4.10)', async () => {
    const { element } = await mount();
    element.style.inlineSize = '300px';
    element.lanes = 'alice pbx bob carol';
    const lanes = ['alice', 'pbx', 'bob', 'carol', 'others'];
    for (const from of lanes) for (const to of lanes) element.add({ at: 0, from, to, text: INVITE });
    await settled(element);
    for (const row of rows(element)) {
      const label = row.querySelector('.arrow span')!;
      const [box, frame] = [label, row].map((one) => one.getBoundingClientRect());
      expect(box!.width, text(row)).to.be.above(80);
      expect(box!.left, text(row)).to.be.at.least(frame!.left);
      expect(box!.right, text(row)).to.be.at.most(frame!.right);
    }
  });

  it('selects messages by arrow keys, Home and End', async () => {
    const { element, phone } = await mount();
    await pass(element, phone, ['out', INVITE], ['in', RINGING], ['in', BUSY]);
    const view = element.renderRoot.querySelector('[role=listbox]')!;
    const visited = [];
    for (const key of ['ArrowUp', 'Home', 'ArrowDown', 'End', 'ArrowUp']) {
      pressKey(view, key);
      await settled(element);
      const active = element.renderRoot.querySelector(`#${view.getAttribute('aria-activedescendant')}`);
      expect(active?.getAttribute('aria-selected')).to.equal('true');
      visited.push(active?.getAttribute('aria-posinset'));
    }
    expect(visited).to.deep.equal(['3', '1', '2', '3', '2']);
  });

  it('marks the selected row with the ring of the focus, whole in a box of 320 x 360 px (WCAG 2.2 §2.4.7, §2.4.11)', async () => {
    const element = await sized(320, 360);
    for (let index = 0; index < 40; index++) element.add({ at: index, from: 'phone', to: 'server', text: INVITE });
    await settled(element);
    list(element).focus();
    for (const key of ['Home', 'End', 'ArrowUp']) {
      await sendKeys({ press: key });
      await settled(element);
      const row = element.renderRoot.querySelector('[aria-selected=true]')!;
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(row);
      expect([outlineStyle, outlineWidth, outlineOffset], key).to.deep.equal(['solid', '2px', '-2px']);
      expect(box(row).top, key).to.be.at.least(box(list(element)).top - 1);
      expect(box(row).bottom, key).to.be.at.most(box(list(element)).bottom + 1);
      expect(list(element).scrollWidth, 'nothing is beside the box').to.equal(list(element).clientWidth);
    }
  });

  it('keeps the selected message visible while more are added', async () => {
    const { element, phone } = await mount();
    for (let index = 0; index < 40; index++) phone.emitter.emit('trace', { at: index, direction: 'in', text: BUSY });
    await settled(element);
    const view = element.renderRoot.querySelector<HTMLElement>('.view')!;
    pressKey(view, 'Home');
    pressKey(view, 'ArrowDown');
    await settled(element);
    phone.emitter.emit('trace', { at: 50, direction: 'in', text: RINGING });
    await settled(element);
    const [box, row] = [view, element.renderRoot.querySelector('[aria-selected=true]')!].map((node) =>
      node.getBoundingClientRect(),
    );
    expect(row!.top).to.be.at.least(box!.top - 1);
    expect(row!.bottom).to.be.at.most(box!.bottom + 1);
  });

  it('does not change while it is paused, and is empty after Clear', async () => {
    const { element, phone } = await mount();
    await pass(element, phone, ['out', INVITE]);
    button(element, 'Pause').click();
    await pass(element, phone, ['in', RINGING]);
    expect(rows(element)).to.have.length(1);
    button(element, 'Continue').click();
    await pass(element, phone, ['in', BUSY]);
    expect(rows(element)).to.have.length(2);
    button(element, 'Clear').focus();
    button(element, 'Clear').click();
    await settled(element);
    expect(rows(element)).to.have.length(0);
    expect(focused(element) === button(element, 'Pause'), 'a disabled button keeps no focus').to.equal(true);
  });

  it('selects a row in view by the first arrow key', async () => {
    const { element } = await mount();
    for (let at = 0; at < 60; at++) element.add({ at, from: 'phone', to: 'server', text: BUSY });
    await settled(element);
    pressKey(list(element), 'ArrowUp');
    await settled(element);
    expect(selected(element), 'the newest').to.equal('60');
    element.clear();
    for (let at = 0; at < 60; at++) element.add({ at, from: 'phone', to: 'server', text: BUSY });
    await settled(element);
    list(element).scrollTop = 10 * 28;
    list(element).dispatchEvent(new Event('scroll'));
    await settled(element);
    pressKey(list(element), 'ArrowDown');
    await settled(element);
    expect(selected(element), 'the last one in view').to.equal(`${10 + Math.floor(list(element).clientHeight / 28)}`);
    expect(list(element).scrollTop, 'nothing moves').to.equal(10 * 28);
  });

  it('keeps its times, and the rows that are read in their place, when the oldest messages are dropped', async () => {
    const { element } = await mount();
    element.keep = 3;
    const add = async (...times: number[]): Promise<void> => {
      for (const at of times) element.add({ at, from: 'phone', to: 'server', text: BUSY });
      await settled(element);
    };
    const times = (): string[] => rows(element).map((row) => text(row.querySelector('time')!));
    await add(1000, 2000, 3000, 4000, 5000);
    expect(times()).to.deep.equal(['2.00', '3.00', '4.00']);
    element.clear();
    await add(6000, 7000);
    expect(times(), 'from the first one after Clear').to.deep.equal(['0.00', '1.00']);
    element.keep = 60;
    await add(...Array.from({ length: 58 }, (_, index) => 8000 + index * 1000));
    list(element).scrollTop = 20 * 28 + 5;
    list(element).dispatchEvent(new Event('scroll'));
    await settled(element);
    const first = (): string => {
      const top = box(list(element)).top;
      const row = rows(element).find((one) => box(one).bottom > top + 1)!;
      return `${text(row.querySelector('time')!)} at ${Math.round(box(row).top - top)} px`;
    };
    expect(first()).to.equal('20.00 at -5 px');
    await add(100_000);
    expect(first(), 'one dropped').to.equal('20.00 at -5 px');
    await add(101_000, 102_000, 103_000);
    expect(first(), 'three more dropped').to.equal('20.00 at -5 px');
  });

  it('marks no messages as one call that have no Call-ID', async () => {
    const element = await sized(720, 360);
    await choose(element, 0);
    expect(rows(element).filter((row) => row.classList.contains('same-call'))).to.have.length(0);
  });

  it('shows each message from its beginning', async () => {
    const { element } = await mount();
    for (const body of ['a', 'b'])
      element.add({ at: 0, from: 'phone', to: 'server', text: `${INVITE}${`${body}\r\n`.repeat(200)}` });
    await settled(element);
    await choose(element, 0);
    shown(element)!.scrollTop = 500;
    element.add({ at: 0, from: 'phone', to: 'server', text: BUSY });
    await settled(element);
    expect(shown(element)!.scrollTop, 'the same message').to.equal(500);
    pressKey(list(element), 'ArrowDown');
    await settled(element);
    expect(shown(element)!.textContent).to.contain('b\r\nb');
    expect(shown(element)!.scrollTop, 'the next message').to.equal(0);
  });

  it('points from sender to receiver between names that are written from right to left', async () => {
    const element = await sized(320, 360);
    element.lanes = 'אבא גמל';
    element.add({ at: 0, from: 'אבא', to: 'גמל', text: INVITE });
    await settled(element);
    await choose(element, 3);
    const head = shown(element)!.parentElement!.querySelector('.muted')!;
    const left = (word: string): number => {
      const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const range = document.createRange();
        const start = node.data.indexOf(word);
        range.setStart(node, Math.max(0, start));
        range.setEnd(node, Math.max(0, start) + word.length);
        if (start >= 0) return range.getBoundingClientRect().left;
      }
      throw new Error(`There is no ${word} in ${text(head)}`);
    };
    expect(left('אבא')).to.be.below(left('→'));
    expect(left('→')).to.be.below(left('גמל'));
  });

  it('moves the focus to the text when the page of a message becomes a column, and back', async () => {
    const element = await sized(320, 480);
    await choose(element, 1);
    const resize = async (width: number): Promise<void> => {
      const place = (): string => element.renderRoot.querySelector('.body')!.className;
      const before = place();
      element.style.inlineSize = `${width}px`;
      await until(() => place() !== before, `another place in ${width} px`);
      await settled(element);
    };
    for (const name of ['Back', 'Previous message', 'Next message', 'Copy message']) {
      button(element, name).focus();
      await resize(720);
      expect(focused(element) === shown(element), `${name}, beside`).to.equal(true);
      button(element, 'Close').focus();
      await resize(600);
      expect(focused(element) === button(element, 'Close'), 'a button that stays keeps the focus').to.equal(true);
      await resize(320);
      expect(focused(element) === shown(element), 'Close, over').to.equal(true);
    }
  });

  it('keeps the focus when the page removes all messages', async () => {
    for (const width of [320, 720])
      for (const part of ['rows', 'text']) {
        const element = await sized(width, 360);
        if (part === 'text') await choose(element, 1);
        (part === 'text' ? shown(element)! : list(element)).focus();
        element.clear();
        await settled(element);
        expect(focused(element) === button(element, 'Pause'), `${part} in ${width} px`).to.equal(true);
      }
  });

  it('shows that a button is disabled in forced colours (CSS Color Adjust §3)', async () => {
    const { element } = await mount();
    const probe = document.createElement('span');
    probe.style.color = 'GrayText';
    element.after(probe);
    const emulate = (active: string): Promise<unknown> =>
      executeServerCommand('media-features', { 'forced-colors': active });
    const colour = (one: Element): string => getComputedStyle(one).color;
    try {
      await emulate('active');
      await settled(element);
      expect(colour(button(element, 'Clear'))).to.equal(colour(probe));
      expect(colour(button(element, 'Pause'))).not.to.equal(colour(probe));
    } finally {
      await emulate('none');
    }
  });

  it('has lanes for a given trace, and a last one for other parties', async () => {
    const { element } = await mount();
    element.lanes = 'alice pbx bob';
    element.add({ at: 0, from: 'pbx', to: 'bob', text: INVITE });
    element.add({ at: 5, from: 'bob', to: 'stranger', text: RINGING });
    await settled(element);
    const columns = [...element.renderRoot.querySelectorAll<HTMLElement>('.arrow')].map((row) => row.style.gridColumn);
    expect(columns).to.deep.equal(['3 / span 2', '4 / span 2']);
    expect(text(element.renderRoot.querySelector('.lanes')!)).to.equal('alice pbx bob Others');
  });

  it('copies the trace, and shows when the browser denies that', async () => {
    const { element, phone } = await mount();
    await pass(element, phone, ['out', INVITE]);
    const write = Object.getOwnPropertyDescriptor(Clipboard.prototype, 'writeText')!;
    const copied: string[] = [];
    const say = (): string => text(notice(element));
    try {
      Clipboard.prototype.writeText = (words) => Promise.resolve(void copied.push(words));
      button(element, 'Copy all').click();
      await new Promise((resolve) => setTimeout(resolve));
      await settled(element);
      expect(copied[0]).to.match(/^1970-01-01T00:00:01\.000Z phone → server\nINVITE/);
      expect(say()).to.equal('Copied');
      const said: string[] = [];
      const observer = new MutationObserver(() => said.push(say()));
      observer.observe(notice(element), { characterData: true, childList: true, subtree: true });
      // A real clipboard answers in a later task.
      Clipboard.prototype.writeText = () => new Promise((resolve) => setTimeout(resolve));
      button(element, 'Copy all').click();
      await until(() => said.at(-1) === 'Copied', 'a second notice');
      expect(said, 'a live region speaks when its text changes').to.deep.equal(['', 'Copied']);
      observer.disconnect();
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      button(element, 'Copy all').click();
      await new Promise((resolve) => setTimeout(resolve));
      await settled(element);
      expect(say()).to.contain('Select the text');
    } finally {
      Object.defineProperty(Clipboard.prototype, 'writeText', write);
    }
  });

  it('receives messages only while it is in the page', async () => {
    const { element, phone } = await mount();
    const provider = element.parentElement!;
    element.remove();
    phone.emitter.emit('trace', { at: 0, direction: 'out', text: INVITE });
    provider.append(element);
    await pass(element, phone, ['in', BUSY]);
    expect(rows(element).map((row) => text(row))).to.deep.equal(['0.00 Server → Phone 486 Busy Here · INVITE']);
  });
});
