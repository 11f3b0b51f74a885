/** Which stored calls the next page continues, and which it removes (HTML §12.2). */

import '../../../src/phone/audio/media-chunk.js';
import { expect } from 'chai';
import { settle } from '../../support/virtual-clock.js';
import { PageOfPhone, starts } from '../support/page-of-phone.js';

const ADDRESS = 'sip:alice@example.com';
const PREFIX = `sip-elements:calls:${ADDRESS}`;

describe('The stored calls of an account', () => {
  const pages = PageOfPhone.forEachTest();

  for (const [what, before, after] of [
    [
      'in another order',
      ['wss://a.example.com', 'wss://b.example.com'],
      ['wss://b.example.com', 'wss://a.example.com'],
    ],
    [
      'of which one is another',
      ['wss://a.example.com', 'wss://b.example.com'],
      ['wss://c.example.com', 'wss://b.example.com'],
    ],
    ['with another path', ['wss://a.example.com/t/k7-token'], ['wss://a.example.com/t/m3-token?x=1']],
  ] as const)
    it(`are continued at servers ${what}, and no path is stored`, async () => {
      const { test, call, invite } = await pages.talking({ server: [...before] });
      pages.shown.leave();
      await settle();
      const keys = [...pages.storage.session.items.keys()].filter((key) => key.startsWith(PREFIX));
      expect(keys).to.have.length(1);
      expect(keys[0]).to.not.match(/token|wss|\/t/);
      const second = await pages.next(test, { server: [...after] });
      expect(second.call).to.include({ id: call.id, status: 'resuming' });
      expect([...pages.storage.session.items.keys()].filter((key) => key.startsWith(PREFIX))).to.deep.equal([]);
      await starts(second);
      expect((await second.sent('INVITE')).callId).to.equal(invite.callId);
    });

  it('are continued, once, where they were stored without servers', async () => {
    const { test, call } = await pages.talking();
    pages.shown.leave();
    await settle();
    const { session } = pages.storage;
    session.setItem(PREFIX, session.getItem(`${PREFIX} sip.example.com`)!);
    session.removeItem(`${PREFIX} sip.example.com`);
    const second = await pages.next(test);
    expect(second.phone.state.calls.map(({ id }) => id)).to.deep.equal([call.id]);
    expect(session.getItem(PREFIX)).to.equal(null);
  });

  for (const [what, snapshot] of [
    ['null', 'null'],
    ['an empty object', '{}'],
  ] as const)
    it(`end where a script has replaced the dialog of one by ${what}`, async () => {
      const { test } = await pages.talking();
      pages.shown.leave();
      await settle();
      const { session } = pages.storage;
      const key = `${PREFIX} sip.example.com`;
      const journal = JSON.parse(session.getItem(key)!) as { calls: { snapshot: unknown }[] };
      journal.calls[0]!.snapshot = JSON.parse(snapshot);
      session.setItem(key, JSON.stringify(journal));
      const second = await pages.next(test);
      await starts(second);
      await second.clock.advance(61_000);
      expect(second.phone.state.calls.filter(({ status }) => status !== 'ended')).to.deep.equal([]);
    });

  it('of other servers are removed when they are older than 60 s or of another version, and nothing is sent', async () => {
    const { test } = await pages.talking();
    pages.shown.leave();
    await settle();
    const { session } = pages.storage;
    const text = session.getItem(`${PREFIX} sip.example.com`)!;
    session.removeItem(`${PREFIX} sip.example.com`);
    const at = (host: string): string => `${PREFIX} ${host}.example.com`;
    const age = (ms: number): string => text.replace(/"leftAt":\d+/, `"leftAt":${test.clock.now() + 500 - ms}`);
    session.setItem(at('late'), age(60_001));
    session.setItem(at('young'), age(60_000));
    session.setItem(at('other-version'), '{"version":2}');
    const second = await pages.next(test);
    await starts(second);
    expect(second.phone.state.calls).to.deep.equal([]);
    expect([...session.items.keys()].filter((key) => key.startsWith(PREFIX))).to.deep.equal([at('young')]);
    expect(second.socket.inbox.filter((request) => !request.startsWith('REGISTER'))).to.deep.equal([]);
  });
});
