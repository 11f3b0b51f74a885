/** Conformance, wire in and wire out: changing a call that is up by re-INVITE and UPDATE (RFC 3261 §14, RFC 3311, RFC 6337). */

import { expect } from 'chai';
import { TestUA } from '../../support/test-ua.js';

describe('a change of ours', () => {
  it('takes its number when it goes out, so that nothing overtakes it while its offer is made (§12.2.2)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    session.hold().catch(() => undefined);
    void session.info('meanwhile');
    const info = await test.sent('INFO');
    const reinvite = await test.sent('INVITE');
    expect([info.cseq.sequence, reinvite.cseq.sequence]).to.deep.equal([
      invite.cseq.sequence + 1,
      invite.cseq.sequence + 2,
    ]);
  });

  it('whose offer cannot be made takes no number', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    test.handler.failing.get = new Error('no microphone');
    const outcome = await session.hold().catch((error: Error) => error.message);
    expect(outcome).to.equal('no microphone');
    void session.info('after');
    expect((await test.sent('INFO')).cseq.sequence).to.equal(invite.cseq.sequence + 1);
  });
});
