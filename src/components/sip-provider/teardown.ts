/** Waits until an element is out of the page for good: still out two frames later (a move by a framework comes back at once). */

/** In a page that is not shown there are no frames; this long is waited then, ms. */
const WITHOUT_FRAMES = 500;

/** Calls `gone` when `element` is still disconnected two frames from now. */
export function whenGone(element: Element, gone: () => void): void {
  let settled = false;
  const check = (): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (!element.isConnected) gone();
  };
  const timer = setTimeout(check, WITHOUT_FRAMES);
  requestAnimationFrame(() => requestAnimationFrame(check));
}
