/** The lock file (npm's package-lock.json, version 3): what `npm ci` installs can be verified, and runs on the Node that `engines` names. */

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: { readonly node?: string } | readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const text = read('package-lock.json');
const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };
const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);

/** The parts of a version, or of a version with parts left out. */
const parts = (version: string): number[] => version.split('.').map((part) => Number.parseInt(part, 10));

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a version is in a range of the forms that `engines` uses: `||`, spaces, `>=`, `>`, `<`, `<=`, `^`, `~`, `x`, `*`. */
function satisfies(version: string, range: string): boolean {
  return range.split('||').some((alternative) =>
    [...alternative.matchAll(/(>=|<=|>|<|\^|~|=)?\s*v?([\d.x*]+)(?:-\S+)?/g)].every(([, sign = '', wanted = '']) => {
      const given = parts(version);
      const bound = parts(wanted).filter((part) => !Number.isNaN(part));
      const order = compare(given, bound);
      if (sign === '>=') return order >= 0;
      if (sign === '>') return order > 0;
      if (sign === '<=') return order <= 0;
      if (sign === '<') return order < 0;
      if (sign === '^') return order >= 0 && given[0] === bound[0];
      if (sign === '~') return order >= 0 && given[0] === bound[0] && given[1] === (bound[1] ?? given[1]);
      return bound.every((part, index) => part === given[index]);
    }),
  );
}

describe('package-lock.json', () => {
  it('has a sha512 integrity for each package, including those for other operating systems', () => {
    expect(installed).to.have.length.above(600);
    const without = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(without.map(([path, { version }]) => `${path}@${version}`)).to.deep.equal([]);
  });

  it('has an entry for each optional native build that a locked package names, as npm leaves out one that it cannot reach', () => {
    const names = new Set(installed.map(([path]) => path.replace(/^.*node_modules\//, '')));
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => /[-/](linux|darwin|win32)-/.test(name) && !names.has(name))
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('contains no address of a registry and no package from another source than a registry', () => {
    const resolved = Object.values(packages).flatMap(({ resolved: from, link }) => (from && !link ? [from] : []));
    expect(resolved).to.deep.equal([]);
    expect(text).not.to.match(/"integrity": "sha1-|git\+|https?:\/\/registry\./);
    const addresses = [...text.matchAll(/https?:\/\/[^"\s]+/g)].map(([address]) => address);
    const archives = addresses.filter((address) => /\.(tgz|tar\.gz|zip)\b|\/-\//.test(address));
    expect(archives).to.deep.equal([]);
  });

  // Each script checks that npm has installed the native build for the system, an optional dependency.
  const INSTALL_SCRIPTS = ['node_modules/@swc/core', 'node_modules/esbuild', 'node_modules/rs-module-lexer'];

  it('allows no install script of a dependency, except the three that check their native build', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(scripted).to.have.members(INSTALL_SCRIPTS);
  });

  it('installs as dependencies of the package only what a page uses, and no server', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies)).to.have.members([
      '@lit/context',
      '@shoelace-style/localize',
      'libphonenumber-js',
      'lit',
    ]);
  });

  it(`contains only packages that run on the oldest Node of engines (${engines.node})`, () => {
    const oldest = /^>=(\d+\.\d+)$/.exec(engines.node)?.[1];
    if (!oldest) throw new Error(`engines.node is ${engines.node}, not >= of a version`);
    const bad = installed.flatMap(([path, { engines: of }]) =>
      of && 'node' in of && of.node && !satisfies(`${oldest}.0`, of.node) ? [`${path} wants ${of.node}`] : [],
    );
    expect(bad).to.deep.equal([]);
  });

  it('has the same oldest Node as package.json, README.md and CONTRIBUTING.md', () => {
    const oldest = engines.node.replace('>=', '');
    expect((packages[''] as LockEntry).engines).to.deep.equal(engines);
    for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/pocket-pbx.md'])
      expect(read(file), file).to.include(`Node ${oldest} or later`);
  });
});
