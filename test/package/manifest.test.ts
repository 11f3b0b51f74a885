/** The custom elements manifest holds the public interface only (contract: editors and Storybook read it). */

import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { attributeName } from '../../src/phone/attribute-name.js';
import { COMMAND_NAMES, isFrameCommand, rowOf } from '../../src/phone/commands.js';
import {
  isTestedElsewhere,
  PHONE_EVENTS,
  PROVIDERS,
  USER_EVENTS,
} from '../components/shared/events/documented-events.js';
import { OTHER_STATES, SHOWN_STATES } from '../components/shared/base/documented-states.js';
import { compile, declarationsFolder, emptyFolder, manifestFolder } from '../support/package-files.js';

const root = new URL('../../', import.meta.url).pathname;

interface Item {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

interface Member extends Item {
  readonly kind: 'field' | 'method';
  readonly privacy?: string;
  readonly static?: boolean;
  readonly attribute?: string;
}

interface Attribute extends Item {
  readonly fieldName?: string;
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly members: readonly Member[];
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly Item[];
  readonly slots?: readonly Item[];
  readonly cssParts?: readonly Item[];
  readonly cssStates?: readonly Item[];
  readonly cssProperties?: readonly (Item & { readonly default?: string })[];
}

const LISTS = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssStates', 'cssProperties'] as const;

/** What is loaded later and rendered in the shadow tree of an element. */
const LATE: Readonly<Record<string, readonly string[]>> = {
  'sip-call': ['views/call-notices.ts', 'views/more-page.ts', 'views/notice-view.ts'],
  'sip-phone': ['views/menu-items.ts'],
};

/** The sources of an element: its folder, or its file and those of all buttons, and its late views. Comments are taken out. */
function sourceOf(tag: string): string {
  const folder = join(root, 'src/components', existsSync(join(root, 'src/components', tag)) ? tag : 'call-buttons');
  const files = folder.endsWith(tag) ? readdirSync(folder) : [`${tag}.ts`, 'action-button.ts'];
  const late = (LATE[tag] ?? []).map((name) => join(root, 'src/components', name));
  const paths = [...files.map((name) => join(folder, name)), ...late].filter(
    (file) => file.endsWith('.ts') && existsSync(file),
  );
  return paths.map((file) => readFileSync(file, 'utf8').replace(/\/\*\*.*?\*\//gs, '')).join('\n');
}

const words = (matches: Iterable<RegExpMatchArray>): string[] =>
  [...matches].flatMap(([, text = '']) => text.replace(/\$\{[^}]*\}/g, '').split(/\s+/)).filter(Boolean);

/** The parts that functions of other folders render, and how an element calls these. */
const SHARED_PARTS = {
  avatar: /\bavatar\(/,
  icon: /\b(?:icon|phoneIcon|actionKey|pillButton)\(/,
  shape: /\bshape\(/,
  bars: /\bqualityBars\(/,
  waves: /\bwaves:/,
  match: /\bmarked\(/,
};

/** The parts, custom states and slots that the sources of an element have. */
function usedIn(tag: string): Record<'cssParts' | 'cssStates' | 'slots', string[]> {
  const source = sourceOf(tag);
  // A button without a pressed state shares the code of those that have one.
  const own = existsSync(join(root, 'src/components/call-buttons', `${tag}.ts`))
    ? readFileSync(join(root, 'src/components/call-buttons', `${tag}.ts`), 'utf8')
    : source;
  const toggled = words(source.matchAll(/toggleState\('([\w-]+)'/g)).filter(
    (name) => name !== 'pressed' || /\bpressed:/.test(own),
  );
  const slots = [...source.matchAll(/<slot\b([^>]*)>/g)].map(([, rest = '']) => /name="([^"]*)"/.exec(rest)?.[1] ?? '');
  const shared = Object.entries(SHARED_PARTS).flatMap(([name, call]) => (call.test(source) ? [name] : []));
  return {
    cssParts: [...words(source.matchAll(/\bpart="([^"]+)"/g)), ...shared],
    cssStates: [...toggled, ...namesInTables(source)],
    slots,
  };
}

/** The values of `part` and `exportparts`, the names of slots, and the names of states, each in its first group. */
const PART = /\b(?:part=|exportparts=|\w+_PARTS =|part\.add\()\s*("[^"]*"|'[^']*'|\$\{[^}]*\})/g;
const SLOT = /<slot\b(?:[^>]*?\bname=("[^"]*"|\$\{[^}]*\})|[^>]*>)/g;
const STATE = /(?:toggleState|\breflect\?\.)\(\s*'([^']*)'/g;
const STATE_TABLE = /STATES = \{(.*?)\n\} satisfies/gs;

/** The names of the states in the tables of this code. */
const namesInTables = (code: string): string[] =>
  [...code.matchAll(STATE_TABLE)].flatMap(([, table = '']) => words(table.matchAll(/^ {2}'?([\w-]+)'?:/gm)));

/**
 * The names at these places of the code; of `inner:outer` the outer one. Where a variable is there, each string and each key of its file
 * can be the name.
 */
function namesAt(place: RegExp, files: readonly string[]): Set<string> {
  const names = files.flatMap((code) =>
    [...code.matchAll(place)].flatMap(([, value = '']) => {
      if (value === '') return [''];
      const written = [...value.matchAll(/[\w-]+(?![\w-]*:)/g)].map(([name]) => name);
      if (!/\$\{[a-z][\w.]*\}/.test(value)) return written;
      const others = [...code.matchAll(/'([\w-]+)'|([\w-]+):/g)].map(([, text, key]) => text ?? key ?? '');
      return [...written, ...others];
    }),
  );
  return new Set(names);
}

describe('the custom elements manifest', () => {
  let file: string;
  let types: string;
  let declarations: Declaration[];

  before(async function () {
    this.timeout(120_000);
    const [folder, declared] = await Promise.all([manifestFolder(), declarationsFolder()]);
    [file, types] = [join(folder, 'custom-elements.json'), declared];
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { modules: { declarations: Declaration[] }[] };
    declarations = manifest.modules.flatMap((module) => module.declarations);
  });

  it('has every element', () => {
    const names = readdirSync(join(root, 'src/define')).map((name) => name.replace(/\.ts$/, ''));
    const elements = names.filter((name) => name.startsWith('sip-'));
    expect(elements.length).to.be.greaterThan(40);
    expect(declarations.flatMap(({ tagName }) => tagName ?? []).sort()).to.deep.equal(elements.sort());
  });

  it('is smaller than 300 kB and names no source file', () => {
    expect(statSync(file).size).to.be.lessThan(300_000);
    expect(readFileSync(file, 'utf8')).not.to.match(/\bsrc\//);
  });

  it('contains no private, protected or static member and no callback of the platform', () => {
    const wrong = declarations.flatMap(({ name, members }) =>
      members
        .filter((member) => member.privacy || member.static || /^[#_]|Callback$|^render$/.test(member.name))
        .map((member) => `${name}.${member.name}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has the methods, veto events and shortcuts of the table of commands', () => {
    const of = (tag: string): Declaration => declarations.find(({ tagName }) => tagName === tag)!;
    const methods = (tag: string): string[] => of(tag).members.map(({ name }) => name);
    for (const name of COMMAND_NAMES) {
      expect(methods('sip-phone'), name).to.include(name);
      expect(methods('sip-frame').includes(name), name).to.equal(isFrameCommand(name));
      const { before: action, hotkey } = rowOf(name);
      if (action) expect(of('sip-phone').events!.map((event) => event.name)).to.include(`sip-before-${action}`);
      if (hotkey !== undefined)
        expect(of('sip-hotkeys').attributes!.map((attribute) => attribute.name)).to.include(attributeName(name));
    }
  });

  it('has the options of the phone as attributes and properties of the elements that are providers', () => {
    for (const tag of ['sip-provider', 'sip-phone', 'sip-dock']) {
      const { attributes = [], members } = declarations.find(({ tagName }) => tagName === tag)!;
      const options = attributes.filter(({ fieldName }) => fieldName !== undefined);
      expect(options.length, tag).to.be.greaterThan(45);
      for (const { name, description } of options) expect(description, `${tag} ${name}`).to.be.a('string');
      const codecs = attributes.find(({ name }) => name === 'codecs')!;
      expect(codecs).to.deep.include({ fieldName: 'codecs', type: { text: 'string' } });
      expect(codecs.description).to.match(/^The codecs to use.* Separated by spaces\.$/);
      for (const name of ['maxCalls', 'credentials', 'suggest'])
        expect(members.find((member) => member.name === name)?.description, `${tag} ${name}`).to.be.a('string');
    }
  });

  it('describes a property at its attribute, where both say the same', () => {
    for (const { tagName, attributes = [], members } of declarations)
      for (const { name, attribute, description } of members) {
        if (description !== 'As attribute.') continue;
        const described = attributes.find((item) => item.name === attribute);
        expect(described, `${tagName} ${name}`).to.include({ fieldName: name });
        expect(described!.description, `${tagName} ${name}`).to.be.a('string').that.is.not.empty;
      }
  });

  it('has the public properties and methods of each element, and no other ones', async () => {
    const lines = declarations.flatMap(({ tagName, members }) =>
      tagName ? `exactly<'${tagName}'>({ ${members.map(({ name }) => `'${name}': 1`).join(', ')} });` : [],
    );
    expect(lines).to.have.length.above(40);
    const folder = emptyFolder();
    try {
      writeFileSync(
        join(folder, 'members.ts'),
        `import type { LitElement } from 'lit';
import '${types}/src/define/all.js';
type Inherited = keyof LitElement;
type Platform = \`\${string}Callback\`;
type Own<Tag extends keyof HTMLElementTagNameMap> = Exclude<Extract<keyof HTMLElementTagNameMap[Tag], string>, Inherited | Platform>;
declare function exactly<Tag extends keyof HTMLElementTagNameMap>(
  members: Record<Own<Tag>, 1> & Partial<Record<Inherited, 1>>,
): void;
${lines.join('\n')}`,
      );
      const compilerOptions = {
        noEmit: true,
        declaration: false,
        emitDeclarationOnly: false,
        rootDir: root,
        types: [],
      };
      const project = { extends: join(root, 'tsconfig.json'), compilerOptions, files: ['members.ts'], include: [] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
      expect(await compile(folder)).to.equal('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('contains only elements and events', () => {
    const others = declarations.filter(({ tagName, name }) => !tagName && !/^Sip\w+Event$/.test(name));
    expect(others.map(({ name }) => name)).to.deep.equal([]);
  });

  it('describes every attribute, property, method, event, slot, part, state and custom property', () => {
    const silent = declarations.flatMap((declaration) =>
      LISTS.flatMap((list) =>
        (declaration[list] ?? [])
          .filter(({ description }) => !description?.trim())
          .map(({ name }) => `${declaration.tagName}: ${list}: ${name}`),
      ),
    );
    expect(silent.filter((line) => !line.startsWith('undefined'))).to.deep.equal([]);
  });

  it('types every attribute and property, and names the exported class of every event', () => {
    const classes = new Set(declarations.map(({ name }) => name));
    const wrong = declarations
      .filter(({ tagName }) => tagName)
      .flatMap(({ tagName, attributes = [], members, events = [] }) => [
        ...[...attributes, ...members.filter(({ kind }) => kind === 'field')]
          .filter(({ type }) => !type?.text)
          .map(({ name }) => `${tagName}: ${name}`),
        ...events
          .filter(({ type }) => !classes.has(type?.text.replace(/<.*/, '') ?? ''))
          .map(({ name, type }) => `${tagName}: ${name}: ${type?.text}`),
      ]);
    expect(wrong).to.deep.equal([]);
  });

  it('has the events that a test dispatches', () => {
    const documented = declarations.flatMap(({ tagName = '', events = [] }) =>
      events.filter(({ name }) => !isTestedElsewhere(tagName, name)).map(({ name }) => `${tagName} ${name}`),
    );
    const dispatched = [...USER_EVENTS, ...PROVIDERS.flatMap((tag) => PHONE_EVENTS.map((name) => `${tag} ${name}`))];
    expect(documented.sort()).to.deep.equal(dispatched.sort());
  });

  it('has the custom states that a test shows', () => {
    const documented = declarations.flatMap(({ tagName = '', cssStates = [] }) =>
      cssStates.map(({ name }) => `${tagName} ${name}`),
    );
    const inTable = Object.entries(SHOWN_STATES).flatMap(([tag, names]) => names.map((name) => `${tag} ${name}`));
    expect(documented.sort()).to.deep.equal([...inTable, ...Object.keys(OTHER_STATES)].sort());
    const unnamed = Object.entries(OTHER_STATES).filter(([state, file]) => {
      const name = state.split(' ')[1]!;
      return !new RegExp(`['(]${name}['),]`).test(readFileSync(join(root, 'test', file), 'utf8'));
    });
    expect(unnamed).to.deep.equal([]);
  });

  it('has each part, custom state and slot that the sources of an element have', () => {
    const undocumented = declarations.flatMap((declaration) => {
      if (!declaration.tagName) return [];
      const used = usedIn(declaration.tagName);
      return (['cssParts', 'cssStates', 'slots'] as const).flatMap((list) => {
        const documented = new Set((declaration[list] ?? []).map(({ name }) => name ?? ''));
        return used[list]
          .filter((name) => !documented.has(name))
          .map((name) => `${declaration.tagName}: ${list}: ${name}`);
      });
    });
    expect(undocumented).to.deep.equal([]);
  });

  it('has no part, custom state, slot or event besides those of the sources', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.includes('locales'),
    );
    /** The code of each of these files, without comments. */
    const codeOf = (chosen: readonly string[]): string[] =>
      chosen.map((name) => readFileSync(join(root, 'src', name), 'utf8').replace(/\/\*\*.*?\*\//gs, ''));
    const views = codeOf(files.filter((name) => name.startsWith('components/views/')));
    const everything = codeOf(files).join('\n');
    const parts = new Set(declarations.flatMap(({ cssParts = [] }) => cssParts.map(({ name }) => name)));
    // Parts of elements in elements are those of the inner one, after the last `__`.
    const isForwarded = (name: string): boolean => name.includes('__') && parts.has(name.split('__').at(-1)!);
    /** The modules of other folders whose templates an element renders. */
    const imported = (source: string): string[] =>
      codeOf(
        [...source.matchAll(/from '\.\.\/((?:sip-|shared\/)[\w/-]+)\.js'/g)].map(([, name]) => `components/${name}.ts`),
      );
    const contains = (text: string, name: string): boolean => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text);
    const computed = /^sip-(?:before|call)-/;
    const wrong = declarations
      .filter(({ tagName }) => tagName)
      .flatMap(({ tagName, cssParts = [], cssStates = [], slots = [], events = [] }) => {
        const source = sourceOf(tagName!);
        const own = [source, ...imported(source), ...views];
        const [inPart, inSlot] = [namesAt(PART, own), namesAt(SLOT, own)];
        const inState = new Set([...namesAt(STATE, own), ...own.flatMap(namesInTables)]);
        return [
          ...cssParts.filter(({ name }) => !inPart.has(name) && !isForwarded(name)),
          ...cssStates.filter(({ name }) => !inState.has(name)),
          ...slots.filter(({ name }) => !inSlot.has(name)),
          ...events.filter(({ name }) => !contains(everything, name) && !computed.test(name)),
        ].map(({ name }) => `${tagName}: ${name}`);
      });
    expect(wrong).to.deep.equal([]);
  });

  it('has each design token with its default', () => {
    const files = ['button-tokens.styles.ts', 'tokens.styles.ts'];
    const style = files.map((name) => readFileSync(join(root, 'src/components/shared/styles', name), 'utf8')).join('');
    const tokens = new Set([...style.matchAll(/var\(\s*(--sip-[\w-]+),/g)].map(([, name]) => name!));
    const { cssProperties = [] } = declarations.find(({ tagName }) => tagName === 'sip-phone')!;
    expect(cssProperties.map(({ name }) => name)).to.have.members([...tokens]);
    expect(cssProperties.filter((token) => !token.default)).to.deep.equal([]);
  });
});
