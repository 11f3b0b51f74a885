/** The time at which an offer is sent, and its addresses (RFC 8445, RFC 8838). */
import { expect, waitUntil } from '@open-wc/testing';
import type { CallMedia } from '../../src/media/index.js';
import { withAddressesOf, withoutMdns, withoutTcp } from '../../src/media/sdp.js';
import { closeAll, connected, toneMeter, exchange, gathered, opens, party } from './support/parties.js';

/** A dynamic port on which no STUN server listens. */
const DEAD = [{ urls: 'stun:127.0.0.1:49997' }];

/** The shortest of three attempts: a wait by design occurs in each, a delay by other programs does not. */
async function quickest<T>(prepare: () => Promise<T>, run: (prepared: T) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  while (times.length < 3) {
    const prepared = await prepare();
    const start = performance.now();
    await run(prepared);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

const offerOf = (media: CallMedia): Promise<unknown> => media.getDescription();

/** The addresses of the sender of a description. */
function addressesOf(sdp: string): string[] {
  return sdp.match(/^(?:m=\S+ \d+|c=.*|a=candidate:.*|a=rtcp:.*)/gm) ?? [];
}

/** The time until the end of gathering. */
async function gatheringTime(): Promise<number> {
  const connection = opens(new RTCPeerConnection());
  connection.addTransceiver('audio');
  const start = performance.now();
  const done = new Promise<void>((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve();
    });
  });
  await connection.setLocalDescription();
  await done;
  return performance.now() - start;
}

describe('an offer', () => {
  afterEach(closeAll);

  it('is sent with host candidates, long before the end of gathering', async () => {
    await party(440).getDescription(); // The first connection of a page makes its certificate machinery.
    const all = Math.min(await gatheringTime(), await gatheringTime(), await gatheringTime());
    const took = await quickest(
      () => Promise.resolve(party(440)),
      async (media) => expect((await media.getDescription()).body).to.match(/^a=candidate:.* typ host/m),
    );
    expect(took).to.be.below(Math.max(all / 2, 60)); // Firefox has gathered all in a few milliseconds.
  });

  it('has a default address for a remote party without ICE (RFC 8839 §4.2.1.2)', async () => {
    const { body } = await party(440).getDescription();
    const port = /^m=audio (\d+)/m.exec(body)?.[1];
    expect(port).to.not.be.oneOf(['0', '9']);
    expect(body).to.match(new RegExp(`^a=candidate:.* ${port} typ host`, 'm'));
  });

  it('waits at most half a second for a STUN server that does not respond', async () => {
    const took = await quickest(
      () => Promise.resolve(party(440, { iceServers: DEAD })),
      async (media) => expect((await media.getDescription()).body).to.match(/^a=candidate:/m),
    );
    expect(took).to.be.below(700);
  });

  it('waits for iceGatheringTimeout', async () => {
    const options = { iceServers: DEAD, iceGatheringTimeout: 50 };
    const took = await quickest(() => Promise.resolve(party(440, options)), offerOf);
    expect(took).to.be.below(300);
  });

  it('in an established call is sent at once', async () => {
    const options = { iceServers: DEAD, iceGatheringTimeout: 400 };
    const up = async (): Promise<CallMedia> => {
      const alice = party(440, options);
      await exchange(alice, party(1000));
      await connected(alice);
      return alice;
    };
    const took = await quickest(up, (alice) => alice.getDescription({ hold: true }));
    expect(took).to.be.below(200);
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
