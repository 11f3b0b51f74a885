/** Messages of the application inside a call: MESSAGE in the dialog (RFC 3428 §9) and INFO of a package (RFC 6086). */

import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import type { CallMessage } from '../../../src/phone/state.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';

/** A call that Bob has answered. `extra`: header fields of the answer. */
async function inCall(configuration: PhoneConfiguration = {}, extra: readonly string[] = []) {
  const test = await TestPhone.ready(configuration);
  const emitted: CallMessage[] = [];
  test.phone.on('callMessage', (_call, message) => emitted.push(message));
  const call = test.phone.call('bob');
  const invite = await test.sent('INVITE');
  await test.answers(invite, 180, extra);
  await test.answersSdp(invite);
  await test.sent('ACK');
  expect(call.state.status).to.equal('active');
  return { test, call, invite, emitted, far: RemoteCall.of(test as unknown as TestUA, invite) };
}

const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'sent',
    (error: PhoneError) =>
      error instanceof TypeError ? 'TypeError' : `${error.kind} ${error.statusCode ?? ''}`.trim(),
  );

const JSON_TYPE = 'application/json';
const BODY = '{"order":42,"note":"<img src=x onerror=alert(1)>\\u202e"}';

describe('A message of the application inside a call', () => {
  // @rfc 3428 §9
  it('is a MESSAGE of the dialog with the content type of the page, and resolves with the 2xx (RFC 3428 §9)', async () => {
    const { test, call, invite } = await inCall();
    const sent = outcome(call.sendCallMessage('{"order":42}', JSON_TYPE));
    const message = await test.sent('MESSAGE');
    expect([message.callId, message.contentType, message.body]).to.deep.equal([
      invite.callId,
      JSON_TYPE,
      '{"order":42}',
    ]);
    await test.answers(message, 202);
    expect(await sent).to.equal('sent');
  });

  for (const [statusCode, kind] of [
    [415, 'incompatible 415'],
    [405, 'failed 405'],
    [500, 'server-error 500'],
    [408, 'timeout 408'],
  ] as const)
    it(`rejects with "${kind}" where it is answered with ${statusCode}, and the call goes on`, async () => {
      const { test, call } = await inCall();
      const sent = outcome(call.sendCallMessage('{}', { contentType: JSON_TYPE }));
      await test.answers(await test.sent('MESSAGE'), statusCode);
      expect(await sent).to.equal(kind);
      expect(call.state.status).to.equal('active');
    });

  it('rejects with "no-connection" when the connection breaks before its response, and the call goes on', async () => {
    const { test, call } = await inCall();
    const sent = outcome(call.sendCallMessage('{}', JSON_TYPE));
    await test.sent('MESSAGE');
    test.socket.serverCloses();
    expect(await sent).to.equal('no-connection');
    expect(call.state.status).to.equal('active');
  });

  it('is refused without a request where it is too long, has no media type, or a listener prevents it', async () => {
    const { test, call } = await inCall();
    expect(await outcome(call.sendCallMessage('é'.repeat(16_385), JSON_TYPE))).to.equal('failed');
    for (const type of ['json', 'text/plain\r\nX-Evil: 1', 'text/plain;charset=utf-8', ''])
      expect(await outcome(call.sendCallMessage('{}', type)), type).to.equal('TypeError');
    test.phone.on('before', (event) => event.command.action === 'call-message' && event.preventDefault());
    expect(await outcome(call.sendCallMessage('{}', JSON_TYPE))).to.equal('canceled');
    await test.serve();
    expect(test.socket.inbox).to.deep.equal([]);
  });

  it('settles when the call ends', async () => {
    const { test, call, far } = await inCall();
    const sent = outcome(call.sendCallMessage('{}', JSON_TYPE));
    await test.sent('MESSAGE');
    await far.request('BYE');
    await test.clock.advance(40_000);
    expect(await sent).to.equal('timeout 408');
    expect(await outcome(call.sendCallMessage('{}', JSON_TYPE))).to.equal('already-ended');
  });

  // @rfc 3261 §21.4.13
  it('of a content type that the page takes is told as it was sent; another one gets 415 and Accept (RFC 3261 §21.4.13)', async () => {
    const { test, far, emitted } = await inCall({ messageTypes: [JSON_TYPE] });
    await far.request('MESSAGE', { body: BODY, extra: ['Content-Type: Application/JSON;charset=utf-8'] });
    await test.replied(200);
    expect(emitted).to.deep.equal([{ contentType: JSON_TYPE, body: BODY }]);
    await far.request('MESSAGE', { body: '<b>x</b>', extra: ['Content-Type: text/html'] });
    expect(await test.replied(415)).to.match(/^Accept: text\/plain, application\/json\r$/m);
    expect(emitted).to.have.length(1);
    expect(test.phone.state.conversations).to.deep.equal([]);
  });

  it('of plain text belongs to the chat; the page gets it too where it has named that type', async () => {
    for (const messageTypes of [undefined, ['text/plain']]) {
      const { test, far, emitted } = await inCall({ messageTypes });
      await far.request('MESSAGE', { body: 'Hello', extra: ['Content-Type: text/plain'] });
      await test.replied(200);
      expect(test.phone.state.conversations[0]?.messages.map(({ text }) => text)).to.deep.equal(['Hello']);
      expect(emitted).to.deep.equal(messageTypes ? [{ contentType: 'text/plain', body: 'Hello' }] : []);
    }
  });

  // @rfc 6086 §5.2
  it('is an INFO of a package that the remote party takes (Recv-Info), and of no other (RFC 6086 §5.2)', async () => {
    const { test, call } = await inCall({}, ['Recv-Info: X-Shop, other']);
    const sent = outcome(call.sendCallMessage('{}', { contentType: JSON_TYPE, infoPackage: 'x-shop' }));
    const info = await test.sent('INFO');
    const { headers } = info;
    expect([headers.get('Info-Package'), headers.get('Content-Disposition'), info.contentType]).to.deep.equal([
      'x-shop',
      'Info-Package',
      JSON_TYPE,
    ]);
    await test.answers(info, 200);
    expect(await sent).to.equal('sent');
    expect(await outcome(call.sendCallMessage('{}', { infoPackage: 'unknown' }))).to.equal('incompatible');
  });

  // @rfc 6086 §4.2.2
  it('by INFO is told for the packages that the phone has named in Recv-Info; others get 469 (RFC 6086 §4.2.2)', async () => {
    const { test, invite, far, emitted } = await inCall({ infoPackages: ['X-Shop'] });
    expect(invite.headers.get('Recv-Info')).to.equal('x-shop');
    const extra = [`Content-Type: ${JSON_TYPE}`];
    await far.request('INFO', { body: '{}', extra: ['Info-Package: x-shop', ...extra] });
    await test.replied(200);
    await far.request('INFO', { body: '{}', extra: ['Info-Package: x-other', ...extra] });
    expect(await test.replied(469)).to.match(/^Recv-Info: x-shop\r$/m);
    await far.request('INFO', { body: '{}', extra });
    await test.replied(200);
    expect(emitted).to.deep.equal([{ contentType: JSON_TYPE, body: '{}', infoPackage: 'x-shop' }]);
  });

  it('is announced in the answer to an incoming call too', async () => {
    const test = await TestPhone.ready({ infoPackages: ['x-shop'] });
    await test.rings();
    void test.phone.getCall(test.call!.id)!.answer();
    expect(await test.replied(200)).to.match(/^Recv-Info: x-shop\r$/m);
  });
});
