/** The code that reads the documents of event packages is loaded with the first subscription, and no document is lost (RFC 6665 §4.1.3). */

import { expect, waitUntil } from '@open-wc/testing';
import { createPagePbx, DEMO_ACCOUNTS } from '../../../packages/pbx/src/page/index.js';
import { Phone } from '../../../src/phone/index.js';
import { suppliedEventCode } from '../../../src/phone/presence/event-slot.js';

const WITHIN = { timeout: 30_000 };

describe('The readers of event documents', () => {
  it('are loaded with the first subscription, and the first NOTIFY is read', async () => {
    const pbx = createPagePbx({ accounts: DEMO_ACCOUNTS });
    const phones = ['alice', 'bob'].map((username) => {
      const password = DEMO_ACCOUNTS.find((account) => account.username === username)?.password;
      const { server, transportConstructor } = pbx;
      const silent = { storage: 'none', sounds: false, notifications: false, voicemail: false } as const;
      return new Phone({ uri: `sip:${username}@page.invalid`, password, server, transportConstructor, ...silent });
    });
    try {
      for (const phone of phones) await phone.start();
      const [alice] = phones;
      expect(alice!.state.account.status).to.equal('ready');
      expect(suppliedEventCode(), 'before a subscription').to.equal(undefined);
      alice!.lamps.watch('bob');
      await waitUntil(() => alice!.state.lamps[0]?.status === 'available', 'the lamp is on', WITHIN);
    } finally {
      for (const phone of phones) await phone.dispose();
      await pbx.close();
    }
  });
});
