/** The phone at a real Asterisk with the configuration of integrations/asterisk: what its chan_pjsip does otherwise than others. */
import { expect } from 'chai';
import puppeteer, { type Browser } from 'puppeteer-core';
import { needs } from '../../support/needs.js';
import { startAsterisk, type Asterisk } from '../support/asterisk.js';
import { launchOptions, openTabIn } from '../support/browser.js';
import { hear, phoneMarkup, TestPages, type Person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { soundOf, waitForSilence, waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

describe('A phone at Asterisk', function () {
  this.timeout(120_000);
  let asterisk: Asterisk | undefined;
  const pages = new TestPages({ server: () => asterisk! });

  before(async function () {
    asterisk = await startAsterisk(needs(this, 'asterisk'));
  });

  after(() => asterisk?.stop());

  afterEach('print what the server logged', function () {
    if (this.currentTest?.state === 'failed') console.log(asterisk?.log().slice(-6000));
  });

  /** Alice calls Bob, who answers; they hear each other. */
  async function talk(context: Mocha.Context): Promise<[Person, Person]> {
    const [alice, bob] = await pages.openAll(context, 'alice', 'bob');
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await hear(alice, bob);
    return [alice, bob];
  }

  it('registers, calls the echo extension and receives its own audio', async function () {
    const alice = await pages.open(this, 'alice');
    await alice.phone.dial('600');
    await waitForSound(alice.tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.clear();
    expect(alice.tab.errors).to.deep.equal([]);
  });

  it('has a call with another phone until that one hangs up', async function () {
    const [alice, bob] = await talk(this);
    await bob.phone.press('Hang up');
    await alice.phone.shows('Call ended');
    await Promise.all([alice.phone.clear(), bob.phone.clear()]);
  });

  it('receives no audio while it holds the call, and audio again after it resumes (RFC 3264 §8.4, RFC 8839 §4.4.1)', async function () {
    const [alice, bob] = await talk(this);
    await alice.phone.press('Hold');
    await alice.phone.shows('On hold');
    await Promise.all([waitForSilence(alice.tab.page), waitForSilence(bob.tab.page)]);
    // An offer that changed candidates in use would make Asterisk continue to send to the party that holds.
    const before = await soundOf(alice.tab.page);
    await waitForSilence(bob.tab.page);
    expect((await soundOf(alice.tab.page)).received - before.received).to.be.below(10);
    await alice.phone.press('Resume');
    await hear(alice, bob);
  });

  it('sends DTMF digits that Asterisk reads (RFC 4733)', async function () {
    const alice = await pages.open(this, 'alice');
    await alice.phone.dial('620');
    await alice.phone.shows('Hang up');
    await until('sound goes out', async () => (await soundOf(alice.tab.page)).sent > 25);
    await alice.tab.page.evaluate(() => document.querySelector('sip-phone')!.sendDigits('15#9'));
    await until('Asterisk has read the digits', () => /digits 15/.test(asterisk!.log()));
  });

  it('reports a refused transfer, although Asterisk ends the call with it (RFC 3515 §2.4.5)', async function () {
    const [alice] = await talk(this);
    await alice.phone.press('Transfer');
    await alice.phone.search('Transfer to', '486');
    await alice.phone.press('Transfer now');
    await alice.phone.shows('486 did not accept');
  });

  it('shows a waiting message of an unsolicited NOTIFY and calls its mailbox (RFC 3842 §4.6, §5.2)', async function () {
    const [alice, bob] = [await pages.open(this, 'alice'), await pages.open(this, 'bob')];
    await bob.phone.dial('*98101');
    await bob.phone.shows('Hang up');
    await until('sound goes out', async () => (await soundOf(bob.tab.page)).sent > 150, 20_000);
    await bob.phone.press('Hang up');
    await alice.phone.open('Team');
    await alice.phone.shows('1 new');
    await alice.phone.press('Listen : Voicemail');
    await until('Asterisk opens the mailbox', () => /VoiceMailMain\(".*", "101@default,s"\)/.test(asterisk!.log()));
  });

  it('parks a call, and takes it back by the lamp of its place (RFC 3515, RFC 4235)', async function () {
    const [alice, bob] = await talk(this);
    await alice.tab.page.evaluate(async () => {
      const phone = document.querySelector('sip-phone')!;
      phone.id ||= 'parking-phone';
      phone.parkCode = '750';
      const lamp = document.createElement('sip-lamp');
      Object.assign(lamp, { target: '751', parking: true });
      lamp.setAttribute('for', phone.id);
      document.body.append(lamp);
      await phone.updateComplete;
      await phone.park();
    });
    await alice.phone.isIdle();
    await until('the call to be parked', () => /Parking '.*' in 'default' at space 751/.test(asterisk!.log()));
    const lamp = await alice.tab.page.waitForSelector('sip-lamp:state(busy) >>> button:enabled', { visible: true });
    await lamp!.click();
    await hear(alice, bob);
    await bob.phone.press('Hang up');
    await alice.phone.shows('Call ended');
  });

  it('is in a conference of the server: hears the others while they are there', async function () {
    const [alice, bob] = [await pages.open(this, 'alice'), await pages.open(this, 'bob')];
    await alice.phone.dial('700');
    await alice.phone.shows('Hang up');
    await waitForSilence(alice.tab.page);
    await bob.phone.dial('700');
    await hear(alice, bob);
    await bob.phone.press('Hang up');
    await waitForSilence(alice.tab.page);
    await alice.phone.press('Hang up');
    await alice.phone.clear();
    expect([...alice.tab.errors, ...bob.tab.errors]).to.deep.equal([]);
  });

  it('hears the message that was left in its mailbox', async function () {
    const [alice, carol] = [await pages.open(this, 'alice'), await pages.open(this, 'carol')];
    await carol.phone.dial('*98102');
    await carol.phone.shows('Hang up');
    await until('audio to be sent', async () => (await soundOf(carol.tab.page)).sent > 150, 20_000);
    await carol.phone.press('Hang up');
    const bob = await pages.open(this, 'bob');
    await bob.phone.open('Team');
    await bob.phone.shows('1 new');
    await bob.phone.press('Listen : Voicemail');
    await until('Asterisk opens the mailbox', () => /VoiceMailMain\(".*", "102@default,s"\)/.test(asterisk!.log()));
    expect([...alice.tab.errors, ...carol.tab.errors]).to.deep.equal([]);
  });
});

describe('A phone at Asterisk over TLS', function () {
  this.timeout(120_000);
  let asterisk: Asterisk | undefined;
  let browser: Browser | undefined;

  before(async function () {
    asterisk = await startAsterisk(needs(this, 'asterisk'), { tls: true });
    browser = await puppeteer.launch({ ...(await launchOptions(this, 'Chromium')), acceptInsecureCerts: true });
  });

  after(async () => {
    await browser?.close();
    await asterisk?.stop();
  });

  it('registers over wss: and receives its own audio (RFC 7118 §8)', async () => {
    const site = await theSite();
    const tab = await openTabIn(browser!, site.page(phoneMarkup(asterisk!, 'alice')));
    const phone = new PhoneOnPage(tab.page);
    await phone.shows('Ready', 20_000);
    await phone.dial('600');
    await waitForSound(tab.page);
    await phone.press('Hang up');
    await phone.clear();
    expect(tab.errors).to.deep.equal([]);
    await tab.close();
  });
});
