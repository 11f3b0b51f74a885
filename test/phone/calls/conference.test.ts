/** A conference of the phone: the audio is measured at every party. */

import { expect } from '@open-wc/testing';
import { PhoneError } from '../../../src/phone/index.js';
import { until } from '../../media/support/audio.js';
import { ME, TalkingPhone, type RemoteParty } from '../support/established-call.js';

const BOB = 700;
const CAROL = 1000;
const DAVE = 1700;

describe('A conference', () => {
  let test: TalkingPhone;
  let bob: RemoteParty;
  let carol: RemoteParty;

  beforeEach(async () => {
    test = await TalkingPhone.ready();
    bob = await test.talksTo(BOB);
    carol = await test.talksTo(CAROL);
  });
  afterEach(() => test.close());

  const state = ({ call }: RemoteParty) => call.state as typeof call.state & { status: 'active' };
  const merged = (): boolean[] => [bob, carol].map((far) => state(far).merged === true);
  const held = (): boolean[] => [bob, carol].map((far) => state(far).hold?.local);

  it('connects two remote parties, one of which was on hold, with each other and the local party', async () => {
    expect(held()).to.deep.equal([true, false]);
    await carol.call.merge(bob.call);
    expect(merged()).to.deep.equal([true, true]);
    expect(held()).to.deep.equal([false, false]);
    await Promise.all([bob.toneMeter.hearsOnly([ME, CAROL], [BOB]), carol.toneMeter.hearsOnly([ME, BOB], [CAROL])]);
  });

  it('continues for the other two when a third joins and one leaves, and ends when one is left', async () => {
    await carol.call.merge();
    const dave = await test.talksTo(DAVE);
    expect(held(), 'an outgoing call puts the conference on hold').to.deep.equal([true, true]);
    await dave.call.merge();
    await dave.toneMeter.hearsOnly([ME, BOB, CAROL], [DAVE]);
    await bob.hangsUp();
    await bob.call.ended;
    expect(state(carol).merged).to.equal(true);
    await Promise.all([
      carol.toneMeter.hearsOnly([ME, DAVE], [CAROL, BOB]),
      dave.toneMeter.hearsOnly([ME, CAROL], [DAVE]),
    ]);
    await dave.call.hangUp();
    expect(state(carol).merged).to.equal(undefined);
    await carol.toneMeter.hearsOnly([ME], [CAROL, DAVE]);
  });

  it('ends what is played into a call that joins it, and refuses to play', async () => {
    const buffer = new AudioBuffer({ length: 48_000, sampleRate: 48_000 });
    const ended = carol.call.play(buffer, { loop: true });
    await carol.call.merge();
    await ended;
    const error = await carol.call.play(buffer).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PhoneError).and.include({ kind: 'media' });
    await carol.toneMeter.hearsOnly([ME, BOB], [CAROL]);
  });

  it('is muted as a whole, and the other parties hear each other', async () => {
    await carol.call.merge();
    bob.call.mute(true);
    expect([state(bob).muted, state(carol).muted]).to.deep.equal([true, true]);
    await Promise.all([bob.toneMeter.hearsOnly([CAROL], [ME]), carol.toneMeter.hearsOnly([BOB], [ME])]);
    carol.call.mute(false);
    await Promise.all([bob.toneMeter.hears(ME), carol.toneMeter.hears(ME)]);
  });

  it('keeps the mute of the active call, and of the last call that is left', async () => {
    carol.call.mute(true);
    await carol.call.merge();
    await Promise.all([bob.toneMeter.hearsOnly([CAROL], [ME]), carol.toneMeter.hearsOnly([BOB], [ME])]);
    await bob.hangsUp();
    await bob.call.ended;
    expect(state(carol)).to.include({ muted: true });
    // The end of Bob's tone spreads over all frequencies; voice would be ten times as loud.
    expect(await carol.toneMeter.loudest(ME)).to.be.below(0.05);
    carol.call.mute(false);
    await carol.toneMeter.hears(ME);
  });

  it('splits off one party, which is on hold and hears nothing', async () => {
    await carol.call.merge();
    await bob.toneMeter.hears(CAROL);
    await bob.call.split();
    expect(held()).to.deep.equal([true, false]);
    expect(merged()).to.deep.equal([false, false]);
    await Promise.all([bob.toneMeter.hearsNo(CAROL), bob.toneMeter.hearsNo(ME), carol.toneMeter.hearsNo(BOB)]);
    await carol.toneMeter.hears(ME);
    await bob.call.hold(false);
    await bob.toneMeter.hearsOnly([ME], [CAROL, BOB]);
  });

  it('is held and resumed as a whole', async () => {
    await carol.call.merge();
    await carol.call.hold(true);
    expect(held()).to.deep.equal([true, true]);
    await Promise.all([bob.toneMeter.hearsNo(CAROL), bob.toneMeter.hearsNo(ME), carol.toneMeter.hearsNo(ME)]);
    await bob.call.hold(false);
    expect(held()).to.deep.equal([false, false]);
    await Promise.all([bob.toneMeter.hearsOnly([ME, CAROL], [BOB]), carol.toneMeter.hearsOnly([ME, BOB], [CAROL])]);
  });

  it('is held as a whole while another call is active, and resumed as a whole', async () => {
    await carol.call.merge();
    const dave = await test.isCalledBy(DAVE);
    await dave.call.answer();
    expect(held()).to.deep.equal([true, true]);
    await test.phone.activate(bob.call.id);
    expect(held()).to.deep.equal([false, false]);
    expect(state(dave).hold.local).to.equal(true);
    await bob.toneMeter.hearsOnly([ME, CAROL], [BOB, DAVE]);
  });

  it('is not created when one party rejects the resume, and the calls are unchanged', async () => {
    bob.refuses = 488;
    const failure: unknown = await carol.call.merge(bob.call).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(PhoneError);
    expect(failure).to.include({ kind: 'incompatible' });
    expect(merged()).to.deep.equal([false, false]);
    expect(held()).to.deep.equal([true, false]);
    await carol.toneMeter.hearsOnly([ME], [CAROL, BOB]);
  });

  it('is unchanged when one party rejects the hold', async () => {
    await carol.call.merge();
    bob.refuses = 488;
    const failure: unknown = await carol.call.hold(true).catch((error: unknown) => error);
    expect(failure).to.include({ kind: 'incompatible' });
    expect(held()).to.deep.equal([false, false]);
    expect((await bob.call.split().catch((error: unknown) => error)) as object).to.include({ kind: 'incompatible' });
    expect(merged()).to.deep.equal([true, true]);
    await Promise.all([bob.toneMeter.hearsOnly([ME, CAROL], [BOB]), carol.toneMeter.hearsOnly([ME, BOB], [CAROL])]);
  });

  it('needs two established calls', async () => {
    await bob.call.hangUp();
    for (const wrong of [carol.call.merge(), carol.call.merge(bob.call), carol.call.split()])
      expect((await wrong.catch((error: unknown) => error)) as object).to.include({ kind: 'already-ended' });
    await carol.toneMeter.hears(ME);
  });

  it('leaves out a party with a remote hold, which hears the others again afterwards', async () => {
    await carol.call.merge();
    await bob.holds(true);
    await until(() => (state(bob).hold.remote ? true : undefined), 'the hold is known');
    await carol.toneMeter.hearsOnly([ME], [BOB]);
    expect(merged()).to.deep.equal([true, true]);
    await bob.holds(false);
    await Promise.all([bob.toneMeter.hearsOnly([ME, CAROL], [BOB]), carol.toneMeter.hearsOnly([ME, BOB], [CAROL])]);
  });

  it('does not play a muted participant', async () => {
    await carol.call.merge();
    bob.call.muteParticipant();
    expect(state(bob).participantMuted).to.equal(true);
    await carol.toneMeter.hearsOnly([ME], [BOB]);
    bob.call.muteParticipant(false);
    expect(state(bob).participantMuted).to.equal(undefined);
    await carol.toneMeter.hears(BOB);
  });

  it('ends when one of two parties is transferred', async () => {
    await carol.call.merge();
    const handed = bob.call.transfer('erin');
    await until(() => (bob.asked.includes('REFER') ? true : undefined), 'Bob is sent');
    await bob.hangsUp();
    await handed;
    expect(state(carol).merged).to.equal(undefined);
    await carol.toneMeter.hearsOnly([ME], [CAROL, BOB]);
  });

  it('leaves no microphone open when all calls have ended', async () => {
    await carol.call.merge();
    await Promise.all([bob.call.hangUp(), carol.call.hangUp()]);
    await until(
      () => (test.microphones.given.every(({ readyState }) => readyState === 'ended') ? true : undefined),
      'the microphone is released',
    );
  });
});
