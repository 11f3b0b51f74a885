/**
 * Puts links around the telephone numbers in the text of a page, and takes them away again.
 * Subjects: numbers in text become links; text that is skipped; fewest digits of a number in text.
 */

interface FoundNumber {
  /** The number as a tel URI. */
  readonly address: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

export type FindNumbers = (text: string, country: string | undefined) => readonly FoundNumber[];

/** Elements whose text is not searched: links and controls, code, and what the user edits. */
const SKIPPED =
  'a, button, input, textarea, select, option, label, script, style, noscript, template, code, pre, kbd, samp, svg, math, [contenteditable]:not([contenteditable="false"]), [data-sip-number], [data-sip-no-numbers]';
/** Marks the links that were put there. */
const MARK = 'data-sip-number';
/** A number has at least this many digits. */
const DIGITS = /(?:\d\D{0,3}){6}/;

export class TextLinks {
  /** The links, with the address and the text that they were made of. */
  readonly #links = new Map<Element, string>();

  constructor(
    private readonly find: FindNumbers,
    private readonly country: () => string | undefined,
  ) {}

  /** Links the numbers below a node whose element is within the scope. */
  link(root: Node): void {
    const holder = root instanceof Element ? root : root.parentElement;
    if (!holder || holder.closest(SKIPPED)) return;
    const texts: Text[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node instanceof Element) return node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      return DIGITS.test(node.nodeValue ?? '') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    });
    if (root instanceof Text && DIGITS.test(root.data)) texts.push(root);
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
    for (const text of texts) this.#replace(text);
  }

  /** Whether this is a link around a number in the text, as it was made: its text is the number, by the plan of the country. */
  has(link: Element): boolean {
    return this.#links.get(link) === `${link.getAttribute('href')} ${link.textContent}`;
  }

  /** Takes all links away; their text stays. */
  undo(): void {
    for (const link of this.#links.keys()) {
      const parent = link.parentNode;
      link.replaceWith(...link.childNodes);
      parent?.normalize();
    }
    this.#links.clear();
  }

  #replace(text: Text): void {
    const found = this.find(text.data, this.country());
    // From the end, so that the positions before stay.
    for (const { address, startsAt, endsAt } of [...found].reverse()) {
      text.splitText(endsAt);
      const number = text.splitText(startsAt);
      const link = document.createElement('a');
      link.href = address;
      link.setAttribute(MARK, '');
      number.replaceWith(link);
      link.append(number);
      this.#links.set(link, `${address} ${number.data}`);
    }
  }
}
