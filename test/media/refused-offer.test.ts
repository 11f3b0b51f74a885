/** The response to an offer that cannot be applied: session and media together, as in a phone. */
import { expect } from '@open-wc/testing';
import type { IncomingResponse } from '../../src/sip/message/response.js';
import { createSessionDescriptionHandlerFactory, type CallMedia } from '../../src/media/index.js';
import { TestUA } from '../support/test-ua.js';
import { closeAll, gathered, opens } from './support/parties.js';
import { until, ToneMicrophone } from './support/audio.js';

describe('an INVITE whose offer has no usable audio', () => {
  afterEach(closeAll);

  /** Alice with real media; the test writes the messages of the remote party. */
  async function alice(): Promise<{ test: TestUA; media: () => CallMedia }> {
    const toneMicrophone = new ToneMicrophone(440);
    opens({ close: () => toneMicrophone.stop() });
    const make = createSessionDescriptionHandlerFactory({ microphone: toneMicrophone });
    let media: CallMedia | undefined;
    const sessionDescriptionHandlerFactory = (): CallMedia => (media = opens(make()));
    const test = await TestUA.connected({ sessionDescriptionHandlerFactory });
    return { test, media: () => media! };
  }

  async function offerOf(...kinds: ('audio' | 'video')[]): Promise<string> {
    const far = opens(new RTCPeerConnection());
    for (const kind of kinds) far.addTransceiver(kind);
    await far.setLocalDescription();
    return far.localDescription!.sdp;
  }

  /** The next response, after the browser has finished. */
  async function replied(test: TestUA, statusCode: number): Promise<IncomingResponse> {
    await until(() => test.outbox[0], `${statusCode} is sent`);
    return test.replied(statusCode);
  }

  // @rfc 3264 §6
  it('is rejected with 488, and the call ends (RFC 3261 §21.4.26)', async () => {
    const { test } = await alice();
    const { session, far } = await test.ringing({ body: await offerOf('video') });
    session.accept();
    expect((await replied(test, 488)).body).to.equal('');
    await far.ack();
    expect(session.state).to.include({ status: 'ended' });
  });

  // @rfc 3264 §6
  it('leaves an established call unchanged as a re-INVITE (RFC 3261 §14.2)', async () => {
    const { test, media } = await alice();
    const offer = await offerOf('audio');
    const { session, far } = await test.ringing({ body: offer });
    session.accept();
    await replied(test, 200);
    await far.ack();
    const { peerConnection } = media();
    await gathered(media());
    const before = peerConnection!.currentLocalDescription!.sdp;
    await far.request('INVITE', { body: offer.replace(/^m=audio \d+/m, 'm=audio 0') });
    await replied(test, 488);
    await far.ack();
    expect(session.state.status).to.equal('established');
    expect(media().peerConnection).to.equal(peerConnection);
    expect(peerConnection!.signalingState).to.equal('stable');
    expect(peerConnection!.currentLocalDescription!.sdp).to.equal(before);
    await far.request('INVITE', { body: offer });
    expect((await replied(test, 200)).body).to.match(/^m=audio [1-9]/m);
  });
});
