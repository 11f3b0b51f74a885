/**
 * A plug-in of Vite that takes the indentation out of the templates of Lit (`html`, `svg`), and comments and white space out of style sheets
 * (`css`). The line breaks of a style sheet are put behind it, so that source maps keep their lines. A template that shows white space
 * (`<pre`, `<textarea`) stays as it is. The private names of the design tokens become short: each element that reads them declares them, so
 * that it does not matter what they are called in another build of the same page.
 * Subjects: templates and style sheets, minified.
 */
import { readFileSync } from 'node:fs';

/** The short name of each token, such as `_color-text`. */
const TOKENS = new Map(
  [...new Set(['button-tokens', 'tokens'].flatMap(declaredIn))].map((name, index) => [name, `_${index.toString(36)}`]),
);

/** @param {string} file */
function declaredIn(file) {
  const text = readFileSync(new URL(`../src/components/shared/styles/${file}.styles.ts`, import.meta.url), 'utf8');
  return [...text.matchAll(/--(_[\w-]+):/g)].map(([, name]) => name);
}

/** @returns {import('vite').Plugin} */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/src/components/') || !/\b(?:html|svg|css)`/.test(code)) return;
      /** @type {{ start: number, end: number, text: string }[]} */
      const edits = [];
      visit(this.parse(code), (tag, quasi, end) => {
        const text = code.slice(quasi.start, quasi.end);
        if (tag === 'css') {
          edits.push({ start: quasi.start, end: quasi.end, text: minifiedStyles(text) });
          edits.push({ start: end, end, text: text.replace(/[^\n]/g, '') });
        } else if (!/<(?:pre|textarea)\b/.test(text))
          edits.push({ start: quasi.start, end: quasi.end, text: minified(text) });
      });
      let result = code;
      for (const { start, end, text } of edits.sort((a, b) => b.start - a.start))
        result = result.slice(0, start) + text + result.slice(end);
      return { code: result, map: null };
    },
  };
}

/**
 * White space is one character, before an attribute always a space: what is written in one way is compressed better.
 * @param {string} text
 */
function minified(text) {
  return text
    .replace(/\n[ \t]+/g, '\n')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n(?=[a-z@.?-]+=)/g, ' ')
    .replace(/\n(?=>)/g, '');
}

/**
 * Without comments and the white space that means nothing: around braces, semicolons, commas and comparisons, and after a colon. A space before
 * a colon is a combinator, and strings stay as they are (CSS Syntax 3). Numbers and colours are as short as they can be written.
 * @param {string} text
 */
function minifiedStyles(text) {
  return text
    .split(/("[^"]*"|'[^']*')/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\/\*.*?\*\//gs, '')
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,]) ?/g, '$1')
            .replace(/: /g, ':')
            .replace(/@(media|container) \(/g, '@$1(')
            .replace(/;}/g, '}')
            // A `*` may be the universal selector, which a space before it combines; behind a parenthesis it multiplies.
            .replace(/\) \* /g, ')*')
            .replace(/ (\/|[<>]=?) /g, '$1')
            .replace(/(?<![\w.#])0\.(?=\d)/g, '.')
            .replace(/#([\da-f])\1([\da-f])\2([\da-f])\3\b/gi, '#$1$2$3')
            .replace(/--(_[\w-]+)/g, (all, name) => (TOKENS.has(name) ? `--${TOKENS.get(name)}` : all)),
    )
    .join('');
}

/**
 * Calls `work` with each static part of a tagged template, innermost included.
 * @param {any} node
 * @param {(tag: string, quasi: { start: number, end: number }, end: number) => void} work called with the end of the template too
 */
function visit(node, work) {
  if (typeof node !== 'object' || node === null) return;
  if (node.type === 'TaggedTemplateExpression' && ['html', 'svg', 'css'].includes(node.tag.name))
    for (const quasi of node.quasi.quasis) work(node.tag.name, quasi, node.end);
  for (const child of Object.values(node)) visit(child, work);
}
