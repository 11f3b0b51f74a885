/**
 * Colours of code, by CSS custom highlights: the text itself stays one text node, to be copied, and has the colours of the system where
 * the user has chosen them. It tells tags, attributes, strings, comments and keywords apart, in HTML and in what is written like JavaScript.
 */

export type Language = 'html' | 'script';
export type Kind = 'comment' | 'string' | 'tag' | 'attribute' | 'keyword';

export interface Token {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

const KEYWORDS =
  'as|async|await|break|case|catch|class|const|continue|default|do|else|export|extends|false|finally|for|from|function|if|import|in|' +
  'interface|keyof|let|new|null|of|return|satisfies|switch|this|throw|true|try|type|typeof|undefined|void|while';

/** Each alternative is a kind. An attribute stands before its value, another attribute or the end of its tag. */
const RULES: Readonly<Record<Language, RegExp>> = {
  html: /(?<comment><!--[^]*?-->)|(?<string>"[^"]*")|(?<tag><\/[\w-]+>|<[a-zA-Z][\w-]*|\/?>)|(?<attribute>(?<=\s)[a-zA-Z@:][\w:.-]*(?==|\s[^<]*>|>))/g,
  script: new RegExp(
    [
      String.raw`(?<comment>\/\/.*|\/\*[^]*?\*\/)`,
      String.raw`(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\x60(?:\\.|[^\x60\\])*\x60)`,
      // Of JSX: a type argument follows its name.
      String.raw`(?<tag>(?<![\w.])<(?:\/[\w.]*>|>|[a-zA-Z][\w.]*(?=[\s>])(?!\s+extends\b))|(?<=\s)\/>)`,
      String.raw`(?<keyword>(?<![\w.$])(?:${KEYWORDS})(?![\w$:]))`,
    ].join('|'),
    'g',
  ),
};

/** The parts of the code that have a colour, in their order. */
export function tokensOf(code: string, language: Language): Token[] {
  return [...code.matchAll(RULES[language])].map(({ index, 0: text, groups }) => {
    const [kind] = Object.entries(groups!).find(([, part]) => part !== undefined) as [Kind, string];
    return { kind, start: index, end: index + text.length };
  });
}

/** What each element has of the highlights of the page. */
const shown = new WeakMap<Element, (readonly [Highlight, AbstractRange])[]>();

/** Colours the only text of this element. Browsers without custom highlights show it in one colour. */
export function highlight(element: Element, language: Language): void {
  if (typeof Highlight === 'undefined') return;
  for (const [group, range] of shown.get(element) ?? []) group.delete(range);
  const text = element.firstChild;
  if (!(text instanceof Text)) return;
  const ranges = tokensOf(text.data, language).map(({ kind, start, end }) => {
    const group = CSS.highlights.get(`code-${kind}`) ?? new Highlight();
    CSS.highlights.set(`code-${kind}`, group);
    const range = new StaticRange({ startContainer: text, startOffset: start, endContainer: text, endOffset: end });
    group.add(range);
    return [group, range] as const;
  });
  shown.set(element, ranges);
}
