/** Trickle ICE: local candidates are reported, remote ones applied, and a call connects by them (RFC 8838, RFC 8840). */
import { expect } from '@open-wc/testing';
import { RemoteCandidates } from '../../src/media/candidates.js';
import type { CallMedia, MediaOptions } from '../../src/media/index.js';
import type { IceFragment, SessionDescriptionHandlerModifier } from '../../src/sip/session/description-handler.js';
import { closeAll, connected, toneMeter, exchange, opens, party } from './support/parties.js';
import { Card } from './support/video.js';
import { until } from './support/audio.js';

const LOW = 440;
const HIGH = 1000;

const withoutCandidates = (sdp: string): string => sdp.replace(/^a=(candidate|end-of-candidates).*\r\n/gm, '');
const candidatesIn = (sdp: string): string[] => [...sdp.matchAll(/^a=(candidate:.*)\r\n/gm)].map(([, one]) => one!);
const ufragIn = (sdp: string): string => /^a=ice-ufrag:(.*)\r$/m.exec(sdp)![1]!;
const pwdIn = (sdp: string): string => /^a=ice-pwd:(.*)\r$/m.exec(sdp)![1]!;
const midIn = (sdp: string): string => /^a=mid:(.*)\r$/m.exec(sdp)![1]!;

/** The fragments that `media` has reported, including later ones. */
function fragmentsOf(media: CallMedia): IceFragment[] {
  const emitted: IceFragment[] = [];
  media.onLocalCandidates((fragment) => void emitted.push(fragment));
  return emitted;
}

const isEnd = ({ sections }: IceFragment): boolean => sections.every(({ end }) => end);
const lastOf = (emitted: IceFragment[]): Promise<IceFragment> =>
  until(() => emitted.find(isEnd), 'the last candidates are reported');

/** Exchanges both descriptions without their candidates. */
async function blind(alice: CallMedia, bob: CallMedia): Promise<{ offer: string; answer: string }> {
  const offer = withoutCandidates((await alice.getDescription()).body);
  await bob.setDescription(offer);
  const answer = withoutCandidates((await bob.getDescription()).body);
  await alice.setDescription(answer);
  return { offer, answer };
}

describe('candidates after a local description', () => {
  afterEach(closeAll);

  it('are reported with all earlier ones, and their end, once each (RFC 8840 §4.3, RFC 8838 §13)', async () => {
    const alice = party(LOW);
    const { body } = await alice.getDescription();
    const emitted = fragmentsOf(alice);
    const last = await lastOf(emitted);
    expect(last.ufrag).to.equal(ufragIn(body));
    expect(last.pwd).to.equal(pwdIn(body));
    const [section] = last.sections;
    expect(section!.mid).to.equal(midIn(body));
    expect(section!.candidates).to.include.members(candidatesIn(body));
    expect(emitted.filter(isEnd)).to.have.length(1);
    await alice.getDescription({ hold: true });
    expect(emitted.filter(isEnd), 'nothing is new in the next offer').to.have.length(1);
  });

  it('are reported again for the new credentials of an ICE restart (RFC 8838 §4)', async () => {
    const [alice, bob] = [party(LOW), party(HIGH)];
    await exchange(alice, bob);
    const emitted = fragmentsOf(alice);
    await lastOf(emitted);
    emitted.length = 0;
    const { body } = await alice.getDescription({ iceRestart: true });
    expect((await lastOf(emitted)).ufrag).to.equal(ufragIn(body));
  });

  it('are not reported before the description is returned', async () => {
    const alice = party(LOW, { iceServers: [{ urls: 'stun:127.0.0.1:49997' }], iceGatheringTimeout: 300 });
    const bob = party(HIGH);
    await exchange(alice, bob);
    const emitted = fragmentsOf(alice);
    const { body } = await alice.getDescription({ iceRestart: true });
    expect(candidatesIn(body)).to.have.length.above(0);
    expect(emitted.filter(({ ufrag }) => ufrag === ufragIn(body))).to.be.empty;
  });

  it('are passed through the modifiers of their description, so that a modifier hides an address here too', async () => {
    const hides: SessionDescriptionHandlerModifier = (description) =>
      Promise.resolve({ ...description, sdp: withoutCandidates(description.sdp ?? '') });
    const alice = party(LOW);
    await alice.getDescription({}, [hides]);
    const { sections } = await lastOf(fragmentsOf(alice));
    expect(sections.flatMap(({ candidates }) => candidates)).to.be.empty;
  });

  it('are reported for each transport when the remote party does not bundle (RFC 8840 §4.3)', async () => {
    const options: Partial<MediaOptions> = { video: true };
    const [alice, bob] = [party(LOW, options), party(HIGH, options)];
    await alice.show(opens(new Card('red')).track);
    const emitted = fragmentsOf(bob);
    const unbundled = (sdp: string): string => sdp.replace(/^a=group:BUNDLE.*\r\n/gm, '');
    await bob.setDescription(unbundled((await alice.getDescription()).body));
    const { body } = await bob.getDescription();
    await alice.setDescription(unbundled(body));
    // Chromium has credentials for each transport, Firefox the same for all.
    for (const text of body.split(/^m=/m).slice(1)) {
      const section = await until(
        () =>
          emitted
            .filter(({ ufrag }) => ufrag === ufragIn(text))
            .flatMap(({ sections }) => sections)
            .find(({ mid, candidates, end }) => mid === midIn(text) && candidates.length > 0 && end),
        `all candidates are reported of m=${text.slice(0, 5)}`,
      );
      expect(section.media.slice(0, 5)).to.equal(text.slice(0, 5));
    }
  });
});

describe('candidates after a remote description', () => {
  afterEach(closeAll);

  it('connect a call without other candidates, from one side alone', async () => {
    const [alice, bob] = [party(LOW), party(HIGH)];
    await blind(alice, bob);
    alice.onLocalCandidates((fragment) => void bob.addRemoteCandidates(fragment));
    await Promise.all([connected(alice), connected(bob)]);
    await Promise.all([toneMeter(bob).hears(LOW), toneMeter(alice).hears(HIGH)]);
  });

  it('wait for the description that they have overtaken (RFC 8838 §9)', async () => {
    const [alice, bob] = [party(LOW), party(HIGH)];
    const { body: offer } = await alice.getDescription();
    await bob.addRemoteCandidates(await lastOf(fragmentsOf(alice)));
    await bob.setDescription(withoutCandidates(offer));
    const answer = withoutCandidates((await bob.getDescription()).body);
    await alice.setDescription(answer);
    await Promise.all([connected(alice), connected(bob)]);
    await toneMeter(bob).hears(LOW);
  });

  it('of another generation, password or section are ignored (RFC 8840 §4.4)', async () => {
    const [alice, bob] = [party(LOW), party(HIGH)];
    const first = await exchange(alice, bob);
    const old = await lastOf(fragmentsOf(alice));
    await bob.addRemoteCandidates(old);
    const second = withoutCandidates((await alice.getDescription({ iceRestart: true })).body);
    await bob.setDescription(second);
    const known = (): string[] => candidatesIn(bob.peerConnection!.remoteDescription!.sdp);
    expect(known()).to.be.empty;
    expect(old.ufrag).to.equal(ufragIn(first.offer));
    const now = { ...old, ufrag: ufragIn(second), pwd: pwdIn(second) };
    await bob.addRemoteCandidates(old);
    await bob.addRemoteCandidates({ ...now, pwd: old.pwd });
    await bob.addRemoteCandidates({ ...now, sections: now.sections.map((one) => ({ ...one, mid: 'nowhere' })) });
    expect(known()).to.be.empty;
    // A section without a name is matched by its index (RFC 8840 §9.1).
    await bob.addRemoteCandidates({ ...now, sections: now.sections.map((one) => ({ ...one, mid: undefined })) });
    expect(known().length).to.be.above(0);
  });

  it('that are malformed are ignored, and a flood is limited to a hundred (RFC 8445 §19.5.1)', async () => {
    const [alice, bob] = [party(LOW), party(HIGH)];
    const { offer } = await exchange(alice, bob);
    await connected(bob);
    const before = candidatesIn(bob.peerConnection!.remoteDescription!.sdp).length;
    const send = (candidates: string[]): Promise<void> =>
      bob.addRemoteCandidates({
        ufrag: ufragIn(offer),
        pwd: pwdIn(offer),
        sections: [{ media: 'audio 9 X 0', mid: midIn(offer), candidates, end: true }],
      });
    await send([
      '',
      'candidate:',
      'candidate:1 1 udp x 192.0.2.1 70000 typ host',
      '\r\na=setup:active',
      'x'.repeat(1e5),
    ]);
    const flood = Array.from({ length: 256 }, (_, at) => `candidate:${at} 1 udp 1 203.0.113.${at} 4000 typ host`);
    for (let round = 0; round < 3; round += 1) await send(flood);
    const taken = candidatesIn(bob.peerConnection!.remoteDescription!.sdp).length - before;
    expect(taken).to.be.within(50, 100);
    expect(bob.peerConnection!.remoteDescription!.sdp).to.not.include('203.0.113.200');
    await Promise.all([toneMeter(bob).hears(LOW), toneMeter(alice).hears(HIGH)]);
  });

  it('are ignored before a call and after it', async () => {
    const fragment = { ufrag: 'a', pwd: 'b', sections: [] };
    const alice = party(LOW);
    await alice.addRemoteCandidates(fragment);
    await exchange(alice, party(HIGH));
    alice.close();
    await alice.addRemoteCandidates(fragment);
    expect(alice.peerConnection!.signalingState).to.equal('closed');
  });
});

describe('candidates for a description of thousands of sections', () => {
  it('are read in steps that grow with its length, not with its square', async () => {
    /** The characters that are split into lines for one candidate. */
    const steps = async (sections: number): Promise<number> => {
      const sdp = `v=0\r\n${'a=ice-ufrag:u\r\na=ice-pwd:p\r\n'.repeat(sections)}${'m=audio 9 RTP/AVP 0\r\n'.repeat(sections)}`;
      const candidates = new RemoteCandidates({
        remoteDescription: { sdp },
        addIceCandidate: () => Promise.resolve(),
      } as unknown as RTCPeerConnection);
      const { split } = String.prototype;
      let count = 0;
      String.prototype.split = function (this: string, ...args: [never]) {
        count += this.length;
        return split.apply(this, args);
      } as typeof split;
      try {
        const sent = { media: 'audio', mid: undefined, candidates: ['candidate:1'], end: false };
        await candidates.take({ ufrag: 'u', pwd: 'p', sections: [sent] }, () => undefined);
      } finally {
        String.prototype.split = split;
      }
      return count;
    };
    expect((await steps(2000)) / (await steps(500))).to.be.below(5);
  });
});
