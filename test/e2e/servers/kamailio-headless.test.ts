import { expect } from 'chai';
import type { Phone } from '../../../src/phone/phone.js';
import { needs } from '../../support/needs.js';
import { callIn, phoneAt, until } from '../../support/phone-board.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';

describe('Two headless phones at Kamailio', () => {
  let server: SipServer;
  let alice: Phone;
  let bob: Phone;

  before(async function () {
    server = await startKamailio(needs(this, 'kamailio'));
    const phone = (name: string) => phoneAt(server.url, `sip:${name}@${server.domain}`, server.passwordOf(name));
    [alice, bob] = await Promise.all([phone('alice'), phone('bob')]);
  });

  after(async () => {
    await Promise.all([alice?.dispose(), bob?.dispose()]);
    await server?.stop();
  });

  it('exchange messages (RFC 3428)', async () => {
    await alice.messages.send('bob', 'Grüße 👋');
    const conversation = await until(bob, ({ conversations }) => conversations[0]);
    expect(conversation.messages[0]?.text).to.equal('Grüße 👋');
    await bob.messages.send(conversation.peer.uri, 'Hallo');
    await until(alice, ({ conversations }) => conversations[0]?.messages.at(-1)?.text === 'Hallo');
    expect(alice.state.conversations).to.have.length(1);
    const failed = await alice.messages.send('nobody', 'x').catch((error: { kind: string }) => error.kind);
    expect(['not-found', 'unavailable']).to.include(failed);
  });

  it('report that this server supports neither lamps nor voicemail', async () => {
    alice.lamps.watch('bob');
    await until(alice, ({ lamps }) => lamps[0]?.status === 'unavailable');
    await until(alice, ({ voicemail }) => voicemail.status === 'unavailable');
  });

  it('show the asserted identity instead of the From header field (RFC 3325 §5)', async () => {
    const lie = 'P-Asserted-Identity: "The boss" <sip:boss@sip.test>';
    const call = alice.call('bob', { extraHeaders: [lie] });
    const { id, peer } = await callIn(bob, 'incoming');
    expect(peer).to.deep.include({ name: '', number: 'alice', uri: 'sip:alice@sip.test' });
    await bob.getCall(id)!.answer({ extraHeaders: [lie] });
    await call.answered;
    expect(call.state.peer).to.include({ name: '', number: 'bob' });
    await call.hangUp();
  });

  it('ring for a call by REFER, as no server vouches for Referred-By (RFC 5589 §7, RFC 3892 §5)', async () => {
    const carol = await phoneAt(server.url, `sip:carol@${server.domain}`, server.passwordOf('carol'), {
      followTransfers: true,
    });
    try {
      const first = alice.call('carol');
      await carol.getCall((await callIn(carol, 'incoming')).id)!.answer();
      const second = alice.call('bob');
      await bob.getCall((await callIn(bob, 'incoming')).id)!.answer();
      await Promise.all([first.answered, second.answered]);
      const transferred = first.transfer(second);
      await bob.getCall((await callIn(bob, 'incoming')).id)!.answer();
      await transferred;
      await until(bob, ({ calls }) => calls.some(({ status, peer }) => status === 'active' && peer.number === 'carol'));
      expect(bob.state.calls.filter(({ status }) => status === 'active')).to.have.length(1);
    } finally {
      await carol.dispose();
    }
  });

  it('deflect an incoming call (RFC 3261 §21.3.3)', async () => {
    const call = alice.call('bob');
    const { id } = await callIn(bob, 'incoming');
    await bob.getCall(id)!.deflect('nobody');
    await until(alice, ({ calls }) => calls.some(({ question }) => question?.target.number === 'nobody'));
    call.respond(true);
    const ended = await call.ended;
    expect(ended).to.include({ status: 'ended', cause: 'not-found' });
    expect(bob.state.history[0]?.cause).to.equal('forwarded');
  });
});
