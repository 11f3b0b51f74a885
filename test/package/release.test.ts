/** What is published: prepack builds the package, and the release workflow signs where it comes from (npm provenance). */

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string): string => readFileSync(path(name), 'utf8');

describe('A release', () => {
  it('is built when it is packed (npm prepack)', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(scripts.prepack).to.equal('node scripts/prepack.mjs');
  });

  it('does not build again while a build packs to check itself', () => {
    const { status, stdout } = spawnSync(process.execPath, [path('scripts/prepack.mjs')], {
      env: { ...process.env, SIP_ELEMENTS_BUILDING: '1' },
      encoding: 'utf8',
    });
    expect([status, stdout]).to.deep.equal([0, '']);
  });

  it('is published with provenance, after all tests, by a job that can write nothing in the repository', () => {
    const workflow = read('.github/workflows/release.yml');
    expect(workflow).to.include('npm publish --provenance').and.to.include('--ignore-scripts=false');
    expect(workflow)
      .to.include('id-token: write')
      .and.not.to.match(/contents: write/);
    expect(workflow.indexOf('.ci/run')).to.be.within(0, workflow.indexOf('npm publish'));
  });
});
