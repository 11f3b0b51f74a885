/** The loader: what it finds in a page, when it loads the module of an element, and what it does when the module cannot be loaded. */

import { aTimeout, expect, nextFrame } from '@open-wc/testing';
import { Loader } from '../../../src/loader/loader.js';
import { until } from '../support.js';

const BASE = 'https://cdn.example/kit/';

/** Elements that the fake modules register, and the script tag of the loader. */
class Kit {
  readonly loaded: string[] = [];
  /** Modules that cannot be loaded now. */
  readonly broken = new Set<string>();
  readonly waits: { work: () => void; ms: number }[] = [];
  readonly script = document.createElement('script');
  readonly #loader: Loader;

  constructor(content: string) {
    const page = document.createElement('main');
    page.innerHTML = content;
    document.body.append(page);
    this.#loader = new Loader({
      script: this.script,
      base: BASE,
      load: (url) => this.#load(url),
      wait: (work, ms) => void this.waits.push({ work, ms }),
    });
  }

  get page(): HTMLElement {
    return document.querySelector('main')!;
  }

  close(): void {
    this.#loader.stop();
    this.page.remove();
    scrollTo(0, 0);
  }

  #load(url: string): Promise<unknown> {
    this.loaded.push(url.replace(BASE, ''));
    if (this.broken.has(url)) return Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    if (url.endsWith('sip-marks.js')) return import('../../../src/loader/marks.js');
    return Promise.resolve();
  }
}

const FAR = '<div style="block-size: 5000px"></div>';
/** A moment in which the page has been idle and the observers have reported. */
const idle = async (): Promise<void> => {
  await new Promise((resolve) => requestIdleCallback(resolve));
  await nextFrame();
  await nextFrame();
  await aTimeout(0);
};

describe('The loader', () => {
  let kit: Kit;
  const start = (content: string): Kit => (kit = new Kit(content));
  afterEach(() => kit.close());

  it('loads nothing for a page that uses none of its elements', async () => {
    start('<p>Text</p><x-other></x-other><sip-unknown></sip-unknown><p data-sip="unknown">x</p>');
    await idle();
    expect(kit.loaded).to.deep.equal([]);
  });

  it('loads the module of each element that is used, once, relative to its own folder', async () => {
    start('<sip-dock></sip-dock><sip-dock></sip-dock><sip-frame></sip-frame>');
    await idle();
    expect(kit.loaded).to.deep.equal(['sip-dock.js', 'sip-frame.js']);
  });

  it('finds elements that come into the page later, and marks that are made of elements in it', async () => {
    start('<div>Call us</div>');
    await idle();
    kit.page.insertAdjacentHTML('beforeend', '<section><sip-provider></sip-provider></section>');
    await until(() => kit.loaded.includes('sip-provider.js'));
    kit.page.querySelector('div')!.dataset.sip = 'frame';
    await until(() => kit.loaded.includes('sip-frame.js'));
  });

  for (const [name, owner] of [
    ['requestIdleCallback', window],
    ['prerendering', Document.prototype],
  ] as const)
    it(`loads in a browser without ${name} where content of the page has this name (HTML §7.2.2.3, §3.1.7)`, async () => {
      const own = Object.getOwnPropertyDescriptor(owner, name)!;
      Reflect.deleteProperty(owner, name);
      try {
        start(`<img alt="" id="${name}" name="${name}"><sip-dock></sip-dock>`);
        expect(name in window || name in document).to.be.true;
        await until(() => kit.waits.some(({ ms }) => ms === 200) || kit.loaded.length > 0);
        for (const { work } of kit.waits) work();
        await until(() => kit.loaded.length > 0);
        expect(kit.loaded).to.deep.equal(['sip-dock.js']);
      } finally {
        Object.defineProperty(owner, name, own);
      }
    });

  it('loads what only is seen when it comes near the viewport, and what works unseen when the page is idle', async () => {
    start(`${FAR}<sip-click-to-call></sip-click-to-call><sip-links></sip-links>`);
    await idle();
    expect(kit.loaded).to.deep.equal(['sip-links.js']);
    scrollTo(0, 5000);
    await until(() => kit.loaded.includes('sip-click-to-call.js'));
  });

  for (const type of ['pointerover', 'pointerdown', 'focusin'])
    it(`loads an element far from the viewport at ${type}`, async () => {
      start(`${FAR}<sip-click-to-call><a href="tel:100">Call</a></sip-click-to-call>`);
      await idle();
      kit.page.querySelector('a')!.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      expect(kit.loaded).to.deep.equal(['sip-click-to-call.js']);
    });

  it('forgets an element that left the page before it was loaded', async () => {
    start(`${FAR}<sip-click-to-call></sip-click-to-call>`);
    await idle();
    const button = kit.page.querySelector('sip-click-to-call')!;
    button.remove();
    await nextFrame();
    button.dispatchEvent(new Event('pointerover'));
    expect(kit.loaded).to.deep.equal([]);
    kit.page.prepend(button);
    await until(() => kit.loaded.length === 1);
  });

  it('repeats a failed load with growing pauses, and shows it in an empty element and in the state of a mark', async () => {
    start('<sip-dock></sip-dock><div data-sip="dock"><a href="tel:100">100</a></div>');
    kit.broken.add(`${BASE}sip-dock.js`);
    const [element, mark] = [...kit.page.children];
    await until(() => kit.waits.length === 1);
    expect(element!.textContent).to.contain('could not be loaded');
    expect(element!.querySelector('[role=status]')).to.exist;
    expect(mark!.getAttribute('data-sip-state')).to.equal('failed');
    expect(mark!.textContent, 'the content of the page stays').to.equal('100');
    for (let count = 1; count < 8; count++) {
      kit.waits.at(-1)!.work();
      await until(() => kit.waits.length === count + 1);
    }
    expect(kit.waits.map(({ ms }) => ms / 1000)).to.deep.equal([1, 2, 4, 8, 16, 32, 60, 60]);
    kit.broken.clear();
    customElements.define('sip-dock', class extends HTMLElement {});
    kit.waits.at(-1)!.work();
    await until(() => mark!.getAttribute('data-sip-state') === 'ready');
    expect(element!.textContent).to.equal('');
    expect(kit.loaded.filter((name) => name === 'sip-dock.js')).to.have.length(9);
  });

  it('repeats a failed load at once when the device is online again', async () => {
    start('<sip-provider></sip-provider>');
    kit.broken.add(`${BASE}sip-provider.js`);
    await until(() => kit.waits.length === 1);
    kit.broken.clear();
    dispatchEvent(new Event('online'));
    await until(() => kit.loaded.length === 2);
  });

  it('says in the words of the page that the phone could not be loaded', async () => {
    start('');
    kit.script.dataset.sipFailed = 'Telefon nicht verfügbar';
    kit.broken.add(`${BASE}sip-phone.js`);
    kit.page.innerHTML = '<sip-phone></sip-phone>';
    await until(() => kit.page.textContent === 'Telefon nicht verfügbar');
  });
});
