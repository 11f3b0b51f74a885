/** `<sip-dock pop-out>`: the phone in a window of its own (Document Picture-in-Picture, WICG). Here a frame has the part of the window. */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import type { SipDock } from '../../../src/components/sip-dock/sip-dock.js';
import type { SipPhone } from '../../../src/components/sip-phone/sip-phone.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { ANN, BOB, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { copyText } from '../../../src/components/shared/base/clipboard.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, mountAll, settled, until } from '../support.js';

type View = Window & typeof globalThis;

interface Windows {
  requestWindow(size: object): Promise<View>;
}

const NAME = 'documentPictureInPicture';
const setWindows = (value: Windows | undefined): unknown =>
  Object.defineProperty(globalThis, NAME, { configurable: true, writable: true, value });

describe('<sip-dock pop-out>', () => {
  let view: View | undefined;
  let size: object | undefined;
  let clock: VirtualClock;

  /** Closes the window as the user does: after the listeners and their microtasks (HTML §7.4.2.4, unload a document) it is gone. */
  const closeWindow = (): void => {
    const frame = view?.frameElement;
    view?.dispatchEvent(new Event('pagehide'));
    view = undefined;
    setTimeout(() => frame?.remove());
  };

  beforeEach(() => {
    setElementClock((clock = new VirtualClock(1_700_000_000_000)));
    setWindows({
      requestWindow: async (given) => {
        const frame = document.createElement('iframe');
        frame.width = '320';
        frame.height = '560';
        document.body.append(frame);
        [view, size] = [frame.contentWindow as View, given];
        view.close = closeWindow;
        return view;
      },
    });
  });

  const inner = Object.getOwnPropertyDescriptor(globalThis, 'innerWidth')!;
  const outer = Object.getOwnPropertyDescriptor(globalThis, 'outerWidth')!;

  afterEach(() => {
    closeWindow();
    Object.defineProperties(globalThis, { innerWidth: inner, outerWidth: outer });
    Reflect.deleteProperty(screen, 'availHeight');
    for (const node of document.querySelectorAll('iframe, style[data-test]')) node.remove();
    for (const name of ['lang', 'dir', 'class']) document.documentElement.removeAttribute(name);
    document.documentElement.lang = 'en';
    Reflect.deleteProperty(globalThis, NAME);
    setElementClock();
  });

  async function mount(state: Partial<PhoneState> = {}): Promise<{ dock: SipDock; phone: FakePhone; shown: SipPhone }> {
    const phone = new FakePhone(state);
    const dock = await mountAll<SipDock>(html`<sip-dock id="desk" pop-out open .phone=${phone}></sip-dock>`);
    const shown = dock.renderRoot.querySelector('sip-phone')!;
    await settled(shown);
    return { dock, phone, shown };
  }

  async function popOut(dock: SipDock): Promise<View> {
    button(dock, 'Open in its own window').click();
    await until(() => dock.matches(':state(in-window)'), 'the phone in its window');
    await settled(dock);
    return view!;
  }

  const style = (text: string): void => {
    const node = document.createElement('style');
    node.dataset['test'] = '';
    node.textContent = text;
    document.head.append(node);
  };

  const measures = (values: Readonly<Record<'outerWidth' | 'innerWidth', number>>, availHeight: number): void => {
    for (const [name, value] of Object.entries(values))
      Object.defineProperty(globalThis, name, { configurable: true, get: () => value });
    Object.defineProperty(screen, 'availHeight', { configurable: true, get: () => availHeight });
  };

  for (const [title, inner, height, expected] of [
    ['as large as the open dock', 1280, 1200, { width: 320, height: 560 }],
    ['larger by the zoom of the page, which the window has too', 640, 1600, { width: 640, height: 1120 }],
    ['no higher than the screen allows, as the browser would make it narrower', 640, 1000, { width: 640, height: 750 }],
  ] as const)
    it(`asks for a window ${title}`, async () => {
      measures({ outerWidth: 1280, innerWidth: inner }, height);
      const { dock } = await mount();
      await popOut(dock);
      expect(size).to.deep.equal(expected);
    });

  it('offers nothing where the browser has no such windows, and says so to a page that asks', async () => {
    setWindows(undefined);
    const { dock } = await mount();
    expect(dock.renderRoot.querySelector('[part=pop-out]')).to.equal(null);
    expect(await dock.moveToWindow()).to.be.false;
    expect(dock.open).to.be.true;
  });

  it('moves the same phone into the window with its call and what was typed, and back when the window is closed', async () => {
    const { dock, phone, shown } = await mount(withCall({ status: 'active', peer: ANN }));
    const other = await popOut(dock);
    expect([shown.ownerDocument === other.document, dock.open]).to.deep.equal([true, false]);
    expect(other.document.title).to.equal('Phone');
    await settled(shown);
    expect(shown.state).to.equal(phone.state);
    button(shown, 'Mute').click();
    await settled(shown);
    button(shown, 'Unmute');
    closeWindow();
    await settled(dock);
    expect([shown.ownerDocument === document, shown.isConnected, dock.open]).to.deep.equal([true, true, true]);
    expect(dock.matches(':state(in-window)')).to.be.false;
    await settled(shown);
    await clock.advance(400);
    button(shown, 'Unmute').click();
    expect(phone.did).to.deep.equal(['mute true', 'mute false']);
  });

  it('keeps what a view has that is not of the phone: the open menu is closed, an open card stays', async () => {
    const { dock, shown } = await mount();
    button(shown, 'Menu').click();
    await settled(shown);
    button(shown, 'Settings').click();
    await settled(shown);
    const card = [...deep(shown.shadowRoot!)].find(({ localName }) => localName === 'sip-settings');
    expect(card).not.to.equal(undefined);
    expect(await dock.moveToWindow()).to.be.true;
    await settled(shown);
    expect(card!.ownerDocument).to.equal(view!.document);
    expect(card!.checkVisibility()).to.be.true;
  });

  it('looks as in the page: its own styles, custom properties of the page from any ancestor, rules for parts, theme', async () => {
    style(`:root { --sip-color-accent: rgb(1, 2, 3) }
      .dark sip-dock { color-scheme: dark }
      #desk::part(pop-out) { outline: 5px dotted rgb(4, 5, 6) }
      sip-dock:not(:defined) { display: none }`);
    const { dock, shown } = await mount();
    const frame = shown.shadowRoot!.querySelector('.frame')!;
    const key = [...deep(shown.shadowRoot!)].find(
      (node) => node.localName === 'button' && node.textContent.includes('ABC'),
    )!;
    const looks = (from: View): unknown => {
      const { display, borderRadius, overflow } = from.getComputedStyle(frame);
      const { color, fontSize } = from.getComputedStyle(key);
      return { display, borderRadius, overflow, color, fontSize };
    };
    const [inPage, background] = [looks(window), getComputedStyle(frame).backgroundColor];
    const other = await popOut(dock);
    await settled(shown);
    expect(looks(other)).to.deep.equal(inPage);
    expect(other.getComputedStyle(shown).getPropertyValue('--sip-color-accent')).to.equal('rgb(1, 2, 3)');
    const back = shown.querySelector('[part=pop-out]')!;
    expect(other.getComputedStyle(back).outline).to.equal('rgb(4, 5, 6) dotted 5px');
    const box = frame.getBoundingClientRect();
    expect([box.left, box.top, box.width, box.height]).to.deep.equal([0, 0, 320, 560]);
    // The page becomes dark while the phone is in its window.
    document.documentElement.className = 'dark';
    await until(() => other.getComputedStyle(frame).backgroundColor !== background, 'the dark theme');
    expect(other.document.documentElement.className).to.equal('dark');
  });

  it('shows the icons of the page in its buttons, in the page and in the window', async () => {
    const phone = new FakePhone();
    const dock = await mountAll<SipDock>(
      html`<sip-dock pop-out open .phone=${phone}
        ><b slot="pop-out">W</b><b slot="move">M</b><b slot="close">C</b></sip-dock
      >`,
    );
    /** The texts of the nodes that the slots of the buttons have. */
    const icons = (root: ParentNode): string =>
      [...root.querySelectorAll('sip-phone > button > slot')]
        .flatMap((slot) => (slot as HTMLSlotElement).assignedNodes())
        .map(({ textContent }) => textContent)
        .join(' ');
    expect(icons(dock.renderRoot)).to.equal('W M C');
    const own = dock.querySelector('[slot=pop-out]')!;
    expect(own.checkVisibility()).to.be.true;
    const copy = (await popOut(dock)).document.querySelector('sip-dock')!;
    expect(icons(copy.shadowRoot!)).to.equal('W');
    expect(copy.querySelector('[slot=pop-out]')!.checkVisibility()).to.be.true;
    button(copy, 'Back to the page').click();
    await settled(dock);
    expect([icons(dock.renderRoot), own.parentElement === dock]).to.deep.equal(['W M C', true]);
  });

  it('copies no attribute that runs code, and no style attribute, which a content security policy can forbid', async () => {
    document.documentElement.setAttribute('onclick', 'void 0');
    const { dock } = await mount();
    dock.style.setProperty('--sip-radius', '3px');
    const other = await popOut(dock);
    document.documentElement.removeAttribute('onclick');
    expect(other.document.documentElement.hasAttribute('onclick')).to.be.false;
    expect(other.document.querySelector<HTMLElement>('#desk')!.style.getPropertyValue('--sip-radius')).to.equal('3px');
  });

  it('has the language and the direction of its place in the page', async () => {
    const phone = new FakePhone();
    const box = await mountAll<HTMLElement>(
      html`<div lang="ar"><sip-dock pop-out open .phone=${phone}></sip-dock></div>`,
    );
    const dock = box.querySelector('sip-dock')!;
    await until(() => dock.renderRoot.querySelector('[dir=rtl]') !== null, 'the Arabic texts');
    await settled(dock);
    button(dock, 'فتح في نافذة خاصة').click();
    await until(() => dock.matches(':state(in-window)'));
    await settled(dock);
    const shown = view!.document.querySelector('sip-dock')!.shadowRoot!.querySelector('sip-phone')!;
    await settled(shown);
    expect(shown.shadowRoot!.querySelector('[part=base]')!.getAttribute('dir')).to.equal('rtl');
    expect(button(shown, 'اتصال').checkVisibility()).to.be.true;
    button(view!.document.querySelector('sip-dock')!, 'العودة إلى الصفحة').click();
    await settled(dock);
    expect(dock.open).to.be.true;
  });

  it('has its keys, its menu and its announcements in the window, and the focus', async () => {
    const { dock, phone, shown } = await mount(withCall({ status: 'active' }));
    const other = await popOut(dock);
    await settled(shown);
    const press = (key: string, init: KeyboardEventInit = {}): KeyboardEvent => {
      const event = new other.KeyboardEvent('keydown', {
        ...{ key, bubbles: true, composed: true, cancelable: true },
        ...init,
      });
      const at = [...deep(shown.shadowRoot!)].find(({ localName }) => localName === 'sip-call')!;
      at.dispatchEvent(event);
      return event;
    };
    press('m');
    expect(phone.did).to.deep.equal(['mute true']);
    await until(() => {
      const { activeElement } = other.document;
      return activeElement?.localName === 'sip-dock';
    }, 'the focus in the window');
    button(shown, 'Menu').click();
    await settled(shown);
    expect(shown.shadowRoot!.querySelector('[role=menu]')).not.to.equal(null);
    other.document.body.dispatchEvent(new other.PointerEvent('pointerdown', { bubbles: true }));
    await settled(shown);
    expect(shown.shadowRoot!.querySelector('[role=menu]')).to.equal(null);
    phone.ring(BOB);
    await settled(shown);
    const region = [...deep(shown.shadowRoot!)].find((node) => node.matches('[aria-live=assertive]'))!;
    expect(region.ownerDocument).to.equal(other.document);
    await until(() => region.textContent.includes('Bob'), 'the announcement in the window');
    closeWindow();
    await settled(dock);
    await until(() => document.activeElement === dock, 'the focus in the page');
  });

  it('shows a part with a color-scheme of its own on the surface of that scheme in the window, too (docs/theming.md)', async () => {
    style('sip-dock { color-scheme: light; } sip-dock::part(phone__tabs) { color-scheme: dark; }');
    const { dock, shown } = await mount();
    const backgroundOf = (part: string): string =>
      getComputedStyle(shown.shadowRoot!.querySelector(`[part~=${part}]`)!).backgroundColor;
    const [own, other] = [backgroundOf('tabs'), backgroundOf('body')];
    expect(own).not.to.equal(other);
    await popOut(dock);
    expect([backgroundOf('tabs'), backgroundOf('body')]).to.deep.equal([own, other]);
  });

  it('copies by the clipboard of the window, as a window may write only while it has the focus', async () => {
    const { dock, shown } = await mount();
    const other = await popOut(dock);
    const written: string[] = [];
    Object.defineProperty(other.navigator, 'clipboard', {
      value: { writeText: async (text: string) => written.push(text) },
    });
    expect(await copyText('report', shown)).to.be.true;
    expect(written).to.deep.equal(['report']);
  });

  it('gives shortcuts with a modifier key to the page, and no other keys', async () => {
    const { dock, phone } = await mount(withCall({ status: 'active' }));
    const other = await popOut(dock);
    const hotkeys = await mountAll<HTMLElement>(html`<sip-hotkeys .phone=${phone}></sip-hotkeys>`);
    const pressed: string[] = [];
    const listen = ({ key }: KeyboardEvent): number => pressed.push(key);
    document.addEventListener('keydown', listen);
    const key = (init: KeyboardEventInit): KeyboardEvent => {
      const event = new other.KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
      other.document.body.dispatchEvent(event);
      return event;
    };
    expect(key({ key: 'Escape' }).defaultPrevented).to.be.false;
    expect(key({ key: 'H', code: 'KeyH', altKey: true, shiftKey: true }).defaultPrevented).to.be.true;
    document.removeEventListener('keydown', listen);
    hotkeys.remove();
    expect(pressed).to.deep.equal(['H']);
    expect(phone.did).to.deep.equal(['hangUp call-1']);
  });

  it('brings the phone back when the dock is opened in the page, and when the page is left', async () => {
    const { dock, shown } = await mount();
    await popOut(dock);
    button(dock, 'Open phone, Ready').click();
    await settled(dock);
    expect([shown.ownerDocument === document, view]).to.deep.equal([true, undefined]);
    await popOut(dock);
    expect(dock.open).to.be.false;
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    await settled(dock);
    expect([dock.open, view]).to.deep.equal([true, undefined]);
  });

  it('closes the window when the dock leaves the page, not when it moves within it', async () => {
    const { dock, shown } = await mount();
    const other = await popOut(dock);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(dock);
    await settled(dock);
    expect([view === other, shown.ownerDocument === other.document]).to.deep.equal([true, true]);
    dock.remove();
    await until(() => view === undefined, 'the end of the window');
    place.remove();
  });

  it('stays in the page where the browser refuses the window', async () => {
    setWindows({ requestWindow: () => Promise.reject(new DOMException('No gesture.', 'NotAllowedError')) });
    const { dock, shown } = await mount();
    expect(await dock.moveToWindow()).to.be.false;
    await settled(dock);
    expect([dock.open, shown.isConnected]).to.deep.equal([true, true]);
  });

  it('opens from a button of the page while the dock is closed, and does not open for a call that rings in the window', async () => {
    const phone = new FakePhone();
    const dock = await mountAll<SipDock>(html`<sip-dock open-on-ring .phone=${phone}></sip-dock>`);
    expect(await dock.moveToWindow()).to.be.true;
    await settled(dock);
    phone.ring(ANN);
    await settled(dock);
    expect(dock.open).to.be.false;
    const shown = view!.document.querySelector('sip-dock')!.shadowRoot!.querySelector('sip-phone')!;
    await settled(shown);
    button(shown, 'Answer');
  });
});
