/** Credentials that a service of the application makes and that end: Kamailio (auth_ephemeral), Asterisk (ARI), coturn (use-auth-secret). */
import { expect } from 'chai';
import { asteriskAccounts, kamailioAccounts, type Accounts } from '../../../examples/token-service/accounts.mjs';
import { ephemeralCredentials } from '../../../examples/token-service/ephemeral.mjs';
import { needs } from '../../support/needs.js';
import { startAccountService, type AccountService } from '../support/account-service.js';
import { startAsterisk, type Asterisk } from '../support/asterisk.js';
import { openTab, type Tab } from '../support/browser.js';
import { startKamailio, type SipServer } from '../support/kamailio.js';
import { person } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { TurnServer } from '../support/turn-server.js';
import { until } from '../support/until.js';

const SECRET = 'sip-secret-4711';
const TURN_SECRET = 'turn-secret-4712';

interface Visitor {
  readonly tab: Tab;
  readonly phone: PhoneOnPage;
}

describe('A page with the address of a token service and nothing else', function () {
  this.timeout(120_000);
  const tabs: Tab[] = [];
  let service: AccountService | undefined;

  afterEach('close the pages', async () => {
    for (const tab of tabs.splice(0)) await tab.close();
    await service?.stop();
    service = undefined;
  });

  async function visit(context: Mocha.Context, user: string, accounts: Accounts): Promise<Visitor> {
    service ??= await startAccountService(accounts);
    const tab = await openTab(context, service.page(user));
    tabs.push(tab);
    const phone = new PhoneOnPage(tab.page);
    await phone.shows('Ready');
    return { tab, phone };
  }

  /** Nothing that was given to the page can be read in it, and nothing of it was logged. */
  async function keepsSecrets({ tab }: Visitor): Promise<void> {
    const secrets = service!.given.flatMap(({ password, iceServers }) => [password, iceServers?.[0]?.credential]);
    const everything = `${await tab.page.content()}${tab.log.join()}${await stateOf(tab)}`;
    for (const secret of secrets) if (secret) expect(everything).to.not.include(secret);
    expect(tab.errors).to.deep.equal([]);
  }

  const stateOf = (tab: Tab): Promise<string> =>
    tab.page.$eval('sip-phone', (phone) => JSON.stringify(phone.state) + phone.outerHTML);

  describe('at Kamailio with auth_ephemeral and coturn with use-auth-secret', () => {
    let kamailio: SipServer;
    let turn: TurnServer;
    let accounts: Accounts;

    before(async function () {
      kamailio = await startKamailio(needs(this, 'kamailio'), { ephemeralSecret: SECRET });
      turn = await TurnServer.start(needs(this, 'coturn'), TURN_SECRET);
      const { url: server, domain } = kamailio;
      accounts = kamailioAccounts({ server, domain, secret: SECRET, turn: { urls: turn.url, secret: TURN_SECRET } });
    });

    after(async () => {
      await kamailio?.stop();
      await turn?.stop();
    });

    it('registers, calls somebody with a password of old, and has an address at the TURN server', async function () {
      const bob = await person(this, await theSite(), kamailio, 'bob');
      tabs.push(bob.tab);
      const alice = await visit(this, 'alice', accounts);
      const before = turn.allocations;
      await alice.phone.dial('bob');
      await bob.phone.press('Answer');
      await Promise.all([alice, bob].map(({ tab }) => waitForSound(tab.page)));
      await until('an address at the TURN server', () => turn.allocations > before);
      await alice.phone.press('Hang up');
      await keepsSecrets(alice);
    });

    it('fetches another document where the server refuses a password that has ended', async function () {
      let asked = 0;
      const alice = await visit(this, 'alice', async (user) => {
        const document = await accounts(user);
        return asked++ > 0 ? document : { ...document, ...ephemeralCredentials({ secret: SECRET, user, ttl: -60 }) };
      });
      expect(asked).to.equal(2);
      await keepsSecrets(alice);
    });

    it('cannot use the account of somebody else', async function () {
      service = await startAccountService(async () => ({
        ...(await accounts('bob')),
        uri: `sip:alice@${kamailio.domain}`,
      }));
      const tab = await openTab(this, service.page('bob'));
      tabs.push(tab);
      await new PhoneOnPage(tab.page).shows('Sign-in refused');
    });

    it('stays registered with documents that end after 4 s, each fetched before the last one ends', async function () {
      const { url: server, domain } = kamailio;
      const alice = await visit(this, 'alice', kamailioAccounts({ server, domain, secret: SECRET, ttl: 4 }));
      await until('three documents', () => service!.given.length >= 3);
      // Kamailio looks for the callee only after it has accepted the credentials of the INVITE.
      await alice.phone.dial('nobody');
      await alice.phone.shows('This number does not exist');
      // The account is being refreshed every few seconds.
      await until('ready after the refused call', async () => {
        const state = await stateOf(alice.tab);
        return state.includes('"status":"ready"') && state.includes('"statusCode":404');
      });
    });
  });

  describe('at Asterisk, whose passwords are written by ARI', () => {
    let asterisk: Asterisk;
    let asteriskPlace: Parameters<typeof asteriskAccounts>[0];

    before(async function () {
      asterisk = await startAsterisk(needs(this, 'asterisk'));
      const { url: server, domain } = asterisk;
      const ari = {
        url: server.replace(/^ws(.*)\/ws$/, 'http$1/ari'),
        username: 'token-service',
        password: 'token-service-secret',
      };
      asteriskPlace = { server, domain, ari };
    });

    after(() => asterisk?.stop());

    it('registers, hears the echo, and goes on when its password is replaced', async function () {
      let accounts = asteriskAccounts(asteriskPlace);
      const dora = await visit(this, 'dora', (user) => accounts(user));
      const echo = async (): Promise<void> => {
        await dora.phone.dial('600');
        await waitForSound(dora.tab.page);
        await dora.phone.press('Hang up');
        await dora.phone.clear();
      };
      await echo();
      accounts = asteriskAccounts(asteriskPlace);
      await accounts('dora');
      await echo();
      expect(new Set(service!.given.map(({ password }) => password)).size).to.equal(2);
      await keepsSecrets(dora);
    });

    it('has the passwords after its restart, as a phone would get 500 without them and wait', async () => {
      await asteriskAccounts(asteriskPlace)('dora');
      await asterisk.restart();
      const { url, username, password } = asteriskPlace.ari;
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      const object = `${url}/asterisk/config/dynamic/res_pjsip/auth/dora-token`;
      expect((await fetch(object, { headers: { authorization } })).status).to.equal(200);
    });
  });
});
