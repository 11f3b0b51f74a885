/** The phone with a real server: registrar, proxy and event packages of the pocket PBX over a real WebSocket. */

import { expect } from 'chai';
import type { Phone } from '../../src/phone/phone.js';
import type { Lamp } from '../../src/phone/state.js';
import { callIn, PhoneBoard, until } from '../support/phone-board.js';
import '../../src/phone/parts-chunk.js';

const lampIs = (phone: Phone, target: string, status: Lamp['status']) =>
  until(phone, ({ lamps }) => lamps.find((lamp) => lamp.targets.includes(target) && lamp.status === status));

describe('A phone at the pocket PBX', () => {
  let board: PhoneBoard;

  beforeEach(async () => {
    board = await PhoneBoard.open();
  });

  afterEach(() => board.close());

  const phones = async (...names: string[]) => Promise.all(names.map((name) => board.phone(name)));

  /** Alice calls Bob, who answers. */
  async function talk(caller: Phone, callee: Phone, number: string) {
    const call = caller.call(number);
    const ringing = await callIn(callee, 'incoming');
    await callee.getCall(ringing.id)!.answer();
    await call.answered;
    return { call, answered: callee.getCall(ringing.id)! };
  }

  // @rfc 3325
  it('has the name and number of caller and callee as asserted by the server (RFC 3325)', async () => {
    const [alice, bob] = (await phones('alice', 'bob')) as [Phone, Phone];
    const { call, answered } = await talk(alice, bob, 'bob');
    expect(answered.state.peer).to.include({ name: 'Alice', number: '1001' });
    expect(call.state.peer).to.include({ name: 'Bob', number: '1002' });
    // The own number is not a called party.
    expect(answered.state.calledParty).to.equal(undefined);
  });

  // @rfc 3903
  it('shows what another extension publishes: away, do not disturb, a call, and nothing after its sign-out (RFC 3903)', async () => {
    const [alice, bob] = (await phones('alice', 'bob')) as [Phone, Phone];
    bob.lamps.watch('1001');
    await lampIs(bob, '1001', 'available');
    alice.configure({ publishPresence: true });
    alice.setAvailability('away');
    await lampIs(bob, '1001', 'away');
    alice.setAvailability('do-not-disturb');
    expect(await lampIs(bob, '1001', 'busy')).to.include({ note: 'Do not disturb' });
    alice.setAvailability('available');
    await lampIs(bob, '1001', 'available');
    await until(alice, ({ presence }) => presence === 'published');
    alice.configure({ publishPresence: false });
    alice.setAvailability('away');
    await alice.stop();
    await lampIs(bob, '1001', 'offline');
  });

  it('shows another extension as ringing, busy, held and offline, with its remote party', async () => {
    const [alice, bob, carol] = (await phones('alice', 'bob', 'carol')) as [Phone, Phone, Phone];
    carol.lamps.watch('1002');
    await lampIs(carol, '1002', 'available');
    const call = alice.call('1002');
    const ringing = await lampIs(carol, '1002', 'ringing');
    expect(ringing).to.deep.include({ name: 'Bob', canPickUp: true });
    expect(ringing.peer).to.include({ name: 'Alice', number: '1001' });
    const { id } = await callIn(bob, 'incoming');
    const answered = bob.getCall(id)!;
    await answered.answer();
    await lampIs(carol, '1002', 'busy');
    await answered.hold(true);
    await lampIs(carol, '1002', 'held');
    await answered.hold(false);
    await lampIs(carol, '1002', 'busy');
    await call.hangUp();
    await lampIs(carol, '1002', 'available');
    await bob.stop();
    await lampIs(carol, '1002', 'offline');
  });

  // @rfc 3891
  it('picks up a call that rings at another extension: the caller is connected, and the other phone stops ringing (RFC 3891)', async () => {
    const [alice, bob, carol] = (await phones('alice', 'bob', 'carol')) as [Phone, Phone, Phone];
    carol.lamps.watch('1002');
    await lampIs(carol, '1002', 'available');
    const call = alice.call('1002');
    const ringing = await callIn(bob, 'incoming');
    await until(carol, ({ lamps }) => lamps[0]?.canPickUp);
    const taken = carol.lamps.pickUp('1002');
    await Promise.all([taken.answered, call.answered]);
    expect(taken.state.peer).to.include({ name: 'Alice', number: '1001' });
    expect(call.state.peer).to.include({ name: 'Carol', number: '1003' });
    await bob.getCall(ringing.id)!.ended;
    expect(alice.state.calls).to.have.length(1);
    await taken.hangUp();
    await call.ended;
  });

  // @rfc 3842
  it('shows message waiting, and calls the mailbox that the server names (RFC 3842)', async () => {
    const [alice] = (await phones('alice')) as [Phone];
    await until(alice, ({ voicemail }) => voicemail.status === 'known');
    board.pbx.mailboxes.set('alice', { new: 2, old: 1 });
    const voicemail = await until(alice, (state) => state.voicemail.newMessages === 2 && state.voicemail);
    expect(voicemail).to.deep.equal({
      ...{ status: 'known', waiting: true, newMessages: 2, oldMessages: 1, urgent: 0 },
      account: 'sip:mailbox@example.test',
    });
    expect(alice.callVoicemail().state.peer.uri).to.equal('sip:mailbox@example.test');
  });

  it('sends a message to a registered account, and fails for an unregistered and an unknown one (RFC 3428)', async () => {
    const [alice, bob] = (await phones('alice', 'bob')) as [Phone, Phone];
    await alice.messages.send('1002', 'Grüße 👋');
    const conversation = await until(bob, ({ conversations }) => conversations[0]);
    expect(conversation.peer).to.include({ name: 'Alice', number: '1001' });
    expect(conversation.messages[0]).to.include({ text: 'Grüße 👋', status: 'received' });
    await bob.messages.send(conversation.peer.uri, 'Hallo');
    await until(alice, ({ conversations }) => conversations.some(({ messages }) => messages.at(-1)?.text === 'Hallo'));
    // The name and the number are the same account.
    await alice.messages.send('bob', 'Wie geht es?');
    await bob.messages.send('alice', 'Gut.');
    await until(alice, ({ conversations }) => conversations.length === 1 && conversations[0]?.messages.length === 4);
    expect(bob.state.conversations).to.have.length(1);
    const kindOf = (promise: Promise<void>) => promise.catch((error: { kind: string }) => error.kind);
    expect(await kindOf(alice.messages.send('dave', 'x'))).to.equal('unavailable');
    expect(await kindOf(alice.messages.send('nobody', 'x'))).to.equal('not-found');
  });

  it('receives the message that it has sent to the echo extension', async () => {
    const [alice] = (await phones('alice')) as [Phone];
    await alice.messages.send('echo', 'Is there an echo?');
    const conversation = await until(alice, ({ conversations }) => conversations.find(({ unread }) => unread === 1));
    expect(conversation.messages.map(({ direction, text }) => `${direction} ${text}`)).to.deep.equal([
      'outgoing Is there an echo?',
      'incoming Is there an echo?',
    ]);
  });

  it('redirects an incoming call, and the new callee has the called party (RFC 3261 §21.3.3)', async () => {
    const [alice, bob, carol] = (await phones('alice', 'bob', 'carol')) as [Phone, Phone, Phone];
    const call = alice.call('1002');
    const { id } = await callIn(bob, 'incoming');
    await bob.getCall(id)!.deflect('1003');
    expect(bob.state.history[0]?.cause).to.equal('forwarded');
    const ringing = await callIn(carol, 'incoming');
    expect(ringing.calledParty?.number).to.equal('1002');
    await carol.getCall(ringing.id)!.answer();
    await call.answered;
    expect(call.state.peer).to.include({ name: 'Carol', number: '1003' });
  });

  it('rings with every account for the team extension; one answers, and the others are answered elsewhere', async () => {
    const [alice, bob, carol] = (await phones('alice', 'bob', 'carol')) as [Phone, Phone, Phone];
    const call = alice.call('9011');
    const [atBob, atCarol] = await Promise.all([callIn(bob, 'incoming'), callIn(carol, 'incoming')]);
    expect(atBob.calledParty?.number).to.equal('9011');
    await carol.getCall(atCarol.id)!.answer();
    await call.answered;
    expect(call.state.peer).to.include({ name: 'Carol', number: '1003' });
    const ended = await bob.getCall(atBob.id)!.ended;
    expect(ended).to.include({ status: 'ended', cause: 'answered-elsewhere' });
    expect(bob.state.missedCount).to.equal(0);
    await call.hangUp();
    await Promise.all([bob.stop(), carol.stop()]);
    expect((await alice.call('team').ended) as object).to.include({ cause: 'unavailable' });
  });

  // @rfc 5589 §7
  it('connects two remote parties by an attended transfer, and each has the other as remote party (RFC 5589 §7)', async () => {
    const alice = await board.phone('alice');
    const bob = await board.phone('bob', { followTransfers: true });
    const carol = await board.phone('carol');
    const first = await talk(alice, bob, '1002');
    const second = await talk(alice, carol, '1003');
    const transferred = first.call.transfer(second.call);
    // Carol has no asserted identity of Alice for the call of Bob: the call rings (RFC 3891 §8), and its answer ends the one with Alice.
    const atCarol = await until(carol, ({ calls }) => calls.find(({ status }) => status === 'incoming'));
    expect(atCarol.peer.name).to.equal('Bob');
    await carol.getCall(atCarol.id)!.answer();
    await transferred;
    const atBob = await until(bob, ({ calls }) =>
      calls.find(({ status, peer }) => status === 'active' && peer.name === 'Carol'),
    );
    expect(atBob.peer.number).to.equal('1003');
    await until(
      carol,
      ({ calls }) =>
        calls
          .filter(({ status }) => status === 'active')
          .map(({ peer }) => peer.name)
          .join() === 'Bob',
    );
    await until(alice, ({ calls }) => calls.every(({ status }) => status === 'ended'));
  });

  it('restores lamps and messages after a restart of the server', async () => {
    const [alice, bob] = (await phones('alice', 'bob')) as [Phone, Phone];
    alice.lamps.watch('bob');
    await lampIs(alice, 'bob', 'available');
    board.pbx.faults.restart();
    await Promise.all([alice, bob].map((phone) => until(phone, ({ account }) => account.status !== 'ready')));
    expect(alice.state.lamps[0]?.status).to.equal('unknown');
    await Promise.all([alice, bob].map((phone) => until(phone, ({ account }) => account.status === 'ready')));
    await lampIs(alice, 'bob', 'available');
    await alice.messages.send('bob', 'still there?');
    await until(bob, ({ conversations }) => conversations[0]?.messages[0]?.text === 'still there?');
  });
});
