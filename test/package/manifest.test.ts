/** The custom elements manifest holds the public interface only (contract: editors and Storybook read it). */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { relative, join } from 'node:path';
import { expect } from 'chai';
import { COMMAND_NAMES, isFrameCommand, kebab, rowOf } from '../../src/phone/commands.js';

const root = new URL('../../', import.meta.url).pathname;

interface Member {
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly description?: string;
}

interface Attribute {
  readonly name: string;
  readonly fieldName?: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly members: readonly Member[];
  readonly events?: readonly { readonly name: string }[];
  readonly attributes?: readonly Attribute[];
}

describe('the custom elements manifest', () => {
  let folder: string;
  let file: string;
  let declarations: Declaration[];

  before(function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(root, 'node_modules/.manifest-'));
    file = join(folder, 'custom-elements.json');
    const bin = join(root, 'node_modules/.bin/cem');
    const args = ['analyze', '--config', 'scripts/manifest.mjs', '--quiet', '--outdir', relative(root, folder)];
    expect(spawnSync(bin, args, { cwd: root }).status).to.equal(0);
    expect(spawnSync(process.execPath, ['scripts/manifest.mjs', folder], { cwd: root }).status).to.equal(0);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { modules: { declarations: Declaration[] }[] };
    declarations = manifest.modules.flatMap((module) => module.declarations);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

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
        expect(of('sip-hotkeys').attributes!.map((attribute) => attribute.name)).to.include(kebab(name));
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

  it('contains only elements and events', () => {
    const others = declarations.filter(({ tagName, name }) => !tagName && !/^Sip\w+Event$/.test(name));
    expect(others.map(({ name }) => name)).to.deep.equal([]);
  });
});
