import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { Lamp } from '../../../src/phone/state.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { printDialogInfo, type DialogInfoDialog } from '../../../src/sip/event/package/dialog-info.js';
import { printPresence } from '../../../src/sip/event/package/presence-print.js';
import { NotifyingServer } from '../../support/notifying-server.js';
import { TestPhone } from '../../support/test-phone.js';

const DIALOG = 'application/dialog-info+xml';
const PIDF = 'application/pidf+xml';
const BOB = 'sip:bob@example.com';

/** A call from Carol to Bob that rings. */
const RINGING: DialogInfoDialog = {
  id: 'd1',
  callId: 'call-1',
  localTag: 'bobs-tag',
  remoteTag: 'carols-tag',
  direction: 'recipient',
  state: 'early',
  event: undefined,
  code: undefined,
  duration: undefined,
  local: { identity: BOB, display: 'Bob Marsh', target: 'sip:bob@1.invalid' },
  remote: { identity: 'sip:carol@example.com', display: 'Carol', target: 'sip:c@2.invalid;transport=ws' },
};
const UP: DialogInfoDialog = { ...RINGING, state: 'confirmed' };

async function watching(configuration: PhoneConfiguration = {}, refuses?: (event: string) => number | undefined) {
  const test = await TestPhone.ready(configuration);
  const server = new NotifyingServer(test, (request) => refuses?.(request.headers.get('Event') ?? ''));
  const stop = test.phone.lamps.watch('bob');
  await test.serve();
  let version = 0;
  return {
    test,
    server,
    stop,
    get lamp(): Lamp | undefined {
      return test.phone.state.lamps[0];
    },
    dialogs: (dialogs: DialogInfoDialog[], options: { state?: 'full' | 'partial'; gap?: number } = {}) => {
      version += options.gap ?? 0;
      const { state = 'full' } = options;
      const body = printDialogInfo({ version: version++, state, entity: BOB, dialogs });
      return server.notifies(server.subscription('bob', 'dialog'), DIALOG, body);
    },
    presence: (basic: 'open' | 'closed', activities: string[] = [], notes: string[] = []) => {
      const tuple = { id: 't', basic, contact: undefined, priority: undefined, notes: [], timestamp: undefined };
      const body = printPresence({ entity: BOB, tuples: [tuple], notes, activities });
      return server.notifies(server.subscription('bob', 'presence'), PIDF, body);
    },
  };
}

describe('A BLF lamp', () => {
  it('is unknown after its notifier was restarted (481 to the refresh, RFC 6665 §4.1.2.2, M7)', async () => {
    const bob = await watching();
    await bob.dialogs([UP]);
    expect(bob.lamp?.status).to.equal('busy');
    const first = bob.server.subscription('bob', 'dialog');
    const grants = bob.test.behaviour['SUBSCRIBE'] as (request: IncomingRequest) => string | number;
    bob.test.behaviour['SUBSCRIBE'] = (request) =>
      request.callId === first.callId && request.toTag !== undefined ? 481 : grants(request);
    for (let passed = 0; bob.server.subscription('bob', 'dialog') === first && passed < 1000; passed += 5) {
      await bob.test.clock.advance(5000);
      await bob.test.serve();
    }
    expect(bob.lamp?.status, 'before the first NOTIFY of the new subscription').to.equal('unknown');
    const empty = printDialogInfo({ version: 0, state: 'full', entity: BOB, dialogs: [] });
    await bob.server.notifies(bob.server.subscription('bob', 'dialog'), DIALOG, empty, { tag: 'n2' });
    expect(bob.lamp?.status).to.equal('available');
  });

  // @rfc 4235 §3.7
  it('is unknown until the first NOTIFY, then shows the calls and their remote party (RFC 4235 §3.7)', async () => {
    const bob = await watching();
    expect(bob.lamp).to.deep.equal({
      ...{ uri: BOB, name: '', number: 'bob', targets: ['bob'], status: 'unknown', canPickUp: false },
    });
    await bob.dialogs([]);
    expect(bob.lamp?.status).to.equal('available');
    await bob.dialogs([{ ...RINGING, state: 'trying' }]);
    expect(bob.lamp?.status).to.equal('available');
    await bob.dialogs([{ ...RINGING, state: 'trying', direction: 'initiator' }]);
    expect(bob.lamp?.status).to.equal('busy');
    await bob.dialogs([RINGING]);
    expect(bob.lamp).to.deep.include({
      status: 'ringing',
      name: 'Bob Marsh',
      canPickUp: true,
      peer: { name: 'Carol', number: 'carol', uri: 'sip:carol@example.com' },
    });
    await bob.dialogs([UP]);
    expect(bob.lamp).to.include({ status: 'busy', canPickUp: false });
    await bob.dialogs([{ ...UP, rendering: false }]);
    expect(bob.lamp?.status).to.equal('held');
    await bob.dialogs([{ ...RINGING, direction: 'initiator' }]);
    expect(bob.lamp).to.include({ status: 'busy', canPickUp: false });
    await bob.dialogs([{ ...UP, state: 'terminated' }]);
    expect(bob.lamp?.status).to.equal('available');
  });

  it('is ringing during another call, as the ringing call can be picked up', async () => {
    const bob = await watching();
    await bob.dialogs([{ ...UP, id: 'd0', callId: 'call-0' }, RINGING]);
    expect(bob.lamp).to.include({ status: 'ringing', canPickUp: true });
  });

  // @rfc 3863
  it('shows presence without a call (RFC 3863, RFC 4480)', async () => {
    const bob = await watching();
    await bob.presence('open');
    expect(bob.lamp?.status).to.equal('available');
    await bob.presence('open', ['away'], ['At lunch\u202E']);
    expect(bob.lamp).to.include({ status: 'away', note: 'At lunch' });
    await bob.presence('open', ['on-the-phone']);
    expect(bob.lamp?.status).to.equal('busy');
    await bob.presence('closed', ['on-the-phone']);
    expect(bob.lamp?.status).to.equal('offline');
    await bob.dialogs([UP]);
    expect(bob.lamp?.status).to.equal('busy');
  });

  // @rfc 4235 §4.4
  it('merges partial documents, and refreshes its subscription when one is missing (RFC 4235 §4.4)', async () => {
    const bob = await watching();
    await bob.dialogs([UP]);
    await bob.dialogs([{ ...RINGING, id: 'd2', callId: 'call-2' }], { state: 'partial' });
    expect(bob.lamp?.status).to.equal('ringing');
    await bob.dialogs([{ ...RINGING, id: 'd2', callId: 'call-2', state: 'terminated' }], { state: 'partial' });
    expect(bob.lamp?.status).to.equal('busy');
    const before = bob.test.socket.frames.length;
    await bob.dialogs([{ ...RINGING, id: 'd3' }], { state: 'partial', gap: 1 });
    const asked = bob.test.socket.frames.slice(before).filter((text) => text.startsWith('SUBSCRIBE'));
    expect(asked).to.have.length(1);
    expect(bob.lamp?.status).to.equal('busy');
    await bob.dialogs([{ ...RINGING, id: 'd3' }], { state: 'partial' });
    expect(bob.test.socket.frames.slice(before).filter((text) => text.startsWith('SUBSCRIBE'))).to.have.length(1);
    await bob.dialogs([RINGING]);
    expect(bob.lamp?.status).to.equal('ringing');
  });

  // @rfc 4235 §4.4
  it('refreshes its subscription 5 s after the last time, where another document is missing before (RFC 4235 §4.4)', async () => {
    const bob = await watching();
    const asked = (): number => bob.test.socket.frames.filter((text) => text.startsWith('SUBSCRIBE')).length;
    await bob.dialogs([UP]);
    const before = asked();
    await bob.dialogs([{ ...RINGING, id: 'd2' }], { state: 'partial', gap: 1 });
    await bob.dialogs([UP]);
    await bob.test.clock.advance(2000);
    for (const id of ['d3', 'd4']) await bob.dialogs([{ ...RINGING, id }], { state: 'partial', gap: 1 });
    expect(asked() - before).to.equal(1);
    await bob.test.clock.advance(3000);
    await bob.test.serve();
    expect(asked() - before).to.equal(2);
    await bob.dialogs([UP]);
    await bob.test.clock.advance(10_000);
    expect(asked() - before).to.equal(2);
    await bob.dialogs([RINGING], { state: 'partial', gap: 1 });
    await bob.dialogs([RINGING], { state: 'partial', gap: 1 });
    expect(asked() - before, 'asked at once').to.equal(3);
    bob.stop();
    await bob.test.serve();
    const ended = asked();
    await bob.test.clock.advance(10_000);
    expect(asked(), 'nothing after the end').to.equal(ended);
  });

  // @rfc 6665 §4.4.1
  it('merges the devices of a forked SUBSCRIBE (RFC 6665 §4.4.1)', async () => {
    const bob = await watching();
    await bob.dialogs([]);
    const body = printDialogInfo({ version: 7, state: 'full', entity: BOB, dialogs: [UP] });
    const subscribe = bob.server.subscription('bob', 'dialog');
    await bob.server.notifies(subscribe, DIALOG, body, { tag: 'other' });
    expect(bob.lamp?.status).to.equal('busy');
    await bob.dialogs([]);
    expect(bob.lamp?.status).to.equal('busy');
    await bob.server.notifies(subscribe, DIALOG, body, { tag: 'other', state: 'terminated;reason=noresource' });
    expect(bob.lamp?.status).to.equal('available');
  });

  it('is unavailable when both packages are rejected, and works with one', async () => {
    const gone = await watching({}, () => 404);
    expect(gone.lamp?.status).to.equal('unavailable');
    const some = await watching({}, (event) => (event === 'presence' ? 489 : undefined));
    expect(some.lamp?.status).to.equal('unknown');
    await some.dialogs([]);
    expect(some.lamp?.status).to.equal('available');
  });

  it('subscribes again after a rejection, when the account is ready again', async () => {
    let known = false;
    const bob = await watching({}, () => (known ? undefined : 404));
    known = true;
    bob.test.socket.serverCloses();
    await bob.test.clock.advance(2000);
    await bob.test.serve();
    await bob.dialogs([]);
    expect(bob.lamp?.status).to.equal('available');
  });

  it('is unknown without a connection, and shows the next NOTIFY after it', async () => {
    const bob = await watching();
    await bob.dialogs([UP]);
    bob.test.socket.serverCloses();
    expect(bob.lamp?.status).to.equal('unknown');
    await bob.test.clock.advance(2000);
    await bob.test.serve();
    await bob.dialogs([]);
    expect(bob.lamp?.status).to.equal('available');
  });

  it('is shared by all watchers, for any spelling of the address, and is removed with the last one', async () => {
    const bob = await watching();
    const again = bob.test.phone.lamps.watch('sip:bob@example.com', 'Robert');
    await bob.test.serve();
    expect(bob.server.granted).to.have.length(2);
    expect(bob.test.phone.state.lamps).to.have.length(1);
    expect(bob.lamp).to.deep.include({ name: 'Robert', targets: ['bob', 'sip:bob@example.com'] });
    const third = bob.test.phone.lamps.watch('bob');
    third();
    expect(bob.lamp?.targets).to.deep.equal(['bob', 'sip:bob@example.com']);
    bob.stop();
    bob.stop();
    await bob.test.serve();
    expect(bob.lamp?.targets).to.deep.equal(['sip:bob@example.com']);
    await bob.dialogs([]);
    again();
    await bob.test.serve();
    expect(bob.test.phone.state.lamps).to.deep.equal([]);
    const last = bob.test.socket.frames.findLast((text) => text.startsWith('SUBSCRIBE'));
    expect(last).to.match(/^Expires: 0\r$/m);
  });

  it('subscribes again when the account changes to another server, and is unknown without one', async () => {
    const test = new TestPhone({ uri: 'sip:alice@one.example' });
    test.phone.lamps.watch('bob');
    expect(test.phone.state.lamps[0]).to.include({ uri: 'sip:bob@one.example', status: 'unknown' });
    const server = new NotifyingServer(test);
    void test.phone.start();
    await test.serve();
    expect(server.subscription('bob', 'dialog').uri.host).to.equal('one.example');
    test.phone.configure({ uri: 'sip:alice@two.example' });
    await test.serve();
    await test.clock.advance(3000);
    await test.serve();
    expect(server.subscription('bob', 'dialog').uri.host).to.equal('two.example');
    const stopped = test.phone.stop();
    expect(test.phone.state.lamps[0]?.status).to.equal('unknown');
    await test.clock.advance(5000);
    await stopped;
  });

  it('subscribes again over another connection of the same account, also during a call over the old one', async () => {
    const bob = await watching();
    await bob.dialogs([UP]);
    const call = bob.test.phone.call('carol');
    await bob.test.answersSdp(await bob.test.sent('INVITE'));
    await bob.test.sent('ACK');
    bob.test.phone.configure({ server: 'wss://other.example.com' });
    await bob.test.serve();
    await bob.test.clock.advance(3000);
    await bob.test.serve();
    expect(bob.lamp?.status).to.equal('unknown');
    expect(bob.server.granted).to.have.length(4);
    expect(bob.test.socket.url).to.contain('other.example.com');
    expect(call.state.status).to.equal('active');
    const body = printDialogInfo({ version: 0, state: 'full', entity: BOB, dialogs: [] });
    await bob.server.notifies(bob.server.subscription('bob', 'dialog'), DIALOG, body);
    expect(bob.lamp?.status).to.equal('available');
  });

  it('of an invalid address is unavailable', async () => {
    const test = await TestPhone.ready();
    test.phone.lamps.watch('a@b@c d');
    expect(test.phone.state.lamps[0]).to.include({ status: 'unavailable', number: 'a@b@c d' });
  });

  it('ignores malformed, hostile and very many documents', async () => {
    const bob = await watching();
    await bob.dialogs([UP]);
    const subscribe = bob.server.subscription('bob', 'dialog');
    for (const body of ['', '<', '<!DOCTYPE a [<!ENTITY b "c">]><dialog-info/>', '<dialog-info xmlns="urn:x"/>']) {
      await bob.server.notifies(subscribe, DIALOG, body);
      expect(bob.lamp?.status).to.equal('busy');
    }
    const name = `${'\u202E'.repeat(20)}${'x'.repeat(5000)}`;
    const display = { ...UP, local: { identity: BOB, display: name, target: undefined } };
    await bob.dialogs([{ ...display, remote: { identity: 'javascript:alert(1)', display: name, target: undefined } }]);
    expect(bob.lamp?.name).to.equal('x'.repeat(128));
    for (let i = 0; i < 300; i++) {
      await bob.dialogs([{ ...UP, id: `more-${i}` }], { state: 'partial' });
      // A server that sent all this at once would be answered with 503.
      if (i % 100 === 99) await bob.test.clock.advance(40_000);
    }
    expect(bob.lamp?.status).to.equal('busy');
    await bob.dialogs([]);
    expect(bob.lamp?.status).to.equal('available');
  });
});

describe('The pick-up of a call at another extension', () => {
  // @rfc 3891 §3
  it('sends an INVITE to the caller, which replaces the early dialog only (RFC 3891 §3, RFC 5359 §2.10)', async () => {
    const bob = await watching();
    await bob.dialogs([RINGING]);
    const call = bob.test.phone.lamps.pickUp('bob');
    const invite = await bob.test.sent('INVITE');
    expect(invite.uri.toString()).to.equal('sip:c@2.invalid;transport=ws');
    expect(invite.headers.get('Replaces')).to.equal('call-1;to-tag=carols-tag;from-tag=bobs-tag;early-only');
    expect(invite.headers.getAll('Require').join()).to.contain('replaces');
    expect(call.state.peer).to.deep.equal({ name: 'Carol', number: 'carol', uri: 'sip:carol@example.com' });
    await bob.test.answersSdp(invite);
    await bob.test.sent('ACK');
    expect(call.state.status).to.equal('active');
  });

  it('calls the number that it shows, where the document names another one as the target of the caller', async () => {
    for (const [identity, target, called] of [
      ['sip:carol@example.com', 'sip:+19005550100@example.com;user=phone', 'sip:carol@example.com'],
      ['sip:carol@example.com', 'sip:%2B1900@example.com', 'sip:carol@example.com'],
      ['sip:1003@example.com', 'sip:*21*0900%23@example.com', 'sip:1003@example.com'],
      ['sip:+1-555-0104@example.com', 'sip:+15550104@192.0.2.9:5060', 'sip:+15550104@192.0.2.9:5060'],
      ['sip:1003@example.com', 'sip:9ab3c@192.0.2.9;transport=ws', 'sip:9ab3c@192.0.2.9;transport=ws'],
    ] as const) {
      const bob = await watching();
      await bob.dialogs([{ ...RINGING, remote: { identity, display: 'Carol', target } }]);
      const call = bob.test.phone.lamps.pickUp('bob');
      expect((await bob.test.sent('INVITE')).uri.toString()).to.equal(called);
      expect(call.state.peer.uri).to.equal(identity);
    }
  });

  it('fails and sends no INVITE when the call does not ring any more', async () => {
    const bob = await watching();
    await bob.dialogs([UP]);
    const call = bob.test.phone.lamps.pickUp('bob');
    await bob.test.serve();
    expect(call.state).to.include({ status: 'ended', cause: 'already-ended' });
    expect(bob.test.socket.frames.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
    expect(bob.test.phone.lamps.pickUp('nobody').state).to.include({ status: 'ended', cause: 'already-ended' });
  });

  it('uses the pick-up code, when there is one, for a dialog that the server describes in part', async () => {
    const partial = { ...RINGING, remoteTag: undefined };
    const without = await watching();
    await without.dialogs([partial]);
    expect(without.lamp).to.include({ status: 'ringing', canPickUp: false });
    expect(without.test.phone.lamps.pickUp('bob').state).to.include({ status: 'ended', cause: 'unavailable' });
    const empty = await watching({ pickUpCode: ' ' });
    await empty.dialogs([partial]);
    expect(empty.lamp?.canPickUp).to.equal(false);
    expect(empty.test.phone.lamps.pickUp('bob').state.status).to.equal('ended');
    const coded = await watching({ pickUpCode: '**' });
    await coded.dialogs([partial]);
    expect(coded.lamp?.canPickUp).to.equal(true);
    coded.test.phone.lamps.pickUp('bob');
    const invite = await coded.test.sent('INVITE');
    expect(invite.uri.user).to.equal('**bob');
    expect(invite.headers.has('Replaces')).to.equal(false);
  });

  it('is not possible for a dialog with malformed identifiers', async () => {
    const bob = await watching();
    for (const evil of [
      { callId: 'a;to-tag=x' },
      { callId: 'a b' },
      { localTag: 'x;y' },
      { remoteTag: '' },
      { remote: { identity: undefined, display: undefined, target: 'https://example.com' } },
      { remote: undefined },
    ]) {
      await bob.dialogs([{ ...RINGING, ...evil }]);
      expect(bob.lamp, JSON.stringify(evil)).to.include({ status: 'ringing', canPickUp: false });
    }
  });
});

describe('A phone after dispose()', () => {
  it('has no timer left after subscriptions, messages and suggestions', async () => {
    const bob = await watching({ voicemail: true, suggest: () => new Promise(() => undefined) });
    const { phone, clock } = bob.test;
    await bob.dialogs([UP]);
    void phone.messages.send('bob', 'never answered').catch(() => undefined);
    const asked = phone.contacts.suggest('b');
    const gone = phone.dispose();
    await clock.advance(6000);
    await gone;
    await clock.advance(60_000);
    expect(await asked).to.deep.equal([]);
    expect(clock.pending).to.equal(0);
    expect(phone.state.conversations[0]?.messages[0]?.status).to.equal('failed');
  });
});
