/** Reports of a call with real media, to a URL and to a collector: the code is loaded by the option, and samples have the quality of the audio. */

import { expect } from '@open-wc/testing';
import type { CallReport } from '../../../src/phone/calls/call-reports.js';
import { until } from '../../media/support/audio.js';
import { TalkingPhone } from '../support/established-call.js';

describe('The reports of a call with reportUrl and qualityCollector', () => {
  const { fetch } = window;
  const sent: CallReport[] = [];
  let test: TalkingPhone | undefined;

  beforeEach(() => {
    sent.length = 0;
    window.fetch = (input, init) => {
      if (input !== 'https://crm.example.com/calls') return fetch(input, init);
      sent.push(JSON.parse(init!.body as string) as CallReport);
      return Promise.resolve(new Response(undefined, { status: 204 }));
    };
  });
  afterEach(async () => {
    window.fetch = fetch;
    await test?.close();
  });

  it('have samples of the quality during the call, and its mean and worst values at the end', async () => {
    test = await TalkingPhone.ready({
      reportUrl: 'https://crm.example.com/calls',
      reportInterval: 0.5,
      qualityCollector: 'sip:quality@example.com',
    });
    const far = await test.talksTo(700);
    await until(() => (sent.length >= 2 ? true : undefined), 'two samples are sent');
    const samples = sent.slice(0, 2);
    expect(samples.map(({ kind }) => kind)).to.deep.equal(['sample', 'sample']);
    for (const { quality, sipCallId } of samples) {
      expect(quality).to.include.keys('bars', 'jitter', 'codec');
      expect(sipCallId).to.equal(far.call.session!.request.callId);
    }
    // The server responds to each request; this one is also noted.
    const { socket } = test;
    const { onsip } = socket;
    let published = '';
    socket.onsip = (text) => {
      if (text.startsWith('PUBLISH ')) published = text;
      onsip?.(text);
    };
    await far.hangsUp();
    await until(() => sent.find(({ kind }) => kind === 'end'), 'the report of the end is sent');
    const end = sent.at(-1)!;
    expect(end).to.include({ kind: 'end', cause: 'hung-up', endedBy: 'remote', id: samples[0]!.id });
    expect(end.quality).to.include.keys('mos', 'jitter', 'codecs', 'samples');
    await until(() => (published ? true : undefined), 'the voice quality is published');
    // RFC 6035 §4.6.1: the addresses that the browser tells, the streams, and what was measured.
    expect(published).to.match(/LocalAddr: IP=\S+ PORT=[1-9]\d* SSRC=0x(?!0{8})[\da-f]{8}\r\n/);
    expect(published).to.match(/RemoteAddr: IP=\S+ PORT=[1-9]\d* SSRC=0x(?!0{8})[\da-f]{8}\r\n/);
    expect(published).to.match(/SessionDesc: PT=\d+ PD=opus SR=48000\r\nPacketLoss: NLR=[\d.]+\r\nDelay: .*IAJ=\d+/);
    expect(published).to.match(/QualityEst: MOSCQ=[1-4]\.\d QoEEstAlg=G\.107/);
  });
});
