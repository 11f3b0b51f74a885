/**
 * A plug-in of Vite that takes the indentation, and of style sheets the comments, out of the templates of Lit (`html`, `svg`, `css`). Line
 * breaks stay, so that source maps keep their lines. A template that shows white space (`<pre`, `<textarea`) stays as it is.
 */

/** @returns {import('vite').Plugin} */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/src/components/') || !/\b(?:html|svg|css)`/.test(code)) return;
      /** @type {{ start: number, end: number, text: string }[]} */
      const edits = [];
      visit(this.parse(code), (tag, quasi) => {
        const text = code.slice(quasi.start, quasi.end);
        if (/<(?:pre|textarea)\b/.test(text)) return;
        edits.push({ start: quasi.start, end: quasi.end, text: minified(text, tag) });
      });
      let result = code;
      for (const { start, end, text } of edits.sort((a, b) => b.start - a.start))
        result = result.slice(0, start) + text + result.slice(end);
      return { code: result, map: null };
    },
  };
}

/** @param {string} text @param {string} tag */
function minified(text, tag) {
  const plain = tag === 'css' ? text.replace(/\/\*.*?\*\//gs, (comment) => comment.replace(/[^\n]/g, '')) : text;
  return plain.replace(/\n[ \t]+/g, '\n').replace(/[ \t]{2,}/g, ' ');
}

/**
 * Calls `work` with each static part of a tagged template, innermost included.
 * @param {any} node
 * @param {(tag: string, quasi: { start: number, end: number }) => void} work
 */
function visit(node, work) {
  if (typeof node !== 'object' || node === null) return;
  if (node.type === 'TaggedTemplateExpression' && ['html', 'svg', 'css'].includes(node.tag.name))
    for (const quasi of node.quasi.quasis) work(node.tag.name, quasi);
  for (const child of Object.values(node)) visit(child, work);
}
