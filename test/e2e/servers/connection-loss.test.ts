import { freePort } from '../../../scripts/free-port.mjs';
import { createPocketPbx, type PocketPbx } from '../../../packages/pbx/src/index.js';
import { DEMO_ACCOUNTS } from '../../../packages/pbx/src/demo-accounts.js';
import { expect } from 'chai';
import type { SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

describe('A phone whose server is unreachable', () => {
  let site: Site;
  let server: SipServer;
  let pbx: PocketPbx | undefined;
  let alice: Person;
  let port: number;

  before(async () => {
    site = await theSite();
    port = await freePort();
    server = { ...site.pbx, url: `ws://127.0.0.1:${port}/sip` };
  });

  after(async () => {
    await alice?.tab.close();
    await pbx?.close();
  });

  const startPbx = async () => {
    pbx = createPocketPbx({ accounts: DEMO_ACCOUNTS });
    await pbx.listen({ port });
  };

  it('shows a countdown, and that it cannot call', async function () {
    alice = await person(this, site, server, 'alice', '', 'Cannot reach the phone server');
    await alice.phone.shows(/Trying again in \d+ s/);
    await alice.phone.dial('echo');
    await alice.phone.shows('No connection to the phone server');
    await alice.phone.press('Dismiss');
    await alice.phone.isIdle();
  });

  it('connects at once when the server is back and the user retries', async () => {
    await startPbx();
    await alice.phone.press('Try now');
    await alice.phone.shows('Ready');
    await alice.phone.dial('echo');
    await waitForSound(alice.tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.isIdle();
  });

  it('shows the lost connection, and reconnects automatically', async () => {
    await pbx!.close();
    await alice.phone.shows('No connection');
    await startPbx();
    await alice.phone.shows('Ready', 20_000);
    await alice.phone.dial('echo');
    await waitForSound(alice.tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.isIdle();
    expect(alice.tab.errors.filter((error) => !error.includes('WebSocket'))).to.deep.equal([]);
  });
});
