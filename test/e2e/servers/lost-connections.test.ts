/** Connections that break, stall and freeze, with a call and before one (RFC 5626 §4.4, RFC 3261 §12.2.1.2, Page Lifecycle). */
import { expect } from 'chai';
import { person, phoneMarkup, type Person } from '../support/people.js';
import { openTab, type Tab } from '../support/browser.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { startRelay, type Relay, type Wire } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { listenForSilence, longestSilence, waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

/** More than a busy machine takes to deliver a packet, and less than a path that is set up anew, ms. */
const GAP = 1000;

describe('A phone whose connection is lost', () => {
  let site: Site;
  let relay: Relay;
  let bob: Person;
  let alice: Tab;
  let phone: PhoneOnPage;

  beforeEach(async function () {
    site = await theSite();
    bob = await person(this, site, site.pbx, 'bob', 'auto-answer');
    relay = await startRelay(site.pbx.url);
    alice = await openTab(this, site.page(phoneMarkup({ ...site.pbx, url: relay.url }, 'alice')));
    phone = new PhoneOnPage(alice.page);
    await phone.shows('Ready');
  });

  afterEach(async () => {
    await alice?.close();
    await bob?.tab.close();
    await relay?.stop();
  });

  const last = (): Wire => relay.wires.at(-1)!;

  /** Waits for a connection after this one on which a REGISTER was accepted. Resolves with the milliseconds that it took. */
  async function registeredAfter(wire: Wire): Promise<number> {
    const start = performance.now();
    const accepted = (text: string): boolean => text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ REGISTER\r$/m.test(text);
    await until('a REGISTER to be accepted', () => last() !== wire && last().fromServer.some(accepted), 20_000);
    return Math.round(performance.now() - start);
  }

  async function talk(): Promise<void> {
    await phone.dial('bob');
    await waitForSound(bob.tab.page);
    await listenForSilence(alice.page);
    await listenForSilence(bob.tab.page);
  }

  /** Both are heard, and were all the time since `talk()`. */
  async function wasHeard(): Promise<void> {
    await waitForSound(alice.page);
    await waitForSound(bob.tab.page);
    const silences = [await longestSilence(alice.page), await longestSilence(bob.tab.page)];
    console.log(`      longest silence at the two ends: ${silences.join(' and ')} ms`);
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
  });

  it('goes on over the second server when the first one has gone in a call; the sound goes on, and the BYE arrives (RFC 3263 §4.3)', async () => {
    const second = await startRelay(site.pbx.url);
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
      console.log(`      registered at the second server after ${Math.round(performance.now() - start)} ms`);
      await wasHeard();
      await until('the re-INVITE to be answered', () => wire?.fromPhone.some((text) => text.startsWith('ACK ')));
      await bob.phone.press('Hang up');
      await phone.shows('The other side ended the call');
    } finally {
      await second.stop();
    }
  });

  it('notices in a call that the connection is dead, and replaces it; the sound goes on (RFC 5626 §4.4.1)', async () => {
    await talk();
    const wire = last();
    wire.stall();
    console.log(`      registered over another connection ${await registeredAfter(wire)} ms after the first one died`);
    await wasHeard();
    await refreshed();
    await hearsTheEnd();
  });

  it('makes a call that is dialled on a dead connection over another one (RFC 3263 §4.3)', async () => {
    const wire = last();
    wire.stall();
    const start = performance.now();
    await phone.dial('bob');
    await waitForSound(bob.tab.page);
    console.log(`      sound ${Math.round(performance.now() - start)} ms after the number was typed`);
    expect(wire.fromServer.filter((text) => /INVITE\r$/m.test(text))).to.deep.equal([]);
    await hearsTheEnd();
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
});
