/** Attributes of a phone that change, make no sense or are missing while it is used, and a phone that goes away in the middle of it. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import { openTab, type Tab } from '../support/browser.js';
import { person, phoneMarkup, type Person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';

/** Keeps what the page is told of problems: the attribute of each. */
const LISTEN = `<script>
  window.told = [];
  addEventListener('sip-error', (event) => told.push(event.problem?.attribute ?? event.attribute ?? event.detail?.attribute));
</script>`;

describe('A phone whose page changes its attributes or position', () => {
  let site: Site;
  let bob: Person | undefined;
  let tab: Tab | undefined;
  let alice: PhoneOnPage;

  before(async () => {
    site = await theSite();
  });

  afterEach('no page had an error', async () => {
    const open = [tab, bob?.tab];
    [tab, bob] = [undefined, undefined];
    for (const one of open) {
      const errors = one?.errors ?? [];
      await one?.close();
      expect(errors).to.deep.equal([]);
    }
  });

  const open = async (context: Context, markup: string): Promise<void> => {
    tab = await openTab(context, site.page(LISTEN + markup));
    alice = new PhoneOnPage(tab.page);
  };

  const account = { server: () => site.pbx.url, uri: () => `sip:alice@${site.pbx.domain}` };

  const remove = (): Promise<void> => tab!.page.$eval('sip-phone', (phone) => phone.remove());

  /** Alice calls Bob, who answers. */
  const talk = async (context: Context): Promise<void> => {
    bob = await person(context, site, site.pbx, 'bob');
    await alice.dial('bob');
    await bob.phone.press('Answer');
    await sound();
  };
  const sound = (): Promise<unknown> => Promise.all([waitForSound(tab!.page), waitForSound(bob!.tab.page)]);

  it('starts when the last required attribute is set, and stops when one is removed', async function () {
    await open(this, '<sip-phone></sip-phone>');
    await alice.shows('Phone is not set up');
    await alice.set('server', account.server());
    await alice.shows('Phone is not set up');
    await alice.set('password', site.pbx.passwordOf('alice'));
    await alice.set('uri', account.uri());
    await alice.shows('Ready · alice');
    await alice.set('uri', undefined);
    await alice.shows('Phone is not set up');
    await alice.set('uri', account.uri());
    await alice.shows('Ready · alice');
  });

  it('keeps its call while its account is changed', async function () {
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await talk(this);
    await alice.set('username', 'carol');
    await alice.set('password', site.pbx.passwordOf('carol'));
    await alice.set('uri', `sip:carol@${site.pbx.domain}`);
    await alice.shows('Ready · carol');
    await sound();
    await alice.press('Hold');
    await bob!.phone.shows('The other side put you on hold');
    await alice.press('Resume');
    await sound();
    await alice.press('Hang up');
    await bob!.phone.shows('The other side ended the call');
  });

  it('keeps its call while its attributes are invalid, and registers again after they are corrected', async function () {
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await talk(this);
    await alice.set('server', 'nonsense');
    await alice.set('uri', '<script>');
    await sound();
    await bob!.phone.press('Hang up');
    await alice.shows('The server address is not valid');
    await alice.set('server', account.server());
    await alice.shows('The account address is not valid');
    await alice.set('uri', account.uri());
    await alice.shows('Ready · alice');
    await alice.dial('busy');
    await alice.shows('busy is busy');
  });

  const BAD: Readonly<Record<string, string>> = {
    'register-expires': '-1',
    'max-calls': 'many',
    'no-answer-timeout': '0',
    'auto-answer': 'soon',
    'ice-servers': '[{"urls": 1}]',
    registrar: 'a b',
  };

  it('names the attribute that it cannot read, ignores it, and can call', async function () {
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await alice.shows('Ready · alice');
    for (const [attribute, value] of Object.entries(BAD)) {
      await alice.set(attribute, value);
      await tab!.page.waitForFunction(
        (name) => (window as never as { told: string[] }).told.includes(name),
        {},
        attribute,
      );
      await alice.set(attribute, undefined);
    }
    await alice.shows('Ready · alice');
    await alice.dial('echo');
    await waitForSound(tab!.page);
    await alice.press('Hang up');
  });

  it('cancels its outgoing call when it is removed while the remote party rings', async function () {
    bob = await person(this, site, site.pbx, 'bob');
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await alice.dial('bob');
    await bob.phone.shows('Incoming call');
    await remove();
    await bob.phone.shows('Missed call');
    expect(await tab!.page.evaluate(() => openPeerConnections())).to.equal(0);
  });

  it('refuses its incoming call when it is removed while it rings', async function () {
    bob = await person(this, site, site.pbx, 'bob');
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await alice.shows('Ready');
    await bob.phone.dial('alice');
    await alice.shows('Incoming call');
    await remove();
    await bob.phone.shows(/Declined|Not available right now|No answer/);
  });

  it('ends its held call when it is removed', async function () {
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await talk(this);
    await alice.press('Hold');
    await bob!.phone.shows('The other side put you on hold');
    await remove();
    await bob!.phone.shows('The other side ended the call');
    expect(await tab!.page.evaluate(() => openPeerConnections())).to.equal(0);
  });

  it('registers again when it is removed and inserted later', async function () {
    await open(this, phoneMarkup(site.pbx, 'alice'));
    await alice.shows('Ready · alice');
    await tab!.page.$eval('sip-phone', async (phone) => {
      phone.remove();
      await new Promise(requestAnimationFrame);
      document.body.append(phone);
    });
    await alice.shows('Ready · alice');
    await alice.dial('echo');
    await waitForSound(tab!.page);
    await alice.press('Hang up');
  });
});
