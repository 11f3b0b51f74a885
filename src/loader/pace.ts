/**
 * The first rendering of the elements of a page in several tasks, as one task of more than 50 ms delays an input of the user (W3C Long
 * Tasks §3). Modules for a script tag begin it; it ends when no element waits. Until then what the outermost elements render is not
 * visible, so that nothing moves while the parts of a phone are rendered one after the other. The content of the page in their slots is.
 * Subjects: first rendering in several tasks; long task.
 */

import { css, type CSSResultGroup, type CSSResultOrNative } from 'lit';
import type { ElementClass } from '../components/shared/base/define.js';
import { SipElement } from '../components/shared/base/sip-element.js';

/** A task continues with further elements until this many milliseconds have passed. */
const SLICE = 8;

/** Not the host: the content of its slots would inherit that, and lose the focus. */
const hidden = css`
  :not(slot) {
    visibility: hidden !important;
  }
`;

let waiting = 0;
let sliceEnd = 0;
let queue = Promise.resolve();
/** The hidden shadow roots, each with the slot that shows the content of the page until the element renders its own. */
const outermost = new Map<ShadowRoot, HTMLSlotElement>();
let end = Promise.resolve();
let resolveEnd = (): void => {};

/** Resolves in a task of its own, also in a page in the background, whose timers are late (HTML §8.6). */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Waits for a further task, where this one has taken its time. */
async function nextSlice(): Promise<void> {
  if (performance.now() < sliceEnd) return;
  await nextTask();
  sliceEnd = performance.now() + SLICE;
}

/**
 * Parses the style sheets of an element and of those that it renders, in several tasks: an element of the page would parse all of its own
 * in the task that registers it.
 */
export async function prepareStyles(element: ElementClass): Promise<void> {
  for (const style of new Set(stylesOf(element))) {
    await nextSlice();
    // Reading the style sheet makes it, once.
    if ('cssText' in style) Reflect.get(style, 'styleSheet');
  }
}

function stylesOf(element: ElementClass & { readonly styles?: CSSResultGroup }): CSSResultOrNative[] {
  return [...flat(element.styles ?? []), ...(element.dependencies ?? []).flatMap(stylesOf)];
}

const flat = (group: CSSResultGroup): CSSResultOrNative[] => (Array.isArray(group) ? group.flatMap(flat) : [group]);

/** From now on elements are rendered in turn for the first time, until none waits. Several modules of a page can begin it. */
export function beginPace(): void {
  if (SipElement.firstRender) return;
  SipElement.firstRender = inTurns;
  end = new Promise((resolve) => (resolveEnd = resolve));
  SipElement.visible = (element) => (element.shadowRoot && outermost.has(element.shadowRoot) ? end : undefined);
}

/** Does the steps and then the rendering of an element, each in a turn. */
async function inTurns(
  element: SipElement,
  steps: Iterable<void>,
  render: () => void | Promise<unknown>,
): Promise<unknown> {
  waiting++;
  const { shadowRoot } = element;
  if (isOutermost(element)) hide(shadowRoot);
  try {
    await nextTurn();
    for (const _ of steps) await nextTurn();
    await nextTurn();
    if (shadowRoot) outermost.get(shadowRoot)?.remove();
    return await render();
  } finally {
    waiting--;
    void endPace();
  }
}

/** Resolves when the turns that were asked for earlier have begun, in a further task where this one has taken its time. */
function nextTurn(): Promise<void> {
  return (queue = queue.then(nextSlice));
}

/** Whether no other element renders this one. In another document the style sheets of this one are not permitted (CSSOM §6.8). */
function isOutermost(element: SipElement): boolean {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : undefined;
  return element.ownerDocument === document && !(host instanceof SipElement);
}

function hide(root: ShadowRoot | null): void {
  const { styleSheet } = hidden;
  if (!root || !styleSheet) return;
  root.adoptedStyleSheets.push(styleSheet);
  outermost.set(root, root.appendChild(document.createElement('slot')));
}

/** The elements that an element renders ask for their turn in microtasks of the same task. */
async function endPace(): Promise<void> {
  await nextTask();
  if (waiting > 0) return;
  SipElement.firstRender = SipElement.visible = undefined;
  for (const [root, slot] of outermost) {
    slot.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== hidden.styleSheet);
  }
  outermost.clear();
  resolveEnd();
}
