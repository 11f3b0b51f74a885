/** Headers about the alerting and answering of a call: Answer-Mode, Alert-Info, Call-Info, Diversion, History-Info. */

import { expect } from 'chai';
import { TestUA } from '../../support/test-ua.js';

describe('the call information of a session', () => {
  // @rfc 5373 §7
  it('is read from the headers of an incoming INVITE and has no effect on the call (RFC 5373 §7)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing({
      extra: [
        'Answer-Mode: Auto;require',
        'Priv-Answer-Mode: Auto',
        'Alert-Info: <urn:alert:service:call-waiting>, broken, <https://example.com/ring.wav>;x=y',
        'Call-Info: <https://example.com/bob.png>;purpose=icon',
        'Call-Info: <sip:example.com>;answer-after=0',
        'Diversion: <sip:carol@example.com>;reason=user-busy;counter=1',
        'History-Info: <sip:carol@example.com>;index=1, <sip:alice@example.com?Reason=SIP%3Bcause%3D486>;index=1.1;mp=1',
      ],
    });
    const hints = session.hints!;
    expect(hints.answerMode).to.deep.equal({ mode: 'auto', required: true });
    expect(hints.privAnswerMode).to.deep.equal({ mode: 'auto', required: false });
    expect(hints.alertInfo.map(({ uri }) => uri.toString())).to.deep.equal([
      'urn:alert:service:call-waiting',
      'https://example.com/ring.wav',
    ]);
    expect(hints.callInfo.map(({ params }) => params.get('purpose') ?? undefined)).to.deep.equal(['icon', undefined]);
    expect(hints.diversion[0]).to.include({ reason: 'user-busy', counter: 1 });
    expect(hints.diversion[0]!.address.uri.user).to.equal('carol');
    expect(hints.historyInfo.map(({ index }) => index)).to.deep.equal(['1', '1.1']);
    expect(hints.historyInfo[1]!.reasons[0]).to.include({ protocol: 'SIP', cause: 486 });
    await test.clock.advance(10_000);
    expect(session.state.status, 'the call is not answered automatically').to.equal('incoming');
  });

  it('is empty for an INVITE without such headers, and undefined for an outgoing call', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(session.hints).to.deep.equal({
      answerMode: undefined,
      privAnswerMode: undefined,
      alertInfo: [],
      callInfo: [],
      diversion: [],
      historyInfo: [],
    });
    expect(test.ua.invite('bob').hints).to.equal(undefined);
  });

  // @rfc 5373 §4.1
  it('sends the answerMode of an outgoing call as Answer-Mode or Priv-Answer-Mode (RFC 5373 §4.1, §4.2)', async () => {
    const test = await TestUA.connected();
    test.ua.invite('bob', { answerMode: { mode: 'auto', required: true } });
    expect((await test.sent('INVITE')).headers.get('Answer-Mode')).to.equal('Auto;require');
    test.ua.invite('bob', { answerMode: { mode: 'manual', privileged: true } });
    const second = await test.sent('INVITE');
    expect(second.headers.get('Priv-Answer-Mode')).to.equal('Manual');
    expect(second.headers.has('Answer-Mode')).to.equal(false);
    expect(() => test.ua.invite('bob', { answerMode: { mode: 'x' as never } })).to.throw('answerMode');
  });
});
