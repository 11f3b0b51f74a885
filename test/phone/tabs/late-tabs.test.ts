/** The code of several tabs is loaded at once in the second one, and in the first when the page is idle. */

import { expect, waitUntil } from '@open-wc/testing';
import { createPagePbx, DEMO_ACCOUNTS } from '../../../packages/pbx/src/page/index.js';
import { Phone } from '../../../src/phone/index.js';
import { suppliedTabCode } from '../../../src/phone/tabs/tab-slot.js';

const WITHIN = { timeout: 30_000 };

describe('The code of several tabs', () => {
  it('is loaded when there are two: the second shows a call of the first, and hangs it up', async () => {
    const pbx = createPagePbx({ accounts: DEMO_ACCOUNTS });
    const { server, transportConstructor } = pbx;
    const phones: Phone[] = [];
    const open = (username: string): Phone => {
      const password = DEMO_ACCOUNTS.find((account) => account.username === username)?.password;
      const silent = { storage: 'none', sounds: false, notifications: false, voicemail: false } as const;
      const uri = `sip:${username}@page.invalid`;
      const phone = new Phone({ uri, password, server, transportConstructor, browserTabs: 'shared', ...silent });
      phones.push(phone);
      return phone;
    };
    try {
      expect(suppliedTabCode(), 'before a second tab').to.equal(undefined);
      const [first, bob] = [open('alice'), open('bob')];
      await bob.start();
      await first.start();
      expect(first.state.account.status).to.equal('ready');
      const call = first.call('bob', { listenOnly: true });
      const second = open('alice');
      void second.start();
      await waitUntil(() => second.state.calls[0]?.status === 'ringing', 'the second tab shows the call', WITHIN);
      expect(second.state.inOtherTab).to.equal(true);
      await second.getCall(call.id)!.hangUp();
      await waitUntil(() => first.state.calls[0]?.status === 'ended', 'the first tab has ended it', WITHIN);
    } finally {
      for (const phone of phones) await phone.dispose();
      await pbx.close();
    }
  });
});
