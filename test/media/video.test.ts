/** Video in a call: the colour that the remote party receives. */
import { expect } from '@open-wc/testing';
import { openCamera, openScreen, type CallMedia } from '../../src/media/index.js';
import { closeAll, connected, toneMeter, exchange, opens, party } from './support/parties.js';
import { Card, Eye } from './support/video.js';

function call(): { alice: CallMedia; bob: CallMedia } {
  return { alice: party(440, { video: true }), bob: party(1000, { video: true }) };
}

const eye = (media: CallMedia): Eye => opens(new Eye(media.remoteVideo));
const card = (colour: 'red' | 'green' | 'blue'): MediaStreamTrack => opens(new Card(colour)).track;

describe('video in a call', () => {
  afterEach(closeAll);

  it('is sent in both directions from the first offer, beside the audio', async () => {
    const { alice, bob } = call();
    await alice.show(card('red'));
    await bob.show(card('blue'));
    await exchange(alice, bob);
    await Promise.all([eye(bob).sees('red'), eye(alice).sees('blue'), toneMeter(bob).hears(440)]);
  });

  it('is added in a call by a new offer, and is replaced and removed without one', async () => {
    const { alice, bob } = call();
    await exchange(alice, bob);
    await connected(alice);
    expect(await alice.show(card('red')), 'a re-INVITE is needed').to.be.true;
    const { answer } = await exchange(alice, bob);
    expect(answer).to.include('a=recvonly');
    const atBob = eye(bob);
    await atBob.sees('red');
    expect(await alice.show(card('green')), 'no re-INVITE is needed').to.be.false;
    await atBob.sees('green');
    expect(await alice.show(undefined)).to.be.false;
    const frames = async (): Promise<number> => {
      const report = await bob.peerConnection!.getStats();
      return [...(report as unknown as Map<string, { kind?: string; framesDecoded?: number }>).values()].reduce(
        (sum, entry) => sum + (entry.framesDecoded ?? 0),
        0,
      );
    };
    expect(await frames()).to.be.above(0);
    await toneMeter(bob).hears(440);
  });

  it('is black while it is muted, and the audio goes on', async () => {
    const { alice, bob } = call();
    await alice.show(card('green'));
    await exchange(alice, bob);
    const atBob = eye(bob);
    await atBob.sees('green');
    alice.muteVideo(true);
    await atBob.sees('black');
    await toneMeter(bob).hears(440);
    alice.muteVideo(false);
    await atBob.sees('green');
  });

  it('is not sent to a party on hold, and is sent again on resume', async () => {
    const { alice, bob } = call();
    await alice.show(card('red'));
    await exchange(alice, bob);
    const atBob = eye(bob);
    await atBob.sees('red');
    const held = await exchange(alice, bob, { hold: true });
    expect(held.offer.split('m=video')[1]).to.include('a=inactive');
    await alice.show(card('blue'));
    await exchange(alice, bob, { hold: false });
    await atBob.sees('blue');
  });

  it('is rejected by a phone without video, while the audio connects', async () => {
    const [alice, bob] = [party(440), party(1000)];
    await alice.show(card('red'));
    const { answer } = await exchange(alice, bob);
    expect(answer.split('m=video')[1]).to.match(/^ 0 |a=inactive/);
    await toneMeter(bob).hears(440);
    expect(bob.remoteVideo.getTracks().length).to.equal(0);
  });

  it('of a camera and of a screen reaches the remote party', async () => {
    const { alice, bob } = call();
    const camera = await openCamera({ width: 320, height: 240 });
    await alice.show(camera);
    await exchange(alice, bob);
    const atBob = eye(bob);
    await atBob.sees('green'); // The fake camera of the browser is green.
    expect(camera.getSettings().width).to.equal(320);
    camera.stop();
    navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(new MediaStream([card('blue')]));
    const screen = await openScreen();
    expect(screen.contentHint).to.equal('detail');
    await alice.show(screen);
    await atBob.sees('blue');
  });

  it('that the user denies is reported as denied', async () => {
    navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const error = await openScreen().catch((reason: unknown) => reason);
    expect(error).to.include({ kind: 'media', device: 'screen', reason: 'denied' });
  });
});
