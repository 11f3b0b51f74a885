/**
 * Links of the page that call (RFC 3966, RFC 3261 §19.1): the handled links, those left to the browser, the confirmation
 * by the user (RFC 3966 §11), the refused numbers, and that the links are unchanged afterwards.
 */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-links.js';
import '../../../src/define/sip-provider.js';
import ar from '../../../src/components/shared/text/locales/ar/index.js';
import { registerLocale } from '../../../src/components/shared/text/localize.js';
import type { SipLinks } from '../../../src/components/sip-links/sip-links.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { deep, mountAll, settled, until } from '../support.js';

describe('<sip-links>', () => {
  const mount = async (
    state: Partial<PhoneState> = {},
    scope: string | undefined = 'div',
  ): Promise<{ box: HTMLElement; phone: FakePhone; links: SipLinks }> => {
    const phone = new FakePhone(state);
    const box = await mountAll<HTMLElement>(
      html`<div>
        <sip-provider .phone=${phone}><sip-links .scope=${scope}></sip-links></sip-provider>
        <main>
          <a class="tel" href="tel:+1-555-010-4477">+1 (555) 010-4477</a>
          <a class="sip" title="Our desk" href="sip:desk@example.com?Replaces=x">desk@example.com</a>
          <a class="web" href="https://example.com/">Web</a>
        </main>
        <footer><a class="foot" href="callto:1020">1020</a></footer>
      </div>`,
    );
    return { box, phone, links: box.querySelector('sip-links')! };
  };
  /** Whether the browser would have followed the link. */
  const click = (link: Element, options: MouseEventInit = {}): boolean => {
    const event = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, button: 0, ...options });
    let followed = false;
    // After all listeners of the page the browser would follow the link: it is stopped there, so that the test page stays.
    addEventListener('click', (last) => ((followed = !last.defaultPrevented), last.preventDefault()), { once: true });
    link.dispatchEvent(event);
    return followed;
  };
  const link = (box: Element, name: string): HTMLAnchorElement => box.querySelector(`.${name}`)!;

  it('call their target, without header fields of the URI', async () => {
    const { box, phone } = await mount();
    for (const name of ['tel', 'sip', 'foot']) expect(click(link(box, name)), name).to.be.false;
    await until(() => phone.did.length === 3);
    expect(phone.did).to.deep.equal(['call tel:+1-555-010-4477', 'call sip:desk@example.com', 'call tel:1020']);
  });

  it('leave type and colours of the content to the page', async () => {
    const content = html`<p>Call <a href="tel:1020">1020</a></p>`;
    const box = await mountAll<HTMLElement>(
      html`<div style="font: italic 22px serif; color: rgb(1, 2, 3); white-space: pre; writing-mode: vertical-rl">
        ${content}<sip-links scope="sip-links">${content}</sip-links>
      </div>`,
    );
    const [plain, linked] = [...box.querySelectorAll('p')].map((one) => {
      const { font, color, whiteSpace, writingMode, letterSpacing, lineHeight } = getComputedStyle(one);
      return { font, color, whiteSpace, writingMode, letterSpacing, lineHeight };
    });
    expect(plain!.color).to.equal('rgb(1, 2, 3)');
    expect(linked).to.deep.equal(plain);
  });

  it('call where a form around them has fields with the names of properties of its class (HTML §4.10.3)', async () => {
    const { box, phone } = await mount();
    const form = document.createElement('form');
    form.innerHTML =
      '<input name="parentElement"><input name="assignedSlot"><a class="form" href="tel:+15550104477">+1 555 010 4477</a>';
    box.append(form);
    expect(click(link(box, 'form'))).to.be.false;
    await until(() => phone.did.length === 1);
    expect(phone.did).to.deep.equal(['call tel:+15550104477']);
  });

  it('leave other links, other mouse buttons and modifier keys to the browser', async () => {
    const { box, phone } = await mount();
    expect(click(link(box, 'web'))).to.be.true;
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
      expect(click(link(box, 'tel'), held), JSON.stringify(held)).to.be.true;
    expect(phone.did).to.deep.equal([]);
  });

  it('leave a link to the browser when a script of the page prevents its click, or sip-link is prevented', async () => {
    const { box, phone } = await mount();
    link(box, 'tel').addEventListener('click', (event) => event.preventDefault(), { once: true });
    click(link(box, 'tel'));
    box.addEventListener('sip-link', (event) => {
      expect(event.address).to.equal('tel:+1-555-010-4477');
      event.preventDefault();
    });
    expect(click(link(box, 'tel'))).to.be.true;
    expect(phone.did).to.deep.equal([]);
  });

  it('leave all links to the browser while the phone cannot call', async () => {
    const { box, phone, links } = await mount({ account: { status: 'unconfigured' } });
    expect(click(link(box, 'tel'))).to.be.true;
    expect(link(box, 'tel').hasAttribute('data-sip-link')).to.be.false;
    phone.set({ account: { status: 'ready', name: '1019' } });
    await settled(links);
    expect(click(link(box, 'tel'))).to.be.false;
  });

  it('handle links that are inserted later, also in a shadow root', async () => {
    const { box, phone } = await mount();
    const later = document.createElement('a');
    later.href = 'tel:1021';
    later.textContent = '1021';
    box.append(later);
    await Promise.resolve();
    expect(later.hasAttribute('data-sip-link')).to.be.true;
    click(later);
    const host = document.createElement('div');
    box.append(host);
    host.attachShadow({ mode: 'open' }).innerHTML = '<a href="tel:1022"><b>1022</b></a>';
    click(host.shadowRoot!.querySelector('b')!);
    await until(() => phone.did.length === 2);
    expect(phone.did).to.deep.equal(['call tel:1021', 'call tel:1022']);
  });

  it('handle the links within scope, including their own content', async () => {
    const { box, phone, links } = await mount({}, 'footer');
    expect([click(link(box, 'tel')), click(link(box, 'foot'))]).to.deep.equal([true, false]);
    links.scope = 'sip-links';
    links.append(box.querySelector('footer')!);
    await settled(links);
    expect([click(link(box, 'tel')), click(link(box, 'foot'))]).to.deep.equal([true, false]);
    await until(() => phone.did.length === 2);
    expect(phone.did).to.deep.equal(['call tel:1020', 'call tel:1020']);
  });

  it('handle no link without a valid scope, and warn once (M6)', async () => {
    const warned: string[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => void warned.push(words.join(' '));
    try {
      for (const [scope, fault] of [
        ['', /scope is missing, so no link calls/],
        ['::: no selector', /scope="::: no selector" is not a CSS selector/],
      ] as const) {
        const { box, phone, links } = await mount({}, scope);
        links.requestUpdate();
        await settled(links);
        expect(click(link(box, 'tel')), scope).to.be.true;
        expect(link(box, 'tel').hasAttribute('data-sip-link')).to.be.false;
        expect(phone.did).to.deep.equal([]);
        expect(warned.splice(0)).to.have.length(1).and.to.have.nested.property('[0]').that.matches(fault);
      }
    } finally {
      console.warn = warn;
    }
  });

  it('restore the links when the element is removed', async () => {
    const { box, links } = await mount();
    const before = '<a class="tel" href="tel:+1-555-010-4477">+1 (555) 010-4477</a>';
    expect(link(box, 'tel').title, 'names the number').to.equal('Calls +1-555-010-4477 from this page');
    expect(link(box, 'sip').title, 'a title of the page stays').to.equal('Our desk');
    links.remove();
    expect(link(box, 'tel').outerHTML).to.equal(before);
    expect(link(box, 'sip').title).to.equal('Our desk');
    expect(click(link(box, 'tel'))).to.be.true;
  });

  describe('with another text than their number (RFC 3966 §11, M6)', () => {
    const dialog = (): HTMLDialogElement | undefined =>
      [...deep(document.body)].find((node) => node instanceof HTMLDialogElement && node.open) as
        HTMLDialogElement | undefined;
    const asked = async (): Promise<HTMLDialogElement> => {
      await until(() => dialog() !== undefined, 'a question');
      return dialog()!;
    };
    const key = (name: string): HTMLButtonElement =>
      [...dialog()!.querySelectorAll('button')].find((node) => node.textContent?.trim() === name)!;
    const other = async (href: string, text: string, lang = 'en') => {
      const { box, phone, links } = await mount();
      links.lang = lang;
      const added = document.createElement('a');
      added.setAttribute('href', href);
      added.textContent = text;
      box.append(added);
      await settled(links);
      return { box, phone, links, added };
    };

    afterEach(async () => {
      dialog()?.close();
      await until(() => dialog() === undefined);
    });

    it('show the number in a confirmation; nothing is called until the user agrees', async () => {
      const { phone, added } = await other('tel:+1-900-555-0100', 'Read more');
      added.focus();
      expect(click(added)).to.be.false;
      const question = await asked();
      expect(question.matches(':modal')).to.be.true;
      expect(question.textContent).to.include('Call this number?').and.to.include('+1-900-555-0100');
      expect((question.getRootNode() as ShadowRoot).activeElement, 'not on the button that calls').to.equal(
        key('Cancel'),
      );
      await expect(question).to.be.accessible();
      expect(phone.did).to.deep.equal([]);
      key('Call').click();
      await until(() => phone.did.length === 1);
      expect(phone.did).to.deep.equal(['call tel:+1-900-555-0100']);
      expect(document.activeElement, 'focus is returned').to.equal(added);
    });

    it('call nothing when the user cancels, presses Escape, or the element is removed', async () => {
      const { phone, added, links } = await other('sip:toll@evil.example', 'Our desk');
      for (const end of [() => key('Cancel').click(), () => dialog()!.requestClose(), () => links.remove()]) {
        click(added);
        expect((await asked()).textContent).to.include('toll@evil.example');
        end();
        await until(() => dialog() === undefined);
      }
      expect(phone.did).to.deep.equal([]);
    });

    it('ignore the second click of a double click', async () => {
      const { phone, added } = await other('tel:+1-900-555-0100', 'Read more');
      click(added);
      await asked();
      key('Call').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 2 }));
      expect(dialog()).not.to.be.undefined;
      expect(phone.did).to.deep.equal([]);
    });

    it('are confirmed also for another number, a part of it or another aria-label', async () => {
      for (const [text, label] of [
        ['+1-555-010-4477', undefined],
        ['555-0100', undefined],
        ['+1-900-555-0100', 'Our free line'],
      ] as const) {
        const { phone, added } = await other('tel:+1-900-555-0100', text);
        if (label) added.setAttribute('aria-label', label);
        click(added);
        (await asked()).close();
        await until(() => dialog() === undefined);
        expect(phone.did, text).to.deep.equal([]);
      }
    });

    const withContent = async (content: string, dir: string) => {
      const { box, phone, links } = await mount();
      box.querySelector('main')!.innerHTML = `<p dir=${dir}><a class="shown" href="tel:0900123456">${content}</a></p>`;
      await settled(links);
      return { box, phone, added: link(box, 'shown') };
    };

    it('are confirmed where the number is shown backwards, or not at all (UAX 9)', async () => {
      for (const content of [
        '\u202E0900123456',
        '<bdo dir="rtl">0900123456</bdo>',
        '<span style="unicode-bidi: bidi-override; direction: rtl">0900123456</span>',
        '\u200F0900 123 456',
        '<span dir="rtl">0900 123 456</span>',
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><span style="font-size: 0">0900123456</span>',
      ]) {
        const { box, phone, added } = await withContent(content, 'ltr');
        click(added);
        (await asked()).close();
        await until(() => dialog() === undefined);
        expect(phone.did, content).to.deep.equal([]);
        // The elements of a page share its links.
        box.remove();
      }
    });

    it('are none where the number is shown in parts, on several lines, or in its own direction', async () => {
      for (const [content, dir] of [
        ['<b>0900</b> <i style="font-size: 2em">123</i> 456', 'ltr'],
        ['<span style="display: block; inline-size: 5ch">0900 123 456</span>', 'ltr'],
        ['<span style="display: block; writing-mode: vertical-rl">0900 123 456</span>', 'ltr'],
        ['0900123456', 'rtl'],
        ['<bdi dir="ltr">0900 123 456</bdi>', 'rtl'],
        ['\u202A0900 123 456\u202C', 'rtl'],
      ] as const) {
        const { box, phone, added } = await withContent(content, dir);
        click(added);
        await until(() => phone.did.length === 1, content);
        box.remove();
      }
    });

    const VIEWPORT = new DOMRect(0, 0, innerWidth, innerHeight);
    /** Presses with a pointer in the middle of an element, else of the viewport. */
    const pressAt = (pressed: Element, place: Element | null | ''): void => {
      const { left, top, width, height } = place ? place.getBoundingClientRect() : VIEWPORT;
      click(pressed, { detail: 1, clientX: left + width / 2, clientY: top + height / 2 });
    };

    it('are confirmed where styles of the content hide the number, or the press is beside it', async () => {
      const over = 'position: fixed; inset: 0; z-index: 9';
      for (const [style, content, place] of [
        ['opacity: 0', '0900123456', 'a'],
        [`${over}; opacity: 0`, '0900123456', 'a'],
        [`${over}; opacity: 0.01`, '<b>0900123456</b>', 'b'],
        [over, '0900123456', ''],
        ['padding: 45vh 45vw', '<b>0900123456</b>', ''],
        [`${over}; font-size: 30vw; color: #0000; line-height: 1`, '0900123456', ''],
        ['color: rgb(0 0 0 / 0.02)', '0900123456', 'a'],
        ['-webkit-text-fill-color: transparent', '0900123456', 'a'],
        ['visibility: hidden', '0900123456<b style="visibility: visible">.</b>', 'b'],
        [`${over}`, '<b style="clip-path: inset(50%)">0900123456</b>', 'b'],
        [`${over}; clip-path: inset(40%)`, '0900123456', ''],
        ['filter: opacity(1%)', '0900123456', 'a'],
        ['mask-image: linear-gradient(#0000, #0000)', '0900123456', 'a'],
        [`${over}; font-size: 100vh; line-height: 1; color: Canvas`, '0900123456', ''],
        ['position: relative', '0900123456<i style="position: absolute; inset: 0; background: Canvas"></i>', 'a'],
      ] as const) {
        const { box, phone, added } = await withContent(content, 'ltr');
        added.style.cssText = style;
        pressAt(added, place === 'a' ? added : place && added.querySelector(place));
        (await asked()).close();
        await until(() => dialog() === undefined);
        expect(phone.did, `${style} ${content}`).to.deep.equal([]);
        box.remove();
      }
    });

    it('are confirmed where a style of an ancestor hides the number', async () => {
      const { phone, added } = await withContent('0900123456', 'ltr');
      added.parentElement!.style.opacity = '0.1';
      pressAt(added, added);
      await asked();
      expect(phone.did).to.deep.equal([]);
    });

    it('are confirmed in a part of the page that visitors write, whatever they show', async () => {
      for (const inShadow of [false, true]) {
        const { box, phone, added } = await withContent('0900123456', 'ltr');
        box.querySelector('main')!.setAttribute('data-sip-untrusted', '');
        if (inShadow) {
          const host = document.createElement('div');
          box.querySelector('main')!.append(host);
          host.attachShadow({ mode: 'open' }).append(added);
        }
        pressAt(added, added);
        (await asked()).close();
        await until(() => dialog() === undefined);
        expect(phone.did).to.deep.equal([]);
        box.remove();
      }
    });

    it('are none where the number is pressed, or the padding around it, or a key is', async () => {
      for (const [style, content, place] of [
        ['', '0900 123 456', 'a'],
        ['display: inline-block; padding: 12px 16px; background: #0b6a78; color: #fff', '0900 123 456', 'a'],
        ['opacity: 0.8; font-size: 48px', '<b>0900</b> <i>123 456</i>', 'i'],
        ['display: block; inline-size: 5ch', '0900 123 456', 'a'],
        ['filter: drop-shadow(0 0 1px #000)', '0900 123 456', 'a'],
        ['position: fixed; inset: 0', '0900 123 456', 'key'],
      ] as const) {
        const { box, phone, added } = await withContent(content, 'ltr');
        added.style.cssText = style;
        if (place === 'key') click(added, { detail: 0 });
        else pressAt(added, place === 'a' ? added : added.querySelector(place));
        await until(() => phone.did.length === 1, style || 'plain');
        box.remove();
      }
    });

    it('have a confirmation in the language of the page', async () => {
      registerLocale(ar);
      const { added } = await other('tel:+1-900-555-0100', 'اقرأ المزيد', 'ar');
      click(added);
      const question = await asked();
      expect(question.dir).to.equal('rtl');
      expect(question.textContent).to.include('الاتصال بهذا الرقم؟');
    });

    const CODES = [
      'tel:*21*0900123456%23',
      'tel:*21*0900123456#',
      'tel:%2A21%2A0900123456%23',
      'tel:%252A21%252A0900',
      'tel:＊21＊0900＃',
      'tel:+15550104477p21',
      'tel:+15550104477w%2A21',
      'tel:+15550104477,21',
      'tel:+15550104477;postd=21',
      'tel:+15550104477;ext=%2A21',
      'tel:%E0%A4%A',
      'callto:*21*0900%23',
      'sip:*21*0900%23@example.com',
      'sip:%2a21%2A0900%23@example.com',
      'sip:%252A21@example.com',
      'sips:+15550104477p21@example.com',
      'sip:+15550104477;postd=21@example.com;user=phone',
    ];
    for (const href of CODES)
      it(`refuse ${href}`, async () => {
        const { phone, added } = await other(href, href.replace(/^\w+:/, ''));
        let emitted = false;
        added.addEventListener('sip-link', () => (emitted = true));
        expect(click(added)).to.be.false;
        expect((await asked()).textContent).to.include('This code is not called from a page');
        expect([...dialog()!.querySelectorAll('button')].map((node) => node.textContent?.trim())).to.deep.equal([
          'Close',
        ]);
        key('Close').click();
        await until(() => dialog() === undefined);
        expect([phone.did, emitted]).to.deep.equal([[], false]);
      });
  });
});
