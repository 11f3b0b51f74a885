/** How a call wants to be presented and answered: Answer-Mode, Alert-Info, Call-Info, Diversion, History-Info. */

import { expect } from 'chai';
import { TestUA } from '../../support/test-ua.js';

describe('the hints of a call', () => {
  // @rfc 5373 §7
  it('that come in are read, and nothing is done about them (RFC 5373 §7)', async () => {
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
    expect(session.state.status, 'it rings, whatever the caller wants').to.equal('incoming');
  });

  it('are empty where the INVITE says nothing, and absent in a call of ours', async () => {
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
  it('of a call of ours say how it wants to be answered (RFC 5373 §4.1, §4.2)', async () => {
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
