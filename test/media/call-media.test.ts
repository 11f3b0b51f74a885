/** Offer and answer between two parties with real peer connections; the received media is measured. */
import { expect } from '@open-wc/testing';
import type { CallMedia, MediaOptions } from '../../src/media/index.js';
import type { DescriptionInit } from '../../src/sip/session/description-handler.js';
import { closeAll, connected, toneMeter, energyOf, exchange, opens, party, partyWith } from './support/parties.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { until, ToneMicrophone } from './support/audio.js';

const LOW = 440;
const HIGH = 1000;

async function call(ofAlice: Partial<MediaOptions> = {}): Promise<{ alice: CallMedia; bob: CallMedia }> {
  const alice = party(LOW, ofAlice);
  const bob = party(HIGH);
  await exchange(alice, bob);
  await Promise.all([connected(alice), connected(bob)]);
  return { alice, bob };
}

describe('the media of a call', () => {
  afterEach(closeAll);

  it('carries the audio of each party to the other, and not back to itself', async () => {
    const { alice, bob } = await call();
    await Promise.all([toneMeter(bob).hearsOnly([LOW], [HIGH]), toneMeter(alice).hearsOnly([HIGH], [LOW])]);
  });

  it('answers an offer in the 2xx to an INVITE without one (RFC 3261 §13.2.1)', async () => {
    const caller = party(LOW);
    const callee = party(HIGH);
    const offer = await callee.getDescription();
    await caller.setDescription(offer.body);
    const answer = await caller.getDescription();
    await callee.setDescription(answer.body);
    await toneMeter(callee).hears(LOW);
    await toneMeter(caller).hears(HIGH);
  });

  it('accepts descriptions by their media type (RFC 3261 §7.4.1)', () => {
    const alice = party(LOW);
    expect(alice.hasDescription('application/sdp')).to.be.true;
    expect(alice.hasDescription('multipart/mixed')).to.be.false;
  });

  it('reports codec, path, packets, levels and round-trip time', async () => {
    const { alice } = await call();
    const sample = await until(async () => {
      const reading = await alice.sample();
      // Firefox does not report the level of the input.
      const heard = reading.received.packets > 50 && (reading.output ?? 0) > 0.2 && (reading.input ?? 1) > 0.2;
      // In seconds; a report that a busy machine held up is followed by another one.
      const isShort = reading.roundTrip !== undefined && reading.roundTrip >= 0 && reading.roundTrip < 0.5;
      return reading.reported && heard && isShort ? reading : undefined;
    }, 'an RTCP report of the remote party was received, with its round-trip time, and audio in both directions at its level');
    expect(sample.codec).to.equal('opus');
    expect(sample.clockRate).to.equal(48_000);
    expect(sample.path).to.equal('host');
    expect(sample.received.energy).to.be.above(0);
    expect(sample.received.lost).to.equal(0);
  });

  it('rejects a malformed description with a media error, and can continue', async () => {
    const alice = party(LOW);
    const bob = party(HIGH);
    const error = await alice.setDescription('garbage').catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'SipError', kind: 'media' });
    await exchange(alice, bob);
    await toneMeter(bob).hears(LOW);
  });

  it('applies modifiers to sent and to received descriptions', async () => {
    const alice = party(LOW);
    const bob = party(HIGH);
    const mark = (description: DescriptionInit): Promise<DescriptionInit> =>
      Promise.resolve({ ...description, sdp: `${description.sdp ?? ''}a=x-mark:${description.type}\r\n` });
    const offer = await alice.getDescription({}, [mark]);
    expect(offer.body).to.match(/a=x-mark:offer\r\n$/);
    const seen: string[] = [];
    await bob.setDescription(offer.body, {}, [
      (description) => {
        seen.push(description.type);
        return Promise.resolve(description);
      },
    ]);
    expect(seen).to.deep.equal(['offer']);
  });

  it('offers only the configured codecs, in order of preference, with telephone-event', async () => {
    const alice = party(LOW, { audioCodecs: ['PCMA', 'opus'] });
    const { body } = await alice.getDescription();
    const names = [...body.matchAll(/^a=rtpmap:\d+ ([^/]+)/gm)].map(([, name]) => name);
    expect(names.slice(0, 2)).to.deep.equal(['PCMA', 'opus']);
    expect(names).to.include('telephone-event').and.not.include('G722');
  });

  it('rejects video by default, and accepts the audio of the same offer (RFC 3264 §6)', async () => {
    const other = opens(new RTCPeerConnection());
    other.addTransceiver('audio');
    other.addTransceiver('video');
    await other.setLocalDescription();
    const alice = party(LOW);
    await alice.setDescription(other.localDescription!.sdp);
    const { body } = await alice.getDescription();
    const [, video] = body.split(/^m=video /m);
    expect(video).to.match(/^0 |^a=inactive/m);
    expect(body).to.match(/^m=audio [1-9]/m);
  });

  it('closes peer connection, microphone and audio element on close(), also when it is called twice', async () => {
    const toneMicrophone = new ToneMicrophone(LOW);
    const alice = partyWith(toneMicrophone);
    await exchange(alice, party(HIGH));
    const connection = alice.peerConnection!;
    expect(toneMicrophone.leases).to.equal(1);
    alice.close();
    alice.close();
    expect(connection.signalingState).to.equal('closed');
    expect(toneMicrophone.leases).to.equal(0);
    expect(alice.remoteStream.getTracks().length).to.equal(0);
    const error = await alice.getDescription().catch((reason: unknown) => reason);
    expect(error).to.include({ kind: 'canceled' });
  });

  it('rejects getDescription() as canceled when it is closed in between', async () => {
    const alice = party(LOW);
    const offer = alice.getDescription();
    alice.close();
    expect(await offer.catch((reason: unknown) => reason)).to.include({ kind: 'canceled' });
  });
});

describe('the media of a call that is closed during an operation of the browser', () => {
  afterEach(closeAll);

  /** Resolves when the operation has reached the peer connection, which has not finished it yet. */
  const begun = async (media: CallMedia): Promise<void> => {
    for (let turn = 0; turn < 20 || !media.peerConnection; turn += 1) await Promise.resolve();
  };

  for (const [what, prepare] of Object.entries({
    'an offer is applied': async (alice: CallMedia, bob: CallMedia) => {
      const { body } = await bob.getDescription();
      return () => alice.setDescription(body);
    },
    'an answer is created': async (alice: CallMedia, bob: CallMedia) => {
      await alice.setDescription((await bob.getDescription()).body);
      return () => alice.getDescription();
    },
    'an answer is applied': async (alice: CallMedia, bob: CallMedia) => {
      await bob.setDescription((await alice.getDescription()).body);
      const { body } = await bob.getDescription();
      return () => alice.setDescription(body);
    },
  }))
    it(`rejects as \`canceled\` while ${what}`, async () => {
      const alice = party(LOW);
      const begin = await prepare(alice, party(HIGH));
      const work = begin().catch((error: unknown) => error);
      await begun(alice);
      alice.close();
      expect(await work).to.include({ name: 'SipError', kind: 'canceled' });
    });
});

describe('mute', () => {
  afterEach(closeAll);

  it('sends silence to the remote party, and audio again when it is switched off', async () => {
    const { alice, bob } = await call();
    const atBob = toneMeter(bob);
    await atBob.hears(LOW);
    alice.mute(true);
    await atBob.hearsNo(LOW);
    alice.mute(false);
    await atBob.hears(LOW);
  });

  it('applies from the first packet when it was set before the call', async () => {
    const alice = party(LOW);
    const bob = party(HIGH);
    alice.mute(true);
    await exchange(alice, bob);
    expect(await energyOf(bob, 50)).to.be.below(0.001);
  });
});

describe('a pause of the audio', () => {
  afterEach(closeAll);

  it('sends no packet at all, neither of the microphone nor of a played file, until it ends', async () => {
    const { alice, bob } = await call();
    await toneMeter(bob).hears(LOW);
    await alice.pause(true);
    const packets = async (): Promise<number> => (await bob.sample()).received.packets;
    // What was on its way has arrived when none comes during ten packets in the other direction.
    let before = await packets();
    await until(async () => {
      const earlier = before;
      await energyOf(alice, 10);
      before = await packets();
      return before === earlier || undefined;
    }, 'no packet comes any more');
    const file = new ToneMicrophone(700);
    opens({ close: () => file.stop() });
    await alice.play(file.track, true);
    alice.mute(true);
    alice.mute(false);
    // A second and a half of packets in the other direction.
    await energyOf(alice, 75);
    expect(await packets()).to.equal(before);
    await alice.play(undefined);
    await alice.pause(false);
    await toneMeter(bob).hearsOnly([LOW], [700]);
  });
});

describe('hold', () => {
  afterEach(closeAll);

  it('offers sendonly, stops audio in both directions and restores it (RFC 3264 §8.4)', async () => {
    const { alice, bob } = await call();
    const atBob = toneMeter(bob);
    const atAlice = toneMeter(alice);
    await atBob.hears(LOW);
    const held = await exchange(alice, bob, { hold: true });
    expect(held.offer).to.include('a=sendonly');
    expect(held.answer).to.include('a=recvonly');
    expect(alice.onHold).to.be.true;
    expect(bob.remoteHold).to.be.true;
    await Promise.all([atBob.hearsNo(LOW), atAlice.hearsNo(HIGH)]);
    const back = await exchange(alice, bob, { hold: false });
    expect(back.answer).to.include('a=sendrecv');
    expect(bob.remoteHold).to.be.false;
    await Promise.all([atBob.hears(LOW, 0.2), atAlice.hears(HIGH, 0.2)]);
  });

  it('offers inactive when both parties hold, and each party resumes only its own hold', async () => {
    const { alice, bob } = await call();
    await exchange(alice, bob, { hold: true });
    const both = await exchange(bob, alice, { hold: true });
    expect(both.offer).to.include('a=inactive');
    expect([alice.onHold, alice.remoteHold, bob.onHold, bob.remoteHold]).to.deep.equal([true, true, true, true]);
    const one = await exchange(alice, bob, { hold: false });
    expect(one.answer).to.include('a=sendonly');
    expect([alice.onHold, bob.onHold]).to.deep.equal([false, true]);
    await exchange(bob, alice, { hold: false });
    await toneMeter(bob).hears(LOW);
  });

  // @rfc 3264 §6.1
  it('is not what a remote party does that only listens: the audio is sent, and none is to come (RFC 3264 §5.1, §8.4)', async () => {
    const { alice, bob } = await call();
    await exchange(alice, bob);
    expect(alice.direction).to.equal('sendrecv');
    const { body } = await bob.getDescription();
    await alice.setDescription(body.replace(/^a=sendrecv/gm, 'a=recvonly'));
    const answer = await alice.getDescription();
    await bob.setDescription(answer.body);
    expect(answer.body).to.include('a=sendonly');
    expect([alice.remoteHold, alice.direction]).to.deep.equal([false, 'sendonly']);
    await toneMeter(bob).hears(LOW);
    await exchange(alice, bob);
    expect(alice.direction).to.equal('sendrecv');
  });

  it('has the agreed direction, not an offered one (RFC 3264 §8)', async () => {
    const { alice, bob } = await call();
    await alice.getDescription({ hold: true });
    await alice.rollbackDescription();
    expect(alice.direction).to.equal('sendrecv');
    await exchange(alice, bob, { hold: true });
    expect([alice.direction, bob.direction]).to.deep.equal(['sendonly', 'recvonly']);
    await exchange(bob, alice, { hold: true });
    expect([alice.direction, bob.direction]).to.deep.equal(['inactive', 'inactive']);
  });

  it('has no direction of audio that the remote party rejects in a call with sound (RFC 3264 §8.2)', async () => {
    const { alice, bob } = await call();
    await bob.setDescription((await alice.getDescription()).body);
    const { body } = await bob.getDescription();
    await alice.setDescription(body.replace(/^m=audio \d+/m, 'm=audio 0').replace(/^a=group:BUNDLE.*\r\n/m, ''));
    expect([alice.state, alice.direction, alice.remoteHold]).to.deep.equal(['connected', undefined, false]);
  });

  it('remains during an offer of the remote party', async () => {
    const { alice, bob } = await call();
    await exchange(alice, bob, { hold: true });
    const { answer } = await exchange(bob, alice);
    expect(answer).to.include('a=sendonly');
    expect(alice.onHold).to.be.true;
  });

  it('is undone when the remote party rejects the offer (RFC 6337 §3.4)', async () => {
    const { alice, bob } = await call();
    await alice.getDescription({ hold: true });
    await alice.rollbackDescription();
    expect(alice.onHold).to.be.false;
    // New packets, as audio that was received before the offer is still played for a while.
    expect(await energyOf(alice, 50)).to.be.above(0.01);
    await Promise.all([toneMeter(bob).hears(LOW), toneMeter(alice).hears(HIGH)]);
    const { offer } = await exchange(alice, bob);
    expect(offer).to.include('a=sendrecv');
  });

  it('is recognised by the null address of an old gateway (RFC 3264 §8.4)', async () => {
    const { alice, bob } = await call();
    const offer = (await bob.getDescription()).body
      .replace(/^a=(sendrecv|candidate:.*|ice-options:.*)\r\n/gm, '')
      .replace(/^c=.*/gm, 'c=IN IP4 0.0.0.0');
    await alice.setDescription(offer);
    await alice.getDescription();
    expect(alice.remoteHold).to.be.true;
  });
});

describe('an offer and answer exchange that is not completed', () => {
  afterEach(closeAll);

  it('is rolled back on both sides, and the next exchange works', async () => {
    const alice = party(LOW);
    const bob = party(HIGH);
    const offer = await alice.getDescription();
    await bob.setDescription(offer.body);
    await alice.rollbackDescription();
    await bob.rollbackDescription();
    await bob.rollbackDescription();
    await exchange(bob, alice);
    await toneMeter(alice).hears(HIGH);
    await toneMeter(bob).hears(LOW);
  });

  it('plays early media by a provisional answer, and continues with the final one (RFC 3960 §3)', async () => {
    const alice = party(LOW);
    const bob = party(HIGH);
    const offer = await alice.getDescription();
    await bob.setDescription(offer.body);
    const answer = await bob.getDescription();
    await alice.setDescription(answer.body, { final: false });
    const atAlice = toneMeter(alice);
    await atAlice.hears(HIGH);
    await alice.setDescription(answer.body);
    expect(alice.peerConnection!.signalingState).to.equal('stable');
    await toneMeter(bob).hears(LOW);
    await atAlice.hears(HIGH);
  });

  it('plays the audio of the fork that answers after early media of another fork', async () => {
    const alice = party(LOW);
    const early = party(700);
    const bob = party(HIGH);
    const offer = await alice.getDescription();
    await early.setDescription(offer.body);
    await alice.setDescription((await early.getDescription()).body, { final: false });
    const atAlice = toneMeter(alice);
    await atAlice.hears(700);
    // Without provisional answers (Firefox), the fork that answers needs another offer.
    let again: Promise<unknown> = Promise.resolve();
    alice.on('restart', () => (again = exchange(alice, bob)));
    await bob.setDescription(offer.body);
    await alice.setDescription((await bob.getDescription()).body);
    await again;
    await toneMeter(alice).hears(HIGH);
    await toneMeter(bob).hears(LOW);
  });
});

describe('an offer without usable audio (RFC 3264 §6)', () => {
  afterEach(closeAll);

  const REFUSED = { name: 'SipError', kind: 'media', statusCode: 488 };
  const settled = (outcome: Promise<unknown>): Promise<unknown> => outcome.catch((reason: unknown) => reason);

  async function offerOf(...kinds: ('audio' | 'video')[]): Promise<string> {
    const other = opens(new RTCPeerConnection({ bundlePolicy: 'max-bundle' }));
    for (const kind of kinds) other.addTransceiver(kind);
    await other.setLocalDescription();
    return other.localDescription!.sdp;
  }
  /** With one codec that no browser supports, instead of all others. */
  const ofUnknownCodec = (sdp: string): string =>
    sdp
      .replace(/^(m=audio \d+ \S+) .*$/m, '$1 96')
      .replace(/^a=(rtpmap|fmtp|rtcp-fb|extmap).*\r\n/gm, '')
      .replace(/^a=mid/m, 'a=rtpmap:96 AMR/8000\r\na=mid');

  it('is rejected with 488 when it has only video, or audio with port 0', async () => {
    const alice = party(LOW);
    expect(await settled(alice.setDescription(await offerOf('video')))).to.include(REFUSED);
    const closed = (await offerOf('audio')).replace(/^m=audio \d+/m, 'm=audio 0');
    expect(await settled(alice.setDescription(closed))).to.include(REFUSED);
    await exchange(party(HIGH), alice);
    await toneMeter(alice).hears(HIGH);
  });

  // @rfc 3264 §6
  it('is rejected with 488 without a common codec', async () => {
    const alice = party(LOW);
    await alice.setDescription(ofUnknownCodec(await offerOf('audio')));
    expect(await settled(alice.getDescription())).to.include(REFUSED);
  });

  it('does not include audio with port 0 that shares the transport of the video (RFC 9143 §6)', async () => {
    const [picture, sound] = (await offerOf('video', 'audio')).split(/^m=audio \d+/m);
    const alice = party(LOW, { video: true });
    await alice.setDescription(`${picture}m=audio 0${sound!.replace('a=bundle-only\r\n', '')}a=bundle-only\r\n`);
    expect((await alice.getDescription()).body).to.match(/^m=audio [1-9]/m);
  });

  it('leaves an established call unchanged (RFC 3261 §14.2)', async () => {
    const { alice, bob } = await call();
    const offer = await bob.getDescription();
    const pictureOnly = offer.body.replace(/^m=audio \d+/m, 'm=audio 0');
    expect(await settled(alice.setDescription(pictureOnly))).to.include(REFUSED);
    await alice.rollbackDescription();
    await alice.setDescription(ofUnknownCodec(offer.body));
    expect(await settled(alice.getDescription())).to.include(REFUSED);
    await Promise.all([alice.rollbackDescription(), bob.rollbackDescription()]);
    expect(await energyOf(alice, 50)).to.be.above(0.01);
    expect(await energyOf(bob, 50)).to.be.above(0.01);
    await exchange(bob, alice);
    await Promise.all([toneMeter(bob).hears(LOW), toneMeter(alice).hears(HIGH)]);
  });
});

describe('a change of the network path', () => {
  afterEach(closeAll);

  /** A tone meter takes the track that a stream has at the time (Web Audio §1.23): that of the new connection, once it is played. */
  const closes = (connection: RTCPeerConnection): Promise<true> =>
    until(() => connection.signalingState === 'closed' || undefined, 'the earlier connection is closed');

  it('gets new credentials and candidates by an ICE restart, and audio continues (RFC 8445 §9)', async () => {
    const alice = party(LOW);
    const bob = party(HIGH);
    const first = await exchange(alice, bob);
    await Promise.all([connected(alice), connected(bob)]);
    const second = await exchange(alice, bob, { iceRestart: true });
    const ufrag = (sdp: string): string | undefined => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1];
    expect(ufrag(second.offer)).to.not.equal(ufrag(first.offer));
    expect(second.offer).to.match(/^a=candidate:/m);
    await toneMeter(bob).hears(LOW);
    await toneMeter(alice).hears(HIGH);
  });

  it('creates a new peer connection when the remote fingerprint changes, so that a reloaded party is heard (RFC 8842 §4)', async () => {
    const { alice, bob } = await call();
    const before = alice.peerConnection;
    const replaced: RTCPeerConnection[] = [];
    alice.on('peerConnection', (connection) => replaced.push(connection));
    bob.close();
    const reloaded = party(700);
    await exchange(reloaded, alice);
    expect(alice.peerConnection).to.not.equal(before);
    expect(replaced).to.deep.equal([alice.peerConnection]);
    await closes(before!);
    await toneMeter(alice).hears(700);
    await toneMeter(reloaded).hears(LOW);
  });

  it('plays the earlier connection until packets arrive over the one to the new fingerprint, so that a call that moves has no gap', async () => {
    const { alice } = await call({ clock: new VirtualClock() });
    const before = alice.peerConnection;
    const moved = party(700);
    await alice.setDescription((await moved.getDescription()).body);
    const { body } = await alice.getDescription();
    expect(alice.peerConnection).to.not.equal(before);
    await toneMeter(alice).hears(HIGH);
    const [sender] = moved.peerConnection!.getSenders();
    const { track } = sender!;
    await sender!.replaceTrack(null);
    await moved.setDescription(body);
    await Promise.all([connected(alice), connected(moved)]);
    await toneMeter(alice).hears(HIGH);
    expect(before!.signalingState, 'nothing has arrived yet').to.equal('stable');
    await sender!.replaceTrack(track);
    await closes(before!);
    await toneMeter(alice).hears(700);
  });

  it('closes the earlier connection a second after the new one is connected where no packet arrives, as from a party on hold', async () => {
    const clock = new VirtualClock();
    const { alice } = await call({ clock });
    const before = alice.peerConnection;
    const moved = party(700);
    const { body } = await moved.getDescription();
    await moved.peerConnection!.getSenders()[0]!.replaceTrack(null);
    await alice.setDescription(body);
    await moved.setDescription((await alice.getDescription()).body);
    const { peerConnection } = alice;
    await until(() => peerConnection!.connectionState === 'connected' || undefined, 'the new connection is up');
    await clock.advance(999);
    expect(before!.signalingState).to.equal('stable');
    await clock.advance(1);
    expect(before!.signalingState).to.equal('closed');
  });

  it('keeps the working peer connection when the offer of a new party is rolled back', async () => {
    const { alice, bob } = await call();
    const before = alice.peerConnection;
    const stranger = party(700);
    await alice.setDescription((await stranger.getDescription()).body);
    await alice.rollbackDescription();
    expect(alice.peerConnection).to.equal(before);
    expect(alice.state).to.equal('connected');
    await toneMeter(alice).hears(HIGH);
    await toneMeter(bob).hears(LOW);
  });
});
