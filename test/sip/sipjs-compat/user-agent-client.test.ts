/** `UserAgentClient` as the API documentation of SIP.js 0.16 to 0.21 describes it: one outgoing request with its retries. */

import { expect } from 'chai';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import type { OutgoingRequestDelegate } from '../../../src/sip/core/outgoing-request.js';
import { UserAgentClient } from '../../../src/sip/core/user-agent-client.js';
import { URI } from '../../../src/sip/message/uri.js';
import { InviteClientTransaction, NonInviteClientTransaction } from '../../../src/sip/transaction/client.js';
import { coreBench, type CoreBench } from '../../support/core-bench.js';
import { answer, request as read, response as readResponse } from '../../support/sip-text.js';
import { settle } from '../../support/virtual-clock.js';

const BOB = URI.parse('sip:bob@example.com')!;
const CHALLENGE = 'WWW-Authenticate: Digest realm="example.com", nonce="n", qop="auth", algorithm=MD5';

/** A request that was sent, and the calls to its delegate. */
function client(bench: CoreBench, method = 'OPTIONS'): { uac: UserAgentClient; emitted: string[] } {
  const emitted: string[] = [];
  const delegate: OutgoingRequestDelegate = {};
  for (const name of ['onTrying', 'onProgress', 'onAccept', 'onRedirect', 'onReject'] as const) {
    delegate[name] = (response) => void emitted.push(`${name} ${response.statusCode}`);
  }
  const message = bench.core.makeOutgoingRequestMessage(method, BOB);
  const transaction = method === 'INVITE' ? InviteClientTransaction : NonInviteClientTransaction;
  return { uac: new UserAgentClient(transaction, bench.core, message, delegate), emitted };
}

describe('UserAgentClient as documented', () => {
  // @seed UserAgentClient.constructor(transactionConstructor, core, message, delegate): sends the message
  it('sends its message when it is constructed with (transactionConstructor, core, message, delegate)', async () => {
    const bench = await coreBench();
    const { uac } = client(bench);
    await settle();
    const sent = read(bench.socket.take());
    expect(sent.method).to.equal('OPTIONS');
    expect(sent.callId).to.equal(uac.message.callId);
  });

  // @seed UserAgentClient.core: the `UserAgentCore`, by the interface that it implements
  // @seed UserAgentClient.delegate: `OutgoingRequestDelegate` or undefined; may be changed
  // @seed UserAgentClient.logger: `Logger`
  // @seed UserAgentClient.loggerFactory: `LoggerFactory`
  // @seed UserAgentClient.message: `OutgoingRequestMessage`, as it was sent last
  // @seed UserAgentClient.transaction: `ClientTransaction` of the latest try
  it('has core, delegate, logger, loggerFactory, message and transaction', async () => {
    const bench = await coreBench();
    const { uac } = client(bench);
    expect(uac.core).to.equal(bench.core);
    expect(uac.delegate?.onAccept).to.be.a('function');
    expect(uac.logger.warn).to.be.a('function');
    expect(uac.loggerFactory).to.be.instanceOf(LoggerFactory);
    expect(uac.message.uri.toString()).to.equal('sip:bob@example.com');
    expect(uac.transaction).to.be.instanceOf(NonInviteClientTransaction);
    uac.delegate = undefined;
    expect(uac.delegate).to.equal(undefined);
  });

  // @seed UserAgentClient.receiveResponse(message): to `onTrying`, `onProgress`, `onAccept`, `onRedirect` or `onReject` of the delegate
  it('receiveResponse() calls the method of the delegate for the class of the status', async () => {
    const bench = await coreBench();
    for (const [statusCode, name] of [
      [100, 'onTrying'],
      [183, 'onProgress'],
      [200, 'onAccept'],
      [302, 'onRedirect'],
      [404, 'onReject'],
      [600, 'onReject'],
    ] as const) {
      const { emitted } = client(bench);
      bench.socket.serverSends(answer(bench.socket.take(), statusCode));
      await settle();
      expect(emitted).to.deep.equal([`${name} ${statusCode}`]);
    }
  });

  // @seed UserAgentClient.authenticationGuard(message, dialog): true: go on; false: the request goes out again with credentials
  it('authenticationGuard() returns true for a response without a challenge, and retries a challenged request with credentials', async () => {
    const bench = await coreBench();
    const { uac, emitted } = client(bench);
    const first = bench.socket.take();
    expect(uac.authenticationGuard(readResponse(answer(first, 200)))).to.equal(true);
    const challenge = readResponse(answer(first, 401, { extra: [CHALLENGE] }));
    expect(uac.authenticationGuard(challenge, undefined)).to.equal(false);
    await settle();
    const again = read(bench.socket.take());
    expect(again.cseq.sequence).to.equal(read(first).cseq.sequence + 1);
    expect(again.headers.get('Authorization')).to.contain('username="alice"');
    expect(emitted).to.deep.equal([]);
    bench.socket.serverSends(answer(again.toString(), 200));
    await settle();
    expect(emitted).to.deep.equal(['onAccept 200']);
  });

  // @seed UserAgentClient.authenticationGuard, refused: the delegate gets the challenge
  it('a challenge that cannot be answered is passed to the delegate', async () => {
    const bench = await coreBench();
    const { emitted } = client(bench);
    const extra = [CHALLENGE];
    bench.socket.serverSends(answer(bench.socket.take(), 401, { extra }));
    await settle();
    bench.socket.serverSends(answer(bench.socket.take(), 401, { extra }));
    await settle();
    expect(emitted).to.deep.equal(['onReject 401']);
    expect(bench.socket.inbox).to.deep.equal([]);
  });

  // @rfc 3261 §9.1
  // @seed UserAgentClient.cancel(reason, options): CANCEL after a provisional response; returns it
  it('cancel(reason, options) returns the CANCEL and sends it after a provisional response (RFC 3261 §9.1)', async () => {
    const bench = await coreBench();
    const { uac, emitted } = client(bench, 'INVITE');
    const invite = bench.socket.take();
    const cancel = uac.cancel('SIP;cause=200;text="Call completed elsewhere"', { extraHeaders: ['X-Foo: foo'] });
    expect(cancel.method).to.equal('CANCEL');
    await settle();
    expect(bench.socket.inbox).to.deep.equal([]);
    bench.socket.serverSends(answer(invite, 180, { toTag: 'far' }));
    await settle();
    const sent = read(bench.socket.take());
    expect(sent.headers.get('Reason')).to.equal('SIP;cause=200;text="Call completed elsewhere"');
    expect(sent.headers.get('X-Foo')).to.equal('foo');
    expect(sent.via?.branch).to.equal(read(invite).via?.branch);
    expect(emitted).to.deep.equal(['onProgress 180']);
  });

  // @rfc 3261 §9.1
  // @seed UserAgentClient.cancel throws INVALID_STATE_ERROR: for a request other than INVITE
  it('cancel() throws INVALID_STATE_ERROR for a request other than INVITE (RFC 3261 §9.1)', async () => {
    const { uac } = client(await coreBench());
    expect(() => uac.cancel())
      .to.throw(TypeError)
      .with.property('name', 'INVALID_STATE_ERROR');
  });

  // @rfc 3261 §8.1.3.1
  // @seed UserAgentClient.onRequestTimeout(): counts as 408
  it('onRequestTimeout() is treated as 408 (RFC 3261 §8.1.3.1)', async () => {
    const bench = await coreBench();
    const { emitted } = client(bench);
    await bench.clock.advance(32_000);
    expect(emitted).to.deep.equal(['onReject 408']);
    const direct = client(bench);
    direct.uac.onRequestTimeout();
    expect(direct.emitted).to.deep.equal(['onReject 408']);
  });

  // @rfc 3261 §8.1.3.1
  // @seed UserAgentClient.onTransportError(error): counts as 503
  it('onTransportError() is treated as 503 (RFC 3261 §8.1.3.1)', async () => {
    const bench = await coreBench();
    const { emitted } = client(bench);
    bench.socket.serverCloses();
    await settle();
    expect(emitted).to.deep.equal(['onReject 503']);
    const direct = client(bench);
    direct.uac.onTransportError(new Error('pigeon lost'));
    expect(direct.emitted).to.deep.equal(['onReject 503']);
  });

  // @seed UserAgentClient.dispose(): ends it without a word
  it('dispose() ends it without a call of the delegate, and leaves nothing in the core', async () => {
    const bench = await coreBench();
    const { uac, emitted } = client(bench);
    const sent = bench.socket.take();
    uac.dispose();
    bench.socket.serverSends(answer(sent, 200));
    await bench.clock.drain();
    expect(emitted).to.deep.equal([]);
    expect(bench.core.userAgentClients.size).to.equal(0);
    expect(bench.clock.pending).to.equal(0);
  });
});
