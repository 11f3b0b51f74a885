/** Measures in the DOM whether the texts of an element have room: none is cut, covered by another one, or outside of the window. */

/** What clips, and how much of it a font may draw outside of its box, in px. */
const SLACK = 1.5;
/** A line of text may be higher than its letters. */
const LEADING = 4;

interface Drawn {
  readonly text: string;
  readonly parent: Element;
  readonly rects: readonly DOMRect[];
}

/** A text that a field draws by itself, in no node: a placeholder, or the chosen option. */
interface FieldText {
  readonly text: string;
  readonly field: Element;
  /** Width of the text, and of the place that the field has for it, in px. */
  readonly width: number;
  readonly room: number;
}

/** The parent in the flat tree. */
function parentOf(node: Node): Element | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  const { parentNode } = node;
  if (parentNode instanceof ShadowRoot) return parentNode.host;
  return parentNode instanceof Element ? parentNode : null;
}

function* ancestors(start: Element, end: Element): Generator<Element> {
  for (let node: Element | null = start; node && node !== end.parentElement; node = parentOf(node)) yield node;
}

/** All text nodes in the flat tree. */
function* textsIn(node: Node): Generator<Text> {
  if (node instanceof Text) return yield node;
  if (!(node instanceof Element) || node instanceof HTMLStyleElement) return;
  const assigned = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
  const children = assigned.length > 0 ? assigned : (node.shadowRoot ?? node).childNodes;
  for (const child of children) yield* textsIn(child);
}

/** All elements in the flat tree. */
function* elementsIn(root: Element): Generator<Element> {
  yield root;
  const assigned = root instanceof HTMLSlotElement ? root.assignedElements() : [];
  for (const child of assigned.length > 0 ? assigned : (root.shadowRoot ?? root).children) yield* elementsIn(child);
}

const pen = new OffscreenCanvas(1, 1).getContext('2d')!;

/** Fields of one line; a text area breaks its placeholder into lines. */
function fieldTextsIn(root: Element): FieldText[] {
  return [...elementsIn(root)].flatMap((field) => {
    const text =
      field instanceof HTMLSelectElement
        ? (field.selectedOptions[0]?.text ?? '')
        : field instanceof HTMLInputElement && field.value === ''
          ? field.placeholder
          : '';
    if (text.trim() === '' || !field.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    const own = getComputedStyle(field);
    const drawn = field instanceof HTMLInputElement ? getComputedStyle(field, '::placeholder') : own;
    pen.font = drawn.font;
    pen.letterSpacing = drawn.letterSpacing === 'normal' ? '0px' : drawn.letterSpacing;
    pen.wordSpacing = drawn.wordSpacing;
    const room =
      field.clientWidth - Number.parseFloat(own.paddingInlineStart) - Number.parseFloat(own.paddingInlineEnd);
    return [{ text: text.trim(), field, width: pen.measureText(text).width, room }];
  });
}

const isSpoken = (style: CSSStyleDeclaration): boolean =>
  style.clipPath === 'inset(50%)' || style.clip === 'rect(0px, 0px, 0px, 0px)';

function drawnIn(root: Element): Drawn[] {
  const drawn: Drawn[] = [];
  for (const node of textsIn(root)) {
    const text = node.data.trim();
    const parent = node.parentElement ?? (node.parentNode as ShadowRoot).host;
    if (text === '' || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const chain = [...ancestors(parent, root)];
    // A text for screen readers only, and one under a sheet.
    if (chain.some((one) => isSpoken(getComputedStyle(one)) || one.matches('[inert], option'))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length > 0) drawn.push({ text, parent, rects });
  }
  return drawn;
}

const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';
const clips = (value: string): boolean => value === 'hidden' || value === 'clip';

/** The part of a rectangle that is not scrolled away; undefined where nothing is left of it. */
function visiblePart(rect: DOMRect, parent: Element, root: Element): DOMRect | undefined {
  let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom];
  for (const node of ancestors(parent, root)) {
    const { overflowX, overflowY } = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  return right - left > 1 && bottom - top > 1 ? new DOMRect(left, top, right - left, bottom - top) : undefined;
}

/** Whether a text ends before the ellipsis of its line, which then shortens another text: a name after a word. */
function isBeforeEllipsis(rects: readonly DOMRect[], box: DOMRect, style: CSSStyleDeclaration): boolean {
  const ellipsis = Number.parseFloat(style.fontSize);
  return (
    style.textOverflow === 'ellipsis' &&
    rects.every(({ left, right }) =>
      style.direction === 'rtl' ? left >= box.left + ellipsis : right <= box.right - ellipsis,
    )
  );
}

/** What cuts a text: the edge of an element that clips, or of the window. */
function cutBy({ text, parent, rects }: Drawn, root: Element, data: ReadonlySet<string>): string | undefined {
  for (const node of ancestors(parent, root)) {
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (scrolls(style.overflowX) || scrolls(style.overflowY)) return undefined;
    // A name or a number may end in an ellipsis; a sentence of the interface may not.
    const shortens = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (shortens && data.has(text)) return undefined;
    const name = `<${node.localName} class="${node.className}">`;
    for (const rect of rects) {
      if (clips(style.overflowX) && (rect.left < box.left - SLACK || rect.right > box.right + SLACK)) return name;
      if (clips(style.overflowY) && (rect.top < box.top - LEADING || rect.bottom > box.bottom + LEADING)) return name;
    }
    if (shortens && node.scrollWidth > node.clientWidth + 1 && !isBeforeEllipsis(rects, box, style)) return name;
  }
  const wide = root.getBoundingClientRect().width > innerWidth + 1;
  const isOutside = rects.some(({ left, right }) => left < -SLACK || right > innerWidth + SLACK);
  return !wide && isOutside ? 'the window' : undefined;
}

/** The innermost element at a point, through shadow roots. */
function elementAt(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  for (let root = found?.shadowRoot; root; root = found?.shadowRoot) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

/** Whether an element has a ground through which nothing is seen. */
function isOpaque(node: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(node);
  const alpha = /[,/]\s*([\d.]+%?)\)$/.exec(backgroundColor)?.[1];
  const isClear =
    backgroundColor.startsWith('rgba') || backgroundColor.includes('/') ? Number.parseFloat(alpha!) < 0.5 : false;
  return backgroundImage !== 'none' || !isClear;
}

/** Whether something else with a ground is drawn over the whole text, such as a sheet. */
function isCovered(rect: DOMRect, parent: Element): boolean {
  const above = new Set(ancestors(parent, document.body));
  const y = rect.top + rect.height / 2;
  return [rect.left + 1, rect.left + rect.width / 2, rect.right - 1].every((x) => {
    const hit = elementAt(x, y);
    if (!hit) return true;
    for (const node of ancestors(hit, document.body)) {
      if (above.has(node)) return false;
      if (isOpaque(node)) return true;
    }
    return false;
  });
}

const overlap = (a: DOMRect, b: DOMRect): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > LEADING + 1;

/** The texts that are seen in an element. */
export const textsOf = (root: Element): ReadonlySet<string> =>
  new Set([...drawnIn(root), ...fieldTextsIn(root)].map(({ text }) => text));

/**
 * Returns one line for each text that has no room.
 * @param data texts that are no sentences of the interface, and may end in an ellipsis: they are the same in another language
 */
export function withoutRoom(root: Element, data: ReadonlySet<string>): string[] {
  const drawn = drawnIn(root);
  const cut = drawn.flatMap((one) => {
    const by = cutBy(one, root, data);
    return by === undefined ? [] : [`“${one.text}” is cut by ${by}`];
  });
  const lines = drawn.flatMap(({ text, parent, rects }) =>
    rects.flatMap((rect) => {
      const part = visiblePart(rect, parent, root);
      return part && !isCovered(part, parent) ? [{ text, rect: part, parent }] : [];
    }),
  );
  const over = lines.flatMap((a, index) =>
    lines
      .slice(index + 1)
      .filter((b) => a.parent !== b.parent && overlap(a.rect, b.rect))
      .map((b) => `“${a.text}” and “${b.text}” overlap`),
  );
  const tight = fieldTextsIn(root)
    .filter(({ text, width, room }) => width > room + SLACK && !data.has(text))
    .map(
      ({ text, field, width, room }) => `“${text}” is ${Math.ceil(width - room)} px too wide for <${field.localName}>`,
    );
  return [...new Set([...cut, ...over, ...tight])];
}
