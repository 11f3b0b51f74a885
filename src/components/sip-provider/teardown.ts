/** Detects that an element has been removed and not moved: it is still disconnected after two animation frames. */

/** A hidden page gets no animation frames: the wait in ms instead. */
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
