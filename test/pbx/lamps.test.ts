/** The event packages of an account: message-summary, dialog, presence (RFC 6665, RFC 3842, RFC 4235, RFC 3856). */

import { expect } from 'chai';
import { parseDialogInfo } from '../../src/sip/event/package/dialog-info.js';
import { parseMessageSummary } from '../../src/sip/event/package/message-summary.js';
import { parsePresence } from '../../src/sip/event/package/presence.js';
import { printPresence } from '../../src/sip/event/package/presence-print.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import { VirtualClock } from '../support/virtual-clock.js';
import type { PhoneDialog, ScriptedPhone } from './support/scripted-phone.js';
import { Switchboard } from './support/switchboard.js';

describe('pocket PBX: event packages', () => {
  let board: Switchboard;

  afterEach(() => board.close());

  /** Subscribes; resolves with the dialog and the first NOTIFY, which was answered. */
  async function watch(phone: ScriptedPhone, who: string, event: string, expires = 600) {
    const uri = `sip:${who}@example.test`;
    const headers = [`Contact: ${phone.contact}`, `Event: ${event}`, `Expires: ${expires}`];
    const response = await phone.ask('SUBSCRIBE', { uri, callId: `watch-${who}-${event}`, headers });
    expect(response.statusCode).to.equal(200);
    expect(response.expires).to.equal(expires);
    return { dialog: phone.callerDialog(response), first: await notified(phone) };
  }

  async function notified(phone: ScriptedPhone): Promise<IncomingRequest> {
    const notify = await phone.request('NOTIFY');
    phone.reply(notify, '200 OK');
    return notify;
  }

  async function lamp(phone: ScriptedPhone): Promise<string> {
    const info = parseDialogInfo((await notified(phone)).body);
    return info?.dialogs.map(({ state, direction }) => `${direction ?? ''} ${state}`).join() ?? '';
  }

  it('notifies of a new message in the mailbox, and of none after it was heard', async () => {
    board = await Switchboard.open();
    const alice = await board.registered('alice');
    const { first } = await watch(alice, 'alice', 'message-summary');
    expect(first.headers.get('Subscription-State')).to.match(/^active;expires=600/);
    // RFC 6665 §4.3: the dialog begins with the NOTIFY, and its refreshes must pass through this server.
    expect(first.recordRoutes[0]?.uri.params.has('lr')).to.equal(true);
    expect(parseMessageSummary(first.body)?.waiting).to.equal(false);
    board.pbx.mailboxes.set('alice', { new: 2, old: 1 });
    const lit = parseMessageSummary((await notified(alice)).body);
    expect(lit?.waiting).to.equal(true);
    expect(lit?.account).to.equal('sip:mailbox@example.test');
    expect(lit?.counts['voice-message']).to.include({ new: 2, old: 1 });
    board.pbx.mailboxes.listen('alice');
    expect(parseMessageSummary((await notified(alice)).body)?.waiting).to.equal(false);
  });

  it('rejects a subscription to the mailbox of another account with 403', async () => {
    board = await Switchboard.open();
    const alice = await board.registered('alice');
    const response = await alice.ask('SUBSCRIBE', {
      uri: 'sip:bob@example.test',
      headers: [`Contact: ${alice.contact}`, 'Event: message-summary'],
    });
    expect(response.statusCode).to.equal(403);
  });

  it('notifies of a call from ringing to its end, with the identifiers for a pick-up (RFC 4235 §3.7)', async () => {
    board = await Switchboard.open();
    const [alice, bob, carol] = await Promise.all(
      (['alice', 'bob', 'carol'] as const).map((name) => board.registered(name)),
    );
    const { first } = await watch(carol!, '1002', 'dialog');
    expect(parseDialogInfo(first.body)?.dialogs).to.deep.equal([]);
    const asked = alice!.ask('INVITE', {
      uri: 'sip:bob@example.test',
      callId: 'watched',
      fromTag: 'a1',
      headers: [`Contact: ${alice!.contact}`],
    });
    const received = await bob!.request('INVITE');
    expect(await lamp(carol!)).to.equal('recipient trying');
    bob!.reply(received, '180 Ringing', { tag: 'b1' });
    const ringing = parseDialogInfo((await notified(carol!)).body)?.dialogs[0];
    expect(ringing).to.include({ state: 'early', callId: 'watched', localTag: 'b1', remoteTag: 'a1' });
    expect(ringing?.remote?.identity).to.equal('sip:1001@example.test');
    expect(ringing?.remote?.display).to.equal('ALICE');
    expect(ringing?.remote?.target).to.include(alice!.host);
    bob!.reply(received, '200 OK', { tag: 'b1' });
    const dialog = alice!.callerDialog(await asked);
    expect(await lamp(carol!)).to.equal('recipient confirmed');
    alice!.send('ACK', { ...dialog, sequence: 2 });
    alice!.send('BYE', { ...dialog, sequence: 3 });
    bob!.reply(await bob!.request('BYE'), '200 OK');
    expect(await lamp(carol!)).to.equal('');
  });

  // @rfc 4235 §4.1.6
  it('reports the party that is on hold, as long as it is (RFC 4235 §4.1.6, RFC 3264 §8.4)', async () => {
    board = await Switchboard.open();
    const [alice, bob, carol] = await Promise.all(
      (['alice', 'bob', 'carol'] as const).map((name) => board.registered(name)),
    );
    await watch(carol!, 'alice', 'dialog');
    const rendering = async () => parseDialogInfo((await notified(carol!)).body)?.dialogs[0]?.rendering;
    const asked = alice!.ask('INVITE', { uri: 'sip:bob@example.test', headers: [`Contact: ${alice!.contact}`] });
    bob!.reply(await bob!.request('INVITE'), '200 OK', { tag: 'b1' });
    const dialog = alice!.callerDialog(await asked);
    await notified(carol!);
    expect(await rendering()).to.equal(true);
    alice!.send('ACK', { ...dialog, sequence: 2 });
    await bob!.request('ACK');
    const change = async (sequence: number, direction: string, statusLine: string) => {
      const body = `v=0\r\nm=audio 4000 RTP/AVP 0\r\na=${direction}\r\n`;
      alice!.send('INVITE', { ...dialog, sequence, headers: [`Contact: ${alice!.contact}`], body });
      bob!.reply(await bob!.request('INVITE'), statusLine);
    };
    await change(3, 'sendonly', '200 OK');
    expect(await rendering()).to.equal(false);
    await change(4, 'sendrecv', '488 Not Acceptable Here');
    expect((await alice!.response(488)).cseq.sequence).to.equal(4);
    await carol!.flush();
    expect(carol!.unread).to.deep.equal([]);
    await change(5, 'sendrecv', '200 OK');
    expect(await rendering()).to.equal(true);
    await carol!.flush();
    expect(carol!.unread).to.deep.equal([]);
  });

  it('numbers the documents of one subscription from 0, without a gap (RFC 4235 §4.1)', async () => {
    board = await Switchboard.open();
    const [alice, carol] = [await board.registered('alice'), await board.registered('carol')];
    const { first } = await watch(carol, 'alice', 'dialog');
    await alice.ask('INVITE', { uri: 'sip:busy@example.test', headers: [`Contact: ${alice.contact}`] });
    const versions = [first, await notified(carol), await notified(carol)].map(
      ({ body }) => parseDialogInfo(body)?.version,
    );
    expect(versions).to.deep.equal([0, 1, 2]);
  });

  it('notifies when an account registers and has a call (RFC 3856, RFC 4480)', async () => {
    board = await Switchboard.open();
    const carol = await board.registered('carol');
    const { first } = await watch(carol, 'bob', 'presence');
    expect(parsePresence(first.body)?.tuples[0]?.basic).to.equal('closed');
    const bob = await board.registered('bob');
    expect(parsePresence((await notified(carol)).body)?.tuples[0]?.basic).to.equal('open');
    bob.send('INVITE', { uri: 'sip:noanswer@example.test', callId: 'busy-bob' });
    const challenge = await bob.response(407);
    const uri = 'sip:noanswer@example.test';
    bob.send('INVITE', { uri, callId: 'busy-bob', headers: [bob.credentials(challenge, 'INVITE', uri)] });
    expect(parsePresence((await notified(carol)).body)?.activities).to.deep.equal(['on-the-phone']);
  });

  // @rfc 3903 §6
  it('notifies of what an account publishes, modifies, removes and lets expire (RFC 3903 §6)', async () => {
    const clock = new VirtualClock();
    board = await Switchboard.open({ clock });
    const carol = await board.registered('carol');
    const bob = await board.registered('bob');
    await watch(carol, 'bob', 'presence');
    const publish = (parts: { expires?: number; match?: string; activity?: string; uri?: string; type?: string }) =>
      bob.ask('PUBLISH', {
        uri: parts.uri ?? 'sip:bob@example.test',
        headers: [
          'Event: presence',
          `Expires: ${parts.expires ?? 60}`,
          ...(parts.match === undefined ? [] : [`SIP-If-Match: ${parts.match}`]),
        ],
        contentType: parts.type ?? 'application/pidf+xml',
        body:
          parts.activity === undefined
            ? ''
            : printPresence({ entity: 'sip:bob@example.test', tuples: [], notes: [], activities: [parts.activity] }),
      });
    const seen = async () => parsePresence((await notified(carol)).body)?.activities;
    const first = await publish({ activity: 'away' });
    expect([first.statusCode, first.expires]).to.deep.equal([200, 60]);
    expect(await seen()).to.deep.equal(['away']);
    const second = await publish({ activity: 'meeting', match: first.headers.get('SIP-ETag')! });
    expect(await seen()).to.deep.equal(['meeting']);
    expect((await publish({ match: first.headers.get('SIP-ETag')! })).statusCode, 'a former entity-tag').to.equal(412);
    const refreshed = await publish({ match: second.headers.get('SIP-ETag')! });
    expect((await publish({ match: refreshed.headers.get('SIP-ETag')!, expires: 0 })).statusCode).to.equal(200);
    expect(await seen()).to.deep.equal([]);
    await publish({ activity: 'away' });
    expect(await seen()).to.deep.equal(['away']);
    await clock.advance(60_000);
    expect(await seen()).to.deep.equal([]);
    expect((await publish({})).statusCode, 'without a document').to.equal(400);
    expect((await publish({ activity: 'away', type: 'text/plain' })).statusCode).to.equal(415);
    expect((await publish({ activity: 'away', uri: 'sip:carol@example.test' })).statusCode, 'of another').to.equal(403);
  });

  it('ends a subscription that is not refreshed, with a last NOTIFY (RFC 6665 §4.2.2)', async () => {
    const clock = new VirtualClock();
    board = await Switchboard.open({ clock });
    const alice = await board.registered('alice');
    await watch(alice, 'bob', 'presence', 60);
    await clock.advance(60_000);
    expect((await notified(alice)).headers.get('Subscription-State')).to.equal('terminated;reason=timeout');
  });

  it('ends a subscription on request, and answers a later SUBSCRIBE in its dialog with 481', async () => {
    board = await Switchboard.open();
    const alice = await board.registered('alice');
    const { dialog } = await watch(alice, 'bob', 'presence');
    const refresh = (sequence: number): PhoneDialog & { sequence: number; headers: string[] } => ({
      ...dialog,
      sequence,
      headers: [`Contact: ${alice.contact}`, 'Event: presence', 'Expires: 0'],
    });
    alice.send('SUBSCRIBE', refresh(50));
    expect((await alice.final('SUBSCRIBE')).statusCode).to.equal(200);
    expect((await notified(alice)).headers.get('Subscription-State')).to.match(/^terminated/);
    alice.send('SUBSCRIBE', refresh(51));
    expect((await alice.final('SUBSCRIBE')).statusCode).to.equal(481);
  });

  it('continues a subscription over another connection of the subscriber (RFC 5626 §5.3)', async () => {
    board = await Switchboard.open();
    const bob = await board.registered('bob');
    const before = await board.registered('alice');
    const { dialog } = await watch(before, 'bob', 'dialog');
    await before.close();
    const alice = await board.registered('alice');
    const headers = [`Contact: ${alice.contact}`, 'Event: dialog', 'Expires: 600'];
    alice.send('SUBSCRIBE', { ...dialog, sequence: 50, headers });
    expect((await alice.final('SUBSCRIBE')).statusCode).to.equal(200);
    expect(parseDialogInfo((await notified(alice)).body)?.version).to.equal(1);
    await bob.flush();
    expect(bob.unread).to.deep.equal([]);
  });

  it('sends no further NOTIFY after a 481', async () => {
    board = await Switchboard.open();
    const alice = await board.registered('alice');
    await watch(alice, 'alice', 'message-summary');
    board.pbx.mailboxes.leave('alice');
    alice.reply(await alice.request('NOTIFY'), '481 Call/Transaction Does Not Exist');
    await alice.ask('OPTIONS', { uri: 'sip:example.test' });
    board.pbx.mailboxes.leave('alice');
    await alice.ask('OPTIONS', { uri: 'sip:example.test' });
    await alice.flush();
    expect(alice.unread).to.deep.equal([]);
  });

  it('forwards a SUBSCRIBE for another package to the phones of the account', async () => {
    board = await Switchboard.open();
    const [alice, bob] = [await board.registered('alice'), await board.registered('bob')];
    const asked = alice.ask('SUBSCRIBE', {
      uri: 'sip:bob@example.test',
      headers: [`Contact: ${alice.contact}`, 'Event: weather'],
    });
    bob.reply(await bob.request('SUBSCRIBE'), '489 Bad Event', { tag: 'b' });
    expect((await asked).statusCode).to.equal(489);
  });
});

describe('pocket PBX: transfer', () => {
  let board: Switchboard;

  afterEach(() => board.close());

  it('forwards an INVITE with Replaces to the contact in its Request-URI only (RFC 3891, RFC 3515)', async () => {
    board = await Switchboard.open();
    const [alice, bob, carol] = await Promise.all(
      (['alice', 'bob', 'carol'] as const).map((name) => board.registered(name)),
    );
    const other = await board.registered('bob');
    const replaces = 'Replaces: call-1;to-tag=b1;from-tag=a1';
    const uri = `sip:bob@${bob!.host};transport=ws`;
    const asked = carol!.ask('INVITE', { uri, headers: [`Contact: ${carol!.contact}`, replaces, 'Require: replaces'] });
    const received = await bob!.request('INVITE');
    expect(received.headers.get('Replaces')).to.equal('call-1;to-tag=b1;from-tag=a1');
    bob!.reply(received, '200 OK', { tag: 'b2' });
    expect((await asked).statusCode).to.equal(200);
    await other.flush();
    expect(other.unread).to.deep.equal([]);
    await alice!.flush();
    expect(alice!.unread).to.deep.equal([]);
  });
});
