/** Configuration of the custom elements analyzer: dist/custom-elements.json, with the paths of the published modules. */

/** The events of this kit; the analyzer also invents one for each `dispatchEvent(new SomeEvent(argument))`. */
const ownEvents = {
  name: 'own-events',
  packageLinkPhase: (/** @type {any} */ { customElementsManifest }) => {
    for (const declaration of customElementsManifest.modules.flatMap(
      (/** @type {any} */ module) => module.declarations,
    )) {
      if (!declaration.events) continue;
      declaration.events = declaration.events.filter((/** @type {any} */ { name }) => name?.startsWith('sip-'));
    }
  },
};

const publishedPaths = {
  name: 'published-paths',
  packageLinkPhase: (/** @type {any} */ { customElementsManifest }) => {
    visit(customElementsManifest, (node) => {
      for (const key of ['path', 'module']) {
        if (typeof node[key] === 'string') node[key] = node[key].replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');
      }
    });
  },
};

/** @param {any} node @param {(node: any) => void} work on every object below and including `node` */
function visit(node, work) {
  if (typeof node !== 'object' || node === null) return;
  work(node);
  for (const child of Object.values(node)) visit(child, work);
}

export default {
  globs: ['src/components/**/*.ts', 'src/define/*.ts'],
  exclude: ['**/*.d.ts', '**/*.css.ts', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [ownEvents, publishedPaths],
};
