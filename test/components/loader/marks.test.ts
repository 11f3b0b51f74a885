/** Marks `data-sip`: the element that they get, its attributes, and what a mark in content that anybody may have written cannot do. */

import { expect, nextFrame } from '@open-wc/testing';
import '../../../src/define/all.js';
import type { SipClickToCall } from '../../../src/components/sip-click-to-call/sip-click-to-call.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import { ELEMENT_OPTIONS, OPTION_ATTRIBUTES } from '../../../src/components/sip-provider/option-properties.js';
import { ELEMENT_NAMES } from '../../../src/loader/element-names.js';
import { Loader } from '../../../src/loader/loader.js';
import { attributesFor } from '../../../src/loader/mark-attributes.js';
import { PAGE_OPTIONS } from '../../../src/loader/option-attributes.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { deep, until as untilTrue } from '../support.js';

const until = (condition: () => unknown): Promise<void> => untilTrue(() => Boolean(condition()));
const SERVER = 'wss://pbx.example.com/ws';

describe('A mark', () => {
  let loader: Loader;
  let page: HTMLElement;

  /** A page with this content, whose loader has these settings on its script tag. */
  async function open(content: string, settings: Record<string, string> = {}): Promise<Element[]> {
    page = document.createElement('main');
    page.innerHTML = content;
    document.body.append(page);
    const script = document.createElement('script');
    for (const [name, value] of Object.entries(settings)) script.setAttribute(`data-sip-${name}`, value);
    loader = new Loader({
      script,
      base: location.href,
      load: () => import('../../../src/loader/marks.js'),
      wait: (work) => void work,
    });
    const marks = [...page.querySelectorAll('[data-sip]')];
    await until(() => marks.every((mark) => /ready|refused/.test(mark.getAttribute('data-sip-state') ?? '')));
    return marks;
  }
  const TRUSTED = { allow: '*' };
  /** Offline: no phone of a test connects. */
  const quiet = 'data-sip-manual';
  const phoneIn = (mark: Element): SipPhone | null => mark.querySelector('sip-phone');

  afterEach(() => {
    loader.stop();
    page.remove();
  });

  it('gets its element inside it, with its attributes', async () => {
    const [mark] = await open(
      `<div data-sip="phone" data-sip-server="${SERVER}" data-sip-uri="sip:alice@example.com" data-sip-max-calls="2" ${quiet}><p>Call us</p></div>`,
      { allow: SERVER },
    );
    const phone = phoneIn(mark!)!;
    expect(phone.parentElement).to.equal(mark);
    expect(phone.server).to.deep.equal([SERVER]);
    expect(phone.uri).to.equal('sip:alice@example.com');
    expect(phone.maxCalls).to.equal(2);
  });

  it('gives its element each attribute of the table of options, where the page trusts its marks', async () => {
    const given = [...OPTION_ATTRIBUTES.values()].filter((name) => name !== 'password');
    const [mark] = await open(
      `<div data-sip="phone" ${quiet} ${given.map((name) => `data-sip-${name}="1"`).join(' ')}></div>`,
      TRUSTED,
    );
    expect(given.filter((name) => phoneIn(mark!)!.getAttribute(name) !== '1')).to.deep.equal([]);
  });

  it('passes changes of its attributes on, and removes those that it loses', async () => {
    const [mark] = await open(`<div data-sip="phone" ${quiet} data-sip-country="GB"></div>`);
    const phone = phoneIn(mark!)!;
    mark!.setAttribute('data-sip-country', 'FR');
    await until(() => phone.country === 'FR');
    mark!.removeAttribute('data-sip-country');
    await until(() => phone.country === undefined);
    mark!.setAttribute('data-sip-layout', 'compact');
    await until(() => phone.getAttribute('layout') === 'compact');
    expect(phoneIn(mark!)).to.equal(phone);
  });

  it('of a phone shows the interface of the phone in place of its content, which comes back when the mark is none any more', async () => {
    const [mark] = await open(`<div data-sip="phone" ${quiet}>Our <b>phone</b></div>`);
    const phone = mark!.querySelector('sip-phone')!;
    expect(phone.childNodes).to.have.length(0);
    expect((mark as HTMLElement).innerText).to.not.include('Our');
    mark!.removeAttribute('data-sip');
    await until(() => mark!.querySelector('sip-phone') === null);
    expect(mark!.innerHTML).to.equal('Our <b>phone</b>');
  });

  it('loses its element with its attribute, and gets another one for another name; its content stays', async () => {
    const [mark] = await open(`<div data-sip="provider" ${quiet}><b>content</b></div>`);
    mark!.setAttribute('data-sip', 'phone');
    await until(() => phoneIn(mark!));
    expect(mark!.querySelector('sip-provider')).to.equal(null);
    mark!.removeAttribute('data-sip');
    await until(() => !phoneIn(mark!));
    expect(mark!.innerHTML).to.equal('<b>content</b>');
  });

  it('that is a copy of another one uses the copy of its element', async () => {
    const [mark] = await open(`<div data-sip="phone" ${quiet}></div>`);
    const copy = mark!.cloneNode(true) as Element;
    copy.removeAttribute('data-sip-state');
    page.append(copy);
    await until(() => copy.getAttribute('data-sip-state') === 'ready');
    expect(copy.querySelectorAll('sip-phone')).to.have.length(1);
  });

  it('names a phone by the id of its mark', async () => {
    const marks = await open(
      `<div id="desk" data-sip="provider" ${quiet}></div><span data-sip="dialpad" data-sip-for="desk"></span>`,
    );
    expect(marks[0]!.firstElementChild!.id).to.equal('desk-sip');
    expect(marks[1]!.firstElementChild!.getAttribute('for')).to.equal('desk-sip');
  });

  it('takes the options of the page from the script tag of the loader', async () => {
    const marks = await open(`<div data-sip="phone" ${quiet}></div><div data-sip="click-to-call"></div>`, {
      server: SERVER,
      'credentials-src': '/token',
      'auto-answer': '3',
      target: 'sip:sales@example.com',
    });
    const [phone, button] = marks.map((mark) => mark.firstElementChild!);
    expect((phone as SipPhone).server).to.deep.equal([SERVER]);
    expect((phone as SipPhone).credentialsSrc).to.equal('/token');
    expect((phone as SipPhone).autoAnswer).to.equal(3);
    expect(button!.getAttribute('server')).to.equal(SERVER);
    expect((button as SipClickToCall).target).to.equal('sip:sales@example.com');
  });

  it('with a server, page or number that the page does not allow gets no element, and keeps its content', async () => {
    const marks = await open(
      `<div data-sip="phone" data-sip-server="wss://evil.example/">a</div>
       <div data-sip="phone" data-sip-server="${SERVER} wss://evil.example/">b</div>
       <div data-sip="frame" data-sip-src="https://evil.example/">c</div>
       <div data-sip="frame" data-sip-src="javascript:alert(1)">d</div>
       <div data-sip="click-to-call" data-sip-target="+19005550100">e</div>
       <div data-sip="call-button" data-sip-number="+19005550100">f</div>
       <div data-sip="lamp" data-sip-target="+19005550100">g</div>
       <div data-sip="phone" data-sip-server="https://evil.example@pbx.example.com.evil.example/">h</div>`,
      { allow: 'wss://pbx.example.com 100' },
    );
    expect(marks.map((mark) => [mark.getAttribute('data-sip-state'), mark.innerHTML])).to.deep.equal(
      [...'abcdefgh'].map((letter) => ['refused', letter]),
    );
  });

  it('becomes an element when its address is one that the page allows, and none again', async () => {
    const [mark] = await open('<div data-sip="click-to-call" data-sip-target="900">us</div>', { allow: 'sales' });
    mark!.setAttribute('data-sip-target', 'sales');
    await until(() => mark!.querySelector('sip-click-to-call'));
    mark!.setAttribute('data-sip-target', '900');
    await until(() => !mark!.querySelector('sip-click-to-call'));
    expect(mark!.innerHTML).to.equal('us');
  });

  it('may name pages and servers of its own host', async () => {
    const [mark] = await open('<div data-sip="frame" data-sip-src="/test/components/sip-frame/frame-page.html"></div>');
    expect(mark!.querySelector('sip-frame')).to.exist;
  });

  it('sets no event handler, style, id, password or other attribute that is not of its element', async () => {
    const bad = ['onclick', 'style', 'class', 'id', 'slot', 'is', 'part', 'popover', 'password', 'constructor'];
    const [mark] = await open(
      `<div data-sip="phone" ${quiet} ${bad.map((name) => `data-sip-${name}="alert(1)"`).join(' ')}></div>`,
      TRUSTED,
    );
    const phone = phoneIn(mark!)!;
    expect(bad.filter((name) => phone.hasAttribute(name))).to.deep.equal([]);
    expect(phone.password).to.equal(undefined);
  });

  it('sets no option that lets others open the microphone, take credentials, calls or stored data', async () => {
    const guarded = [...PAGE_OPTIONS.split(' '), 'credentials-src', 'no-history', 'origins'];
    const [mark] = await open(
      `<div data-sip="phone" ${quiet} ${guarded.map((name) => `data-sip-${name}="1"`).join(' ')}></div>`,
      { server: SERVER },
    );
    expect(guarded.filter((name) => phoneIn(mark!)!.hasAttribute(name))).to.deep.equal([]);
    expect(guarded).to.include.members(['auto-answer', 'follow-transfers', 'early-audio', 'ice-servers', 'replaces']);
    // A new option is guarded until its row says that a mark may set it.
    const free = Object.entries(ELEMENT_OPTIONS).flatMap(([name, row]) => ('mark' in row ? [name] : []));
    expect(free).to.have.members(
      ['server', 'uri', 'displayName', 'noRegister', 'maxCalls', 'noAnswerTimeout', 'country'].concat(
        ...['visualRing', 'codecs', 'dtmf', 'listenOnly'],
      ),
    );
  });

  /** The attributes that a mark can set without a word of the page, of these elements. */
  function freeAttributes(names: readonly string[]): Set<string> {
    const free = new Set<string>();
    for (const name of names) {
      const { observedAttributes } = customElements.get(`sip-${name}`) as unknown as { observedAttributes: string[] };
      for (const key of observedAttributes) {
        const mark = document.createElement('div');
        mark.setAttribute(`data-sip-${key}`, 'https://evil.example/');
        const { attributes, refused } = attributesFor(mark, name, { options: new Map(), allow: [] });
        if (attributes.has(key) && !refused) free.add(key);
      }
    }
    return free;
  }

  it('sets no attribute but those of the interface: a new one is guarded until it is named here', () => {
    expect([...freeAttributes(ELEMENT_NAMES.split(' '))]).to.have.members([
      ...['for', 'lang', 'dir', 'aria-label', 'label', 'name', 'placeholder', 'layout', 'appearance', 'theme', 'tabs'],
      ...['call-id', 'disabled', 'details', 'keypad', 'adding', 'open', 'mode', 'kind', 'use', 'direction', 'when'],
      ...['can-transfer', 'can-message', 'can-check', 'beside-call', 'single', 'silent', 'recognize', 'confirm'],
      ...['no-suggestions', 'parking', 'placement', 'open-on-ring', 'pop-out', 'lanes', 'keep', 'paused', 'asks'],
      // By the rules of links (RFC 3966 §11).
      ...['scope', 'numbers', 'url-call'],
      // Options of a phone of its own.
      ...['manual', 'keep-alive', 'no-sounds', 'no-notifications', 'uri', 'display-name', 'no-register', 'country'],
      ...['max-calls', 'no-answer-timeout', 'visual-ring', 'codecs', 'dtmf', 'listen-only'],
    ]);
  });

  it('calls, watches, dials and sends nothing, and takes no key of the page, that the page does not allow', async () => {
    const marks = await open(
      `<div data-sip="key" data-sip-target-on="*21*900#">a</div>
       <div data-sip="key" data-sip-lamp="sip:me@evil.example">b</div>
       <div data-sip="key" data-sip-digits="##900">c</div>
       <div data-sip="dial-input" data-sip-value="+19005550100">d</div>
       <div data-sip="provision">e</div>
       <div data-sip="key" data-sip-message="Send money">f</div>
       <div data-sip="hotkeys" data-sip-answer="ArrowDown">g</div>
       <div data-sip="key" data-sip-digits="9" data-sip-lamp="desk">h</div>`,
      { allow: '9 desk' },
    );
    const states = marks.map((mark) => mark.getAttribute('data-sip-state'));
    expect(states).to.deep.equal([...Array<string>(5).fill('refused'), 'ready', 'ready', 'ready']);
    expect(marks.slice(0, 5).map((mark) => mark.innerHTML)).to.deep.equal([...'abcde']);
    expect(marks[5]!.querySelector('sip-key')!.hasAttribute('message')).to.equal(false);
    expect(marks[6]!.querySelector('sip-hotkeys')!.answer).to.equal('Alt+A');
    expect(marks[7]!.querySelector('sip-key')!.getAttribute('digits')).to.equal('9');
  });

  it('with a button has the label of the button, not one that anybody may have written, unless the page trusts its marks', async () => {
    const content = ['answer-button', 'camera-button', 'voicemail', 'audio-test', 'dnd-toggle']
      .map((name) => `<div data-sip="${name}"><b>Read more</b></div>`)
      .join('');
    const shown = (marks: Element[]): boolean[] =>
      marks.map((mark) => mark.querySelector('b')!.checkVisibility({ visibilityProperty: true }));
    const marks = await open(content);
    await nextFrame();
    expect(shown(marks)).to.deep.equal(Array<boolean>(5).fill(false));
    expect(marks[0]!.querySelector('sip-answer-button')!.shadowRoot!.textContent).to.include('Answer');
    loader.stop();
    page.remove();
    const trusted = await open(content, TRUSTED);
    await nextFrame();
    expect(shown(trusted)).to.deep.equal(Array<boolean>(5).fill(true));
  });

  it('in a part of the page that visitors write gets no element', async () => {
    const marks = await open(
      `<section data-sip-untrusted><div data-sip="phone" ${quiet}>a</div><p data-sip="answer-button">b</p></section>
       <div data-sip="phone" ${quiet}>c</div>`,
      TRUSTED,
    );
    expect(marks.map((mark) => mark.getAttribute('data-sip-state'))).to.deep.equal(['refused', 'refused', 'ready']);
    expect(marks.slice(0, 2).map((mark) => mark.innerHTML)).to.deep.equal(['a', 'b']);
  });

  it('makes a phone that no button of the page commands, unless the page trusts its marks', async () => {
    for (const [settings, did] of [
      [{}, []],
      [TRUSTED, ['doNotDisturb']],
    ] as const) {
      const [mark] = await open(
        `<div id="desk" data-sip="provider" ${quiet}></div>
         <button commandfor="desk-sip" command="--sip-do-not-disturb">Read more</button>
         <button commandfor="desk-sip" command="--sip-call">Read more</button>`,
        settings,
      );
      const provider = mark!.querySelector('sip-provider')!;
      const phone = new FakePhone({ lastDialled: '0900123456' });
      provider.phone = phone;
      await nextFrame();
      const pressed: string[] = [];
      provider.addEventListener('command', (event) => void pressed.push(String(Reflect.get(event, 'command'))));
      const [busy, redial] = page.querySelectorAll('button');
      busy!.click();
      if (did.length === 0) redial!.click();
      await until(() => pressed.length === 2 - did.length);
      // What a command does begins in its microtasks.
      await nextFrame();
      expect(phone.did.map((one) => one.split(' ')[0])).to.deep.equal(did);
      loader.stop();
      page.remove();
    }
  });

  it('with a button uses the phone of the user only with a question, and no option of its own there', async () => {
    const marks = await open(
      `<div data-sip="provider" ${quiet}><span data-sip="click-to-call" data-sip-target="900" data-sip-server="${SERVER}">us</span></div>`,
      { allow: SERVER, 'credentials-src': '/token' },
    );
    const button = marks[1]!.firstElementChild as SipClickToCall;
    expect(button.target).to.equal('900');
    expect([button.hasAttribute('server'), button.hasAttribute('credentials-src')]).to.deep.equal([false, false]);
  });

  describe('that calls', () => {
    /** A page with a phone that is ready. */
    async function withPhone(content: string): Promise<{ marks: Element[]; phone: FakePhone }> {
      const phone = new FakePhone();
      const marks = await open(`${content}<sip-provider manual></sip-provider>`);
      page.querySelector('sip-provider')!.phone = phone;
      await nextFrame();
      await until(() => marks.length === 0 || page.querySelector('[data-sip-link]'));
      return { marks, phone };
    }
    const dialog = (): HTMLDialogElement | undefined =>
      [...deep(document.body)].find((one) => one instanceof HTMLDialogElement && one.open) as
        HTMLDialogElement | undefined;

    it('calls with the phone of the page, at once where its text is the number', async () => {
      const { marks, phone } = await withPhone('<a data-sip="call" href="tel:+15550104477">+1 555 010 4477</a>');
      (marks[0] as HTMLElement).click();
      await until(() => phone.did.length === 1);
      expect(phone.did[0]).to.match(/^call .*15550104477/);
    });

    it('asks first where its text is another one, and refuses service codes (RFC 3966 §11)', async () => {
      const { marks, phone } = await withPhone(
        '<a data-sip="call" href="tel:+19005550100">Read more</a><a data-sip="call" href="tel:*21*100%23">*21*100#</a>',
      );
      (marks[0] as HTMLElement).click();
      await until(dialog);
      dialog()!.close();
      (marks[1] as HTMLElement).click();
      await until(dialog);
      expect(phone.did).to.deep.equal([]);
      dialog()!.close();
    });

    it('calls its data-sip-target where the editor took its href', async () => {
      const { marks, phone } = await withPhone(
        '<a data-sip="call" data-sip-target="echo@example.com">echo@example.com</a>',
      );
      expect(marks[0]!.getAttribute('href')).to.equal('sip:echo@example.com');
      (marks[0] as HTMLElement).click();
      await until(() => phone.did.length === 1);
    });

    it('calls by no scheme but those of calls', async () => {
      const { marks } = await withPhone(
        '<a data-sip="call" data-sip-target="javascript:alert(1)">x</a><a data-sip="call" href="tel:1">1</a>',
      );
      expect((marks[0] as HTMLAnchorElement).protocol).to.equal('tel:');
    });

    it('makes the links of a part of the page call, with data-sip="links", by the first phone of the page', async () => {
      await withPhone(
        '<article><a href="tel:100">100</a></article><div data-sip="links" data-sip-scope="article"></div>',
      );
      await until(() => page.querySelector('article a[data-sip-link]'));
    });
  });
});
