/** What the phone has a real Asterisk do in a call: its recording (INFO with Record) and its conference (ConfBridge). */
import { needs } from '../../support/needs.js';
import { startAsterisk, type Asterisk } from '../support/asterisk.js';
import { hear, TestPages } from '../support/people.js';
import { until } from '../support/until.js';

// Up to three pages in calls, for what unit tests show with the messages of a server: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A phone that has Asterisk do it', function () {
    this.timeout(180_000);
    let asterisk: Asterisk | undefined;
    const pages = new TestPages({ server: () => asterisk!, faultless: true });

    before(async function () {
      asterisk = await startAsterisk(needs(this, 'asterisk'));
    });

    after(() => asterisk?.stop());

    afterEach('print what the server logged', function () {
      if (this.currentTest?.state === 'failed') console.log(asterisk?.log().slice(-6000));
    });

    it('records a call at the server with record-at="server", from one press of Record to the next (one_touch_recording)', async function () {
      const alice = await pages.open(this, 'alice', 'record-at="server"');
      const bob = await pages.open(this, 'bob');
      await alice.phone.dial('bob');
      await bob.phone.press('Answer');
      await hear(alice, bob);
      await alice.phone.press('More');
      await alice.phone.press('Record');
      await until('Asterisk records', () => /Begin MixMonitor Recording/.test(asterisk!.log()), 20_000);
      await alice.phone.press('Record');
      await until('the recording to end', () => /End MixMonitor Recording/.test(asterisk!.log()), 20_000);
      await hear(alice, bob);
      await alice.phone.press('Hang up');
      await bob.phone.shows('The other side ended the call');
    });

    it('merges two calls in a conference of the server with conference-uri, which goes on without it (RFC 4579 §5.5)', async function () {
      const alice = await pages.open(this, 'alice', 'conference-uri="700"');
      const [bob, carol] = await pages.openAll(this, 'bob', 'carol');
      await alice.phone.dial('bob');
      await bob.phone.press('Answer');
      await hear(alice, bob);
      await alice.phone.press('Add');
      await alice.phone.shows('waits on hold');
      await alice.phone.dial('carol');
      await carol.phone.press('Answer');
      await hear(alice, carol);
      await alice.phone.press('More');
      await alice.phone.press('Merge');
      const joined = (): number => asterisk!.log().match(/joined 'softmix' base-bridge/g)?.length ?? 0;
      await until('three channels in the conference', () => joined() === 3, 20_000);
      await hear(alice, bob, carol);
      await alice.phone.press('Hang up');
      await hear(bob, carol);
      await bob.phone.press('Hang up');
    });
  });
