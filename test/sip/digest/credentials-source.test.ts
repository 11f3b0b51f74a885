/** A credentials function that does not settle or fails: it has a time limit, and a later request calls it again (RFC 3261 §22.2, §10.3). */

import { expect } from 'chai';
import type { Credentials } from '../../../src/sip/digest/credentials.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

const WWW = ['WWW-Authenticate: Digest realm="example.com", nonce="n", qop="auth"'];
const PROXY = ['Proxy-Authenticate: Digest realm="example.com", nonce="n", qop="auth"'];

/** Never settles; counts its calls and the calls that were aborted. */
function hanging() {
  const seen = { asked: 0, aborted: 0 };
  const credentials = ({ signal }: { signal: AbortSignal }): Promise<Credentials> => {
    seen.asked++;
    signal.addEventListener('abort', () => seen.aborted++);
    return new Promise(() => undefined);
  };
  return { seen, credentials };
}

const accept = (test: TestUA, register: IncomingRequest): Promise<void> =>
  test.answers(register, 200, { extra: [`Contact: <${register.contact!.uri.toRaw()}>`, 'Expires: 3600'] });

describe('a credentials function that hangs', () => {
  it('at a 407 of an INVITE is aborted by terminate(): the session ends and its media closes [H2]', async () => {
    const { seen, credentials } = hanging();
    const test = await TestUA.connected({ credentials });
    const session = test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 407, { toTag: 'p', extra: PROXY });
    await test.sent('ACK');
    session.terminate();
    await settle();
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled' });
    expect(test.ua.sessions.size).to.equal(0);
    expect(test.handler.closed).to.equal(true);
    expect(seen).to.deep.equal({ asked: 1, aborted: 1 });
    expect(await test.silent()).to.equal(true);
  });

  it('at a 407 of an INVITE fails the call after 30 s with the challenge `unavailable` [H2]', async () => {
    const { credentials } = hanging();
    const test = await TestUA.connected({ credentials });
    const session = test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 407, { toTag: 'p', extra: PROXY });
    await test.clock.advance(30_000);
    expect(session.state.status).to.equal('ended');
    expect(session.state).to.have.nested.property('error.challenge', 'unavailable');
  });

  it('is aborted by the end of the flow, and the REGISTER of the next flow is sent [H2]', async () => {
    const { seen, credentials } = hanging();
    const test = await TestUA.connected({ register: true, credentials });
    await test.answers(await test.sent('REGISTER'), 401, { extra: WWW });
    test.socket.serverCloses();
    await settle();
    expect(seen.aborted).to.equal(1);
    await test.clock.advance(5000);
    expect((await test.sent('REGISTER')).headers.has('Authorization')).to.equal(false);
  });

  it('at REGISTER is called again after a back-off [H2]', async () => {
    const { credentials } = hanging();
    const test = await TestUA.connected({ register: true, credentials });
    await test.answers(await test.sent('REGISTER'), 401, { extra: WWW });
    await test.clock.advance(30_000);
    expect(test.ua.registration.state).to.have.property('retryAt');
    await test.clock.advance(30_000);
    expect((await test.sent('REGISTER')).method).to.equal('REGISTER');
  });

  it('is aborted by stop(), and nothing is sent later [H2]', async () => {
    const { seen, credentials } = hanging();
    const test = await TestUA.connected({ credentials });
    test.ua.message('sip:bob@example.com', 'hi');
    await test.answers(await test.sent('MESSAGE'), 407, { extra: PROXY });
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    expect(seen.aborted).to.equal(1);
  });
});

describe('a credentials function that fails once', () => {
  for (const [how, fail] of [
    ['rejects', () => Promise.reject(new Error('password=hunter2'))],
    [
      'throws',
      () => {
        throw new Error('password=hunter2');
      },
    ],
  ] as const)
    it(`and ${how} at REGISTER leaves a registration that is tried again, and no secret in the log [H2]`, async () => {
      let times = 0;
      const credentials = (): Promise<Credentials> =>
        times++ === 0 ? fail() : Promise.resolve({ password: 'hunter2' });
      const test = await TestUA.connected({ register: true, credentials });
      await test.answers(await test.sent('REGISTER'), 401, { extra: WWW });
      expect(test.ua.registration.state).to.have.property('retryAt');
      await test.clock.advance(30_000);
      await test.answers(await test.sent('REGISTER'), 401, { extra: WWW });
      const again = await test.sent('REGISTER');
      expect(again.headers.has('Authorization')).to.equal(true);
      await accept(test, again);
      expect(test.ua.isRegistered()).to.equal(true);
      expect(test.log.join('\n')).to.contain('The credentials source failed (Error)').and.not.contain('hunter2');
    });

  it('lets the subscription be sent again [H2]', async () => {
    let times = 0;
    const credentials = (): Promise<Credentials> =>
      times++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve({ password: 'pw' });
    const test = await TestUA.connected({ credentials });
    test.ua.subscribe('sip:bob@example.com', 'presence');
    await test.answers(await test.sent('SUBSCRIBE'), 401, { extra: WWW });
    await test.clock.advance(20_000);
    await test.answers(await test.sent('SUBSCRIBE'), 401, { extra: WWW });
    expect((await test.sent('SUBSCRIBE')).headers.has('Authorization')).to.equal(true);
  });

  it('lets the publication be sent again (RFC 3903 §4.1) [H2]', async () => {
    let times = 0;
    const credentials = (): Promise<Credentials> =>
      times++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve({ password: 'pw' });
    const test = await TestUA.connected({ credentials });
    test.ua.publication('presence').publish('<p/>', 'application/pidf+xml');
    await test.answers(await test.sent('PUBLISH'), 401, { extra: WWW });
    await test.clock.advance(5_000);
    await test.answers(await test.sent('PUBLISH'), 401, { extra: WWW });
    const again = await test.sent('PUBLISH');
    expect(again.headers.has('Authorization')).to.equal(true);
    expect(again.body).to.equal('<p/>');
    await test.answers(again, 200, { extra: ['SIP-ETag: 1', 'Expires: 3600'] });
    expect(await test.silent()).to.equal(true);
  });

  it('fails the registration when it returns no credentials', async () => {
    const test = await TestUA.connected({ register: true, credentials: () => undefined });
    await test.answers(await test.sent('REGISTER'), 401, { extra: WWW });
    expect(test.ua.registration.state).to.deep.equal({ status: 'failed' });
  });
});
