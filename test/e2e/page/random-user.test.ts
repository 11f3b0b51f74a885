/**
 * Random users: three phones of a page are pressed, typed into, moved and loaded again in a random order, given by the seed of the run.
 * Whatever they do, every call can be ended at both ends, and no microphone and no connection remain when the phones are gone.
 * Subjects: random user; monkey test of the elements.
 */
import { expect } from 'chai';
import type { ElementHandle, Page } from 'puppeteer-core';
import { pick, seeded } from '../../sip/simulator/random.js';
import { openTab, type Tab } from '../support/browser.js';
import { phoneMarkup } from '../support/people.js';
import { theSite } from '../support/site.js';
import { until } from '../support/until.js';

const NAMES = ['alice', 'bob', 'carol'];
/** The phones of the pocket PBX, and its services: echo, busy, no answer, conference. */
const NUMBERS = ['1001', '1002', '1003', '9001', '9003', '9004', '9010'];
const KEYS = [
  'Escape',
  'Enter',
  'Tab',
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  '1',
  '#',
  'Backspace',
] as const;
const TEXTS = ['1002', '1003', '9001', 'hello', 'bob', '*#12', 'sip:carol@sip-elements', '😀 x'];
const PAUSES = [0, 0, 30, 120, 500, 1500];
const ACTIONS = 120;
const RUNS = 6;

interface PhoneElement extends HTMLElement {
  readonly state: { readonly calls: readonly { readonly id: string; readonly status: string }[] } | undefined;
  call(target: string): Promise<unknown>;
  hangUp(id: string): Promise<unknown>;
}

declare global {
  /** In the pages of this test: the tracks that the page got from its devices. */
  var ownTracks: MediaStreamTrack[];
  /** The visible controls of an element, those of its shadow trees too. */
  function visibleControls(root: Element): HTMLElement[];
}

/** Runs in the page, before its scripts. */
function prepareThePage(): void {
  globalThis.ownTracks = [];
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    ownTracks.push(...stream.getTracks());
    return stream;
  };
  const parentOf = (node: Node): Node | null =>
    (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
  const isInert = (node: Node | null): boolean =>
    node !== null && ((node as HTMLElement).inert || isInert(parentOf(node)));
  globalThis.visibleControls = (root) =>
    [...(root.shadowRoot ?? root).querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      const inner = element.shadowRoot ? visibleControls(element) : [];
      const isControl = element.matches('button, a[href], input, select, textarea, summary, [role=option]');
      const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return isControl && isShown && !isInert(element) ? [element, ...inner] : inner;
    });
}

class RandomUser {
  /** What was done, for the message of a failure. */
  readonly trail: string[] = [];
  readonly #page: Page;
  readonly #random: () => number;

  constructor(page: Page, seed: number) {
    this.#page = page;
    this.#random = seeded(seed);
  }

  async act(): Promise<void> {
    const kind = this.#random();
    const name = this.#pick(NAMES);
    if (kind < 0.015) await this.#reload();
    else if (kind < 0.03) await this.#move(name);
    else if (kind < 0.06) await this.#call(name, this.#pick(NUMBERS));
    else if (kind < 0.12) await this.#key(this.#pick(KEYS));
    else await this.#press(name);
    await new Promise((resolve) => setTimeout(resolve, this.#pick(PAUSES)));
  }

  #pick<T>(values: readonly T[]): T {
    return pick(this.#random, ...values);
  }

  async #reload(): Promise<void> {
    this.trail.push('loads the page again');
    await this.#page.reload();
    await this.#page.waitForSelector('#carol:defined');
  }

  async #move(name: string): Promise<void> {
    this.trail.push(`moves ${name} within the page`);
    await this.#page.$eval(`#${name}`, (element) => {
      const parent = element.parentElement!;
      element.remove();
      parent.prepend(element);
    });
  }

  async #call(name: string, number: string): Promise<void> {
    this.trail.push(`${name}.call('${number}')`);
    await this.#page.$eval(
      `#${name}`,
      (element, target) => void (element as PhoneElement).call(target).catch(() => undefined),
      number,
    );
  }

  async #key(key: (typeof KEYS)[number]): Promise<void> {
    this.trail.push(`key ${key}`);
    await this.#page.keyboard.press(key);
  }

  async #press(name: string): Promise<void> {
    const at = this.#random();
    const found = await this.#page.evaluateHandle(
      (id, place) => {
        const controls = visibleControls(document.getElementById(id)!);
        return controls[Math.floor(place * controls.length)];
      },
      name,
      at,
    );
    const control = found.asElement() as ElementHandle<HTMLElement> | null;
    if (!control) return;
    const { tag, type, label } = await control.evaluate((element) => ({
      tag: element.localName,
      type: (element as HTMLInputElement).type,
      label: (element.ariaLabel ?? element.textContent).trim().slice(0, 40),
    }));
    this.trail.push(`${name}: ${tag} "${label}"`);
    if (tag === 'select') return this.#choose(control);
    await control.click();
    if (tag !== 'textarea' && !['text', 'tel', 'search', 'password'].includes(type)) return;
    const text = this.#pick(TEXTS);
    this.trail.push(`types ${text}`);
    await this.#page.keyboard.type(text);
    if (this.#random() < 0.5) await this.#page.keyboard.press('Enter');
  }

  #choose(control: ElementHandle<HTMLElement>): Promise<void> {
    return control.evaluate((element, place) => {
      const select = element as HTMLSelectElement;
      select.selectedIndex = Math.floor(place * select.options.length);
      for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    }, this.#random());
  }
}

/** What the page or the browser says where a control goes away between the look and the press. */
const GONE = /detached|not clickable|not an Element|Execution context|Cannot find context|null/;

/** Ends every call by the method of its phone, those that come meanwhile too; resolves when none is left at any phone. */
function endAllCalls(page: Page): Promise<unknown> {
  return until('the end of all calls', () =>
    page.evaluate((names) => {
      const phones = names.map((name) => document.getElementById(name) as PhoneElement);
      const left = phones.flatMap((phone) =>
        (phone.state?.calls ?? []).filter(({ status }) => status !== 'ended').map(({ id }) => ({ phone, id })),
      );
      for (const { phone, id } of left) void phone.hangUp(id).catch(() => undefined);
      return left.length === 0;
    }, NAMES),
  );
}

// Minutes of real calls: by night only.
if (process.env['LONG_TESTS'] === 'true')
  describe('Random users of three phones in one page', function () {
    this.timeout(300_000);
    let tab: Tab | undefined;

    afterEach(async () => tab?.close());

    const first = Number(process.env['FIRST_SEED'] ?? 1);
    for (let seed = first; seed < first + RUNS; seed++)
      it(`end every call at both ends, and leave no error, microphone or connection: seed ${seed}`, async function () {
        const site = await theSite();
        const phones = NAMES.map((name) => phoneMarkup(site.pbx, name, `id="${name}" style="inline-size: 320px"`));
        const url = site.page(`<div style="display: flex; gap: 16px">${phones.join('')}</div>`);
        tab = await openTab(this, url, 'Chromium', async (page) => {
          await page.setViewport({ width: 1100, height: 800 });
          await page.evaluateOnNewDocument(prepareThePage);
        });
        const { page, errors } = tab;
        const user = new RandomUser(page, seed);
        try {
          for (let count = 0; count < ACTIONS; count++)
            await user.act().catch((error: unknown) => {
              if (!GONE.test(String(error))) throw error;
            });
          await endAllCalls(page);
          await page.evaluate((names) => {
            for (const name of names) document.getElementById(name)!.remove();
          }, NAMES);
          const left = (): Promise<number> =>
            page.evaluate(
              () => ownTracks.filter(({ readyState }) => readyState === 'live').length + openPeerConnections(),
            );
          await until('the end of every track and connection', async () => (await left()) === 0);
          expect(errors).to.deep.equal([]);
        } catch (error) {
          throw new Error(`seed ${seed}: ${String(error)}\n  ${user.trail.join('\n  ')}`, { cause: error });
        }
      });
  });
