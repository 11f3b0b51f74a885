/**
 * A phone on a page as a user meets it: its visible text, and its buttons, found by role and name.
 * Subjects: phone on a page of a test.
 */
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import type { SipCallSummaryEvent } from '../../../src/components/shared/events/events.js';

type Readable = Window & {
  visibleText(root: Element | null): string;
  findControl(root: Element | null, role: string, name: string | null): Element | undefined;
  unchangedFor(element: Element): number;
};

/** The phone ignores a press on what has only just appeared, ms; no user could have intended it. */
const REACTION = 450;

export class PhoneOnPage {
  readonly #page: Page | Frame;
  readonly #selector: string;

  constructor(page: Page | Frame, selector = 'sip-phone') {
    this.#page = page;
    this.#selector = selector;
  }

  /** Waits until the phone shows this text. */
  async shows(text: string | RegExp, timeout = 30_000): Promise<void> {
    const [source, flags] = text instanceof RegExp ? [text.source, text.flags] : [escape(text), ''];
    const wait = this.#page.waitForFunction(
      (selector: string, pattern: string, options: string) =>
        new RegExp(pattern, options).test(
          (window as unknown as Readable).visibleText(document.querySelector(selector)),
        ),
      { polling: 50, timeout },
      this.#selector,
      source,
      flags,
    );
    await wait.catch(async (error: unknown) => {
      throw new Error(`The phone does not show ${String(text)} but: ${await this.text()}`, { cause: error });
    });
  }

  /** Waits until the phone can be dialled again: the dial field is there and no call is shown. */
  async isIdle(): Promise<void> {
    await this.#control('combobox', undefined);
  }

  /**
   * Listens from now on. `whenEnded()` resolves with how the next call ended, which the phone shows for three seconds only: a page
   * that was frozen may be looked at too late.
   */
  async listenForEnd(): Promise<{ whenEnded(): Promise<string> }> {
    const ended = await this.#page.evaluateHandle((selector) => {
      const element = document.querySelector(selector)!;
      const how = new Promise<string>((resolve) =>
        element.addEventListener('sip-call-summary', (event) => {
          const { endedBy, cause } = (event as SipCallSummaryEvent).summary;
          resolve(`${endedBy}: ${cause}`);
        }),
      );
      return { how };
    }, this.#selector);
    return { whenEnded: () => ended.evaluate(({ how }) => how) };
  }

  /** Dismisses the ended call by its key, Escape, sooner than it is dismissed automatically. */
  async clear(): Promise<void> {
    await this.#page.$eval(this.#selector, ({ shadowRoot }) =>
      shadowRoot?.firstElementChild?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
      ),
    );
    await this.isIdle();
  }

  /** Changes an attribute, as a script of the page would. */
  set(attribute: string, value: string | undefined): Promise<void> {
    return this.#page.$eval(
      this.#selector,
      (element, name, text) => (text === undefined ? element.removeAttribute(name) : element.setAttribute(name, text)),
      attribute,
      value,
    );
  }

  /** All that can be read on the phone now. */
  text(): Promise<string> {
    return this.#page.evaluate(
      (selector) => (window as unknown as Readable).visibleText(document.querySelector(selector)),
      this.#selector,
    );
  }

  /** Clicks the button of this name with the mouse, once it is there, enabled, and has stood still for a moment. */
  async press(name: string): Promise<void> {
    const button = await this.#control('button', name);
    await this.#page.evaluate(standsStill, button, REACTION);
    await button.click();
    await button.dispose();
  }

  /** Opens the tab whose name begins so; behind it may stand how much is new there. */
  async open(name: string): Promise<void> {
    const tab = await this.#page.waitForFunction(
      (selector: string, begin: string) =>
        [...(document.querySelector(selector)?.shadowRoot?.querySelectorAll('[role=tab]') ?? [])].find((one) =>
          one.textContent.trim().startsWith(begin),
        ),
      { polling: 50, timeout: 30_000 },
      this.#selector,
      name,
    );
    await (tab as ElementHandle<Element>).click();
    await tab.dispose();
  }

  /** Types into the dial field and presses Call. */
  async dial(number: string): Promise<void> {
    await this.type(number);
    await this.press('Call');
  }

  /** Replaces what is in the dial field by this number, and presses Call. */
  async dialInstead(number: string): Promise<void> {
    const field = await this.#control('combobox', undefined);
    await field.evaluate((input) => (input as HTMLInputElement).select());
    await field.press('Backspace');
    await field.dispose();
    await this.dial(number);
  }

  /** Types into the dial field. */
  async type(number: string): Promise<void> {
    const field = await this.#control('combobox', undefined);
    await field.click();
    await field.type(number);
    const focus = await field.evaluate((input) => {
      if ((input as HTMLInputElement).value !== '') return;
      const path = [];
      for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement ?? null)
        path.push(at.localName + at.id);
      return `${document.visibilityState}, focus ${document.hasFocus()} at ${path.join(' ')}, field ${input.isConnected}`;
    });
    if (focus) throw new Error(`The field is empty after ${number} was typed: ${focus}`);
    await field.dispose();
  }

  /** Types into the field of this name that has a list of options. */
  async search(name: string, text: string): Promise<void> {
    const field = await this.#control('combobox', name);
    await field.type(text);
    await field.dispose();
  }

  /** Types into the field of this name. */
  async fill(name: string, text: string): Promise<void> {
    const field = await this.#control('textbox', name);
    await field.type(text);
    await field.dispose();
  }

  /** The page, also where the phone is in a frame of it. */
  get #tab(): Page {
    return 'bringToFront' in this.#page ? this.#page : this.#page.page();
  }

  async #control(role: string, name: string | undefined): Promise<ElementHandle<Element>> {
    const control = await this.#locate(role, name).catch(async (error: unknown) => {
      throw new Error(`The phone has no ${role} ${name ?? ''}: ${await this.text()}`, { cause: error });
    });
    await this.#page.waitForFunction(
      (element: Element) => !element.matches(':disabled, [aria-disabled="true"]'),
      {},
      control!,
    );
    return control as ElementHandle<Element>;
  }

  /** By the browser's own accessibility tree; as far as that of Firefox can be asked, it ends at shadow roots. */
  async #locate(role: string, name: string | undefined): Promise<ElementHandle> {
    const timeout = 30_000;
    if (/^firefox/i.test(await this.#tab.browser().version())) {
      // A page behind another one gets no animation frames there, as for a person.
      await this.#tab.bringToFront();
      const found = await this.#page.waitForFunction(
        (selector, ...wanted) =>
          (window as unknown as Readable).findControl(document.querySelector(selector), ...wanted),
        { polling: 50, timeout },
        this.#selector,
        role,
        name ?? null,
      );
      return found as ElementHandle;
    }
    const host = await this.#page.waitForSelector(this.#selector);
    const query = name === undefined ? `::-p-aria([role="${role}"])` : `::-p-aria([name="${name}"][role="${role}"])`;
    return (await host!.waitForSelector(query, { visible: true, timeout }))!;
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Runs in the page: resolves when the element has been in its place for so long. Where nothing has changed for so long around it
 * already, it is in its place since then: three frames show it, and that no animation moves it or what it is in, unless without an end.
 */
function standsStill(element: Element, duration: number): Promise<void> {
  return new Promise((resolve) => {
    const { unchangedFor } = window as Partial<Readable>;
    let place = '';
    let since = 0;
    let frames = 0;
    // A pulse, and a time line that is no time, never end.
    const isMoving = (one: Element): boolean =>
      one.getAnimations().some(({ playState, effect }) => {
        const end = effect?.getComputedTiming().endTime;
        return playState === 'running' && typeof end === 'number' && Number.isFinite(end);
      });
    const animated = (): boolean => {
      for (let node: Node | null = element; node;) {
        // By its type: one in another window is no instance of this Element.
        if (node.nodeType === Node.ELEMENT_NODE && isMoving(node as Element)) return true;
        node = (node as Partial<Element>).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
      }
      return false;
    };
    const look = (): void => {
      const { x, y } = element.getBoundingClientRect();
      const moved = place !== `${x} ${y}`;
      if (moved) [place, since, frames] = [`${x} ${y}`, performance.now(), 0];
      frames++;
      const rested = Math.max(performance.now() - since, moved ? 0 : (unchangedFor?.(element) ?? 0));
      if (rested >= duration && frames >= 3 && !animated()) resolve();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/**
 * Runs in the page before its own scripts: offers `visibleText(root)` and `findControl(root, role, name)`, which read
 * through shadow roots and slots, and `unchangedFor(element)`, how long nothing has changed in the page but styles, in ms.
 */
export function installReader(): void {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element)) return [...node.childNodes].map(read).join(' ');
    const { display, visibility } = getComputedStyle(node);
    if (node.matches('style, script, template') || display === 'none' || visibility === 'hidden') return '';
    // What is there for screen readers only repeats what was, and stays.
    if (node.matches('[aria-live], [role="status"], [role="alert"]') && node.clientWidth <= 1) return '';
    if (node instanceof HTMLInputElement) return node.value;
    const children =
      node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : (node.shadowRoot ?? node).childNodes;
    return [...children].map(read).join(' ');
  };
  const visibleText = (root: Element | null): string => (root ? read(root).replace(/\s+/g, ' ').trim() : '');
  const roles: Record<string, string> = {
    button: 'button, [role="button"]',
    textbox: 'input:not([role]), textarea, [role="textbox"]',
    combobox: '[role="combobox"]',
  };
  // As far as the phone needs it, that of Accessible Name and Description Computation §4.3.
  const nameOf = (element: Element): string => {
    const root = element.getRootNode() as ShadowRoot;
    const labels = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => id && root.getElementById(id));
    const own = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [element];
    const parts = labels.some(Boolean) ? labels : own;
    const text = parts.map((part) => (part ? read(part) : '')).join(' ');
    return (element.getAttribute('aria-label') ?? text).replace(/\s+/g, ' ').trim();
  };
  const all = (node: Element | ShadowRoot): Element[] =>
    [...node.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const findControl = (root: Element | null, role: string, name: string | null): Element | undefined =>
    all(root?.shadowRoot ?? document.createElement('i')).find(
      (one) => one.matches(roles[role]!) && one.checkVisibility() && (name === null || nameOf(one) === name),
    );
  const watched = new WeakSet<Node>();
  let changed = performance.now();
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => attributeName !== 'style')) changed = performance.now();
  });
  const watch = (root: Node): void => {
    watched.add(root);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, options: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };
  // 0 where not all of the trees around the element are known, such as in another window, or in a root that the parser made.
  const unchangedFor = (element: Element): number => {
    for (let root = element.getRootNode(); ; root = (root as ShadowRoot).host.getRootNode()) {
      if (!watched.has(root)) return 0;
      if (root === document) return performance.now() - changed;
    }
  };
  Object.assign(window, { visibleText, findControl, unchangedFor });
}
