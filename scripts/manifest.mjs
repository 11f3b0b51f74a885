/**
 * Configuration of the custom elements analyzer: dist/custom-elements.json, the public interface with the paths of the published
 * modules. Run by itself, it takes the white space out of that file.
 * Subjects: custom-elements.json; custom elements manifest.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommands } from './commands.mjs';
import { details } from './manifest-details.mjs';
import { attributeText, elementOptions } from './options.mjs';

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

/** Called by the platform or by Lit, never by an application. */
const LIFECYCLE = new Set([
  ...['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'connectedMoveCallback'],
  ...['formAssociatedCallback', 'formDisabledCallback', 'formResetCallback', 'formStateRestoreCallback'],
  ...['render', 'willUpdate', 'update', 'updated', 'firstUpdated', 'createRenderRoot', 'styles', 'shadowRootOptions'],
]);

/** Leaves the public interface: elements and events, and of these what an application uses. */
const publicInterface = {
  name: 'public-interface',
  packageLinkPhase: (/** @type {any} */ { customElementsManifest }) => {
    for (const module of customElementsManifest.modules) {
      const isPublic = (/** @type {any} */ { tagName, kind, name }) =>
        tagName || (kind === 'class' && /^Sip\w+Event$/.test(name));
      module.declarations = (module.declarations ?? []).filter(isPublic);
      const names = new Set(module.declarations.map((/** @type {any} */ { name }) => name));
      module.exports = (module.exports ?? []).filter(
        (/** @type {any} */ { kind, declaration }) =>
          kind === 'custom-element-definition' || names.has(declaration?.name),
      );
      for (const declaration of module.declarations) {
        declaration.members = (declaration.members ?? []).filter(isPublicMember);
        // Where a member comes from is a private class.
        for (const inherited of [...declaration.members, ...(declaration.attributes ?? [])])
          delete inherited.inheritedFrom;
        delete declaration.mixins;
        // A private base class, whose members stand in the element itself.
        if (declaration.superclass?.module) delete declaration.superclass;
      }
    }
    customElementsManifest.modules = customElementsManifest.modules.filter(
      (/** @type {any} */ { declarations, exports }) => declarations.length > 0 || exports.length > 0,
    );
  },
};

/** @param {any} member */
function isPublicMember({ name, privacy, static: isStatic }) {
  return privacy === undefined && !isStatic && !LIFECYCLE.has(name) && !/^[#_[]/.test(name);
}

/** The options of the phone as attributes and properties of the provider, from which other elements inherit them. */
const phoneOptions = {
  name: 'phone-options',
  moduleLinkPhase: (/** @type {any} */ { moduleDoc }) => {
    const provider = moduleDoc.declarations?.find((/** @type {any} */ { tagName }) => tagName === 'sip-provider');
    if (!provider) return;
    for (const row of elementOptions) {
      const { name, type, attribute, attributeType, text } = row;
      const field = { kind: 'field', name, type: { text: `${type} | undefined` }, description: text };
      provider.members.push(attribute === undefined ? field : { ...field, attribute });
      if (attribute === undefined) continue;
      const shown = { name: attribute, type: { text: attributeType }, description: attributeText(row) };
      provider.attributes.push({ ...shown, fieldName: name });
    }
  },
};

const commands = await readCommands();

/** @param {import('./commands.mjs').Command} command @param {'parameters' | 'frameParameters'} kind @param {string} result */
const methodOf = (command, kind, result) => ({
  kind: 'method',
  name: command.name,
  description: command.description,
  parameters: command[kind].map(({ name, type, optional }) => ({
    name,
    type: { text: type },
    ...(optional ? { optional } : {}),
  })),
  return: { type: { text: result } },
});

/** Classes of `sip-before-…` events; all others are `SipBeforeActionEvent`. @type {Record<string, string>} */
const BEFORE_EVENTS = {
  call: 'SipBeforeCallEvent',
  message: 'SipBeforeMessageEvent',
  'pick-up': 'SipBeforePickUpEvent',
  availability: 'SipBeforeAvailabilityEvent',
  identity: 'SipBeforePhoneActionEvent',
  'clear-history': 'SipBeforePhoneActionEvent',
};

const beforeEvents = [...new Set(commands.flatMap(({ row }) => row.before ?? []))].map((action) => {
  const methods = commands.filter(({ row }) => row.before === action).map(({ name }) => `\`${name}()\``);
  return {
    name: `sip-before-${action}`,
    type: { text: BEFORE_EVENTS[action] ?? 'SipBeforeActionEvent' },
    description: `Before ${methods.join(', ')}. Cancelable.`,
  };
});

/** Methods, events and attributes that the elements have by the table of commands. */
const tableOfCommands = {
  name: 'table-of-commands',
  packageLinkPhase: (/** @type {any} */ { customElementsManifest }) => {
    for (const declaration of customElementsManifest.modules.flatMap(
      (/** @type {any} */ module) => module.declarations,
    )) {
      const { tagName, members } = declaration;
      if (['sip-provider', 'sip-phone', 'sip-dock'].includes(tagName)) {
        members.push(...commands.map((command) => methodOf(command, 'parameters', command.result)));
        declaration.events = [...(declaration.events ?? []), ...beforeEvents];
      } else if (tagName === 'sip-frame') {
        const inFrame = commands.filter(({ row }) => row.frame !== false);
        members.push(
          ...inFrame.map((command) =>
            methodOf(command, 'frameParameters', command.result.replace('CallLike', 'CallState')),
          ),
        );
      } else if (tagName === 'sip-hotkeys') {
        for (const { name, attribute, row } of commands.filter(({ row: { hotkey } }) => hotkey !== undefined)) {
          const type = { text: 'string' };
          const description = `Shortcut of \`${name}()\`.${row.hotkey ? ` Default \`${row.hotkey}\`.` : ''}`;
          declaration.attributes.push({ name: attribute, fieldName: name, type, description });
          members.push({ kind: 'field', name, type, description, attribute });
        }
      }
    }
  },
};

const publishedPaths = {
  name: 'published-paths',
  packageLinkPhase: (/** @type {any} */ { customElementsManifest }) => {
    visit(customElementsManifest, (node) => {
      for (const key of ['path', 'module']) {
        if (typeof node[key] === 'string')
          node[key] = node[key].replace(/^\/?src\/(.*?)(?:\.ts)?$/, 'dist/$1.js').replace(/\.js\.js$/, '.js');
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
  plugins: [ownEvents, phoneOptions, publicInterface, tableOfCommands, details, publishedPaths],
};

if (process.argv[1] === import.meta.filename) {
  const file = join(process.argv[2] ?? 'dist', 'custom-elements.json');
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
}
