import { expect } from 'chai';
import { printVoiceQuality } from '../../../src/sip/event/package/voice-quality.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { TestPhone } from '../../support/test-phone.js';

const COLLECTOR = 'sip:quality@example.com';

describe('The body of a voice quality report', () => {
  const report = {
    callId: 'abc@example.com',
    localUri: 'sip:alice@example.com',
    remoteUri: 'sip:bob@example.com',
    originator: 'remote',
    group: 'sip-elements',
    local: { address: '192.0.2.7', port: 50_000, ssrc: 0x1a3b5c7d },
    remote: { address: '2001:db8::1', port: 10_034, ssrc: 255 },
    from: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    to: Date.UTC(2026, 0, 2, 3, 5, 5),
    metrics: {
      codec: 'opus',
      payloadType: 111,
      clockRate: 48_000,
      loss: 0.0125,
      roundTrip: 0.0424,
      jitter: 0.004,
      worstJitter: 0.031,
      score: 4.32,
    },
    remoteMetrics: { loss: 0.5 },
  } as const;

  // @rfc 6035 §4.6.1
  it('has the lines of the grammar, in its order, times in UTC and milliseconds', () => {
    expect(printVoiceQuality(report).split('\r\n')).to.deep.equal([
      'VQSessionReport: CallTerm',
      'CallID: abc@example.com',
      'LocalID: <sip:alice@example.com>',
      'RemoteID: <sip:bob@example.com>',
      'OrigID: <sip:bob@example.com>',
      'LocalGroup: sip-elements',
      'RemoteGroup: unknown',
      'LocalAddr: IP=192.0.2.7 PORT=50000 SSRC=0x1a3b5c7d',
      'RemoteAddr: IP=2001:db8::1 PORT=10034 SSRC=0x000000ff',
      'LocalMetrics:',
      'Timestamps: START=2026-01-02T03:04:05Z STOP=2026-01-02T03:05:05Z',
      'SessionDesc: PT=111 PD=opus SR=48000',
      'PacketLoss: NLR=1.25',
      'Delay: RTD=42 IAJ=4 MAJ=31',
      'QualityEst: MOSCQ=4.3 QoEEstAlg=G.107',
      'RemoteMetrics:',
      'Timestamps: START=2026-01-02T03:04:05Z STOP=2026-01-02T03:05:05Z',
      'PacketLoss: NLR=50.00',
      '',
    ]);
  });

  it('leaves out what was not measured, and writes zeros for an address that is hidden', () => {
    const { remoteMetrics: _, ...rest } = report;
    const hidden = { ...rest, local: { address: 'b1c2.local' }, remote: {}, metrics: { roundTrip: 1000 } };
    const text = printVoiceQuality(hidden);
    expect(text).to.include('LocalAddr: IP=0.0.0.0 PORT=0 SSRC=0x00000000\r\nRemoteAddr: IP=0.0.0.0 PORT=0');
    expect(text).to.match(/STOP=\S+\r\nDelay: RTD=99999\r\n$/);
    expect(text).not.to.include('RemoteMetrics');
  });

  it('has no line that the remote party has written', () => {
    const text = printVoiceQuality({
      ...report,
      remoteUri: 'sip:bob@example.com\r\nCallID: 1',
      metrics: { codec: 'a\nb' },
    });
    expect(text.match(/^CallID:/gm)).to.have.length(1);
    expect(text).to.include('PD=ab');
  });
});

describe('The voice quality published to qualityCollector', () => {
  async function called(options: PhoneConfiguration = { qualityCollector: COLLECTOR }) {
    const test = await TestPhone.ready({ password: 'hunter2', ...options });
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.clock.advance(60_000);
    const over = call.hangUp();
    await test.serve();
    await over;
    return { test, invite };
  }
  const published = (test: TestPhone): string[] => test.socket.inbox.filter((text) => text.startsWith('PUBLISH '));

  // @rfc 6035 §4.8
  it('is sent at the end of the call to the collector, with the Call-ID and no secret, and once', async () => {
    const { test, invite } = await called();
    const publish = await test.sent('PUBLISH');
    expect(publish.uri.toString()).to.equal(COLLECTOR);
    expect(publish.headers.get('Event')).to.equal('vq-rtcpxr');
    expect(publish.headers.get('Content-Type')).to.equal('application/vq-rtcpxr');
    expect(publish.body).to.include(`VQSessionReport: CallTerm\r\nCallID: ${invite.callId}\r\n`);
    expect(publish.body).to.include('OrigID: <sip:alice@example.com>');
    const [, start, stop] = /START=(\S+) STOP=(\S+)/.exec(publish.body)!;
    expect(Date.parse(stop!) - Date.parse(start!)).to.equal(60_000);
    expect(publish.toString()).not.to.include('hunter2');
    await test.answers(publish, 200, ['SIP-ETag: a', 'Expires: 60']);
    await test.clock.advance(7_200_000);
    await test.serve();
    expect(published(test), 'no refresh, no removal').to.deep.equal([]);
  });

  it('is sent again after a passing failure, not after a refusal', async () => {
    for (const [status, again] of [
      [503, 1],
      [489, 0],
    ] as const) {
      const { test } = await called();
      await test.answers(await test.sent('PUBLISH'), status);
      await test.clock.advance(20_000);
      await test.serve();
      expect(published(test), String(status)).to.have.length(again);
    }
  });

  it('is given up after three failures', async () => {
    const { test } = await called();
    for (let attempt = 0; attempt < 3; attempt++) {
      await test.answers(await test.sent('PUBLISH'), 503);
      await test.clock.advance(600_000);
      await test.serve();
    }
    expect(published(test)).to.deep.equal([]);
  });

  it('is not sent without the option, nor for a call that nobody answers', async () => {
    const { test } = await called({});
    expect(published(test)).to.deep.equal([]);
    const other = await TestPhone.ready({ qualityCollector: COLLECTOR });
    other.phone.call('bob');
    await other.answers(await other.sent('INVITE'), 486);
    await other.serve();
    expect(published(other)).to.deep.equal([]);
  });
});
