import { createPocketPbx, type PocketPbx } from '../../packages/pbx/src/index.js';
import { DEMO_ACCOUNTS } from '../../packages/pbx/src/demo-accounts.js';
import { expect } from 'chai';
import { freePort, type SipServer } from './support/kamailio.js';
import { person, type Person } from './support/people.js';
import { theSite, type Site } from './support/site.js';
import { waitForSound } from './support/sound.js';

describe('A phone whose server is not there', () => {
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

  it('says so with a countdown, and that a call cannot go out', async function () {
    alice = await person(this, site, server, 'alice', '', 'Cannot reach the phone server');
    await alice.phone.says(/Trying again in \d+ s/);
    await alice.phone.dial('echo');
    await alice.phone.says('No connection to the phone server');
    await alice.phone.press('Dismiss');
    await alice.phone.isIdle();
  });

  it('is ready as soon as the server is there and the person asks for it', async () => {
    await startPbx();
    await alice.phone.press('Try now');
    await alice.phone.says('Ready');
    await alice.phone.dial('echo');
    await waitForSound(alice.tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.isIdle();
  });

  it('says that the connection is lost, and comes back by itself', async () => {
    await pbx!.close();
    await alice.phone.says('No connection');
    await startPbx();
    await alice.phone.says('Ready', 20_000);
    await alice.phone.dial('echo');
    await waitForSound(alice.tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.isIdle();
    expect(alice.tab.errors.filter((error) => !error.includes('WebSocket'))).to.deep.equal([]);
  });
});
