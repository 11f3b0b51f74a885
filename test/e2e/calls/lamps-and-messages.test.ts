/** What other people leave on a phone: a lit lamp, a call to pick up, a text, a call passed on (RFC 3842, RFC 4235, RFC 3891, RFC 3428). */
import { openTab } from '../support/browser.js';
import { phoneMarkup, TestPages } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite, type Site } from '../support/site.js';
import { soundOf, waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

describe('Lamps, voicemail and messages on a phone', () => {
  let site: Site;
  const pages = new TestPages({ faultless: true });

  before(async () => {
    site = await theSite();
  });

  it('voicemail: the lamp shows the number of new messages until they are heard (RFC 3842)', async function () {
    const alice = await pages.open(this, 'alice');
    await alice.phone.dial('9009');
    await alice.phone.shows('Call ended');
    await alice.phone.clear();
    await alice.phone.open('Team');
    await alice.phone.shows('1 new');
    await alice.phone.press('Listen : Voicemail');
    const { page } = alice.tab;
    await until('the beep of the mailbox', async () => (await soundOf(page)).heard > 1e-3);
    await alice.phone.shows('No new messages');
  });

  it('pickup: a lamp takes the call that rings at another phone (RFC 3891)', async function () {
    const [bob, carol] = await pages.openAll(this, 'bob', 'carol');
    const markup = phoneMarkup(site.pbx, 'alice', 'id="phone"');
    const tab = pages.add(
      await openTab(this, site.page(`${markup}<sip-lamp for="phone" target="bob" name="Bob"></sip-lamp>`)),
    );
    const lamp = new PhoneOnPage(tab.page, 'sip-lamp');
    await lamp.shows('Available');
    await carol.phone.dial('bob');
    await lamp.shows('Ringing');
    await bob.phone.shows('Incoming call');
    await lamp.press('Pick up the call for Bob. Ringing · pick up');
    await Promise.all([waitForSound(tab.page), waitForSound(carol.tab.page)]);
    await bob.phone.shows('Answered on another device');
    await lamp.shows('Available');
    await carol.phone.press('Hang up');
  });

  it('chat: a text message and its reply arrive (RFC 3428)', async function () {
    const [alice, bob] = await pages.openAll(this, 'alice', 'bob');
    await alice.phone.type('1002');
    await alice.phone.press('Message');
    await alice.phone.fill('Message', 'Are you there? <b>Really?</b> ✓');
    await alice.phone.press('Send');
    await alice.phone.shows('Delivered');
    await bob.phone.open('Messages');
    await bob.phone.press('Messages with Alice, 1 unread');
    await bob.phone.shows('Are you there? <b>Really?</b> ✓');
    await bob.phone.fill('Message', 'Yes.');
    await bob.phone.press('Send');
    await alice.phone.shows('Yes.');
  });

  it('deflection: an incoming call goes on to the mailbox (302, RFC 3261 §21.3.3)', async function () {
    const [alice, bob] = await pages.openAll(this, 'alice', 'bob');
    await bob.phone.dial('alice');
    await alice.phone.press('Voicemail');
    await bob.phone.shows('Call ended');
    await alice.phone.isIdle();
  });
});
