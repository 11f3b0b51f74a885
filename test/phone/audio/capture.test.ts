/** What a call captures and sends in each of its states: the microphone as the browser gave it, and what the remote party hears. */

import { expect } from '@open-wc/testing';
import { energyOf } from '../../media/support/parties.js';
import { until } from '../../media/support/audio.js';
import { ME, TalkingPhone, type RemoteParty } from '../support/established-call.js';

const BOB = 700;
const never = new Promise<void>(() => undefined);
/** The energy of voice in this number of packets is above SILENCE, that of silence below. */
const PACKETS = 25;
const SILENCE = 1e-6;

describe('A call in each of its states: captured and sent audio', () => {
  let test: TalkingPhone;

  const start = async (configuration = {}): Promise<void> => {
    test = await TalkingPhone.ready(configuration);
    await until(() => (test.phone.state.microphone === 'granted' ? true : undefined), 'the permission is known');
  };
  afterEach(() => test.close());

  const opens = (): Promise<true> => until(() => (test.microphones.live.length > 0 ? true : undefined), 'it opens');
  const receives = (far: RemoteParty): Promise<true> =>
    until(() => (far.media.state === 'connected' ? true : undefined), 'the remote party is connected');
  const isHeard = async (far: RemoteParty): Promise<boolean> => (await energyOf(far.media, PACKETS)) > SILENCE;

  /** The user ends the call: nothing captures and nothing can be sent from that moment. */
  const endsAtOnce = (far: RemoteParty, end: () => Promise<unknown> = () => far.call.hangUp()): void => {
    const connection = far.call.media?.peerConnection;
    void end();
    expect(test.microphones.live).to.deep.equal([]);
    expect(connection?.signalingState ?? 'closed').to.equal('closed');
  };

  describe('before the remote party answers (M14)', () => {
    const waits = [
      ['a silent server', 'nothing'],
      ['100 and nothing else', 100],
      ['ringing', 180],
    ] as const;
    for (const [what, first] of waits)
      it(`at ${what}: the microphone is open, and closed as soon as the user hangs up (H1)`, async () => {
        await start();
        const bob = await test.reaches(BOB, first);
        await opens();
        endsAtOnce(bob);
      });

    it('in early media: the microphone is open and not heard; from the 2xx on it is heard', async () => {
      await start();
      const bob = await test.reaches(BOB, 183);
      await opens();
      await receives(bob);
      expect(await isHeard(bob)).to.equal(false);
      await bob.accepts();
      await bob.toneMeter.hears(ME);
      endsAtOnce(bob);
      await bob.toneMeter.hearsNo(ME);
    });

    it('in early media that is ended by the user, whose sender ignores CANCEL: nothing is sent any more (H1)', async () => {
      await start();
      const bob = await test.reaches(BOB, 183);
      await opens();
      await receives(bob);
      endsAtOnce(bob);
      expect(bob.call.state.status).to.equal('ending');
      // A 2xx that crosses the CANCEL opens nothing again (RFC 3261 §9.1).
      await bob.accepts();
      await until(() => (bob.asked.includes('BYE') ? true : undefined), 'the call is ended with BYE');
      expect(test.microphones.live).to.deep.equal([]);
    });

    it('in early media with `earlyAudio`: the microphone is heard, unless it is muted', async () => {
      await start({ earlyAudio: true });
      const bob = await test.reaches(BOB, 183);
      await receives(bob);
      await bob.toneMeter.hears(ME);
      bob.call.mute(true);
      await bob.toneMeter.hearsNo(ME);
    });

    it('that refuses: nothing stays open', async () => {
      await start();
      const bob = await test.reaches(BOB, 486);
      await bob.call.ended;
      expect(test.microphones.live).to.deep.equal([]);
      expect(bob.call.media!.peerConnection!.signalingState).to.equal('closed');
    });
  });

  describe('of an incoming call', () => {
    it('that rings: nothing is opened; declined: nothing was (M14)', async () => {
      await start();
      const bob = await test.isCalledBy(BOB);
      endsAtOnce(bob, () => bob.call.decline());
      await bob.call.ended;
      expect(test.microphones.questions).to.deep.equal([]);
    });

    it('that is answered: the microphone opens then', async () => {
      await start();
      const bob = await test.isCalledBy(BOB);
      expect(test.microphones.questions).to.deep.equal([]);
      await bob.call.answer();
      await receives(bob);
      await bob.toneMeter.hears(ME);
      endsAtOnce(bob);
    });

    it('whose caller never acknowledges the answer: closed as soon as the user ends it, while BYE waits (H1)', async () => {
      await start();
      const bob = await test.isCalledBy(BOB, {}, { acknowledges: false });
      await bob.call.answer();
      await receives(bob);
      await bob.toneMeter.hears(ME);
      endsAtOnce(bob);
      expect(bob.call.session!.state.status).to.equal('ending');
      expect(bob.asked).to.deep.equal([]);
      await bob.toneMeter.hearsNo(ME);
    });

    it('that the caller ends while the device still starts: nothing stays open', async () => {
      await start();
      test.microphones.until = never;
      const bob = await test.isCalledBy(BOB);
      await bob.call.answer();
      await receives(bob);
      expect(test.microphones.questions).not.to.deep.equal([]);
      await bob.hangsUp();
      await bob.call.ended;
      expect(test.microphones.live).to.deep.equal([]);
    });
  });

  describe('of a call that is up', () => {
    it('muted or on hold: open and not heard; ended: closed at once', async () => {
      await start();
      const bob = await test.talksTo(BOB);
      await bob.toneMeter.hears(ME);
      bob.call.mute(true);
      await bob.toneMeter.hearsNo(ME);
      expect(test.microphones.live).not.to.deep.equal([]);
      bob.call.mute(false);
      await bob.toneMeter.hears(ME);
      await bob.call.hold(true);
      await bob.toneMeter.hearsNo(ME);
      await bob.call.hold(false);
      await bob.toneMeter.hears(ME);
      endsAtOnce(bob);
      await bob.call.ended;
    });

    it('that the remote party ends: nothing stays open', async () => {
      await start();
      const bob = await test.talksTo(BOB);
      await bob.hangsUp();
      await bob.call.ended;
      expect(test.microphones.live).to.deep.equal([]);
    });

    it('whose phone is disposed of, as when its element is removed: closed at once, before any response of the server', async () => {
      await start();
      const bob = await test.talksTo(BOB);
      const meter = await test.phone.devices.meter();
      endsAtOnce(bob, () => test.phone.dispose());
      meter.close();
    });
  });

  describe('where the browser does not give the microphone', () => {
    it('the call ends when it is denied, and nothing stays open', async () => {
      await start();
      test.microphones.refusal = 'NotAllowedError';
      const call = test.phone.call('bob');
      await call.ended;
      expect(call.state).to.include({ cause: 'microphone-denied' });
      expect(test.microphones.live).to.deep.equal([]);
    });

    it('until the call is over: a track that arrives late is stopped at once', async () => {
      await start();
      let give!: () => void;
      test.microphones.until = new Promise((resolve) => (give = resolve));
      const bob = await test.reaches(BOB, 180);
      await until(() => test.microphones.questions[0], 'the device is being opened');
      endsAtOnce(bob);
      give();
      await until(() => test.microphones.given[0], 'it is given late');
      await until(() => (test.microphones.live.length === 0 ? true : undefined), 'it is stopped');
    });

    it('ever: the next call requests the device again, and sends audio (L5)', async () => {
      await start();
      test.microphones.until = never;
      const first = await test.reaches(BOB, 180);
      await until(() => test.microphones.questions[0], 'the device is being opened');
      endsAtOnce(first);
      test.microphones.until = Promise.resolve();
      const bob = await test.talksTo(BOB);
      await bob.toneMeter.hears(ME);
    });
  });
});
