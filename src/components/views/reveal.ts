/**
 * Brings what is in a row that can be scrolled into view.
 * Subjects: tabs that do not fit, scrolled.
 */

/** Scrolls the row around the element, and nothing around the row, at once, until the element is whole in it. */
export function reveal(element: Element | null): void {
  const row = element?.parentElement;
  if (!row) return;
  const [own, shown] = [element.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.min(own.left - shown.left, 0) || Math.max(own.right - shown.right, 0);
}
