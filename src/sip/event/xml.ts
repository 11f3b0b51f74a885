/**
 * A strict XML 1.0 parser with namespaces for untrusted bodies: linear time, size limits, no DTD.
 * Subjects: XML parser; limits of XML documents; DTD refused.
 */

/** An element. Names are local names; prefixes are resolved to namespaces. */
export interface XmlElement {
  readonly name: string;
  /** Empty if there is none. */
  readonly namespace: string;
  /** Attributes without a prefix by name; others as `namespace name`, `xml:lang` as `xml:lang`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The character data of the element itself, joined and trimmed. */
  readonly text: string;
}

const MAX_DEPTH = 40;
const MAX_NODES = 10_000;
const MAX_PREFIXES = 50;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

interface Open {
  readonly qname: string;
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  readonly prefixes: ReadonlyMap<string, string>;
  text: string;
}

/** Parses a document. Undefined if it is not well-formed, has a DTD or is too large. Never throws. */
export function parseXml(text: string): XmlElement | undefined {
  return new Reader(text).read();
}

/** The children of this name, in any namespace. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of the first child of this name; undefined without one. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text;
}

class Reader {
  readonly #text: string;
  readonly #stack: Open[] = [];
  #at = 0;
  #nodes = 0;
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement | undefined {
    const text = this.#text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (this.#at < text.length) {
      const open = text.indexOf('<', this.#at);
      const end = open < 0 ? text.length : open;
      if (end > this.#at && !this.#characters(text.slice(this.#at, end))) return undefined;
      this.#at = end;
      if (open >= 0 && !this.#markup()) return undefined;
    }
    return this.#stack.length === 0 ? this.#root : undefined;
  }

  #characters(raw: string): boolean {
    const top = this.#stack.at(-1);
    if (!top) return raw.trim() === '';
    const value = decode(raw);
    if (value === undefined) return false;
    top.text += value;
    return true;
  }

  #markup(): boolean {
    const text = this.#text;
    if (++this.#nodes > MAX_NODES) return false;
    if (text.startsWith('<!--', this.#at)) return this.#skip('-->', 4);
    if (text.startsWith('<?', this.#at)) return this.#skip('?>', 2);
    if (text.startsWith('<![CDATA[', this.#at)) return this.#cdata();
    if (text.startsWith('</', this.#at)) return this.#endTag();
    // Any other `<!` is a DTD, which could define entities: rejected.
    return text.charCodeAt(this.#at + 1) !== 0x21 && this.#startTag();
  }

  #skip(until: string, from: number): boolean {
    const end = this.#text.indexOf(until, this.#at + from);
    this.#at = end + until.length;
    return end >= 0;
  }

  #cdata(): boolean {
    const from = this.#at + 9;
    const top = this.#stack.at(-1);
    if (!top || !this.#skip(']]>', 9)) return false;
    top.text += this.#text.slice(from, this.#at - 3);
    return true;
  }

  #endTag(): boolean {
    const end = this.#text.indexOf('>', this.#at);
    const top = this.#stack.pop();
    if (end < 0 || !top || this.#text.slice(this.#at + 2, end).trimEnd() !== top.qname) return false;
    this.#at = end + 1;
    return this.#close(top);
  }

  #close({ name, namespace, attributes, children, text }: Open): boolean {
    const element: XmlElement = { name, namespace, attributes, children, text: text.trim() };
    const parent = this.#stack.at(-1);
    if (parent) parent.children.push(element);
    else if (this.#root) return false;
    else this.#root = element;
    return true;
  }

  #startTag(): boolean {
    const qname = this.#name(this.#at + 1);
    if (qname === undefined || this.#stack.length >= MAX_DEPTH) return false;
    const raw = this.#rawAttributes();
    if (!raw) return false;
    const prefixes = declared(raw, this.#stack.at(-1)?.prefixes ?? new Map([['xml', XML_NAMESPACE]]));
    const [namespace, name] = resolve(qname, prefixes, true);
    const attributes = qualified(raw, prefixes);
    if (namespace === undefined || !attributes || prefixes.size > MAX_PREFIXES) return false;
    const open: Open = { qname, name, namespace, attributes, children: [], prefixes, text: '' };
    if (this.#text.startsWith('/>', this.#at)) {
      this.#at += 2;
      return this.#close(open);
    }
    if (this.#text[this.#at] !== '>') return false;
    this.#at++;
    this.#stack.push(open);
    return true;
  }

  /** Reads a name at `from` and moves behind it. */
  #name(from: number): string | undefined {
    const text = this.#text;
    let end = from;
    while (end < text.length && isNameChar(text.charCodeAt(end))) end++;
    this.#at = end;
    return end > from && !/^[-.0-9]/.test(text[from]!) ? text.slice(from, end) : undefined;
  }

  #rawAttributes(): Map<string, string> | undefined {
    const text = this.#text;
    const raw = new Map<string, string>();
    for (;;) {
      const spaced = this.#spaces();
      const next = text[this.#at];
      if (next === '>' || next === '/') return raw;
      const name = spaced ? this.#name(this.#at) : undefined;
      if (name === undefined || raw.has(name)) return undefined;
      this.#spaces();
      if (text[this.#at++] !== '=') return undefined;
      this.#spaces();
      const quote = text[this.#at];
      if (quote !== '"' && quote !== "'") return undefined;
      const end = text.indexOf(quote, this.#at + 1);
      const value = end < 0 ? undefined : attributeValue(text.slice(this.#at + 1, end));
      if (value === undefined || ++this.#nodes > MAX_NODES) return undefined;
      raw.set(name, value);
      this.#at = end + 1;
    }
  }

  #spaces(): boolean {
    const from = this.#at;
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '!')) this.#at++;
    return this.#at > from;
  }
}

function attributeValue(raw: string): string | undefined {
  return raw.includes('<') ? undefined : decode(raw.replace(/[\t\r\n]/g, ' '));
}

function isNameChar(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x3a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f ||
    code >= 0xb7
  );
}

/** Replaces the five entities and character references; undefined for any other. */
function decode(raw: string): string | undefined {
  let at = raw.indexOf('&');
  if (at < 0) return raw;
  let out = '';
  let from = 0;
  for (; at >= 0; at = raw.indexOf('&', from)) {
    const end = raw.indexOf(';', at);
    const value = end < 0 || end - at > 12 ? undefined : reference(raw.slice(at + 1, end));
    if (value === undefined) return undefined;
    out += raw.slice(from, at) + value;
    from = end + 1;
  }
  return out + raw.slice(from);
}

function reference(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES.get(name);
  const digits = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (!digits) return undefined;
  const code = digits[1] === undefined ? parseInt(digits[2]!, 10) : parseInt(digits[1], 16);
  const legal =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0x10ffff);
  return legal && code !== 0xfffe && code !== 0xffff ? String.fromCodePoint(code) : undefined;
}

/** The namespace prefixes in scope inside an element with these attributes. */
function declared(raw: ReadonlyMap<string, string>, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let inner: Map<string, string> | undefined;
  for (const [name, value] of raw) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    inner ??= new Map(outer);
    inner.set(name.slice(6), value);
  }
  return inner ?? outer;
}

function resolve(
  qname: string,
  prefixes: ReadonlyMap<string, string>,
  isElement: boolean,
): [namespace: string | undefined, name: string] {
  const colon = qname.indexOf(':');
  if (colon < 0) return [isElement ? (prefixes.get('') ?? '') : '', qname];
  return [prefixes.get(qname.slice(0, colon)), qname.slice(colon + 1)];
}

function qualified(
  raw: ReadonlyMap<string, string>,
  prefixes: ReadonlyMap<string, string>,
): Map<string, string> | undefined {
  const attributes = new Map<string, string>();
  for (const [qname, value] of raw) {
    if (qname === 'xmlns' || qname.startsWith('xmlns:')) continue;
    const [namespace, name] = resolve(qname, prefixes, false);
    if (namespace === undefined) return undefined;
    const key = namespace === '' ? name : namespace === XML_NAMESPACE ? `xml:${name}` : `${namespace} ${name}`;
    attributes.set(key, value);
  }
  return attributes;
}
