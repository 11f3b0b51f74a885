/** Connections that break, stall and freeze, with a call and before one (RFC 5626 §4.4, RFC 3261 §12.2.1.2, Page Lifecycle). */
import { expect } from 'chai';
import { person, phoneMarkup, type Person } from '../support/people.js';
import { openTab, type Tab } from '../support/browser.js';
import type { RestartableServer } from '../support/kamailio.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay, type Wire } from '../support/relay.js';
import { SERVERS } from '../support/servers.js';
import { theSite, type Site } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSound, watchPackets, type Watched } from '../support/sound.js';
import { until } from '../support/until.js';

/** `npm run test:long` has the machine for itself, and takes each kind of server; in `npm test` the figures are printed. */
const LONG = process.env['LONG_TESTS'] === 'true';

/**
 * More than a machine takes to deliver a packet, and less than a path that is set up anew, ms; on a busy one, less than the breaks last.
 * That no path is set up anew there, the packets show.
 */
const GAP = LONG ? 500 : 3000;

/** The longest time from the return of the server to the 200 of the REGISTER, ms. */
const REGISTERED = LONG ? 2000 : 20_000;

/** The longest time until the phone knows in a call that its connection is dead, ms: 5 s, and what page and test take. */
const KNOWN = LONG ? 5500 : 20_000;

for (const name of Object.keys(SERVERS).slice(0, LONG ? undefined : 1))
  describe(`A phone whose connection is lost: ${name}`, function () {
    this.timeout(120_000);
    let site: Site;
    let server: RestartableServer;
    let relay: Relay;
    let bob: Person;
    let alice: Tab;
    let phone: PhoneOnPage;
    /** Waits until all has arrived that Alice and Bob have sent each other since their call was there. */
    let arrives: Watched;

    before(async function () {
      site = await theSite();
      server = await SERVERS[name]!(this);
    });

    after(() => server?.stop());

    beforeEach(async function () {
      bob = await person(this, site, server, 'bob', 'auto-answer');
      relay = await startRelay(server.url, { isProxy: true });
      alice = await openTab(this, site.page(phoneMarkup({ ...server, url: relay.url }, 'alice')));
      phone = new PhoneOnPage(alice.page);
      await phone.shows('Ready');
    });

    afterEach(async function () {
      if (this.currentTest?.state === 'failed')
        for (const [index, { fromPhone, fromServer }] of (relay?.wires ?? []).entries())
          for (const text of [
            ...fromPhone.map((one) => `sent: ${one}`),
            ...fromServer.map((one) => `received: ${one}`),
          ])
            if (/^CSeq: \d+ INVITE\r$/m.test(text)) console.log(`--- connection ${index + 1} ${text}`);
      await alice?.close();
      await bob?.tab.close();
      await relay?.stop();
    });

    const last = (): Wire => relay.wires.at(-1)!;

    /** Waits for a connection after this one on which a REGISTER was accepted. Resolves with the milliseconds that it took. */
    async function registeredAfter(wire: Wire, limit = 20_000): Promise<number> {
      const start = performance.now();
      const accepted = (text: string): boolean =>
        text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ REGISTER\r$/m.test(text);
      await until('a REGISTER to be accepted', () => last() !== wire && last().fromServer.some(accepted), limit);
      return Math.round(performance.now() - start);
    }

    async function talk(): Promise<void> {
      await phone.dial('bob');
      await waitForSound(bob.tab.page);
      await waitForSound(alice.page);
      await listenForSilence(alice.page);
      await listenForSilence(bob.tab.page);
      arrives = await watchPackets(alice.page, bob.tab.page);
    }

    /** Both are heard, and were all the time since `talk()`: packets are counted at both ends. */
    async function wasHeard(): Promise<void> {
      await waitForSound(alice.page);
      await waitForSound(bob.tab.page);
      const silences = [await longestSilence(alice.page), await longestSilence(bob.tab.page)];
      console.log(`      longest silence at the two ends: ${silences.join(' and ')} ms; ${await arrives()}`);
      expect(Math.max(...silences)).to.be.below(GAP);
    }

    /** The re-INVITE has told the remote party of the new connection. */
    const refreshed = (): Promise<boolean> =>
      until('the re-INVITE to be answered', () => last().fromPhone.some((text) => text.startsWith('ACK ')));

    /** The BYE of the remote party arrives. */
    async function hearsTheEnd(): Promise<void> {
      await bob.phone.press('Hang up');
      await phone.shows('The other side ended the call');
    }

    /** Lets the connection die. `known` resolves with how long the phone took it for good, ms. */
    async function dies(): Promise<{ readonly known: Promise<number> }> {
      const lost = await alice.page.evaluateHandle(() => {
        const told = new Promise((resolve) =>
          document.querySelector('sip-phone')!.addEventListener('sip-disconnected', resolve, { once: true }),
        );
        return { told };
      });
      const start = performance.now();
      last().stall();
      const told = lost.evaluate(({ told }) => told.then(() => undefined));
      return { known: told.then(() => Math.round(performance.now() - start)) };
    }

    it('registers again after each of four breaks of 3 s; the sound goes on, and the BYE arrives (RFC 5626 §4.4)', async () => {
      await talk();
      const took: number[] = [];
      for (let i = 0; i < 4; i++) {
        const wire = last();
        relay.refusing = true;
        wire.cut();
        await new Promise((resolve) => setTimeout(resolve, 3000));
        relay.refusing = false;
        took.push(await registeredAfter(wire));
      }
      console.log(`      registered ${took.join(', ')} ms after the server was back`);
      await wasHeard();
      await hearsTheEnd();
      expect(Math.max(...took), 'registered').to.be.below(REGISTERED);
    });

    const isAccepted = (text: string): boolean => text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ INVITE\r$/m.test(text);
    for (const [what, isLost] of [
      ['200', isAccepted],
      ['ACK', (text: string) => text.startsWith('ACK ')],
    ] as const)
      it(`goes on with its call, and the BYE arrives, where the ${what} of its re-INVITE is lost with the next connection (RFC 3261 §14.2)`, async () => {
        await talk();
        relay.cutsAt = (text) => {
          if (!isLost(text)) return false;
          relay.cutsAt = undefined;
          return true;
        };
        last().cut();
        await until(`the ${what} to be lost`, () => relay.cutsAt === undefined);
        const wire = last();
        // Asterisk rejects each INVITE until the ACK of the first one, and tells with Retry-After when to try again: up to 10 s.
        await until(
          'a re-INVITE to be accepted over the next connection',
          () => last() !== wire && last().fromServer.some(isAccepted),
          30_000,
        );
        await wasHeard();
        await hearsTheEnd();
      });

    /** Cuts the connection in place of passing on the first such message; it is not a message about an INVITE that was challenged. */
    async function loses(isLost: (text: string) => boolean, dial: () => Promise<void>): Promise<Wire> {
      let wire: Wire | undefined;
      relay.cutsAt = (text) => {
        if (!isLost(text)) return false;
        relay.cutsAt = undefined;
        wire = last();
        return true;
      };
      await dial();
      return (await until('the message to be lost', () => wire))!;
    }

    const isAck = (text: string): boolean => text.startsWith('ACK ') && last().fromServer.some(isAccepted);
    const isReinviteAccepted = (wire: Wire): boolean => last() !== wire && last().fromServer.some(isAccepted);

    it('goes on with an outgoing call whose ACK is lost with the connection, and the BYE arrives (RFC 3261 §13.3.1.4)', async () => {
      const wire = await loses(isAck, () => phone.dial('bob'));
      await until('a re-INVITE to be accepted over the next connection', () => isReinviteAccepted(wire), 30_000);
      await waitForSound(bob.tab.page);
      await waitForSound(alice.page);
      await hearsTheEnd();
    });

    it('ends an outgoing call whose 200 is lost with the connection at both ends: the callee does not wait 32 s for the ACK (RFC 3261 §13.3.1.4, §15)', async () => {
      const { whenEnded } = await bob.phone.listenForEnd();
      const alone = await phone.listenForEnd();
      await loses(isAccepted, () => phone.dial('bob'));
      const start = performance.now();
      const how = [await alone.whenEnded(), await whenEnded()];
      const took = Math.round(performance.now() - start);
      console.log(`      ended by ${how.join(' and ')}, ${took} ms later`);
      expect(how).to.deep.equal(['system: no-connection', 'remote: hung-up']);
      expect(took).to.be.below(LONG ? 5000 : 15_000);
    });

    for (const [what, isLost] of [
      ['200', isAccepted],
      ['ACK', (text: string) => text.startsWith('ACK ')],
    ] as const)
      it(`goes on with an incoming call whose ${what} is lost with the connection, or ends it (RFC 3261 §13.3.1.4, RFC 5626 §4.4)`, async () => {
        const ends = await Promise.all([phone, bob.phone].map((one) => one.listenForEnd()));
        const wire = await loses(isLost, async () => {
          await bob.phone.dial('alice');
          await phone.press('Answer');
        });
        // The pocket PBX ends a call that rings, as far as it knows, where the connection breaks.
        if (name === 'pocket PBX' && what === '200') {
          const start = performance.now();
          const how = await Promise.all(ends.map(({ whenEnded }) => whenEnded()));
          const took = Math.round(performance.now() - start);
          console.log(`      ended by ${how.join(' and ')}, ${took} ms later`);
          expect(how).to.deep.equal(['system: already-ended', 'remote: no-answer']);
          expect(took).to.be.below(LONG ? 10_000 : 20_000);
          return;
        }
        await until('a re-INVITE to be accepted over the next connection', () => isReinviteAccepted(wire), 30_000);
        await waitForSound(bob.tab.page);
        await waitForSound(alice.page);
        await hearsTheEnd();
      });

    it('goes on over the second server when the first one has gone in a call; the sound goes on, and the BYE arrives (RFC 3263 §4.3)', async () => {
      const second = await startRelay(server.url);
      try {
        const servers = JSON.stringify([relay.url, second.url]);
        await alice.page.evaluate((urls) => {
          Object.assign(document.querySelector('sip-phone')!, { server: JSON.parse(urls) as string[] });
        }, servers);
        await phone.shows('Ready');
        await talk();
        await relay.stop();
        const start = performance.now();
        const accepted = (text: string): boolean =>
          /^CSeq: \d+ REGISTER\r$/m.test(text) && text.startsWith('SIP/2.0 200 ');
        const wire = await until('a REGISTER at the second server', () =>
          second.wires.find(({ fromServer }) => fromServer.some(accepted)),
        );
        const took = Math.round(performance.now() - start);
        console.log(`      registered at the second server after ${took} ms`);
        await wasHeard();
        await until('the re-INVITE to be answered', () => wire?.fromPhone.some((text) => text.startsWith('ACK ')));
        await bob.phone.press('Hang up');
        await phone.shows('The other side ended the call');
        expect(took, 'registered').to.be.below(REGISTERED);
      } finally {
        await second.stop();
      }
    });

    it('notices in a call that the connection is dead, and replaces it; the sound goes on (RFC 5626 §4.4.1)', async () => {
      await talk();
      const wire = last();
      const known = await (await dies()).known;
      const registered = known + (await registeredAfter(wire));
      console.log(
        `      known to be dead after ${known} ms, registered over another connection after ${registered} ms`,
      );
      await wasHeard();
      await refreshed();
      await hearsTheEnd();
      expect(known, 'known').to.be.below(KNOWN);
    });

    it('makes a call that is dialled on a dead connection over another one (RFC 3263 §4.3)', async () => {
      const wire = last();
      await phone.type('bob');
      const { known } = await dies();
      const start = performance.now();
      await phone.press('Call');
      const took = await known;
      await waitForSound(bob.tab.page);
      const sound = Math.round(performance.now() - start);
      console.log(`      known to be dead ${took} ms after it died, sound ${sound} ms after the press`);
      expect(wire.fromServer.filter((text) => /INVITE\r$/m.test(text))).to.deep.equal([]);
      await hearsTheEnd();
      expect(took, 'known').to.be.below(KNOWN + 2000);
    });

    it('finds after a freeze in a call that the connection is dead, and replaces it (Page Lifecycle)', async () => {
      await talk();
      const wire = last();
      const session = await alice.page.createCDPSession();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      wire.stall();
      await new Promise((resolve) => setTimeout(resolve, 6000));
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      console.log(
        `      registered over another connection ${await registeredAfter(wire)} ms after the end of the freeze`,
      );
      await waitForSound(bob.tab.page);
      await refreshed();
      await hearsTheEnd();
    });

    if (!LONG) return;

    const isEnded = name === 'Asterisk 22';
    it(`${isEnded ? 'says that its call has ended, and is registered again,' : 'goes on with its call'} when the process of its server is restarted (RFC 3261 §12.2.1.2)`, async () => {
      await talk();
      const wire = last();
      const { whenEnded } = await phone.listenForEnd();
      await server.restart();
      const took = await registeredAfter(wire, 100_000);
      console.log(`      registered ${took} ms after the server was there`);
      if (isEnded) {
        const how = await whenEnded();
        console.log(`      ended by ${how}`);
        // It says BYE where it is stopped; the process that crashes does not.
        expect(how).to.be.oneOf(['remote: hung-up', 'system: connection-lost']);
        await phone.isIdle();
      } else {
        await refreshed();
        await wasHeard();
        await bob.phone.shows('Hang up');
        await hearsTheEnd();
      }
      // The pocket PBX refuses connections for half a second first.
      expect(took, 'registered').to.be.below(REGISTERED + (name === 'pocket PBX' ? 500 : 0));
    });
  });
