/** The time at which an offer is sent, and its addresses (RFC 8445, RFC 8838). */
import { expect, waitUntil } from '@open-wc/testing';
import type { CallMedia } from '../../src/media/index.js';
import { withAddressesOf, withoutMdns, withoutTcp } from '../../src/media/sdp.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { until } from './support/audio.js';
import { closeAll, connected, toneMeter, exchange, gathered, party } from './support/parties.js';

/** A dynamic port on which no STUN server listens. */
const DEAD = [{ urls: 'stun:127.0.0.1:49997' }];

/** The addresses of the sender of a description. */
function addressesOf(sdp: string): string[] {
  return sdp.match(/^(?:m=\S+ \d+|c=.*|a=candidate:.*|a=rtcp:.*)/gm) ?? [];
}

/** An offer on its way. */
interface Offer {
  /** Its text, once it can be sent. */
  body: string | undefined;
}

/** Begins an offer. Resolves while it waits for more candidates than the first, which is there. */
async function waiting(media: CallMedia, clock: VirtualClock): Promise<Offer> {
  const offer: Offer = { body: undefined };
  void media.getDescription().then(({ body }) => (offer.body = body));
  const hasCandidate = (): boolean => /^a=candidate:/m.test(media.peerConnection?.localDescription?.sdp ?? '');
  await until(() => (clock.pending > 0 && hasCandidate()) || undefined, 'a candidate is there');
  return offer;
}

describe('an offer', () => {
  afterEach(closeAll);

  describe('before the end of gathering, which never comes here,', () => {
    const state = Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, 'iceGatheringState')!;
    before(() =>
      Object.defineProperty(RTCPeerConnection.prototype, 'iceGatheringState', { ...state, get: () => 'gathering' }),
    );
    after(() => Object.defineProperty(RTCPeerConnection.prototype, 'iceGatheringState', state));

    it('is sent with host candidates, without a wait', async () => {
      // A clock that stands still: what waits for a time is never sent.
      const { body } = await party(440, { clock: new VirtualClock() }).getDescription();
      expect(body).to.match(/^a=candidate:.* typ host/m);
    });

    for (const [what, options, limit] of [
      ['at most half a second', {}, 500],
      ['for iceGatheringTimeout', { iceGatheringTimeout: 50 }, 50],
    ] as const)
      it(`waits ${what} for a STUN server that does not respond`, async () => {
        const clock = new VirtualClock();
        const offer = await waiting(party(440, { iceServers: DEAD, clock, ...options }), clock);
        await clock.advance(limit - 1);
        expect(offer.body).to.equal(undefined);
        await clock.advance(1);
        expect(await until(() => offer.body, 'it is sent')).to.match(/^a=candidate:/m);
      });
  });

  it('has a default address for a remote party without ICE (RFC 8839 §4.2.1.2)', async () => {
    const { body } = await party(440).getDescription();
    const port = /^m=audio (\d+)/m.exec(body)?.[1];
    expect(port).to.not.be.oneOf(['0', '9']);
    expect(body).to.match(new RegExp(`^a=candidate:.* ${port} typ host`, 'm'));
  });

  it('in an established call is sent at once', async () => {
    const clock = new VirtualClock();
    const alice = party(440, { iceServers: DEAD, clock });
    const made = exchange(alice, party(1000));
    await until(() => clock.pending > 0 || undefined, 'it waits for candidates');
    await clock.advance(500);
    await made;
    await connected(alice);
    // Its clock stands still from now on: what waits for a time is never sent.
    expect((await alice.getDescription({ hold: true })).body).to.match(/^a=candidate:/m);
  });

  it('without an ICE restart keeps the addresses of the one before, also when more were gathered since (RFC 8839 §4.4.1)', async () => {
    const [alice, bob] = [party(440), party(1000)];
    const { offer, answer } = await exchange(alice, bob);
    await Promise.all([connected(alice), connected(bob)]);
    await Promise.all([gathered(alice), gathered(bob)]);
    const { body } = await alice.getDescription({ hold: true });
    expect(addressesOf(body)).to.deep.equal(addressesOf(offer));
    await bob.setDescription(body);
    expect(addressesOf((await bob.getDescription()).body)).to.deep.equal(addressesOf(answer));
  });

  it('has no TCP candidate beside a UDP candidate (RFC 6544)', async () => {
    const alice = party(440);
    const first = await alice.getDescription();
    await gathered(alice);
    expect(first.body).to.match(/^a=candidate:\S+ \d+ udp /im);
    expect(first.body).not.to.match(/^a=candidate:\S+ \d+ tcp /im);
    expect((await alice.getDescription({ iceRestart: true })).body).not.to.match(/^a=candidate:\S+ \d+ tcp /im);
  });

  it('after an ICE restart has the new candidates, also while the earlier ones are still gathered (RFC 8445 §9)', async () => {
    for (const iceServers of [[], DEAD]) {
      const alice = party(440, { iceServers });
      await exchange(alice, party(1000));
      const { body } = await alice.getDescription({ iceRestart: true });
      expect(body).to.match(/^a=candidate:.* typ host/m);
    }
  });

  it('is answered at once, and the call connects by connectivity checks without candidates in the offer', async () => {
    const [alice, bob] = [party(440), party(1000)];
    const offer = await alice.getDescription();
    await bob.setDescription(offer.body.replace(/^a=candidate:.*\r\n/gm, ''));
    const answer = await bob.getDescription();
    await alice.setDescription(answer.body);
    await Promise.all([connected(alice), connected(bob)]);
    await toneMeter(alice).hears(1000);
  });

  it('has a=setup:active with offerSetup, and the call connects (RFC 8842 §5.2)', async () => {
    const [alice, bob] = [party(440, { offerSetup: 'active' }), party(1000)];
    const { offer, answer } = await exchange(alice, bob);
    expect(offer).to.include('a=setup:active').and.not.include('actpass');
    expect(answer).to.include('a=setup:passive');
    await toneMeter(bob).hears(440);
  });

  it('has no bundle-only sections by default (bundlePolicy balanced)', async () => {
    const alice = party(440);
    const { body } = await alice.getDescription();
    expect(alice.peerConnection!.getConfiguration().bundlePolicy).to.equal('balanced');
    expect(body).to.not.include('a=bundle-only');
  });

  it('uses no STUN server by default', () => {
    const alice = party(440);
    void alice.getDescription().catch(() => undefined);
    expect(alice.peerConnection?.getConfiguration().iceServers ?? []).to.be.empty;
  });

  it('has no mDNS candidates when they are removed by withoutMdns()', () => {
    const hidden = 'a=candidate:1 1 udp 2113937151 8a0b4e62-5b5c-4a8e.local 50000 typ host generation 0\r\n';
    const open = 'a=candidate:2 1 udp 2113937151 192.0.2.7 50000 typ host generation 0\r\n';
    expect(withoutMdns(`v=0\r\n${hidden}${open}a=mid:0\r\n`)).to.equal(`v=0\r\n${open}a=mid:0\r\n`);
  });
});

describe('the addresses of a description', () => {
  const udp = 'a=candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host\r\n';
  const more = 'a=candidate:2 1 udp 1677729535 198.51.100.1 50001 typ srflx raddr 192.0.2.7 rport 50000\r\n';
  const tcp = 'a=candidate:3 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active\r\n';
  const ice = (ufrag: string) => `a=ice-ufrag:${ufrag}\r\na=ice-pwd:0123456789abcdefghijklmn\r\n`;
  const section = (port: number, lines: string, address = '192.0.2.7') =>
    `m=audio ${port} UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 ${address}\r\n${lines}`;

  it('over TCP are removed beside one over UDP, and kept otherwise (RFC 6544)', () => {
    expect(withoutTcp(`v=0\r\n${section(50000, udp + tcp)}${section(9, tcp)}`)).to.equal(
      `v=0\r\n${section(50000, udp)}${section(9, tcp)}`,
    );
  });

  it('are those of the previous description for the same credentials, section by section (RFC 8839 §4.4.1)', () => {
    const before = `v=0\r\n${section(50000, udp + ice('a'))}${section(50002, udp + ice('b'))}`;
    const now = `v=0\r\n${section(50001, udp + more + ice('a'), '198.51.100.1')}${section(50003, more + ice('c'))}`;
    expect(withAddressesOf(now, before)).to.equal(
      `v=0\r\n${section(50000, udp + ice('a'))}${section(50003, more + ice('c'))}`,
    );
  });

  it('of a rejected section are not changed (RFC 3264 §8.2)', () => {
    const open = `v=0\r\n${section(50000, udp + ice('a'))}`;
    const closed = `v=0\r\n${section(0, ice('a'))}`;
    expect(withAddressesOf(closed, open)).to.equal(closed);
    expect(withAddressesOf(open, closed)).to.equal(open);
    expect(withAddressesOf(open, '')).to.equal(open);
  });
});

describe('the state of the peer connection', () => {
  afterEach(closeAll);

  it('changes from connecting to connected, once', async () => {
    const [alice, bob] = [party(440), party(1000)];
    const states: string[] = [alice.state];
    alice.on('state', (state) => states.push(state));
    await exchange(alice, bob);
    await Promise.all([connected(alice), connected(bob)]);
    expect(states).to.deep.equal(['connecting', 'connected']);
  });

  it('is failed when no connection is established in time', async () => {
    const [alice, bob] = [party(440, { connectTimeout: 300 }), party(1000)];
    const failed = new Promise<string>((resolve) => alice.on('state', (state) => resolve(state)));
    const offer = await alice.getDescription();
    await bob.setDescription(offer.body);
    const { body } = await bob.getDescription();
    // With another password no connectivity check is answered (RFC 8445 §7.2.2).
    await alice.setDescription(body.replace(/^a=ice-pwd:.*$/gm, 'a=ice-pwd:0123456789abcdefghijklmn'));
    expect(await failed).to.equal('failed');
  });

  it('tells whether audio of the remote party arrives now', async function () {
    const [alice, bob] = [party(440), party(1000)];
    expect(await alice.isReceiving(), 'before there is a connection').to.equal(false);
    await exchange(alice, bob);
    await Promise.all([connected(alice), connected(bob)]);
    await waitUntil(() => alice.isReceiving(), 'audio arrives', { timeout: 20_000 });
    bob.close();
    await waitUntil(async () => !(await alice.isReceiving()), 'no audio arrives any more', { timeout: 20_000 });
  });

  it('is interrupted when the remote party is gone without BYE, and emits restart once', async function () {
    const [alice, bob] = [party(440, { interruptionLimit: 200 }), party(1000)];
    await exchange(alice, bob);
    await Promise.all([connected(alice), connected(bob)]);
    const states: string[] = [];
    alice.on('state', (state) => states.push(state));
    const restart = new Promise<string>((resolve) => alice.on('restart', resolve));
    bob.close();
    expect(await restart).to.equal('interrupted');
    expect(states).to.deep.equal(['interrupted']);
  });
});
