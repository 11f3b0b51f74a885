/** The media of the extensions against a full ICE agent (RFC 3264, RFC 4733, RFC 8839). */

import { expect } from 'chai';
import { MediaEnd } from '../../packages/pbx/src/media/media-end.js';
import { toneSource, TEST_TONE } from '../../packages/pbx/src/media/tone.js';
import { MediaPeer, OFFERS } from './support/media-peer.js';
import { StunMirror } from './support/stun-mirror.js';

describe('pocket PBX: media', () => {
  let peer: MediaPeer;
  let end: MediaEnd;
  let stun: StunMirror;

  before(async () => {
    stun = await StunMirror.open();
  });
  after(() => stun.close());

  async function connect(codecs = OFFERS.chromium(), digits: string[] = []): Promise<string> {
    peer = new MediaPeer(stun.url, codecs);
    end = new MediaEnd({}, { digit: (digit) => digits.push(digit) });
    const answer = await end.answer(await peer.offer());
    await peer.take(answer);
    await peer.connected();
    // Both ends, as werift continues an unfinished DTLS handshake for half a minute after close().
    await end.ready();
    return answer;
  }

  /** Sends audio until a condition is true, as packets before both ends are connected are lost. */
  async function speakUntil(holds: () => boolean): Promise<void> {
    const timer = setInterval(() => peer.speak(), 20);
    try {
      await peer.until(holds);
    } finally {
      clearInterval(timer);
    }
  }

  afterEach(async () => {
    await peer?.close();
    await end?.close();
  });

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`answers the offer of ${browser} with G.711 and telephone-event at 8000 Hz, as an ICE-lite agent`, async () => {
      const answer = await connect(OFFERS[browser]());
      expect(answer).to.match(/a=rtpmap:0 PCMU\/8000/i);
      expect(answer).to.match(/telephone-event\/8000/);
      expect(answer).not.to.match(/telephone-event\/48000/);
      expect(answer).to.match(/a=ice-lite/);
      expect(answer).to.match(/a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 /i);
    });
  }

  it('returns the received audio, renumbered without a gap', async () => {
    await connect();
    end.echo();
    await speakUntil(() => peer.packets >= 5);
    expect(peer.energy).to.be.greaterThan(8000 ** 2 / 4);
    const steps = peer.sequences.slice(1).map((sequence, at) => (sequence - peer.sequences[at]! + 65_536) % 65_536);
    expect(new Set(steps)).to.deep.equal(new Set([1]));
  });

  it('echoes Opus when no other codec is offered', async () => {
    const answer = await connect(OFFERS.opusOnly());
    expect(answer).to.match(/opus\/48000/i);
    expect(end.canPlay).to.equal(false);
  });

  it('sends a tone in real time', async () => {
    await connect();
    void end.play(toneSource(TEST_TONE));
    await peer.heard(10);
    expect(peer.energy).to.be.greaterThan(1_000_000);
  });

  it('recognises each digit once, for any number of packets, and does not echo it (RFC 4733 §2.5)', async () => {
    const digits: string[] = [];
    await connect(OFFERS.chromium(), digits);
    end.echo();
    await speakUntil(() => peer.packets >= 3);
    for (const event of [1, 1, 10, 11, 12]) peer.press(event);
    await speakUntil(() => digits.length >= 5);
    expect(digits.join('')).to.equal('11*#A');
  });

  it('sends nothing to a party that holds the call, and continues on resume (RFC 3264 §8.4)', async () => {
    await connect();
    void end.play(toneSource(TEST_TONE));
    await peer.heard(3);
    await peer.take(await end.answer(await peer.offerWith('sendonly')));
    expect(end.direction).to.equal('recvonly');
    const sent = end.packetsSent;
    await new Promise((resolve) => setTimeout(resolve, 100)); // five packets' time: what must not come cannot be waited for
    expect(end.packetsSent).to.equal(sent);
    await peer.take(await end.answer(await peer.offerWith('sendrecv')));
    const before = peer.packets;
    await peer.heard(before + 5);
    expect(end.direction).to.equal('sendrecv');
  });

  it('connects again with an offer of another certificate, as of the next page of a browser, and plays on (RFC 8842 §3.1)', async () => {
    await connect();
    void end.play(toneSource(TEST_TONE));
    await peer.heard(3);
    const former = peer;
    MediaPeer.forgetCertificate();
    peer = new MediaPeer(stun.url);
    await peer.take(await end.answer(await peer.offer()));
    await peer.connected();
    await end.ready();
    await peer.heard(3);
    expect(peer.energy).to.be.greaterThan(1_000_000);
    await former.close();
  });

  it('creates an offer that a peer can answer', async () => {
    peer = new MediaPeer(stun.url);
    end = new MediaEnd();
    await end.accept(await peer.answer(await end.offer()));
    await peer.connected();
    void end.play(toneSource(TEST_TONE));
    await peer.heard(3);
  });

  it('rejects other sections with port 0, in their places (RFC 3264 §6)', async () => {
    peer = new MediaPeer(stun.url);
    end = new MediaEnd();
    const offer = await peer.offer();
    const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:v\r\na=rtpmap:96 VP8/90000\r\n';
    const [session = '', audio = ''] = offer.split(/(?=^m=)/m);
    const answer = await end.answer(session + video + audio);
    expect([...answer.matchAll(/^m=.*/gm)].map(([line]) => line.split(' ').slice(0, 2).join(' '))).to.deep.equal([
      'm=video 0',
      'm=audio 9',
    ]);
    expect(answer).to.match(/a=mid:v/);
  });

  for (const [what, sdp] of [
    ['no audio', 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'],
    [
      'no known codec',
      'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 iLBC/8000\r\n',
    ],
    ['nonsense', 'this is not a session description'],
  ] as const) {
    it(`rejects an offer with ${what} with an error for a 488`, async () => {
      peer = new MediaPeer(stun.url);
      end = new MediaEnd();
      const error = await end.answer(sdp).catch((reason: unknown) => reason);
      expect(error).to.include({ kind: 'media', statusCode: 488 });
    });
  }
});
