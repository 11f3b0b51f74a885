/**
 * Modules for a script tag that are evaluated in several tasks, as one task of more than 50 ms delays an input of the user: each loads
 * its phone, in a further task its element, in some more the style sheets of this, then it registers the element and exports its class. All files of the steps are preloaded at once.
 * Subjects: modules in several tasks; preloaded files of a script tag.
 */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = (/** @type {string} */ path) => join(root, 'src', path);

/** The first step: it is in the chunk of `<sip-provider>`, so loading it evaluates the phone. The second one is the element. */
const PACE = source('loader/pace.ts');
const STEPS = 'in-steps';
/** Of an element that is small enough to be evaluated in one task, and to be registered in the next one. */
const TWO_TASKS = 'in-two-tasks';
/** The code of a virtual entry, `in-steps:sip-phone`. @type {Record<string, (tag: string) => string>} */
const ENTRIES = { [STEPS]: codeOf, [TWO_TASKS]: codeInTwoTasks };
const ENTRY = new RegExp(`(${Object.keys(ENTRIES).join('|')}):(.+)`);
/** The module of an element, which does not register it. */
const elementOf = (/** @type {string} */ tag) => source(`components/${tag}/${tag}.ts`);
const FILES = '__FILES_OF_THE_STEPS__';

/** @param {string} tag @returns {string} the entry of the module */
export const inSteps = (tag) => `${STEPS}:${tag}`;

/** @param {string} tag @returns {string} the entry of a module that creates no phone when it is loaded */
export const inTwoTasks = (tag) => `${TWO_TASKS}:${tag}`;

const classOf = (/** @type {string} */ tag) => /^export class (\w+)/m.exec(readFileSync(elementOf(tag), 'utf8'))?.[1];

/**
 * The browser lays a small page out in the task in which its last script is evaluated: what registers the element, renders it for the
 * first time, and is laid out with it, has a task of its own.
 * @param {string} tag
 */
function codeInTwoTasks(tag) {
  const name = classOf(tag);
  return `import { define } from ${JSON.stringify(source('components/shared/base/define.ts'))};
import { ${name} } from ${JSON.stringify(elementOf(tag))};
await new Promise((resolve) => setTimeout(resolve));
define(${name});
export { ${name} };
`;
}

/** @param {string} tag */
function codeOf(tag) {
  const element = elementOf(tag);
  const name = classOf(tag);
  const load = (/** @type {string} */ path) => `await import(${JSON.stringify(path)})`;
  // The pace is begun again, as an element of another module that was rendered meanwhile has ended it.
  // A blocked preload can stay in the module map as a failure (HTML §8.1.4.2): a link has the nonce and the credentials of its script.
  return `import { define } from ${JSON.stringify(source('components/shared/base/define.ts'))};
const own = [...document.scripts].find(({ src }) => src === import.meta.url);
const nonce = (own ?? document.querySelector('script[nonce]'))?.nonce;
for (const file of ${FILES}) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  if (nonce) link.nonce = nonce;
  if (own) link.crossOrigin = own.crossOrigin;
  link.href = new URL(file, import.meta.url).href;
  document.head.append(link);
}
const { beginPace, nextTask, prepareStyles } = ${load(PACE)};
await nextTask();
beginPace();
export const { ${name} } = ${load(element)};
await prepareStyles(${name});
beginPace();
define(${name});
`;
}

/**
 * Code that is loaded later is one file, as one request repairs it then (decision 032): a file that only imports another one is left out.
 * @param {Record<string, { type: string, code?: string, fileName: string, isEntry?: boolean }>} bundle
 */
function leaveOutEmpty(bundle) {
  for (const [name, { code = '', isEntry }] of Object.entries(bundle)) {
    const target = /^(?:\s*\/[/*].*\n?)*\s*import\s*["']\.\/([^"']+)["'];?\s*(?:\/\/.*)?$/.exec(code.trim())?.[1];
    if (isEntry || !target) continue;
    for (const chunk of Object.values(bundle))
      if (chunk.code) chunk.code = chunk.code.replaceAll(posix.basename(name), target);
    delete bundle[name];
    delete bundle[`${name}.map`];
  }
}

/**
 * Throws for a module that is loaded later, exports nothing, and has no code in any file: `sideEffects` of package.json does not list it.
 * @param {import('vite').Rolldown.OutputBundle} bundle @param {import('vite').Rolldown.PluginContext} context
 */
function refuseEmpty(bundle, context) {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const withCode = new Set(
    chunks.flatMap(({ modules }) => Object.keys(modules).filter((id) => modules[id]?.code?.trim())),
  );
  const empty = [...context.getModuleIds()].filter((id) => {
    const { dynamicImporters, exports } = context.getModuleInfo(id) ?? {};
    return dynamicImporters?.length && !exports?.length && !withCode.has(id);
  });
  if (empty.length > 0)
    context.error(`Loaded later, but without code (see sideEffects in package.json): ${empty.join(', ')}`);
}

/** @returns {import('vite').Plugin} */
export function steps() {
  return {
    name: 'steps',
    resolveId(id) {
      const [entry] = ENTRY.exec(id) ?? [];
      return entry === undefined ? undefined : `\0${entry}`;
    },
    load(id) {
      const [, kind = '', tag = ''] = (id.startsWith('\0') && ENTRY.exec(id)) || [];
      return ENTRIES[kind]?.(tag);
    },
    generateBundle(_options, bundle) {
      refuseEmpty(bundle, this);
      leaveOutEmpty(bundle);
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.code.includes(FILES)) continue;
        const files = new Set();
        const add = (/** @type {string} */ name) => {
          const file = bundle[name];
          if (files.has(name) || file?.type !== 'chunk') return;
          files.add(name);
          file.imports.forEach(add);
        };
        const [, , tag = ''] = ENTRY.exec(chunk.facadeModuleId ?? '') ?? [];
        const wanted = new Set([PACE, elementOf(tag)]);
        for (const name of chunk.dynamicImports) {
          const file = bundle[name];
          if (file?.type === 'chunk' && wanted.has(file.facadeModuleId ?? '')) add(name);
        }
        files.delete(chunk.fileName);
        const list = [...files].map((name) => posix.relative(posix.dirname(chunk.fileName), name));
        chunk.code = chunk.code.replace(FILES, JSON.stringify(list));
      }
    },
  };
}
