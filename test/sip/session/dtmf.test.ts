/** DTMF by INFO and as RTP events, sent and received. */

import { expect } from 'chai';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

describe('DTMF', () => {
  it('waits 2 s for a comma, after the gap of the tone before it', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.dtmf('1,4');
    expect((await test.sent('INFO')).body).to.match(/^Signal=1/);
    await test.clock.advance(2599);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    expect((await test.sent('INFO')).body).to.match(/^Signal=4/);
  });

  // @rfc 4733
  it('sends RTP events where the type is rtp, one string after another (RFC 4733)', async () => {
    const test = await TestUA.connected({ dtmfType: 'rtp' });
    const { session } = await test.callEstablished();
    test.handler.takesDtmf = true;
    session.dtmf('12', { duration: 100, interToneGap: 70 });
    session.dtmf(3);
    session.dtmf('4', { type: 'info' });
    expect(await test.silent()).to.equal(true);
    expect(test.handler.tones).to.deep.equal([['12', { duration: 100, interToneGap: 70 }]]);
    await test.clock.advance(340);
    expect(test.handler.tones[1]).to.deep.equal(['3', { duration: 100, interToneGap: 500 }]);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(600);
    expect((await test.sent('INFO')).body).to.match(/^Signal=4/);
  });

  // @seed Session.event dtmf, as RTP events: each tone when it begins, with `null` as request: there is no INFO. Sent ones only
  it('fires dtmf at the start of each tone sent as an RTP event, with null as request', async () => {
    const test = await TestUA.connected({ dtmfType: 'rtp' });
    const { session } = await test.callEstablished();
    test.handler.takesDtmf = true;
    const emitted: unknown[] = [];
    session.on('dtmf', (request, dtmf) => void emitted.push([request, dtmf]));
    session.dtmf('1,#', { duration: 160, interToneGap: 70 });
    await test.clock.advance(0);
    expect(test.handler.tones).to.have.length(1);
    expect(emitted).to.deep.equal([[null, { tone: '1', duration: 160 }]]);
    await test.clock.advance(230 + 1999);
    expect(emitted).to.have.length(1);
    await test.clock.advance(1);
    expect(emitted.at(-1)).to.deep.equal([null, { tone: '#', duration: 160 }]);
    await test.clock.advance(230);
    expect(await test.silent(), 'no INFO').to.equal(true);
  });

  it('fires no dtmf for a tone that is not sent because the call ends', async () => {
    const test = await TestUA.connected({ dtmfType: 'rtp' });
    const { session } = await test.callEstablished();
    test.handler.takesDtmf = true;
    const emitted: string[] = [];
    session.on('dtmf', (_request, { tone }) => void emitted.push(tone));
    session.dtmf('12');
    await test.clock.advance(0);
    session.terminate();
    await test.answers(await test.sent('BYE'), 200);
    await test.clock.advance(10_000);
    expect(emitted).to.deep.equal(['1']);
  });

  it('sends INFO where the remote party accepts no RTP events, and always for a flash', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.dtmf('1', { type: 'rtp' });
    expect((await test.sent('INFO')).body).to.match(/^Signal=1/);
    test.handler.takesDtmf = true;
    session.dtmf('R', { type: 'rtp' });
    await test.clock.advance(600);
    expect((await test.sent('INFO')).body).to.match(/^Signal=R/);
    expect(() => session.dtmf('1', { type: 'smoke' as never })).to.throw(TypeError);
    expect(() => new TestUA({ dtmfType: 'smoke' as never })).to.throw('dtmfType');
  });

  it('sends no further tone after the end of the call', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.dtmf('123');
    await test.sent('INFO');
    session.terminate();
    await test.answers(await test.sent('BYE'), 200);
    await test.clock.advance(10_000);
    expect(await test.silent()).to.equal(true);
  });

  for (const [type, body, tone, duration] of [
    ['application/dtmf-relay', 'Signal=5\r\nDuration=250\r\n', '5', 250],
    ['application/dtmf-relay', 'Signal= 11\r\nDuration= 160', '#', 160],
    ['application/dtmf', '*', '*', 100],
  ] as const) {
    it(`reads ${type} ${JSON.stringify(body)} of a received INFO`, async () => {
      const test = await TestUA.connected();
      const { session, far } = await test.answered();
      const emitted: unknown[] = [];
      session.on('dtmf', (_request, dtmf) => void emitted.push(dtmf));
      await far.request('INFO', { body, extra: [`Content-Type: ${type}`] });
      await test.replied(200);
      expect(emitted).to.deep.equal([{ tone, duration }]);
    });
  }

  it('rejects an invalid tone with 400, and fires info for an INFO of another type', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const far = RemoteCall.of(test, invite);
    await far.request('INFO', { body: 'Signal=hello', extra: ['Content-Type: application/dtmf-relay'] });
    await test.replied(400);
    let body = '';
    session.on('info', (request) => (body = request.body));
    await far.request('INFO', { body: '<x/>', extra: ['Content-Type: application/media_control+xml'] });
    await test.replied(200);
    expect(body).to.equal('<x/>');
  });
});
