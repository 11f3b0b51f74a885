/** A second real Kamailio takes over when the first one has gone in a call: the list of servers (RFC 3263 §4.3), a GRUU in the dialog (RFC 5627). */
import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';
import { person, type Person } from '../support/people.js';
import { theSite } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSound, watchPackets } from '../support/sound.js';

/** More than a busy machine takes to deliver a packet, ms. That no path is set up anew, the packets show. */
const GAP = 3000;

describe('A second Kamailio', () => {
  let servers: SipServer[] = [];
  let people: Person[] = [];

  afterEach(async () => {
    await Promise.all(people.map(({ tab }) => tab.close()));
    await Promise.all(servers.map((server) => server.stop()));
    [servers, people] = [[], []];
  });

  it('takes over when the first one has gone in a call: the sound goes on, the BYE arrives, and the next call is made', async function () {
    const program = needs(this, 'kamailio');
    const site = await theSite();
    const first = await startKamailio(program);
    const second = await startKamailio(program, { partner: new URL(first.url).host });
    servers = [first, second];
    const both = { ...first, url: `${first.url} ${second.url}` };
    people = await Promise.all(['alice', 'bob'].map((name) => person(this, site, both, name, 'auto-answer')));
    const [alice, bob] = people as [Person, Person];
    const heard = (): Promise<unknown> => Promise.all(people.map(({ tab }) => waitForSound(tab.page)));
    const isMoved = ({ tab }: Person): Promise<unknown> => tab.page.waitForSelector('body[data-moved]');

    await alice.phone.dial('bob');
    await heard();
    await Promise.all(people.map(({ tab }) => listenForSilence(tab.page)));
    const arrives = await watchPackets(alice.tab.page, bob.tab.page);
    for (const { tab } of people)
      await tab.page.evaluate(() => {
        const tell = (): void => void (document.body.dataset['moved'] = '');
        document.querySelector('sip-phone')!.addEventListener('sip-registered', tell, { once: true });
      });
    const start = performance.now();
    await first.stop();
    await Promise.all(people.map(isMoved));
    console.log(`      both are registered at the second server after ${Math.round(performance.now() - start)} ms`);
    await heard();
    const silences = await Promise.all(people.map(({ tab }) => longestSilence(tab.page)));
    console.log(`      longest silence at the two ends: ${silences.join(' and ')} ms; ${await arrives()}`);
    expect(Math.max(...silences)).to.be.below(GAP);

    await bob.phone.press('Hang up');
    await alice.phone.shows('The other side ended the call');
    await Promise.all(people.map(({ phone }) => phone.clear()));
    await bob.phone.dial('alice');
    await heard();
    for (const { tab } of people) expect(tab.errors).to.deep.equal([]);
  });
});
