/** What was set in a call is set again after its page was loaded again; what is lost is said (RFC 3264 §8.4, RFC 3891). */

import { expect } from 'chai';
import type { Context } from 'mocha';
import { openTab, type BrowserName, type Tab } from '../support/browser.js';
import type { SipServer } from '../support/kamailio.js';
import { hear, phoneMarkup, TestPages, type Person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { SERVERS } from '../support/servers.js';
import { theSite } from '../support/site.js';
import { waitForSilence } from '../support/sound.js';

/** The states of a call that are the same at each server. `pages` are those of the suite that is being described. */
function keepsStates(pages: TestPages): void {
  it('the call is on hold as before, and can be resumed', async function () {
    const [alice, bob] = await pages.talk(this);
    await alice.phone.press('Hold');
    await alice.phone.shows('On hold');
    await alice.tab.page.reload();
    await alice.phone.shows('On hold');
    await waitForSilence(bob.tab.page);
    await alice.phone.press('Resume');
    await hear(alice, bob);
  });

  it('the microphone is still muted, and no audio is sent during the reload', async function () {
    const [alice, bob] = await pages.talk(this);
    await alice.phone.press('Mute');
    await waitForSilence(bob.tab.page);
    await alice.tab.page.reload();
    await waitForSilence(bob.tab.page);
    await alice.phone.press('Unmute');
    await hear(alice, bob);
  });

  it('both calls of a consultation continue, the first on hold', async function () {
    const [alice, bob, carol] = await pages.consult(this);
    await alice.tab.page.reload();
    await hear(alice, carol);
    await waitForSilence(bob.tab.page);
    await alice.phone.shows(/Bob On hold .* Carol/i);
  });

  it('the conference continues: the other members receive the audio of each other', async function () {
    const [alice, bob, carol] = await pages.confer(this);
    await hear(bob, carol);
    await alice.tab.page.reload();
    await alice.phone.shows('3 people');
    await hear(alice, bob, carol);
  });

  it('an outgoing call that was ringing has ended, and the page shows it', async function () {
    const bob = await pages.open(this, 'bob');
    const alice = await pages.open(this, 'alice');
    await alice.phone.dial('bob');
    await bob.phone.shows('Incoming call');
    await alice.tab.page.reload();
    await alice.phone.shows('The page was left or closed before the call was answered');
    await bob.phone.isIdle();
  });
}

/** Neither end has a call that is no call any more. */
async function expectNoCall(...ends: readonly Pick<Person, 'tab'>[]): Promise<void> {
  for (const { tab } of ends)
    await tab.page.waitForFunction(() => openPeerConnections() === 0, { polling: 100, timeout: 30_000 });
}

/**
 * Calls that are not continued, or not at once: each page says why, and no call is left at either end. `pages` as above; `tellsHold`:
 * whether the remote party learns that the page is away, which Firefox cannot tell any more (decision 019) and Asterisk does not pass on.
 */
function saysWhy(
  pages: TestPages,
  server: () => SipServer | Promise<SipServer>,
  browser: BrowserName,
  tellsHold: boolean,
): void {
  /** A call of Alice, whose page sets her password by a script. */
  async function talkWithoutPassword(
    context: Context,
  ): Promise<{ tab: Tab; phone: PhoneOnPage; bob: Person; signIn(): Promise<void> }> {
    const at = await server();
    const bob = await pages.open(context, 'bob', 'auto-answer');
    const markup = phoneMarkup(at, 'alice', 'await-credentials').replace(/ password="[^"]*"/, '');
    const tab = pages.add(await openTab(context, (await theSite()).page(markup), browser));
    const phone = new PhoneOnPage(tab.page);
    const signIn = (): Promise<void> => phone.set('password', at.passwordOf('alice'));
    await phone.shows('Connecting');
    await signIn();
    await phone.dial('bob');
    await hear({ tab }, bob);
    return { tab, phone, bob, signIn };
  }

  it('a call that the remote party ended meanwhile is shown as ended, and is in the recent calls', async function () {
    const [alice, bob] = await pages.talk(this);
    const phonePage = alice.tab.page.url();
    await alice.tab.page.goto((await theSite()).page('No phone here'));
    await bob.phone.press('Hang up');
    await bob.phone.isIdle();
    await alice.tab.page.goto(phonePage);
    await alice.phone.shows('The call ended while the page was loading');
    await alice.phone.clear();
    await alice.phone.open('Recents');
    await alice.phone.shows(/bob/i);
    await expectNoCall(alice, bob);
  });

  it('the call ends for both parties when the microphone is blocked, and the page shows the reason', async function () {
    const [alice, bob] = await pages.talk(this);
    await alice.tab.page.evaluateOnNewDocument(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('blocked', 'NotAllowedError'));
      navigator.permissions.query = () =>
        Promise.resolve(Object.assign(new EventTarget(), { state: 'denied' }) as PermissionStatus);
    });
    await alice.tab.page.reload();
    await alice.phone.shows('The microphone is blocked');
    await bob.phone.shows('The other side ended the call');
    await expectNoCall(alice, bob);
  });

  it('the call ends for both parties when the page was away for more than a minute, and the page shows the reason', async function () {
    const [alice, bob] = await pages.talk(this);
    const phonePage = alice.tab.page.url();
    await alice.tab.page.goto((await theSite()).page('No phone here'));
    await alice.tab.page.evaluateOnNewDocument(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 61_000;
    });
    await alice.tab.page.goto(phonePage);
    await alice.phone.shows('The call ended because the page was away for more than a minute');
    await bob.phone.shows('The other side ended the call');
    await expectNoCall(alice, bob);
  });

  for (const way of ['a reload', 'a link of the site'] as const)
    it(`the call ends with its page where the session storage is blocked, and the page after ${way} says so (HTML §12.2.2)`, async function () {
      const [alice, bob] = await pages.talk(this);
      const block = (): void =>
        void Object.defineProperty(window, 'sessionStorage', {
          get: () => {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      await alice.tab.page.evaluate(block);
      await alice.tab.page.evaluateOnNewDocument(block);
      const { whenEnded } = await bob.phone.listenForEnd();
      if (way === 'a reload') await alice.tab.page.reload();
      else
        await Promise.all([
          alice.tab.page.waitForNavigation(),
          alice.tab.page.evaluate(() => {
            const link = document.createElement('a');
            link.href = `${location.href}&next`;
            document.body.append(link);
            link.click();
          }),
        ]);
      await alice.phone.shows('The call could not be continued after the page was loaded');
      // Firefox has closed the socket before the page can send BYE (decision 019): the server or the remote party finds the call dead.
      expect(await whenEnded()).to.be.oneOf([
        'remote: hung-up',
        ...(browser === 'Firefox' ? ['system: connection-lost'] : []),
      ]);
      await expectNoCall(alice, bob);
    });

  it('the call goes on as soon as the page sets the password, which its markup does not have', async function () {
    const { tab, phone, bob, signIn } = await talkWithoutPassword(this);
    await tab.page.reload();
    await phone.shows('Bringing your call back');
    if (tellsHold) await bob.phone.shows('The other side put you on hold');
    await signIn();
    await hear({ tab }, bob);
  });

  it('the call ends where the page sets no password within a minute, the page shows the reason, and the remote party is told once it does', async function () {
    const { tab, phone, bob, signIn } = await talkWithoutPassword(this);
    // The page after the reload is there when most of the minute is over.
    await tab.page.evaluateOnNewDocument(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 57_000;
    });
    await tab.page.reload();
    await phone.shows('The call could not be continued because the phone is not signed in');
    const { whenEnded } = await bob.phone.listenForEnd();
    await signIn();
    expect(await whenEnded()).to.equal('remote: hung-up');
    await expectNoCall({ tab }, bob);
  });
}

describe('After a reload in a call', function () {
  this.timeout(120_000);
  const pages = new TestPages();
  keepsStates(pages);
  saysWhy(pages, async () => (await theSite()).pbx, 'Chromium', true);

  it('the call is recorded again, and the phone says that the recording before it is lost', async function () {
    const [alice] = await pages.talk(this);
    await alice.phone.press('More');
    await alice.phone.press('Record');
    await alice.phone.shows('Recording');
    await alice.tab.page.reload();
    await alice.phone.shows('The recording began again');
  });

  it('an incoming call that was ringing is a missed call, and rings again as the caller calls again (RFC 3261 §21.4.18)', async function () {
    const bob = await pages.open(this, 'bob');
    const alice = await pages.open(this, 'alice');
    await bob.phone.dial('alice');
    await alice.phone.shows('Incoming call');
    await alice.tab.page.reload();
    await alice.phone.shows('The page was left or closed before the call was answered');
    await alice.phone.shows('Incoming call');
    await alice.phone.press('Answer');
    await hear(alice, bob);
    await bob.phone.press('Hang up');
    await alice.phone.clear();
    await alice.phone.open('Recents');
    await alice.phone.shows('Missed');
  });

  it('by Replaces, the remote party does not ring, and has one call (RFC 3891 §3)', async function () {
    const bob = await pages.open(this, 'bob');
    const alice = await pages.open(this, 'alice', 'resume="replaces"');
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await hear(alice, bob);
    await alice.tab.page.reload();
    await hear(alice, bob);
    await bob.phone.press('Hang up');
    await alice.phone.shows('The other side ended the call');
    await Promise.all([alice.phone.clear(), bob.phone.clear()]);
  });

  it('and a visit to a page without a phone, the call continues when the user goes back', async function () {
    const [alice, bob] = await pages.talk(this);
    await alice.tab.page.goto((await theSite()).page('No phone here'));
    await bob.phone.shows('The other side put you on hold');
    await alice.tab.page.goBack();
    await hear(alice, bob);
  });
});

/** In `npm run test:long` the same with each other kind of server, and with the reloaded page in Firefox. */
const RUNS: readonly (readonly [server: keyof typeof SERVERS, browser: BrowserName])[] =
  process.env['LONG_TESTS'] === 'true'
    ? [
        ['Kamailio', 'Chromium'],
        ['Kamailio with rtpengine', 'Chromium'],
        ['Asterisk 22', 'Chromium'],
        ['pocket PBX', 'Firefox'],
        ['Asterisk 22', 'Firefox'],
      ]
    : [];

for (const [name, browser] of RUNS)
  describe(`After a reload in a call: ${name}, ${browser}`, function () {
    this.timeout(120_000);
    let server: SipServer;
    const pages = new TestPages({ server: () => server, alice: browser });

    before(async function () {
      server = await SERVERS[name]!(this);
    });
    after(() => server?.stop());

    keepsStates(pages);
    saysWhy(pages, () => server, browser, browser === 'Chromium' && name !== 'Asterisk 22');

    it('an incoming call that was ringing has ended, and the page shows it (RFC 3261 §21.4.18)', async function () {
      const [bob, alice] = await pages.openAll(this, 'bob', 'alice');
      await bob.phone.dial('alice');
      await alice.phone.shows('Incoming call');
      await alice.tab.page.reload();
      await alice.phone.shows('The page was left or closed before the call was answered');
    });
  });
