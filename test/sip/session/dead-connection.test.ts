/** A call whose connection is dead before the loss is detected (RFC 3261 §8.1.3.1, RFC 3263 §4.3, D8). */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { Session } from '../../../src/sip/session/session.js';
import { TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

/** Sends an INVITE over a socket that transmits nothing and receives nothing; `lost` is that INVITE. */
async function callOnDeadConnection(
  options: ConstructorParameters<typeof TestUA>[0] = {},
): Promise<{ test: TestUA; session: Session; lost: IncomingRequest }> {
  const test = await TestUA.connected(options);
  test.network.behaviour.answersPings = false;
  const session = test.ua.invite('sip:bob@example.com');
  const lost = await test.sent('INVITE');
  return { test, session, lost };
}

/** Waits until the dead connection is detected and replaced by a working one. */
async function nextConnection(test: TestUA): Promise<void> {
  const before = test.network.sockets.length;
  await test.clock.advance(4499);
  expect(test.ua.isConnected()).to.equal(true);
  await test.clock.advance(1);
  expect(test.ua.isConnected(), 'detected within 5 s').to.equal(false);
  test.network.behaviour.answersPings = true;
  await test.clock.advance(800);
  expect(test.network.sockets).to.have.length(before + 1);
}

describe('a call on a dead connection', () => {
  it('sends the same INVITE with a new branch over the next connection (RFC 3263 §4.3)', async () => {
    const { test, session, lost } = await callOnDeadConnection();
    await nextConnection(test);
    expect(session.state.status).to.equal('calling');
    const cancel = await test.sent('CANCEL');
    expect(cancel.via?.branch, 'cancels the first INVITE').to.equal(lost.via?.branch);
    expect(await test.silent()).to.equal(true);
    await test.answers(cancel, 481);
    const invite = await test.sent('INVITE');
    expect(invite.callId).to.equal(lost.callId);
    expect(invite.fromTag).to.equal(lost.fromTag);
    expect(
      invite.cseq.sequence,
      'a callee that received the first INVITE rejects the second as merged (§8.2.2.2)',
    ).to.equal(lost.cseq.sequence);
    expect(invite.via?.branch).not.to.equal(lost.via?.branch);
    expect(invite.body).to.equal(lost.body);
    await test.answersSdp(invite);
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
  });

  it('sends an INVITE with a higher CSeq number where the 200 to the CANCEL shows that the first one arrived (§8.1.3.5)', async () => {
    const { test, lost } = await callOnDeadConnection();
    await nextConnection(test);
    await test.answers(await test.sent('CANCEL'), 200);
    const invite = await test.sent('INVITE');
    expect(invite.callId).to.equal(lost.callId);
    expect(invite.cseq.sequence).to.equal(lost.cseq.sequence + 1);
  });

  it('sends the INVITE again after 1 s without a response to the CANCEL', async () => {
    const { test, lost } = await callOnDeadConnection();
    await nextConnection(test);
    await test.sent('CANCEL');
    await test.clock.advance(999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    expect((await test.sent('INVITE')).cseq.sequence).to.equal(lost.cseq.sequence);
  });

  it('sends the INVITE again after the registration, where the user agent registers', async () => {
    const test = await TestUA.connected({ register: true });
    const accept = async (): Promise<void> => {
      const register = await test.sent('REGISTER');
      await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')}`] });
    };
    await accept();
    test.network.behaviour.answersPings = false;
    test.ua.invite('sip:bob@example.com');
    await test.sent('INVITE');
    await nextConnection(test);
    await accept();
    await test.answers(await test.sent('CANCEL'), 481);
    await test.sent('INVITE');
  });

  it('ends at once when the user ends it without a connection; the first INVITE is canceled over the next one', async () => {
    const { test, session, lost } = await callOnDeadConnection();
    await test.clock.advance(5000);
    session.terminate();
    expect(session.state).to.include({ status: 'ended', endedBy: 'local' });
    test.network.behaviour.answersPings = true;
    await test.clock.advance(1200);
    expect((await test.sent('CANCEL')).via?.branch).to.equal(lost.via?.branch);
    await test.clock.drain();
    expect(await test.silent()).to.equal(true);
  });

  it('ends at once when the user ends it before the response to the CANCEL', async () => {
    const { test, session } = await callOnDeadConnection();
    await nextConnection(test);
    const cancel = await test.sent('CANCEL');
    session.terminate();
    expect(session.state.status).to.equal('ended');
    await test.answers(cancel, 481);
    await settle();
    expect(test.outbox.filter((line) => line.startsWith('INVITE'))).to.deep.equal([]);
  });

  it('fails after 32 s without a connection', async () => {
    const { test, session } = await callOnDeadConnection();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    await test.clock.advance(4500 + 31_999);
    expect(session.state.status).to.equal('calling');
    await test.clock.advance(1);
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error', endedBy: 'system' });
  });

  it('sends its INVITE a second time only, and fails when that connection closes too', async () => {
    const { test, session } = await callOnDeadConnection();
    await nextConnection(test);
    await test.answers(await test.sent('CANCEL'), 481);
    await test.sent('INVITE');
    test.socket.serverCloses();
    await settle();
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error' });
  });

  it('fails at once where the first INVITE has a response, even 100', async () => {
    const { test, session, lost } = await callOnDeadConnection();
    await test.answers(lost, 100);
    test.socket.serverCloses();
    await settle();
    expect(session.state).to.include({ status: 'ended', cause: 'Connection Error' });
  });

  it('leaves no timer when the user agent stops before the next connection', async () => {
    const { test, session } = await callOnDeadConnection();
    await test.clock.advance(5000);
    await test.ua.stop();
    expect(session.state.status).to.equal('ended');
    expect(test.clock.pending).to.equal(0);
  });
});
