/** The forking proxy on the wire (RFC 3261 §16, RFC 3326, RFC 4320, RFC 6026). */

import { expect } from 'chai';
import type { PbxOptions } from '../../packages/pbx/src/index.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import { VirtualClock, settle } from '../support/virtual-clock.js';
import type { RequestParts, ScriptedPhone } from './support/scripted-phone.js';
import { Switchboard, type Name } from './support/switchboard.js';

const TO_BOB: RequestParts = { uri: 'sip:bob@example.test' };

/** Sends an INVITE and answers its challenge; what follows is for the test to read. */
async function invite(phone: ScriptedPhone, parts: RequestParts = TO_BOB): Promise<RequestParts> {
  const headers = [`Contact: ${phone.contact}`, ...(parts.headers ?? [])];
  const full = { callId: `call-${phone.host}`, fromTag: 'caller', branch: undefined, ...parts };
  const { branch, ...first } = full;
  phone.send('INVITE', { ...first, headers });
  const challenge = await phone.response(407, 'INVITE');
  phone.ackFailure(challenge, parts);
  const credentials = phone.credentials(challenge, 'INVITE', parts.uri ?? '');
  const again = { ...first, ...(branch ? { branch } : {}), sequence: 100, headers: [...headers, credentials] };
  phone.send('INVITE', again);
  return again;
}

describe('pocket PBX: proxy', () => {
  let board: Switchboard;
  let alice: ScriptedPhone;
  let bob: ScriptedPhone;

  async function open(options: PbxOptions = {}, ...others: Name[]): Promise<ScriptedPhone[]> {
    board = await Switchboard.open(options);
    [alice, bob] = [await board.registered('alice'), await board.registered('bob')];
    return Promise.all(others.map((name) => board.registered(name)));
  }

  /** A call from Alice that Bob has answered, with the dialog of each. */
  async function established() {
    await invite(alice);
    const received = await bob.request('INVITE');
    bob.reply(received, '200 OK', { tag: 'b1' });
    const ok = await alice.response(200, 'INVITE');
    const [caller, callee] = [alice.callerDialog(ok), bob.calleeDialog(received, 'b1')];
    alice.send('ACK', { ...caller, sequence: 100 });
    await bob.request('ACK');
    return { caller, callee };
  }

  afterEach(() => board.close());

  it('asks who calls with 407 and proves nothing to the callee: the credentials stay here (§22.3)', async () => {
    await open();
    await invite(alice);
    const received = await bob.request('INVITE');
    expect(received.headers.has('Proxy-Authorization')).to.equal(false);
    expect(received.headers.get('P-Asserted-Identity')).to.equal('"ALICE" <sip:1001@example.test>');
  });

  // @rfc 3325 §5
  it('says who has answered, and who goes on in the call, whatever they say themselves (RFC 3325 §5)', async () => {
    await open();
    await invite(alice);
    const received = await bob.request('INVITE');
    const lie = 'P-Asserted-Identity: "The boss" <sip:boss@example.test>';
    bob.reply(received, '180 Ringing', { tag: 'b1', headers: [lie] });
    expect((await alice.response(180)).headers.getAll('P-Asserted-Identity')).to.deep.equal([
      '"BOB" <sip:1002@example.test>',
    ]);
    bob.reply(received, '200 OK', { tag: 'b1', headers: ['Privacy: id', lie] });
    const ok = await alice.response(200, 'INVITE');
    expect(ok.headers.has('P-Asserted-Identity')).to.equal(false);
    alice.send('ACK', { ...alice.callerDialog(ok), sequence: 100 });
    await bob.request('ACK');
    alice.send('INFO', { ...alice.callerDialog(ok), sequence: 101, headers: [lie] });
    expect((await bob.request('INFO')).headers.get('P-Asserted-Identity')).to.equal('"ALICE" <sip:1001@example.test>');
  });

  it('lets nobody call under the name of another account', async () => {
    await open();
    const parts = { ...TO_BOB, from: '<sip:bob@example.test>;tag=x', headers: [`Contact: ${alice.contact}`] };
    expect((await alice.ask('INVITE', parts)).statusCode).to.equal(403);
  });

  it('says 100 at once, forwards with one hop less, its Via on top and its Record-Route (§16.6)', async () => {
    await open();
    await invite(alice);
    expect((await alice.response(100)).toTag).to.equal(undefined);
    const received = await bob.request('INVITE');
    expect(received.maxForwards).to.equal(69);
    expect(received.vias).to.have.length(2);
    expect(received.uri.host).to.equal(bob.host);
    expect(received.recordRoutes[0]?.uri.params.has('lr')).to.equal(true);
  });

  it('adds the address where it came from to a Via that says another (§18.2.1)', async () => {
    await open();
    await invite(alice);
    expect((await bob.request('INVITE')).vias[1]?.params.get('received')).to.equal('127.0.0.1');
  });

  it('counts a missing Max-Forwards as 70 and refuses 0 with 483 (§16.3 step 3, §16.6 step 3)', async () => {
    await open();
    await invite(alice, { ...TO_BOB, maxForwards: undefined });
    expect((await bob.request('INVITE')).maxForwards).to.equal(69);
    alice.send('MESSAGE', { ...TO_BOB, maxForwards: 0 });
    expect((await alice.final('MESSAGE')).statusCode).to.equal(483);
  });

  it('answers 482 to a request that comes back as it went, and lets a changed one pass (§16.3 step 4)', async () => {
    await open();
    await invite(alice);
    const received = await bob.request('INVITE');
    // Bob reflects what he got: same Request-URI as the PBX saw first, and the PBX's Via in it.
    const text = received
      .toString()
      .replace(/^INVITE \S+/, 'INVITE sip:bob@example.test')
      .replace(/^Record-Route:.*\r\n/m, '');
    bob.raw(text.replace('Via:', `Via: SIP/2.0/WS ${bob.host};branch=z9hG4bKback\r\nVia:`));
    expect((await bob.final('INVITE')).statusCode).to.equal(482);
    bob.raw(received.toString().replace('Via:', `Via: SIP/2.0/WS ${bob.host};branch=z9hG4bKother\r\nVia:`));
    expect((await bob.final('INVITE')).statusCode).to.equal(407);
  });

  it('answers 404 to an unknown number, 480 for an account without a contact, 416 to a foreign scheme', async () => {
    await open();
    expect((await alice.ask('INVITE', { uri: 'sip:nobody@example.test' })).statusCode).to.equal(404);
    expect((await alice.ask('INVITE', { uri: 'sip:carol@example.test' })).statusCode).to.equal(480);
    expect((await alice.ask('INVITE', { uri: 'mailto:carol@example.test', to: '<sip:c@x.test>' })).statusCode).to.equal(
      416,
    );
  });

  it('refuses Proxy-Require with 420 and the option in Unsupported (§16.3 step 5)', async () => {
    await open();
    alice.send('INVITE', { ...TO_BOB, headers: ['Proxy-Require: teleport'] });
    const response = await alice.final('INVITE');
    expect(response.statusCode).to.equal(420);
    expect(response.headers.get('Unsupported')).to.equal('teleport');
  });

  it('finds an account by its number and by a tel URI', async () => {
    await open();
    await invite(alice, { uri: 'sip:1002@example.test' });
    bob.reply(await bob.request('INVITE'), '486 Busy Here', { tag: 'b' });
    alice.ackFailure(await alice.response(486));
    await invite(alice, { uri: 'tel:10-02', to: '<tel:10-02>', callId: 'by-tel' });
    expect((await bob.request('INVITE', ({ callId }) => callId === 'by-tel')).uri.user).to.equal('bob');
  });

  it('sends each request of a dialog over the socket of the other end (§16.4, §16.12)', async () => {
    await open();
    const { caller, callee } = await established();
    for (const method of ['INFO', 'UPDATE', 'MESSAGE', 'REFER', 'NOTIFY', 'PRACK', 'OPTIONS']) {
      alice.send(method, { ...caller, sequence: 101 });
      bob.reply(await bob.request(method), '200 OK');
      expect((await alice.final(method)).statusCode, method).to.equal(200);
      bob.send(method, { ...callee, sequence: 7 });
      alice.reply(await alice.request(method), '200 OK');
      expect((await bob.final(method)).statusCode, method).to.equal(200);
    }
    bob.send('BYE', { ...callee, sequence: 8 });
    alice.reply(await alice.request('BYE'), '200 OK');
    expect((await bob.final('BYE')).statusCode).to.equal(200);
  });

  it('passes a body in UTF-8 byte for byte', async () => {
    await open();
    const asked = alice.ask('MESSAGE', { ...TO_BOB, body: 'Grüße 👋', contentType: 'text/plain' });
    const received = await bob.request('MESSAGE');
    expect(received.body).to.equal('Grüße 👋');
    bob.reply(received, '202 Accepted');
    expect((await asked).statusCode).to.equal(202);
  });

  it('finds a contact that registered again from a new socket, also for a dialog that was begun before', async () => {
    await open();
    const { callee } = await established();
    const contact = alice.contact;
    await alice.close();
    const again = await board.phone('alice');
    await again.register({ contact });
    bob.send('OPTIONS', { ...callee, sequence: 9 });
    again.reply(await again.request('OPTIONS'), '200 OK');
    expect((await bob.final('OPTIONS')).statusCode).to.equal(200);
  });

  it('believes no route that it has not written itself, and asks again who calls', async () => {
    await open();
    const { caller } = await established();
    const routes = caller.routes.map((route) => route.replace(/-[0-9a-f]{20}@/, '-00000000000000000000@'));
    alice.send('INFO', { ...caller, routes, sequence: 102 });
    expect((await alice.final('INFO')).statusCode).to.equal(407);
  });

  it('understands a strict router, which puts our address into the Request-URI (§16.4)', async () => {
    await open();
    const { caller } = await established();
    const [route = ''] = caller.routes;
    alice.send('INFO', { ...caller, uri: route.slice(1, -1), routes: [`<${caller.uri}>`], sequence: 103 });
    const received = await bob.request('INFO');
    expect(received.uri.host).to.equal(bob.host);
  });

  describe('forking', () => {
    async function twoBobs(options: PbxOptions = {}): Promise<[ScriptedPhone, IncomingRequest, IncomingRequest]> {
      const [second] = (await open(options, 'bob')) as [ScriptedPhone];
      await invite(alice);
      return [second, await bob.request('INVITE'), await second.request('INVITE')];
    }

    it('rings all contacts, takes the first answer and tells the others that it was answered elsewhere (§16.7 step 10, RFC 3326)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '180 Ringing', { tag: 'b1' });
      second.reply(two, '180 Ringing', { tag: 'b2' });
      expect([(await alice.response(180)).toTag, (await alice.response(180)).toTag]).to.have.members(['b1', 'b2']);
      second.reply(two, '200 OK', { tag: 'b2' });
      expect((await alice.response(200, 'INVITE')).toTag).to.equal('b2');
      const cancel = await bob.request('CANCEL');
      expect(cancel.headers.get('Reason')).to.match(/cause=200/);
      expect(cancel.via?.branch).to.equal(one.via?.branch);
      bob.reply(cancel, '200 OK', { tag: 'b1' });
      bob.reply(one, '487 Request Terminated', { tag: 'b1' });
      await bob.request('ACK');
    });

    it('forwards a second 2xx too, which crossed the CANCEL (§16.7 step 5)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '200 OK', { tag: 'b1' });
      second.reply(two, '200 OK', { tag: 'b2' });
      const tags = [(await alice.response(200, 'INVITE')).toTag, (await alice.response(200, 'INVITE')).toTag];
      expect(tags).to.have.members(['b1', 'b2']);
    });

    it('waits for all refusals and sends the best of them (§16.7 step 6)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '480 Temporarily Unavailable', { tag: 'b1' });
      await bob.request('ACK');
      second.reply(two, '486 Busy Here', { tag: 'b2' });
      expect((await alice.final('INVITE')).statusCode).to.equal(486);
    });

    it('lets a 6xx decide for all and cancels the others (§16.7 step 5)', async () => {
      const [second, one, two] = await twoBobs();
      second.reply(two, '180 Ringing', { tag: 'b2' });
      await alice.response(180);
      bob.reply(one, '603 Decline', { tag: 'b1' });
      const cancel = await second.request('CANCEL');
      second.reply(cancel, '200 OK', { tag: 'b2' });
      second.reply(two, '487 Request Terminated', { tag: 'b2' });
      expect((await alice.final('INVITE')).statusCode).to.equal(603);
    });

    it('turns a lone 503 into 500, since the PBX itself is well (§16.7 step 6)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '503 Service Unavailable', { tag: 'b1' });
      second.reply(two, '503 Service Unavailable', { tag: 'b2' });
      expect((await alice.final('INVITE')).statusCode).to.equal(500);
    });

    it('gives the caller all challenges of a forked request (§16.7 step 7)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '401 Unauthorized', { tag: 'b1', headers: ['WWW-Authenticate: Digest realm="one", nonce="1"'] });
      second.reply(two, '401 Unauthorized', {
        tag: 'b2',
        headers: ['WWW-Authenticate: Digest realm="two", nonce="2"'],
      });
      expect((await alice.final('INVITE')).headers.getAll('WWW-Authenticate')).to.have.length(2);
    });

    it('tries contacts of a lower q value when those of the higher have refused (§16.6)', async () => {
      await open();
      const spare = await board.phone('bob');
      await spare.register({ contact: `${spare.contact};q=0.3` });
      await invite(alice);
      const one = await bob.request('INVITE');
      await spare.flush();
      expect(spare.unread).to.deep.equal([]);
      bob.reply(one, '486 Busy Here', { tag: 'b1' });
      spare.reply(await spare.request('INVITE'), '200 OK', { tag: 'b2' });
      expect((await alice.final('INVITE')).toTag).to.equal('b2');
    });

    it('goes on with the others when the socket of one breaks', async () => {
      const [second, , two] = await twoBobs();
      await bob.close();
      second.reply(two, '200 OK', { tag: 'b2' });
      expect((await alice.final('INVITE')).toTag).to.equal('b2');
    });
  });

  describe('CANCEL', () => {
    it('is answered, goes to every branch that rings with its reason, and the call ends with 487 (§16.10)', async () => {
      const [second] = (await open({}, 'bob')) as [ScriptedPhone];
      const sent = await invite(alice, { ...TO_BOB, branch: 'z9hG4bKcancelme' });
      const [one, two] = [await bob.request('INVITE'), await second.request('INVITE')];
      bob.reply(one, '180 Ringing', { tag: 'b1' });
      second.reply(two, '180 Ringing', { tag: 'b2' });
      await alice.response(180);
      await alice.response(180);
      alice.send('CANCEL', { ...sent, headers: ['Reason: SIP;cause=487;text="gone"'] });
      expect((await alice.response(200, 'CANCEL')).callId).to.equal(one.callId);
      for (const [phone, request, tag] of [
        [bob, one, 'b1'],
        [second, two, 'b2'],
      ] as const) {
        const cancel = await phone.request('CANCEL');
        expect(cancel.headers.get('Reason')).to.match(/cause=487/);
        phone.reply(cancel, '200 OK', { tag });
        phone.reply(request, '487 Request Terminated', { tag });
      }
      expect((await alice.final('INVITE')).statusCode).to.equal(487);
    });

    it('waits for a provisional response before it goes on (§9.1)', async () => {
      await open();
      const sent = await invite(alice, { ...TO_BOB, branch: 'z9hG4bKearly' });
      const received = await bob.request('INVITE');
      alice.send('CANCEL', { ...sent, headers: [] });
      await alice.response(200, 'CANCEL');
      await bob.flush();
      expect(bob.unread).to.deep.equal([]);
      bob.reply(received, '180 Ringing', { tag: 'b1' });
      await bob.request('CANCEL');
    });

    it('is answered 481 where there is nothing to cancel (§9.2)', async () => {
      await open();
      alice.send('CANCEL', { ...TO_BOB, branch: 'z9hG4bKunknown' });
      expect((await alice.final('CANCEL')).statusCode).to.equal(481);
    });

    it('goes to the callee when the socket of the caller breaks while it rings', async () => {
      await open();
      await invite(alice);
      bob.reply(await bob.request('INVITE'), '180 Ringing', { tag: 'b1' });
      await alice.response(180);
      await alice.close();
      await bob.request('CANCEL');
    });
  });

  describe('silence', () => {
    it('counts a callee that says nothing at all as 408 (§16.8)', async () => {
      const clock = new VirtualClock();
      await open({ clock });
      await invite(alice);
      await bob.request('INVITE');
      await clock.advance(32_000);
      expect((await alice.final('INVITE')).statusCode).to.equal(408);
    });

    it('cancels a callee that rings longer than timer C allows (§16.8)', async () => {
      const clock = new VirtualClock();
      await open({ clock, ringTimeout: 200 });
      await invite(alice);
      const received = await bob.request('INVITE');
      bob.reply(received, '180 Ringing', { tag: 'b1' });
      await alice.response(180);
      await clock.advance(201_000);
      bob.reply(await bob.request('CANCEL'), '200 OK', { tag: 'b1' });
      bob.reply(received, '487 Request Terminated', { tag: 'b1' });
      expect((await alice.final('INVITE')).statusCode).to.equal(487);
    });

    it('sends no 408 to anything but INVITE (RFC 4320 §4.2)', async () => {
      const clock = new VirtualClock();
      await open({ clock });
      let answer: number | undefined;
      void alice.ask('MESSAGE', TO_BOB).then(({ statusCode }) => (answer = statusCode));
      await bob.request('MESSAGE');
      await clock.advance(60_000);
      await alice.flush();
      await settle();
      expect(answer).to.equal(undefined);
    });

    it('answers 480 when the only contact is gone before it answered (RFC 5626 §5.3.1)', async () => {
      await open();
      await invite(alice);
      await bob.request('INVITE');
      await bob.close();
      expect((await alice.final('INVITE')).statusCode).to.equal(480);
    });
  });

  describe('redirection', () => {
    it('follows a 302 to an account of its own and tells the caller with 181 (§16.7 step 4)', async () => {
      const [carol] = (await open({}, 'carol')) as [ScriptedPhone];
      await invite(alice);
      const received = await bob.request('INVITE');
      bob.reply(received, '302 Moved Temporarily', { tag: 'b1', contact: '<sip:carol@example.test>' });
      expect((await alice.response(181)).statusCode).to.equal(181);
      carol.reply(await carol.request('INVITE'), '200 OK', { tag: 'c1' });
      expect((await alice.final('INVITE')).toTag).to.equal('c1');
    });

    it('gives a 302 to elsewhere back to the caller', async () => {
      await open();
      await invite(alice);
      bob.reply(await bob.request('INVITE'), '302 Moved Temporarily', {
        tag: 'b1',
        contact: '<sip:zoe@elsewhere.test>',
      });
      expect((await alice.final('INVITE')).statusCode).to.equal(302);
    });
  });

  it('answers OPTIONS to itself without asking who it is (§11.2)', async () => {
    await open();
    alice.send('OPTIONS', { uri: 'sip:example.test' });
    const response = await alice.final('OPTIONS');
    expect(response.statusCode).to.equal(200);
    expect(response.hasOption('Allow', 'INVITE')).to.equal(true);
  });
});
