/**
 * The rules of imports: which part of src/ and packages/ may import which. A layer imports itself and the layers below it. Imports of types count
 * as imports. Circles of files at run time are the linter's (`import/no-cycle`).
 */

/** The layers, from the lowest. */
const layers = ['sip', 'media', 'phone', 'components', 'define'];
/** The layers inside src/sip, from the lowest; those on one line do not import one another. */
const sipLayers = [
  ['base'],
  ['message'],
  ['digest'],
  ['transport'],
  ['transaction'],
  ['dialog'],
  ['core'],
  ['session', 'register', 'event'],
];

const oneOf = (names) => `(?:${names.join('|')})`;

const layerRules = layers.map((layer, index) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} imports only itself and the layers below it`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/${oneOf(layers.slice(0, index + 1))}/` },
}));

const sipRules = sipLayers.flatMap((names, index) =>
  names.map((name) => ({
    name: `sip-layer-${name}`,
    comment: `src/sip/${name} imports only itself and what is below it in src/sip`,
    severity: 'error',
    from: { path: `^src/sip/${name}/` },
    to: { path: '^src/sip/', pathNot: `^src/sip/${oneOf([...sipLayers.slice(0, index).flat(), name])}/` },
  })),
);

module.exports = {
  forbidden: [
    ...layerRules,
    ...sipRules,
    {
      name: 'pbx-imports-sip',
      comment: 'The pocket PBX imports only the SIP stack',
      severity: 'error',
      from: { path: '^packages/pbx/' },
      to: { pathNot: '^(?:packages/pbx/src|src/sip)/', dependencyTypes: ['local', 'localmodule'] },
    },
    {
      name: 'no-import-from-outside',
      comment: 'src imports files of src and packages, nothing else of this repository',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: '^src/', dependencyTypes: ['local', 'localmodule'] },
    },
    {
      name: 'node-only-in-pbx',
      comment: 'Only the pocket PBX runs in Node',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: ['^node:', '^(?:node_modules/)?(?:ws|werift|vite)(?:/|$)'] },
    },
    {
      name: 'no-core-modules',
      comment: 'Only the pocket PBX runs in Node',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'elements-only-in-components',
      comment: 'Only the elements know Lit',
      severity: 'error',
      from: { path: '^(?:src/(?:sip|media|phone)|packages/pbx)/' },
      to: { path: '(?:^|/)(?:lit|@lit|@shoelace-style)(?:/|$)' },
    },
    {
      name: 'shared-imports-no-element',
      comment: 'src/components/shared is below all elements',
      severity: 'error',
      from: { path: '^src/components/shared/' },
      to: { path: '^src/components/', pathNot: '^src/components/shared/' },
    },
    {
      name: 'shared-is-shared',
      comment: 'What only one element uses belongs in the folder of that element',
      severity: 'error',
      from: { path: '^src/' },
      module: { path: '^src/components/shared/', pathNot: '/locales/', numberOfDependentsLessThan: 1 },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'Folders do not import one another in a circle',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(?:src|packages)/' },
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'Every import leads to a file or an installed package',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no parser for tools to use; swc reads imports, those of types too.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
