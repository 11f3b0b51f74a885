/** The published packages: prepack builds them, and the release workflow publishes them with provenance (npm provenance). */

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string): string => readFileSync(path(name), 'utf8');

interface Manifest {
  readonly version: string;
  readonly homepage?: string;
  readonly bugs?: string;
  readonly main?: string;
  readonly unpkg?: string;
  readonly jsdelivr?: string;
  readonly repository?: { readonly url: string; readonly directory?: string };
}

describe('A release', () => {
  it('is built when it is packed (npm prepack)', () => {
    const prepack = (file: string): string | undefined =>
      (JSON.parse(read(file)) as { scripts: Record<string, string> }).scripts.prepack;
    expect(prepack('package.json')).to.equal('node scripts/prepack.mjs');
    expect(prepack('packages/pbx/package.json')).to.equal('node ../../scripts/prepack.mjs pbx');
    // With this setting npm would not run prepack, and would publish no dist.
    expect(read('.npmrc')).not.to.match(/^ignore-scripts/m);
  });

  it('is not built again while a build packs it for its own checks', () => {
    const { status, stdout } = spawnSync(process.execPath, [path('scripts/prepack.mjs')], {
      env: { ...process.env, SIP_ELEMENTS_BUILDING: '1' },
      encoding: 'utf8',
    });
    expect([status, stdout]).to.deep.equal([0, '']);
  });

  it('is published with provenance, after all tests, by a job without write permission for the repository', () => {
    const workflow = read('.github/workflows/release.yml');
    const publish = [...workflow.matchAll(/npm publish .*/g)].map(([command]) => command);
    expect(publish).to.deep.equal([
      'npm publish --provenance --access public',
      'npm publish --provenance --access public --workspace sip-elements-pbx',
    ]);
    expect(workflow)
      .to.include('id-token: write')
      .and.not.to.match(/contents: write/);
    expect(workflow.indexOf('.ci/run')).to.be.within(0, workflow.indexOf('npm publish'));
  });

  it('has one version for both packages, and the repository that provenance is verified against', () => {
    const [kit, pbx] = ['package.json', 'packages/pbx/package.json'].map((file) => JSON.parse(read(file)) as Manifest);
    expect(pbx!.version).to.equal(kit!.version);
    expect(kit!.repository!.url).to.match(/^git\+https:/);
    expect(pbx!.repository).to.include({ url: kit!.repository!.url, directory: 'packages/pbx' });
  });

  it('is found from its page in the registry, whose links begin at the repository, and by the CDNs without a path', () => {
    const { homepage, bugs, repository, main, unpkg, jsdelivr } = JSON.parse(read('package.json')) as Manifest;
    const base = repository!.url.replace(/^git\+|\.git$/g, '');
    expect([homepage, bugs].every((link) => link!.startsWith(base))).to.equal(true);
    expect(main).to.equal('dist/index.js');
    // One file that imports nothing: a CDN serves it at the address of the package.
    expect([unpkg, jsdelivr]).to.deep.equal(Array(2).fill('dist/cdn/sip-elements.iife.js'));
  });

  it('is what the script tag of README.md loads, by its version and a path that is built', () => {
    const { version } = JSON.parse(read('package.json')) as Manifest;
    const addresses = [...read('README.md').matchAll(/\b(?:src|href)="([^"]*sip-[^"]*\.(?:js|css))"/g)].map(
      ([, to]) => to!,
    );
    expect(addresses).not.to.have.length(0);
    for (const address of addresses)
      expect(address)
        .to.match(/^https:\/\/unpkg\.com\/sip-elements@/)
        .and.include(`@${version}/dist/`);
  });
});
