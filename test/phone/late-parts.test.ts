/** Alerts outside the page are loaded when a call rings, and take the ringing call that they find. */

import { expect, waitUntil } from '@open-wc/testing';
import { createPagePbx, DEMO_ACCOUNTS } from '../../packages/pbx/src/page/index.js';
import { Phone } from '../../src/phone/index.js';

const WITHIN = { timeout: 30_000 };

describe('The alerts of a phone', () => {
  const { title } = document;
  const pbx = createPagePbx({ accounts: DEMO_ACCOUNTS });
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((username) => {
    const { server, transportConstructor } = pbx;
    const password = DEMO_ACCOUNTS.find((account) => account.username === username)?.password;
    const silent = { storage: 'none', sounds: false, voicemail: false, browserTabs: 'alone' } as const;
    return new Phone({ uri: `sip:${username}@page.invalid`, password, server, transportConstructor, ...silent });
  }) as [Phone, Phone, Phone];

  before(() => alice.start());
  after(async () => {
    document.title = title;
    for (const phone of [alice, bob, carol]) await phone.dispose();
    await pbx.close();
  });

  async function flashFor(phone: Phone, name: string): Promise<void> {
    await phone.start();
    const call = alice.call(name, { listenOnly: true });
    await waitUntil(() => document.title.includes('Incoming call'), 'the title says it', WITHIN);
    expect(phone.state.ring, 'the page shows it too').to.include({ blocked: false });
    await call.hangUp();
    await waitUntil(() => document.title === title, 'the title is restored', WITHIN);
  }

  it('are loaded with the first ringing call, which flashes in the title of the page until it ends', () =>
    flashFor(bob, 'bob'));

  it('are there for another phone of the page that is started after they were loaded', () => flashFor(carol, 'carol'));
});
