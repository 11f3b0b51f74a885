/** Support for element tests: a simulated phone, elements in a page, and queries through shadow roots. */

import { fixture, fixtureSync, html, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { FakePhone } from '../../stories/support/fake-phone.js';
import type { PhoneState } from '../../src/phone/state.js';
import type { SipPhone } from '../../src/components/sip-phone/sip-phone.js';

// In the same task an element of the next test would take the place of one of this test, and go on with its phone.
afterEach('end the task in which the elements were removed', () => new Promise((resolve) => setTimeout(resolve)));

/** A page where each test waits in vain would reach the limit of the run, which reports none of them. */
const MOST_FAILURES = 5;
let failures = 0;
afterEach('go on unless most tests of the page fail', function () {
  if (this.currentTest?.state === 'failed') failures += 1;
  if (failures >= MOST_FAILURES) throw new Error(`${failures} tests of this page have failed: the others are not run`);
});

export interface Mounted {
  readonly element: SipPhone;
  readonly phone: FakePhone;
}

/** A `<sip-phone>` with a simulated phone in this state, whose views are loaded. */
export async function mountPhone(
  state: Partial<PhoneState> = {},
  attributes: Record<string, string> = {},
): Promise<Mounted> {
  const phone = new FakePhone(state);
  const element = await fixture<SipPhone>(html`<sip-phone .phone=${phone}></sip-phone>`);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await element.loadViews();
  await settled(element);
  return { element, phone };
}

/** Elements in the page, at once: nothing waits for an animation frame, which a page in the background never gets. */
export async function mountAll<E extends Element>(content: TemplateResult): Promise<E> {
  const box = fixtureSync<E>(content);
  await rendered(box);
  for (const child of box.querySelectorAll('*')) await rendered(child);
  endTransitions(box);
  return box;
}

/** Resolves when the element and all elements that it renders have nothing left to render; ends their transitions. */
export async function settled(root: Element): Promise<void> {
  await rendered(root);
  endTransitions(root);
}

async function rendered(root: Element): Promise<void> {
  const updating = (node: Element): Promise<unknown>[] => [
    ...('updateComplete' in node ? [Promise.resolve(node.updateComplete)] : []),
    ...[...(node.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(updating),
  ];
  for (let round = 0; round < 3; round++) await Promise.all(updating(root));
}

/**
 * Ends the transitions of the element and of all elements in it, as a colour in the middle of its change has no contrast of its own.
 * Asks each tree of nodes for its transitions: asking each element takes longer than most tests.
 */
function endTransitions(root: Element): void {
  const inside = new Set<Element | null>([root, ...deep(root), ...(root.shadowRoot ? deep(root.shadowRoot) : [])]);
  const trees = [root.getRootNode(), ...[...inside].map((element) => element?.shadowRoot)];
  const running = (): CSSTransition[] =>
    trees
      .flatMap((tree) => (tree as Partial<DocumentOrShadowRoot> | null | undefined)?.getAnimations?.() ?? [])
      .filter((animation) => animation instanceof CSSTransition)
      .filter(({ effect }) => inside.has((effect as KeyframeEffect).target));
  // The end of one may begin another in an element that inherits the value.
  for (let found = running(); found.length > 0; found = running()) for (const transition of found) transition.finish();
}

/** Resolves when the condition is true; the time limit is long, to end a broken test and not one on a slow machine. */
export const until = (condition: () => boolean, what?: string): Promise<void> =>
  waitUntil(condition, what, { timeout: 30_000 });

/** The names that `::part()` of the preset can have: parts of its shadow tree, and what is exported into it. */
export function partsOf({ shadowRoot }: Element): Set<string> {
  const names = new Set<string>();
  for (const element of shadowRoot!.querySelectorAll('[part], [exportparts]')) {
    for (const name of element.part) names.add(name);
    for (const entry of element.getAttribute('exportparts')?.split(',') ?? [])
      names.add(entry.split(':').at(-1)!.trim());
  }
  return names;
}

/** All elements under `root`, through shadow roots. */
export function* deep(root: Element | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

/** The visible button with this accessible name; throws without one. */
export function button(root: Element, name: string): HTMLButtonElement {
  const buttons = [...deep(root.shadowRoot ?? root)].filter((node) => node instanceof HTMLButtonElement);
  const seen = buttons.filter((node) => node.checkVisibility());
  const found = seen.find((node) => nameOf(node) === name);
  if (!found) throw new Error(`There is no button "${name}" among: ${seen.map(nameOf).join(', ')}`);
  return found as HTMLButtonElement;
}

/** The accessible name of a button: its label, otherwise its text that is not aria-hidden. */
function nameOf(node: Element): string {
  const copy = node.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return (node.getAttribute('aria-label') ?? copy.textContent).trim();
}

/** The visible text of the element, through shadow roots and slots. */
export function text(root: Element): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLElement && node.localName === 'wbr') return '\u200B';
    if (node instanceof Element && !(node instanceof HTMLSlotElement) && !node.checkVisibility()) return '';
    if (node instanceof HTMLElement && node.localName === 'sip-announcer') return '';
    const children =
      node instanceof HTMLSlotElement && node.assignedNodes().length > 0
        ? node.assignedNodes()
        : (node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes;
    return [...children].map(read).join(' ');
  };
  // No space is where a word may break.
  return read(root)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?\u200B ?/g, '')
    .trim();
}

export function pressKey(target: Element, key: string, options: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...options });
  target.dispatchEvent(event);
  return event;
}

/** The element in the phone that handles the keys. */
export const frameOf = (element: SipPhone): HTMLElement =>
  element.renderRoot.querySelector<HTMLElement>('[part=base]')!;
