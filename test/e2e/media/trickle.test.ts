/** A call between two phones whose descriptions lead nowhere: only candidates that come later bring it up (RFC 8838, RFC 8840). */
import { expect } from 'chai';
import { BROWSERS } from '../support/browser.js';
import { person, type Person } from '../support/people.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

/** Names the candidates of a description so that nobody knows what they are; those of an INFO stay what they are. */
const blinded = (text: string): string =>
  text.startsWith('INFO ') ? text : text.replaceAll('\r\na=candidate:', '\r\na=xandidate:');

for (const browser of BROWSERS)
  describe(`Trickled candidates in ${browser}`, () => {
    let relay: Relay;
    let people: Person[] = [];

    afterEach(async () => {
      await Promise.all(people.map(({ tab }) => tab.close()));
      await relay?.stop();
      people = [];
    });

    const fragments = (wire: number): string[] =>
      relay.wires[wire]!.fromPhone.filter((text) => text.includes('\r\nInfo-Package: trickle-ice'));

    it('connect a call that has no others, and end with end-of-candidates', async function () {
      const site = await theSite();
      relay = await startRelay(site.pbx.url, { rewrite: blinded });
      const server = { ...site.pbx, url: relay.url };
      for (const name of ['alice', 'bob']) people.push(await person(this, site, server, name, '', 'Ready', browser));
      const [alice, bob] = people as [Person, Person];
      await alice.phone.dial('bob');
      await bob.phone.press('Answer');
      await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
      for (const wire of [0, 1]) {
        const last = await until('the last fragment', () =>
          fragments(wire).find((text) => text.includes('\r\na=end-of-candidates')),
        );
        expect(last).to.match(/^a=ice-ufrag:\S+\r\na=ice-pwd:\S+\r\nm=audio /m);
        expect(last).to.include('\r\na=candidate:');
      }
      const heard = relay.wires.flatMap(({ fromServer }) => fromServer).filter((text) => text.includes('a=candidate:'));
      expect(heard.length).to.be.above(0);
      expect(heard.every((text) => text.startsWith('INFO '))).to.be.true;
      await alice.phone.press('Hang up');
      await bob.phone.shows('The other side ended the call');
    });
  });
