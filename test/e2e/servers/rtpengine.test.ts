/** The phone at a Kamailio whose sound goes through rtpengine, with the configuration of integrations/rtpengine. */
import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { startRtpEngine, type RtpEngine } from '../support/rtpengine.js';
import { theSite } from '../support/site.js';
import { soundOf, waitForSilence, waitForSound } from '../support/sound.js';

describe('A phone at Kamailio with rtpengine', function () {
  this.timeout(120_000);
  let engine: RtpEngine | undefined;
  let kamailio: SipServer | undefined;
  let people: Person[] = [];

  before(async function () {
    const program = needs(this, 'kamailio');
    engine = await startRtpEngine(needs(this, 'rtpengine'));
    kamailio = await startKamailio(program, { rtpengine: engine.control });
  });

  after(async () => {
    await kamailio?.stop();
    await engine?.stop();
  });

  afterEach('close the pages', async function () {
    if (this.currentTest?.state === 'failed') console.log(engine?.log().slice(-6000));
    await Promise.all(people.map(({ tab }) => tab.close()));
    people = [];
  });

  /** Alice calls Bob, who answers; they hear each other. */
  async function talk(context: Mocha.Context): Promise<[Person, Person]> {
    const site = await theSite();
    const [alice, bob] = (people = [
      await person(context, site, kamailio!, 'alice'),
      await person(context, site, kamailio!, 'bob'),
    ]) as [Person, Person];
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    return [alice, bob];
  }

  it('has a call with audio through the relay until one party hangs up', async function () {
    const [alice, bob] = await talk(this);
    expect(engine!.log()).to.match(/offer/i);
    await bob.phone.press('Hang up');
    await Promise.all([alice.phone.clear(), bob.phone.clear()]);
    expect([...alice.tab.errors, ...bob.tab.errors]).to.deep.equal([]);
  });

  it('receives no audio while it holds the call, and audio again after it resumes (RFC 3264 §8.4)', async function () {
    const [alice, bob] = await talk(this);
    await alice.phone.press('Hold');
    await Promise.all([alice.phone.shows('On hold'), bob.phone.shows('The other side put you on hold')]);
    await Promise.all([waitForSilence(alice.tab.page), waitForSilence(bob.tab.page)]);
    const before = await soundOf(alice.tab.page);
    await waitForSilence(bob.tab.page);
    expect((await soundOf(alice.tab.page)).received - before.received).to.be.below(10);
    await alice.phone.press('Resume');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
  });
});
