/** Calls that continue on the next page: the stored data, the messages, and the state of the next page (RFC 3891, RFC 3261 §14, HTML §7.4.6). */

import '../../../src/phone/audio/media-chunk.js';
import { expect } from 'chai';
import { PageOfPhone, accepts, starts } from '../support/page-of-phone.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

const KEY = 'sip-elements:calls:sip:alice@example.com sip.example.com';
const ASTERISK = 'Server: Asterisk PBX 22.10.0';

describe('A call whose page is unloaded', () => {
  const pages = PageOfPhone.forEachTest();
  const { storage: page } = pages;
  const talking: PageOfPhone['talking'] = (...args) => pages.talking(...args);
  const next: PageOfPhone['next'] = (...args) => pages.next(...args);

  it('is in the state of the next page before it is connected, with its remote party and the time of its answer', async () => {
    const { test, call } = await talking();
    call.mute(true);
    const { peer } = call.state;
    const second = await next(test);
    expect(second.call).to.include({ id: call.id, status: 'resuming', direction: 'outgoing', muted: true });
    expect(second.call).to.deep.include({ peer, answeredAt: 1_000_000, hold: { local: false, remote: false } });
    expect(second.phone.state.activeCallId).to.equal(call.id);
  });

  it('is stored for this tab without a password, and removed when the next page has read it', async () => {
    const { test } = await talking({ username: 'alice', password: 'k7-secret' });
    expect(page.session.getItem(KEY)).to.equal(null);
    pages.shown.leave();
    const stored = page.session.getItem(KEY)!;
    expect(JSON.parse(stored)).to.include({ version: 1, leftAt: 1_030_000 });
    expect(stored).to.not.contain('secret');
    expect([...page.storage.items.values()].join()).to.not.contain('far');
    pages.open();
    new TestPhone({ clock: test.clock });
    expect(page.session.getItem(KEY)).to.equal(null);
  });

  it('is not continued at another server by a phone of the same address', async () => {
    const { test, invite } = await talking();
    const elsewhere = await next(test, { server: 'wss://other.example.com' });
    await starts(elsewhere);
    expect(elsewhere.phone.state.calls).to.deep.equal([]);
    const second = new TestPhone({ clock: test.clock });
    await starts(second);
    expect((await second.sent('INVITE')).callId).to.equal(invite.callId);
  });

  it('is stored beside a call of the same address at another server, and both are continued', async () => {
    const { test, invite } = await talking();
    const other = await talking({ server: 'wss://other.example.com', clock: test.clock });
    const second = await next(test);
    await starts(second);
    expect((await second.sent('INVITE')).callId).to.equal(invite.callId);
    const elsewhere = new TestPhone({ clock: test.clock, server: 'wss://other.example.com' });
    await starts(elsewhere);
    expect((await elsewhere.sent('INVITE')).callId).to.equal(other.invite.callId);
  });

  // @rfc 3311 §5.1
  it('is paused by an UPDATE when the remote party allows it, and gets no BYE (RFC 3311 §5.1)', async () => {
    const { test, invite } = await talking();
    pages.shown.leave('unknown');
    await settle();
    const update = await test.sent('UPDATE');
    expect(update).to.include({ callId: invite.callId, toTag: 'far' });
    expect(update.body).to.contain('a=inactive');
    expect(test.socket.inbox.filter((text) => text.startsWith('BYE '))).to.deep.equal([]);
    expect(test.phone.state.calls).to.deep.equal([]);
    // If no page follows, the call ended here.
    expect(test.phone.state.history).to.have.length(1);
    expect(test.phone.state.history[0]).to.include({ cause: 'hung-up', answeredAt: 1_000_000, endedAt: 1_030_000 });
  });

  // @rfc 3261 §12.2.1.1
  it('continues in its dialog, with a higher CSeq, and is one call in the history (RFC 3261 §12.2.1.1)', async () => {
    const { test, call, invite } = await talking();
    const second = await next(test);
    await starts(second);
    const again = await second.sent('INVITE');
    expect(again).to.include({ callId: invite.callId, fromTag: invite.fromTag, toTag: 'far' });
    expect(again.cseq.sequence).to.be.above(invite.cseq.sequence + 1);
    expect(second.call?.status).to.equal('resuming');
    await accepts(second, again);
    expect(second.call).to.include({ status: 'active', answeredAt: 1_000_000 });
    await test.clock.advance(9500);
    await RemoteCall.of(second as unknown as TestUA, invite).request('BYE');
    const [entry, ...others] = second.phone.state.history;
    expect(entry).to.include({ id: call.id, cause: 'hung-up', answeredAt: 1_000_000, endedAt: 1_040_000 });
    expect(others).to.deep.equal([]);
  });

  // @rfc 3891 §4
  it('is replaced by a call to the own address at an Asterisk, where a re-INVITE gets no response (RFC 3891 §4)', async () => {
    const { test, invite } = await talking({}, [ASTERISK]);
    const second = await next(test);
    await starts(second);
    const replacing = await second.sent('INVITE');
    expect(replacing.uri.toString()).to.equal('sip:alice@example.com');
    expect(replacing.headers.get('Replaces')).to.equal(`${invite.callId};to-tag=far;from-tag=${invite.fromTag}`);
    expect(replacing.callId).to.not.equal(invite.callId);
    await accepts(second, replacing, 'newer');
    expect(second.phone.state.calls.map(({ status }) => status)).to.deep.equal(['active']);
    expect(second.call).to.include({ direction: 'outgoing', answeredAt: 1_000_000 });
    expect(second.call?.peer.number).to.equal('bob');
  });

  it('continues in its dialog when the replacement is rejected, and is replaced when the re-INVITE is rejected', async () => {
    for (const [server, status] of [
      [ASTERISK, 404],
      ['Server: other', 488],
    ] as const) {
      const { test, invite } = await talking({}, [server]);
      const second = await next(test);
      await starts(second);
      await second.answers(await second.sent('INVITE'), status === 404 ? 403 : 488);
      await second.serve();
      const other = await second.sent('INVITE');
      expect(other.headers.has('Replaces')).to.equal(server !== ASTERISK);
      expect(other.callId === invite.callId).to.equal(server === ASTERISK);
      await accepts(second, other, 'newer');
      expect(second.call?.status).to.equal('active');
    }
  });

  it('is continued first in the way that the option selects', async () => {
    for (const resume of ['replaces', 'reinvite'] as const) {
      const { test } = await talking({}, [resume === 'reinvite' ? ASTERISK : 'Server: other']);
      const second = await next(test, { resume });
      await starts(second);
      expect((await second.sent('INVITE')).headers.has('Replaces')).to.equal(resume === 'replaces');
    }
  });

  it('is on hold again after a re-INVITE and after a replacement, and sends no audio before', async () => {
    for (const server of [ASTERISK, 'Server: other']) {
      const { test, call } = await talking({}, [server]);
      void call.hold(true);
      const holding = await test.sent('INVITE');
      await accepts(test, holding);
      await test.serve();
      expect(call.state).to.deep.include({ hold: { local: true, remote: false } });
      const second = await next(test);
      expect(second.call).to.deep.include({ status: 'resuming', hold: { local: true, remote: false } });
      await starts(second);
      const again = await second.sent('INVITE');
      expect(again.body).to.contain('a=sendonly');
      await accepts(second, again, 'newer');
      await second.serve();
      expect(second.call).to.deep.include({ status: 'active', hold: { local: true, remote: false } });
    }
  });

  it('has ended when the remote party has sent BYE meanwhile, and is in the history (RFC 3261 §12.2.1.2)', async () => {
    for (const [server, status] of [
      [ASTERISK, 481],
      [ASTERISK, 603],
      ['Server: other', 481],
    ] as const) {
      const { test } = await talking({}, [server]);
      const second = await next(test);
      await starts(second);
      await second.answers(await second.sent('INVITE'), status);
      await second.serve();
      expect(second.call).to.include({ status: 'ended', cause: 'ended-meanwhile', endedBy: 'remote', failed: false });
      expect(second.phone.state.history[0]).to.include({ cause: 'ended-meanwhile', answeredAt: 1_000_000 });
    }
  });

  it('ends in its dialog when the next page opens after more than a minute', async () => {
    const { test, invite } = await talking();
    const second = await next(test, {}, 61_000);
    await settle();
    expect(second.call).to.include({ status: 'ended', cause: 'resumed-too-late', failed: true });
    delete second.behaviour.BYE;
    await starts(second);
    expect(await second.sent('BYE')).to.include({ callId: invite.callId, toTag: 'far' });
    expect(second.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
  });

  it('waits for an account without a password, and ends after a minute without one', async () => {
    const { test, invite } = await talking();
    const second = await next(test);
    const { REGISTER } = second.behaviour;
    second.behaviour.REGISTER = () => 403;
    await starts(second);
    expect(second.phone.state.account.status).to.equal('refused');
    expect(second.call?.status).to.equal('resuming');
    await test.clock.advance(60_000);
    expect(second.call).to.include({ status: 'ended', cause: 'not-signed-in', failed: true });
    second.behaviour.REGISTER = REGISTER!;
    delete second.behaviour.BYE;
    second.phone.configure({ password: 'known now' });
    await settle();
    await test.clock.advance(2000);
    await second.serve();
    expect((await second.sent('BYE')).callId).to.equal(invite.callId);
  });

  it('says that the phone is not signed in where the page has set no password within a minute, and gets a BYE once it has', async () => {
    const { test, invite } = await talking();
    const second = await next(test, { awaitCredentials: true });
    void second.phone.start();
    await settle();
    expect(second.phone.state.account.status).to.equal('connecting');
    expect(second.call?.status).to.equal('resuming');
    await test.clock.advance(60_000);
    expect(second.call).to.include({ status: 'ended', cause: 'not-signed-in', failed: true });
    delete second.behaviour.BYE;
    second.phone.configure({ password: 'known now' });
    await second.serve();
    expect((await second.sent('BYE')).callId).to.equal(invite.callId);
  });

  it('continues when the password is set in time', async () => {
    const { test } = await talking();
    const second = await next(test);
    const { REGISTER } = second.behaviour;
    second.behaviour.REGISTER = () => 403;
    await starts(second);
    second.behaviour.REGISTER = REGISTER!;
    second.phone.configure({ password: 'known now' });
    await settle();
    await test.clock.advance(2000);
    await second.serve();
    await accepts(second, await second.sent('INVITE'));
    expect(second.call?.status).to.equal('active');
  });

  it('can be ended by the user before it is connected again, and the remote party gets a BYE', async () => {
    const { test, call, invite } = await talking();
    const second = await next(test);
    void second.phone.getCall(call.id)!.hangUp();
    expect(second.call).to.include({ status: 'ended', cause: 'hung-up', endedBy: 'local' });
    delete second.behaviour.BYE;
    await starts(second);
    expect((await second.sent('BYE')).callId).to.equal(invite.callId);
  });

  it('gets a BYE at once when nothing can be stored, for another site, and with resume "off"', async () => {
    for (const [how, options, full] of [
      ['reload', {}, true],
      ['other-site', {}, false],
      ['reload', { resume: 'off' }, false],
    ] as const) {
      page.session.full = full;
      const { test, call } = await talking(options);
      delete test.behaviour.BYE;
      pages.shown.leave(how);
      await settle();
      expect((await test.sent('BYE')).toTag).to.equal('far');
      expect(page.session.getItem(KEY)).to.equal(null);
      expect(call.state).to.include({ status: 'ended', cause: 'hung-up' });
      pages.open();
    }
  });

  describe('where nothing can be stored', () => {
    beforeEach(() => {
      page.session.full = page.storage.full = true;
    });

    for (const [how, way] of [
      ['reload', 'a reload'],
      ['same-site', 'a link of the site'],
    ] as const)
      it(`is shown as ended by the next page, and is in its history, after ${way}: as a note in the session history, once (HTML §7.2.7)`, async () => {
        pages.shown.navigation.currentEntry.state = { page: 'of a router' };
        const { test, call } = await talking();
        expect(pages.shown.asks()).to.equal(true);
        expect(JSON.stringify(pages.shown.navigation.currentEntry.state)).to.not.contain('far');
        const second = await next(test, {}, 500, how);
        await settle();
        const ended = { id: call.id, cause: 'not-resumed' };
        expect(second.phone.state.calls[0]).to.include({ ...ended, status: 'ended', failed: true });
        expect(second.phone.state.history[0]).to.include({ ...ended, answeredAt: 1_000_000 });
        const own = how === 'reload' ? { page: 'of a router' } : undefined;
        expect(pages.shown.navigation.currentEntry.state).to.deep.equal(own);
        const third = await next(second);
        await settle();
        expect(third.phone.state.calls).to.deep.equal([]);
      });

    it('is not shown by the next page in a browser without the Navigation API, which asks the user before', async () => {
      pages.navigates = false;
      pages.open();
      const { test } = await talking();
      expect(pages.shown.asks()).to.equal(true);
      const second = await next(test);
      await settle();
      expect(second.phone.state.calls).to.deep.equal([]);
    });

    it('is shown as ended by the next page also where the user is not asked', async () => {
      const { test, call } = await talking({ noLeaveQuestion: true });
      expect(pages.shown.asks()).to.equal(false);
      const second = await next(test);
      await settle();
      expect(second.phone.state.calls[0]).to.include({ id: call.id, status: 'ended', cause: 'not-resumed' });
    });

    it('is not shown by a page that opens after more than a minute: the user was asked, and stayed', async () => {
      const { test } = await talking();
      expect(pages.shown.asks()).to.equal(true);
      const second = await next(test, {}, 61_000);
      await settle();
      expect([second.phone.state.calls, second.phone.state.history]).to.deep.equal([[], []]);
    });

    it('is not shown by the next page where the user was asked, stayed and ended it: the note is taken out', async () => {
      const { test, call } = await talking();
      expect(pages.shown.asks()).to.equal(true);
      await call.hangUp();
      expect(pages.shown.navigation.currentEntry.state).to.equal(null);
      const second = await next(test);
      await settle();
      expect(second.phone.state.calls).to.deep.equal([]);
    });

    it('leaves a value of the page in the session history that is no plain object as it is', async () => {
      pages.shown.navigation.currentEntry.state = ['of a router'];
      await talking();
      expect(pages.shown.asks()).to.equal(true);
      expect(pages.shown.navigation.currentEntry.state).to.deep.equal(['of a router']);
    });
  });

  it('is ended by a next page with resume "off"', async () => {
    const { test, invite } = await talking();
    const second = await next(test, { resume: 'off' });
    delete second.behaviour.BYE;
    await starts(second);
    expect(second.call).to.include({ status: 'ended', cause: 'not-resumed' });
    expect((await second.sent('BYE')).callId).to.equal(invite.callId);
  });

  it('is continued by a third page when the second is unloaded before the call is connected', async () => {
    const { test, call } = await talking();
    const second = await next(test);
    void second.phone.start();
    await settle();
    const third = await next(second);
    expect(third.call).to.include({ id: call.id, status: 'resuming', answeredAt: 1_000_000 });
    await starts(third);
    await accepts(third, await third.sent('INVITE'));
    expect(third.call?.status).to.equal('active');
  });

  it('is not restored from data that another script has changed', () => {
    for (const text of [
      '',
      '{',
      'null',
      '{"version":2}',
      '{"version":1,"leftAt":0,"calls":[{}]}',
      '{"version":1,"leftAt":0,"calls":[null]}',
    ]) {
      page.session.setItem(KEY, text);
      const test = new TestPhone();
      expect(test.phone.state.calls).to.deep.equal([]);
      expect(page.session.getItem(KEY)).to.equal(null);
    }
  });

  it('keeps consultation and active call: two calls are restored, one on hold', async () => {
    const { test, call } = await talking();
    const other = test.phone.call('carol');
    await accepts(test, await test.sent('INVITE'));
    const invite = await test.sent('INVITE');
    await accepts(test, invite, 'carol');
    await test.serve();
    expect([call.state.status, other.state.status]).to.deep.equal(['active', 'active']);
    const second = await next(test);
    expect(second.phone.state.calls.map(({ id, status }) => [id, status])).to.deep.equal([
      [call.id, 'resuming'],
      [other.id, 'resuming'],
    ]);
    expect(second.phone.state.activeCallId).to.equal(other.id);
    await starts(second);
    for (let count = 0; count < 2; count++) await accepts(second, await second.sent('INVITE'));
    const holds = second.phone.state.calls.map((one) => one.status === 'active' && one.hold.local);
    expect(holds).to.deep.equal([true, false]);
  });

  it('comes back on hold where the user has begun another call meanwhile, which stays the active one', async () => {
    for (const server of [ASTERISK, 'Server: other']) {
      const { test, call } = await talking({}, [server]);
      const second = await next(test);
      const other = second.phone.call('carol');
      await starts(second);
      const invites = [await second.sent('INVITE'), await second.sent('INVITE')];
      const mine = invites.find(({ to }) => to.uri.user === 'carol')!;
      const again = invites.find((invite) => invite !== mine)!;
      expect(again.body, 'no audio before').to.contain('a=sendonly');
      await accepts(second, mine, 'carol');
      await accepts(second, again, 'newer');
      await second.serve();
      expect(second.phone.getCall(call.id)!.state).to.deep.include({
        status: 'active',
        hold: { local: true, remote: false },
      });
      expect(other.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
      expect(second.phone.state.activeCallId).to.equal(other.id);
    }
  });

  it('is put on hold as soon as it is back where the user begins another call while it is taken over', async () => {
    const { test, call } = await talking();
    const second = await next(test);
    await starts(second);
    const again = await second.sent('INVITE');
    const other = second.phone.call('carol');
    await accepts(second, await second.sent('INVITE'), 'carol');
    await accepts(second, again);
    const hold = await second.sent('INVITE');
    expect([hold.callId, hold.body.includes('a=sendonly')]).to.deep.equal([again.callId, true]);
    await accepts(second, hold);
    expect(second.phone.getCall(call.id)!.state).to.deep.include({ hold: { local: true, remote: false } });
    expect(second.phone.state.activeCallId).to.equal(other.id);
  });

  it('is in the history once: as ended with its page where no page follows, else with its real end', async () => {
    const { test, call } = await talking();
    const second = await next(test);
    expect(second.phone.state.history).to.deep.equal([]);
    void second.phone.getCall(call.id)!.hangUp();
    await settle();
    expect(second.phone.state.history.map(({ endedAt }) => endedAt)).to.deep.equal([1_030_500]);
  });

  it('takes the account back from another tab that took it between the two pages (Web Locks API §3)', async () => {
    const { test } = await talking();
    const asked: string[] = [];
    pages.locks = {
      request: (_name: string, options: LockOptions, hold: (lock: object | null) => unknown): Promise<unknown> => {
        asked.push(Object.keys(options).join());
        if (options.signal) return new Promise(() => undefined);
        return Promise.resolve(hold(options.steal ? {} : null));
      },
    };
    const second = await next(test, { singleTab: true });
    void second.phone.start();
    await settle();
    expect(asked).to.deep.equal(['ifAvailable', 'signal', 'steal']);
    await second.serve();
    await accepts(second, await second.sent('INVITE'));
    expect(second.call?.status).to.equal('active');
  });

  // @rfc 3261 §9.1
  it('is canceled while the callee rings, and is in the history of the next page (RFC 3261 §9.1)', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    await test.answers(await test.sent('INVITE'), 180);
    delete test.behaviour.CANCEL;
    pages.shown.leave();
    await settle();
    await test.sent('CANCEL');
    pages.open();
    const second = new TestPhone({ clock: test.clock });
    await settle();
    expect(second.call).to.include({ id: call.id, status: 'ended', cause: 'left-unanswered', failed: true });
    expect(second.phone.state.history.map(({ cause }) => cause)).to.deep.equal(['left-unanswered']);
  });

  // @rfc 3261 §21.4.18
  it('is rejected with 480 while it rings, and is a missed call on the next page (RFC 3261 §21.4.18)', async () => {
    const test = await TestPhone.ready({ notifications: false });
    await test.rings();
    pages.shown.leave();
    expect(await test.replied(480)).to.contain('\r\nRetry-After: 3\r\n');
    pages.open();
    const second = new TestPhone({ clock: test.clock, notifications: false });
    await settle();
    expect(second.states.some(({ ring }) => ring !== undefined)).to.equal(false);
    expect(second.call).to.include({ status: 'ended', cause: 'left-unanswered', direction: 'incoming' });
    expect(second.phone.state.missedCount).to.equal(1);
    expect(second.phone.state.history).to.have.length(1);
  });

  it('is told to a page that starts the phone itself (manual) when it does, as it has no listeners before', async () => {
    const test = await TestPhone.ready({ notifications: false });
    await test.rings();
    pages.shown.leave();
    pages.open();
    const second = new TestPhone({ clock: test.clock, notifications: false });
    await settle();
    expect(second.call).to.include({ status: 'ended', cause: 'left-unanswered' });
    const told: unknown[] = [];
    second.phone.on('summary', ({ cause }) => told.push(cause));
    expect(told).to.deep.equal([]);
    await starts(second);
    await starts(second);
    expect(told).to.deep.equal(['left-unanswered']);
  });

  for (const direction of ['outgoing', 'incoming'] as const)
    it(`shows the same where it was ${direction} and rang, and the browser closed the sockets before pagehide, as Firefox does`, async () => {
      const test = await TestPhone.ready({ notifications: false });
      if (direction === 'incoming') await test.rings();
      else {
        test.phone.call('bob');
        await test.answers(await test.sent('INVITE'), 180);
      }
      test.socket.serverCloses(1001);
      await settle();
      pages.shown.leave();
      pages.open();
      const second = new TestPhone({ clock: test.clock, notifications: false });
      await settle();
      expect(second.call).to.include({ status: 'ended', cause: 'left-unanswered', direction });
      expect(second.phone.state.history.map(({ cause }) => cause)).to.deep.equal(['left-unanswered']);
    });

  for (const how of ['before pagehide, as Firefox does', 'in pagehide'] as const)
    // @rfc 3261 §9.1
    it(`is canceled by the next page, by the branch of the INVITE, where it rang and the sockets were closed ${how} (RFC 3261 §9.1)`, async () => {
      const test = await TestPhone.ready({ username: 'alice', password: 'k7-secret' });
      test.phone.call('bob');
      const challenge = 'WWW-Authenticate: Digest realm="example.com", nonce="n", algorithm=SHA-256, qop="auth"';
      await test.answers(await test.sent('INVITE'), 401, [challenge]);
      const invite = await test.sent('INVITE');
      await test.answers(invite, 180);
      if (how !== 'in pagehide') test.socket.serverCloses(1001);
      await settle();
      pages.shown.leave();
      const stored = page.session.getItem(KEY)!;
      expect(stored).to.contain('CANCEL sip:bob@example.com').and.not.contain('Authorization');
      pages.open();
      const second = new TestPhone({ clock: test.clock });
      delete second.behaviour.CANCEL;
      await starts(second);
      const cancel = await second.sent('CANCEL');
      expect(cancel.uri.toString()).to.equal(invite.uri.toString());
      for (const name of ['Via', 'From', 'To', 'Call-ID'])
        expect(cancel.headers.getAll(name)).to.deep.equal(invite.headers.getAll(name));
      expect(cancel.headers.get('CSeq')).to.equal(`${invite.cseq.sequence} CANCEL`);
      await second.answers(cancel, 200);
      await starts(second);
      expect(second.socket.inbox).to.deep.equal([]);
    });

  it('sends nothing of a stored ring that is no CANCEL', async () => {
    const test = await TestPhone.ready();
    test.phone.call('bob');
    await test.answers(await test.sent('INVITE'), 180);
    pages.shown.leave();
    page.session.setItem(KEY, page.session.getItem(KEY)!.replace('"CANCEL sip:', '"MESSAGE sip:'));
    pages.open();
    const second = new TestPhone({ clock: test.clock });
    await starts(second);
    expect(second.socket.inbox).to.deep.equal([]);
    expect(second.call).to.equal(undefined);
  });

  // @rfc 3261 §21.4.18
  it('is called again by the caller after the seconds of Retry-After, once, and not after a minute (RFC 3261 §21.4.18)', async () => {
    for (const [seconds, again] of [
      [3, true],
      [60, false],
    ] as const) {
      const caller = await TestPhone.ready();
      caller.phone.call('bob');
      const first = await caller.sent('INVITE');
      await caller.answers(first, 180);
      await caller.answers(first, 480, [`Retry-After: ${seconds}`]);
      await caller.serve();
      await caller.clock.advance(1000 * seconds);
      await caller.serve();
      const calls = caller.socket.inbox.filter((text) => text.startsWith('INVITE '));
      expect(calls).to.have.length(again ? 1 : 0);
      if (!again) continue;
      await caller.answers(await caller.sent('INVITE'), 480, [`Retry-After: ${seconds}`]);
      await caller.clock.advance(5000);
      await caller.serve();
      expect(caller.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
    }
  });

  it('is a question of the browser only where it would be lost (HTML §7.4.6.2)', async () => {
    const idle = await TestPhone.ready();
    expect(pages.shown.asks('https://other.example/')).to.equal(false);
    idle.phone.call('bob');
    await idle.answers(await idle.sent('INVITE'), 180);
    expect(pages.shown.asks(), 'while it rings').to.equal(true);
    pages.open();

    const { test } = await talking();
    expect(pages.shown.asks(), 'a page of the site').to.equal(false);
    expect(pages.shown.asks('https://other.example/'), 'another site').to.equal(true);
    page.session.full = true;
    expect(pages.shown.asks(), 'storage blocked').to.equal(true);
    page.session.full = false;
    test.phone.configure({ ...test.phone.configuration, resume: 'off' });
    expect(pages.shown.asks(), 'resume off').to.equal(true);
    test.phone.configure({ ...test.phone.configuration, noLeaveQuestion: true });
    expect(pages.shown.asks('https://other.example/'), 'no question wanted').to.equal(false);
    expect(page.session.getItem(KEY)).to.equal(null);
  });

  it('is a question while it rings in, also silenced, and none once the caller has given up (HTML §7.4.6.2)', async () => {
    const test = await TestPhone.ready({ notifications: false });
    const far = await test.rings();
    expect(pages.shown.asks(), 'a page of the site').to.equal(true);
    expect(pages.shown.asks('https://other.example/'), 'another site').to.equal(true);
    test.phone.getCall(test.call!.id)!.ignore();
    expect(pages.shown.asks(), 'silenced').to.equal(true);
    await far.cancel();
    await test.serve();
    expect(test.call?.status).to.not.equal('incoming');
    expect(pages.shown.asks(), 'canceled').to.equal(false);
  });

  it('is still recorded where the server records it', async () => {
    const { test, call } = await talking({ recordAt: 'server' });
    const asked = call.record(true);
    await test.answers(await test.sent('INFO'), 200);
    await asked;
    pages.shown.leave();
    pages.open();
    const second = new TestPhone({ clock: test.clock, recordAt: 'server' });
    await starts(second);
    await accepts(second, await second.sent('INVITE'));
    await settle();
    expect(second.call).to.deep.include({ recording: { status: 'recording', since: 1_030_000, atServer: true } });
    expect(second.call).not.to.have.property('recordingLost');
    const ended = second.phone.getCall(call.id)!.record();
    const info = await second.sent('INFO');
    expect(info.headers.get('Record')).to.equal('off');
    await second.answers(info, 200);
    await ended;
  });

  it('says that its recording has stopped where it cannot be recorded again', async () => {
    const { test } = await talking();
    pages.shown.leave();
    const journal = JSON.parse(page.session.getItem(KEY)!) as { calls: object[] };
    Object.assign(journal.calls[0]!, { recorded: true });
    page.session.setItem(KEY, JSON.stringify(journal));
    pages.open();
    // A media handler of the application that cannot record.
    const second = new TestPhone({ clock: test.clock });
    await starts(second);
    await accepts(second, await second.sent('INVITE'));
    await settle();
    expect(second.call).to.deep.include({ recordingLost: { before: 1_030_000, stopped: true } });
  });
});
