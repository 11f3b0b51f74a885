/** The registrar over the wire: digest and contacts (RFC 3261 §10.3, §22; RFC 8760; RFC 7118). */

import { expect } from 'chai';
import { VirtualClock } from '../support/virtual-clock.js';
import { Switchboard } from './support/switchboard.js';

describe('pocket PBX: registrar', () => {
  let board: Switchboard;

  afterEach(() => board.close());

  it('offers SHA-256 before MD5, each in a header field of its own (RFC 8760 §2.3)', async () => {
    board = await Switchboard.open();
    const alice = await board.phone('alice');
    alice.send('REGISTER', { to: `<${alice.aor}>` });
    const response = await alice.response(401);
    const challenges = response.headers.getAll('WWW-Authenticate');
    expect(challenges.map((value) => /algorithm=([\w-]+)/.exec(value)?.[1])).to.deep.equal(['SHA-256', 'MD5']);
    expect(response.headers.get('Server')).to.match(/pocket PBX/);
  });

  for (const algorithm of ['SHA-256', 'MD5']) {
    it(`accepts a contact with the right password by ${algorithm} and returns its expires (§10.3 step 8)`, async () => {
      board = await Switchboard.open({ expires: { default: 300 } });
      const alice = await board.phone('alice');
      const headers = [`Contact: ${alice.contact}`];
      const response = await alice.ask('REGISTER', { to: `<${alice.aor}>`, headers }, algorithm);
      expect(response.statusCode).to.equal(200);
      expect(response.contact?.uri.host).to.equal(alice.host);
      expect(response.contact?.params.get('expires')).to.equal('300');
      expect(board.pbx.contactsOf('alice')).to.equal(1);
    });
  }

  // @rfc 7315 §4.1
  it('returns the other address of the account (RFC 7315 §4.1)', async () => {
    board = await Switchboard.open();
    const response = await (await board.phone('bob')).register();
    expect(response.headers.get('P-Associated-URI')).to.equal('<sip:1002@example.test>');
  });

  it('challenges a wrong password and an unknown user with the same response', async () => {
    board = await Switchboard.open();
    const wrong = await board.phone('alice', 'guess');
    const nobody = await board.phone('nobody', 'guess');
    expect((await wrong.register()).statusCode).to.equal(401);
    expect((await nobody.register()).statusCode).to.equal(401);
  });

  it('rejects a REGISTER for another account with 403 (§10.3 step 4)', async () => {
    board = await Switchboard.open();
    const alice = await board.phone('alice');
    const response = await alice.ask('REGISTER', {
      to: '<sip:bob@example.test>',
      headers: [`Contact: ${alice.contact}`],
    });
    expect(response.statusCode).to.equal(403);
    expect(board.pbx.contactsOf('bob')).to.equal(0);
  });

  it('keeps several contacts of one account and answers a query with all of them (§10.2.3)', async () => {
    board = await Switchboard.open();
    await board.registered('alice');
    const second = await board.registered('alice');
    const query = await second.register({ contact: '' });
    expect(query.contacts).to.have.length(2);
  });

  it('refreshes a contact instead of adding it again, and removes it with Expires 0 (§10.2.2)', async () => {
    board = await Switchboard.open();
    const alice = await board.registered('alice');
    await alice.register();
    expect(board.pbx.contactsOf('alice')).to.equal(1);
    const removed = await alice.register({ expires: 0 });
    expect(removed.statusCode).to.equal(200);
    expect(removed.headers.has('Contact')).to.equal(false);
    expect(board.pbx.contactsOf('alice')).to.equal(0);
  });

  it('removes all contacts with * and Expires 0, and rejects * without it (§10.3 step 6)', async () => {
    board = await Switchboard.open();
    await board.registered('alice');
    const second = await board.registered('alice');
    expect((await second.register({ contact: '*' })).statusCode).to.equal(400);
    expect(board.pbx.contactsOf('alice')).to.equal(2);
    expect((await second.register({ contact: '*', expires: 0 })).statusCode).to.equal(200);
    expect(board.pbx.contactsOf('alice')).to.equal(0);
  });

  it('rejects a lifetime below the minimum with 423 and Min-Expires (§10.3 step 7)', async () => {
    board = await Switchboard.open({ expires: { min: 60 } });
    const alice = await board.phone('alice');
    const response = await alice.register({ expires: 5 });
    expect(response.statusCode).to.equal(423);
    expect(response.headers.get('Min-Expires')).to.equal('60');
  });

  it('shortens a lifetime above the maximum', async () => {
    board = await Switchboard.open({ expires: { max: 1000 } });
    const alice = await board.phone('alice');
    const response = await alice.register({ expires: 99_999 });
    expect(response.contact?.params.get('expires')).to.equal('1000');
  });

  it('prefers the expires parameter of the Contact to Expires (§10.2.1.1)', async () => {
    board = await Switchboard.open();
    const alice = await board.phone('alice');
    const response = await alice.register({ contact: `${alice.contact};expires=77`, expires: 500 });
    expect(response.contact?.params.get('expires')).to.equal('77');
  });

  it('changes nothing when one of several contacts is rejected (§10.3 step 7: all or none)', async () => {
    board = await Switchboard.open({ expires: { min: 60 } });
    const alice = await board.phone('alice');
    const response = await alice.register({ contact: `${alice.contact}, <sip:alice@other.invalid>;expires=3` });
    expect(response.statusCode).to.equal(423);
    expect(board.pbx.contactsOf('alice')).to.equal(0);
  });

  it('changes nothing for a lower CSeq (§10.3 step 7: CSeq)', async () => {
    board = await Switchboard.open();
    const alice = await board.phone('alice');
    const parts = { to: `<${alice.aor}>`, callId: 'reg-1', headers: [`Contact: ${alice.contact}`] };
    expect((await alice.ask('REGISTER', { ...parts, sequence: 10 })).statusCode).to.equal(200);
    expect((await alice.ask('REGISTER', { ...parts, sequence: 5 })).statusCode).to.equal(500);
  });

  it('replaces the contact of the same device after a new connection (RFC 5626 §6)', async () => {
    board = await Switchboard.open();
    const device = ';+sip.instance="<urn:uuid:00000000-0000-4000-8000-000000000001>";reg-id=1';
    const first = await board.phone('alice');
    await first.register({ contact: first.contact + device, headers: ['Supported: outbound'] });
    const second = await board.phone('alice');
    const response = await second.register({ contact: second.contact + device, headers: ['Supported: outbound'] });
    expect(response.contacts).to.have.length(1);
    expect(response.contact?.uri.host).to.equal(second.host);
    expect(response.headers.get('Require')).to.equal('outbound');
  });

  it('removes the contact of a connection that closes', async () => {
    board = await Switchboard.open();
    const alice = await board.registered('alice');
    const changed = new Promise<number>((resolve) =>
      board.pbx.once('registration', (_name, contacts) => resolve(contacts)),
    );
    await alice.close();
    expect(await changed).to.equal(0);
  });

  it('removes a contact that was not refreshed', async () => {
    const clock = new VirtualClock();
    board = await Switchboard.open({ clock, expires: { default: 60 } });
    await board.registered('alice');
    await clock.advance(59_000);
    expect(board.pbx.contactsOf('alice')).to.equal(1);
    await clock.advance(2000);
    expect(board.pbx.contactsOf('alice')).to.equal(0);
  });

  it('challenges with stale when the nonce has expired (RFC 7616 §3.3)', async () => {
    const clock = new VirtualClock();
    board = await Switchboard.open({ clock });
    const alice = await board.phone('alice');
    alice.send('REGISTER', { to: `<${alice.aor}>` });
    const challenge = await alice.response(401);
    await clock.advance(3_600_000);
    alice.send('REGISTER', {
      to: `<${alice.aor}>`,
      headers: [alice.credentials(challenge, 'REGISTER', 'sip:example.test')],
    });
    const again = await alice.response(401);
    expect(again.headers.get('WWW-Authenticate')).to.match(/stale=true/);
  });

  it('does not challenge an account without a password', async () => {
    board = await Switchboard.open({ accounts: [{ username: 'guest' }] });
    const guest = await board.phone('guest');
    expect((await guest.register()).statusCode).to.equal(200);
  });

  it('rejects contacts above its limit', async () => {
    board = await Switchboard.open({ maxContacts: 1 });
    await board.registered('alice');
    const second = await board.phone('alice');
    expect((await second.register()).statusCode).to.equal(403);
  });
});
