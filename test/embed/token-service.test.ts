/**
 * The first try of examples/token-service/README.md: the folder with the packed kit installed in it, Kamailio with its shared secret, and users
 * in two browsers, whose page holds one URL.
 * Subjects: first try of the token service, of the packed kit.
 */
import { expect } from 'chai';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { openTab, type Tab } from '../e2e/support/browser.js';
import { startKamailio, type SipServer } from '../e2e/support/kamailio.js';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSoundAt } from '../e2e/support/sound.js';
import { needs } from '../support/needs.js';
import { Project } from './support/tarball.js';

const SECRET = 'the same secret';

describe('The token service beside the packed kit', function () {
  this.timeout(600_000);
  let kamailio: SipServer;
  let service: ChildProcessByStdio<null, Readable, null>;
  const tabs: Tab[] = [];

  after(async () => {
    for (const tab of tabs) await tab.close();
    if (service) {
      const ended = once(service, 'exit');
      service.kill();
      await ended;
    }
    await kamailio?.stop();
  });

  it('gives each user who signs in a page with a phone, which registers and calls the other one', async function () {
    kamailio = await startKamailio(needs(this, 'kamailio'), { ephemeralSecret: SECRET });
    const project = await Project.create();
    cpSync(join(import.meta.dirname, '../../examples/token-service'), project.folder, { recursive: true });
    service = spawn(process.execPath, ['server.mjs'], {
      cwd: project.folder,
      env: {
        ...{ PATH: process.env['PATH'], PORT: '0', USERS: 'alice:pw,bob:pw' },
        ...{ SIP_SERVER: kamailio.url, SIP_DOMAIN: kamailio.domain, KAMAILIO_SECRET: SECRET },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(service.stdout), 'line')) as [string];
    const [url] = /http:\S+(?=,)/.exec(line)!;
    const open = async (username: string): Promise<PhoneOnPage> => {
      const tab = await openTab(this, url, 'Chromium', (page) => page.authenticate({ username, password: 'pw' }));
      tabs.push(tab);
      return new PhoneOnPage(tab.page);
    };
    const [alice, bob] = await Promise.all([open('alice'), open('bob')]);
    await Promise.all([alice.shows('Ready'), bob.shows('Ready')]);
    await alice.dial('bob');
    await bob.press('Answer');
    await waitForSoundAt(...tabs.map(({ page }) => page));
    await alice.press('Hang up');
    await bob.shows('Call ended');
    expect(tabs.flatMap(({ errors }) => errors)).to.deep.equal([]);
  });
});
