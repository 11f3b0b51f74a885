/** A call of three: who hears whom is measured at every end. */
import { expect } from '@open-wc/testing';
import { Mixer, type CallMedia, type MixedCall } from '../../src/media/index.js';
import { closeAll, connected, ear, exchange, opens, party, partyWith } from './support/parties.js';
import { Whistle, type Ear } from './support/sound.js';

const ME = 440;
const BOB = 700;
const CAROL = 1000;

/** A call of which nothing comes. */
const fakeCall = (): MixedCall => ({
  remoteStream: new MediaStream(),
  on: () => undefined,
  off: () => undefined,
  sendInstead: () => Promise.resolve(),
});

describe('a three-way call', () => {
  let mine: Whistle;
  let toBob: CallMedia;
  let toCarol: CallMedia;
  let atBob: Ear;
  let atCarol: Ear;
  let mixer: Mixer;

  beforeEach(async () => {
    mine = new Whistle(ME);
    [toBob, toCarol] = [partyWith(mine), partyWith(mine)];
    const [bob, carol] = [party(BOB), party(CAROL)];
    await Promise.all([exchange(toBob, bob), exchange(toCarol, carol)]);
    await Promise.all([toBob, toCarol, bob, carol].map(connected));
    [atBob, atCarol] = [ear(bob), ear(carol)];
    mixer = await Mixer.join(mine, [toBob, toCarol]);
    opens({ close: () => void mixer.close() });
  });
  afterEach(closeAll);

  it('lets each party hear the other two and not itself', async () => {
    await Promise.all([atBob.hearsOnly([ME, CAROL], [BOB]), atCarol.hearsOnly([ME, BOB], [CAROL])]);
  });

  it('lets the other two talk while the one in the middle is muted', async () => {
    mixer.muted = true;
    await Promise.all([atBob.hears(CAROL), atCarol.hears(BOB), atBob.hearsNo(ME), atCarol.hearsNo(ME)]);
    mixer.muted = false;
    await atBob.hears(ME);
  });

  it('mutes one party for one call only by that call', async () => {
    toBob.mute(true);
    await atBob.hearsNo(CAROL);
    await atCarol.hears(BOB);
  });

  it('goes on as two calls when it is ended, and lets its lease go', async () => {
    await atBob.hears(CAROL);
    expect(mine.leases).to.equal(3);
    await mixer.close();
    await atBob.hearsNo(CAROL);
    await Promise.all([atBob.hears(ME), atCarol.hears(ME)]);
    expect(mine.leases).to.equal(2);
  });

  it('that cannot be joined leaves no microphone open and the calls as they were', async () => {
    await mixer.close();
    expect(mine.leases).to.equal(2);
    const gone = { ...fakeCall(), sendInstead: () => Promise.reject(new Error('gone')) };
    const error = await Mixer.join(mine, [toBob, gone]).catch((reason: unknown) => reason);
    expect(error).to.include({ message: 'gone' });
    expect(mine.leases).to.equal(2);
    await atBob.hears(ME);
    await atBob.hearsNo(CAROL);
  });

  it('goes on for two when one is taken out', async () => {
    await mixer.remove(toCarol);
    await Promise.all([atBob.hears(ME), atBob.hearsNo(CAROL), atCarol.hears(ME), atCarol.hearsNo(BOB)]);
  });
});
