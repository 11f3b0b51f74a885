/**
 * A plug-in of Vite for the files for a script tag: the Lit in them reads nothing from `window` that an id in the content of the page can name
 * (HTML §7.2.2.3, named access on the Window object). With `<p id="litHtmlVersions">`, which sanitizers keep, no element would be registered.
 * What is taken out is for polyfills of old browsers, for servers, and for warnings of development builds.
 * Subjects: DOM clobbering of Lit; ids of page content that Lit reads; global variables of Lit.
 */

/** In the minified text of Lit; the object of the globals has a name of one character there. */
const EDITS = /** @type {const} */ ([
  [/\(\w\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, '0'],
  [/\b\w\.\w+PolyfillSupport\b/g, 'void 0'],
  [/\b\w\.litElementHydrateSupport\?\.\(/g, 'void('],
  [/void 0===(\w)\.ShadyCSS\|\|\1\.ShadyCSS\.nativeShadow/g, '!0'],
  // Shared by the modules of Lit in the same file.
  [/(?:\b\w+\.)?\blitPropertyMetadata\b/g, 'Symbol.litPropertyMetadata'],
  // A property of Window is its own (Web IDL §3.7.6); one of an element with this id is not.
  [/=(\w)\.trustedTypes\b/g, '=Object.hasOwn($1,"trustedTypes")&&$1.trustedTypes'],
]);
/** What may be left; `litNonce` is read where style sheets cannot be adopted, as the text of an attribute. */
const KNOWN = /Symbol\.litPropertyMetadata|litNonce|"trustedTypes"\)&&\w\.trustedTypes/g;
/** Names of globals of Lit. */
const GLOBALS = /\b(?:lit|reactiveElement)[A-Z]\w*(?:Versions|Support|Metadata)\b|ShadyCSS|trustedTypes|ShadyDOM/;

/** @returns {import('vite').Plugin} */
export function withoutLitGlobals() {
  return {
    name: 'without-lit-globals',
    transform(code, id) {
      if (!/\/node_modules\/(?:@lit|lit(?:-html|-element)?)\//.test(id.replaceAll('\\', '/'))) return;
      let result = code;
      for (const [pattern, text] of EDITS) result = result.replace(pattern, text);
      const left = GLOBALS.exec(result.replace(KNOWN, ''));
      if (left) this.error(`Lit reads ${left[0]} from window, which scripts/lit-globals.mjs does not know`);
      return result === code ? undefined : { code: result, map: null };
    },
  };
}
