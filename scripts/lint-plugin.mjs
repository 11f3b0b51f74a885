/** The house's own lint rules, loaded by oxlint (.oxlintrc.json): the arrow of imports, and no test left aside. */
import { dirname, posix, sep } from 'node:path';

/** Storeys from the ground up; a storey imports itself and those before it. `.` is the files directly in src/. */
const storeys = [['sip'], ['media'], ['phone'], ['components'], ['define'], ['.']];
/** The floors inside src/sip, in the same order; those on one line are siblings and do not know one another. */
const floors = [
  ['base'],
  ['message'],
  ['digest'],
  ['transport'],
  ['transaction'],
  ['dialog'],
  ['core'],
  ['session', 'register', 'event'],
  ['.'],
];
/** Packages that would bind a storey to Node or to the page. The pocket PBX is the only part made for Node. */
const nodeOnly = /^(node:|ws$|werift|vite)/;
const pageOnly = /^(lit|@lit|@shoelace-style)(\/|$)/;

/** @param {string} path */
const slashes = (path) => path.split(sep).join('/');

/** @param {string} path below src/ or src/sip/ @returns {string} the folder it is in, `.` for none */
const folderOf = (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.');

/**
 * @param {string[][]} order
 * @param {string} from
 * @param {string} to
 * @returns {string | undefined} what is wrong with a file in `from` importing one in `to`
 */
function breach(order, from, to) {
  if (from === to) return undefined;
  const rank = (/** @type {string} */ folder) => order.findIndex((level) => level.includes(folder));
  for (const folder of [from, to]) {
    if (folder === 'pbx') return 'nothing in src/ may import pbx/';
    if (rank(folder) < 0) return `${folder}/ has no place in the order of imports (scripts/lint-plugin.mjs)`;
  }
  if (rank(to) < rank(from)) return undefined;
  return rank(to) === rank(from) ? `${from}/ and ${to}/ do not know each other` : `${from}/ is below ${to}/`;
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {string | undefined} what is wrong
 */
function judge(file, specifier) {
  const root = file.lastIndexOf('/src/') + 5;
  const from = file.slice(root);
  const storey = folderOf(from);
  if (!specifier.startsWith('.')) {
    if (storey !== 'pbx' && nodeOnly.test(specifier)) return `only src/pbx may import ${specifier}`;
    if (['sip', 'media', 'phone', 'pbx'].includes(storey) && pageOnly.test(specifier))
      return `${storey}/ has no elements`;
    return undefined;
  }
  const to = posix.join(dirname(from), specifier);
  if (to.startsWith('..')) return 'src/ imports nothing outside src/';
  if (storey === 'pbx') return ['pbx', 'sip'].includes(folderOf(to)) ? undefined : 'pbx/ may import only sip/';
  if (storey === 'sip' && to.startsWith('sip/')) return breach(floors, folderOf(from.slice(4)), folderOf(to.slice(4)));
  return breach(storeys, storey, folderOf(to));
}

const importLaw = {
  create(/** @type {any} */ context) {
    const file = slashes(context.filename);
    if (!file.includes('/src/')) return {};
    const check = (/** @type {any} */ node) => {
      if (typeof node?.value !== 'string') return;
      const message = judge(file, node.value);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (/** @type {any} */ node) => check(node.source),
      ExportNamedDeclaration: (/** @type {any} */ node) => check(node.source),
      ExportAllDeclaration: (/** @type {any} */ node) => check(node.source),
      ImportExpression: (/** @type {any} */ node) => check(node.source),
      TSImportType: (/** @type {any} */ node) => check(node.source ?? node.argument?.literal ?? node.argument),
    };
  },
};

const testNames = new Set(['it', 'describe', 'context', 'specify', 'test', 'suite']);

const noTestAside = {
  create(/** @type {any} */ context) {
    const report = (/** @type {any} */ node, /** @type {string} */ what) =>
      context.report({ node, message: `${what} leaves tests out of the run` });
    return {
      MemberExpression(/** @type {any} */ node) {
        const name = node.property.name ?? node.property.value;
        if (testNames.has(node.object.name) && ['only', 'skip'].includes(name))
          report(node, `${node.object.name}.${name}`);
        if (node.object.type === 'ThisExpression' && name === 'skip') report(node, 'this.skip()');
      },
      CallExpression(/** @type {any} */ { callee }) {
        if (/^x(it|describe|context|specify)$/.test(callee.name ?? '')) report(callee, callee.name);
      },
    };
  },
};

export default { meta: { name: 'house' }, rules: { 'import-law': importLaw, 'no-test-aside': noTestAside } };
