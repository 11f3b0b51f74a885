/**
 * The first rendering of the elements of a page in several tasks, as one task of more than 50 ms delays an input of the user (W3C Long
 * Tasks §3). Modules for a script tag begin it; it ends when no element waits. Until then the outermost elements are not visible, so
 * that nothing moves while the parts of a phone are rendered one after the other.
 */

import { css } from 'lit';
import { SipElement } from '../components/shared/base/sip-element.js';

/** A task goes on with further elements until this many milliseconds have passed. */
const SLICE = 8;

const hidden = css`
  :host {
    visibility: hidden !important;
  }
`;

let waiting = 0;
let sliceEnd = 0;
let queue = Promise.resolve();
const outermost = new Set<ShadowRoot>();

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

/** From now on elements are rendered in turn for the first time, until none waits. */
export function beginPace(): void {
  SipElement.firstRender = inTurn;
}

function inTurn(element: SipElement, render: () => void | Promise<unknown>): Promise<unknown> {
  waiting++;
  if (element.getRootNode() === document) hide(element.shadowRoot);
  queue = queue.then(async () => {
    if (performance.now() < sliceEnd) return;
    await nextTask();
    sliceEnd = performance.now() + SLICE;
  });
  return queue.then(render).finally(() => {
    waiting--;
    void endPace();
  });
}

function hide(root: ShadowRoot | null): void {
  const { styleSheet } = hidden;
  if (!root || !styleSheet) return;
  root.adoptedStyleSheets.push(styleSheet);
  outermost.add(root);
}

/** The elements that an element renders ask for their turn in microtasks of the same task. */
async function endPace(): Promise<void> {
  await nextTask();
  if (waiting > 0) return;
  SipElement.firstRender = undefined;
  for (const root of outermost)
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== hidden.styleSheet);
  outermost.clear();
}
