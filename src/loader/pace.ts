/**
 * The first rendering of the elements of a page in several tasks, as one task of more than 50 ms delays an input of the user (W3C Long
 * Tasks §3). Modules for a script tag begin it; it ends when no element waits. Until then what the outermost elements render is not
 * visible, so that nothing moves while the parts of a phone are rendered one after the other. The content of the page in their slots is.
 */

import { css } from 'lit';
import { SipElement } from '../components/shared/base/sip-element.js';

/** A task goes on with further elements until this many milliseconds have passed. */
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

/** From now on elements are rendered in turn for the first time, until none waits. Several modules of a page can begin it. */
export function beginPace(): void {
  if (SipElement.firstRender) return;
  SipElement.firstRender = inTurn;
  end = new Promise((resolve) => (resolveEnd = resolve));
  SipElement.visible = (element) => (element.shadowRoot && outermost.has(element.shadowRoot) ? end : undefined);
}

function inTurn(element: SipElement, render: () => void | Promise<unknown>): Promise<unknown> {
  waiting++;
  const { shadowRoot } = element;
  // The second turn of an element renders it.
  const slot = shadowRoot && outermost.get(shadowRoot);
  if (!slot && isOutermost(element)) hide(shadowRoot);
  queue = queue.then(async () => {
    if (performance.now() < sliceEnd) return;
    await nextTask();
    sliceEnd = performance.now() + SLICE;
  });
  return queue
    .then(() => {
      slot?.remove();
      return render();
    })
    .finally(() => {
      waiting--;
      void endPace();
    });
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
