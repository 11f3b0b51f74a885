/** The forking proxy over the wire (RFC 3261 §16, RFC 3326, RFC 4320, RFC 6026). */

import { expect } from 'chai';
import type { PbxOptions } from '../../packages/pbx/src/index.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import { VirtualClock, settle } from '../support/virtual-clock.js';
import type { RequestParts, ScriptedPhone } from './support/scripted-phone.js';
import { Switchboard, type Name } from './support/switchboard.js';

const TO_BOB: RequestParts = { uri: 'sip:bob@example.test' };

/** Sends an INVITE and answers its challenge; the test reads the further responses. */
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

  it('challenges the caller with 407, and removes the credentials before it forwards the INVITE (§22.3)', async () => {
    await open();
    await invite(alice);
    const received = await bob.request('INVITE');
    expect(received.headers.has('Proxy-Authorization')).to.equal(false);
    expect(received.headers.get('P-Asserted-Identity')).to.equal('"ALICE" <sip:1001@example.test>');
  });

  // @rfc 3325 §5
  it('asserts the identity of caller and callee, and removes any that a client claims (RFC 3325 §5)', async () => {
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

  it('rejects an INVITE with the From of another account with 403', async () => {
    await open();
    const parts = { ...TO_BOB, from: '<sip:bob@example.test>;tag=x', headers: [`Contact: ${alice.contact}`] };
    expect((await alice.ask('INVITE', parts)).statusCode).to.equal(403);
  });

  it('sends 100 at once, and forwards with Max-Forwards decreased, its Via on top and its Record-Route (§16.6)', async () => {
    await open();
    await invite(alice);
    expect((await alice.response(100)).toTag).to.equal(undefined);
    const received = await bob.request('INVITE');
    expect(received.maxForwards).to.equal(69);
    expect(received.vias).to.have.length(2);
    expect(received.uri.host).to.equal(bob.host);
    expect(received.recordRoutes[0]?.uri.params.has('lr')).to.equal(true);
  });

  it('adds received to a Via with another address than that of the connection (§18.2.1)', async () => {
    await open();
    await invite(alice);
    expect((await bob.request('INVITE')).vias[1]?.params.get('received')).to.equal('127.0.0.1');
  });

  it('treats a missing Max-Forwards as 70 and rejects 0 with 483 (§16.3 step 3, §16.6 step 3)', async () => {
    await open();
    await invite(alice, { ...TO_BOB, maxForwards: undefined });
    expect((await bob.request('INVITE')).maxForwards).to.equal(69);
    alice.send('MESSAGE', { ...TO_BOB, maxForwards: 0 });
    expect((await alice.final('MESSAGE')).statusCode).to.equal(483);
  });

  it('responds with 482 to a request that returns unchanged, and forwards a changed one (§16.3 step 4)', async () => {
    await open();
    await invite(alice);
    const received = await bob.request('INVITE');
    // Bob sends the request back: with the Request-URI that the PBX received first, and the Via of the PBX.
    const text = received
      .toString()
      .replace(/^INVITE \S+/, 'INVITE sip:bob@example.test')
      .replace(/^Record-Route:.*\r\n/m, '');
    bob.raw(text.replace('Via:', `Via: SIP/2.0/WS ${bob.host};branch=z9hG4bKback\r\nVia:`));
    expect((await bob.final('INVITE')).statusCode).to.equal(482);
    bob.raw(received.toString().replace('Via:', `Via: SIP/2.0/WS ${bob.host};branch=z9hG4bKother\r\nVia:`));
    expect((await bob.final('INVITE')).statusCode).to.equal(407);
  });

  it('responds with 404 for an unknown number, 480 for an account without a contact, 416 for another URI scheme', async () => {
    await open();
    expect((await alice.ask('INVITE', { uri: 'sip:nobody@example.test' })).statusCode).to.equal(404);
    expect((await alice.ask('INVITE', { uri: 'sip:carol@example.test' })).statusCode).to.equal(480);
    expect((await alice.ask('INVITE', { uri: 'mailto:carol@example.test', to: '<sip:c@x.test>' })).statusCode).to.equal(
      416,
    );
  });

  it('rejects Proxy-Require with 420 and the option in Unsupported (§16.3 step 5)', async () => {
    await open();
    alice.send('INVITE', { ...TO_BOB, headers: ['Proxy-Require: teleport'] });
    const response = await alice.final('INVITE');
    expect(response.statusCode).to.equal(420);
    expect(response.headers.get('Unsupported')).to.equal('teleport');
  });

  it('resolves an account by its number and by a tel URI', async () => {
    await open();
    await invite(alice, { uri: 'sip:1002@example.test' });
    bob.reply(await bob.request('INVITE'), '486 Busy Here', { tag: 'b' });
    alice.ackFailure(await alice.response(486));
    await invite(alice, { uri: 'tel:10-02', to: '<tel:10-02>', callId: 'by-tel' });
    expect((await bob.request('INVITE', ({ callId }) => callId === 'by-tel')).uri.user).to.equal('bob');
  });

  it('sends each request of a dialog over the connection of the other party (§16.4, §16.12)', async () => {
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

  it('forwards a body in UTF-8 byte for byte', async () => {
    await open();
    const asked = alice.ask('MESSAGE', { ...TO_BOB, body: 'Grüße 👋', contentType: 'text/plain' });
    const received = await bob.request('MESSAGE');
    expect(received.body).to.equal('Grüße 👋');
    bob.reply(received, '202 Accepted');
    expect((await asked).statusCode).to.equal(202);
  });

  it('sends a request of a dialog over the connection that the contact registered last, though the first one is open: it may be dead (RFC 5626 §4.4)', async () => {
    await open();
    const { callee } = await established();
    const contact = alice.contact;
    const again = await board.phone('alice');
    await again.register({ contact });
    bob.send('BYE', { ...callee, sequence: 9 });
    again.reply(await again.request('BYE'), '200 OK');
    expect((await bob.final('BYE')).statusCode).to.equal(200);
  });

  it('resolves a contact that registered again over a new connection, also in an existing dialog', async () => {
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

  it('challenges a request within a dialog whose Route it did not write itself', async () => {
    await open();
    const { caller } = await established();
    const routes = caller.routes.map((route) => route.replace(/-[0-9a-f]{20}@/, '-00000000000000000000@'));
    alice.send('INFO', { ...caller, routes, sequence: 102 });
    expect((await alice.final('INFO')).statusCode).to.equal(407);
  });

  it('accepts a request of a strict router, with the address of the proxy as Request-URI (§16.4)', async () => {
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

    it('rings all contacts, forwards the first 2xx and cancels the others with "Call completed elsewhere" (§16.7 step 10, RFC 3326)', async () => {
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

    it('forwards also a second 2xx that crosses the CANCEL (§16.7 step 5)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '200 OK', { tag: 'b1' });
      second.reply(two, '200 OK', { tag: 'b2' });
      const tags = [(await alice.response(200, 'INVITE')).toTag, (await alice.response(200, 'INVITE')).toTag];
      expect(tags).to.have.members(['b1', 'b2']);
    });

    it('waits for all final responses and forwards the best (§16.7 step 6)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '480 Temporarily Unavailable', { tag: 'b1' });
      await bob.request('ACK');
      second.reply(two, '486 Busy Here', { tag: 'b2' });
      expect((await alice.final('INVITE')).statusCode).to.equal(486);
    });

    it('forwards a 6xx at once and cancels the others (§16.7 step 5)', async () => {
      const [second, one, two] = await twoBobs();
      second.reply(two, '180 Ringing', { tag: 'b2' });
      await alice.response(180);
      bob.reply(one, '603 Decline', { tag: 'b1' });
      const cancel = await second.request('CANCEL');
      second.reply(cancel, '200 OK', { tag: 'b2' });
      second.reply(two, '487 Request Terminated', { tag: 'b2' });
      expect((await alice.final('INVITE')).statusCode).to.equal(603);
    });

    it('replaces 503 from all branches by 500, as the PBX itself is available (§16.7 step 6)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '503 Service Unavailable', { tag: 'b1' });
      second.reply(two, '503 Service Unavailable', { tag: 'b2' });
      expect((await alice.final('INVITE')).statusCode).to.equal(500);
    });

    it('forwards all challenges of a forked request to the caller (§16.7 step 7)', async () => {
      const [second, one, two] = await twoBobs();
      bob.reply(one, '401 Unauthorized', { tag: 'b1', headers: ['WWW-Authenticate: Digest realm="one", nonce="1"'] });
      second.reply(two, '401 Unauthorized', {
        tag: 'b2',
        headers: ['WWW-Authenticate: Digest realm="two", nonce="2"'],
      });
      expect((await alice.final('INVITE')).headers.getAll('WWW-Authenticate')).to.have.length(2);
    });

    it('tries contacts with a lower q value when those with the higher one have rejected (§16.6)', async () => {
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

    it('continues with the other branches when the connection of one closes', async () => {
      const [second, , two] = await twoBobs();
      await bob.close();
      second.reply(two, '200 OK', { tag: 'b2' });
      expect((await alice.final('INVITE')).toTag).to.equal('b2');
    });
  });

  describe('CANCEL', () => {
    it('is answered, forwarded to every ringing branch with its Reason, and the call ends with 487 (§16.10)', async () => {
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

    it('waits for a provisional response before it is forwarded (§9.1)', async () => {
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

    it('is answered with 481 without a matching INVITE (§9.2)', async () => {
      await open();
      alice.send('CANCEL', { ...TO_BOB, branch: 'z9hG4bKunknown' });
      expect((await alice.final('CANCEL')).statusCode).to.equal(481);
    });

    it('is sent to the callee when the connection of the caller closes while the call rings', async () => {
      await open();
      await invite(alice);
      bob.reply(await bob.request('INVITE'), '180 Ringing', { tag: 'b1' });
      await alice.response(180);
      await alice.close();
      await bob.request('CANCEL');
    });
  });

  describe('a callee without a response', () => {
    it('is treated as 408 (§16.8)', async () => {
      const clock = new VirtualClock();
      await open({ clock });
      await invite(alice);
      await bob.request('INVITE');
      await clock.advance(32_000);
      expect((await alice.final('INVITE')).statusCode).to.equal(408);
    });

    it('is canceled after timer C (§16.8)', async () => {
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

    it('causes no 408 to another request than INVITE (RFC 4320 §4.2)', async () => {
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

    it('causes a 480 when the connection of the only contact closes (RFC 5626 §5.3.1)', async () => {
      await open();
      await invite(alice);
      await bob.request('INVITE');
      await bob.close();
      expect((await alice.final('INVITE')).statusCode).to.equal(480);
    });
  });

  describe('redirection', () => {
    it('follows a 302 to an account of the PBX and sends 181 to the caller (§16.7 step 4)', async () => {
      const [carol] = (await open({}, 'carol')) as [ScriptedPhone];
      await invite(alice);
      const received = await bob.request('INVITE');
      bob.reply(received, '302 Moved Temporarily', { tag: 'b1', contact: '<sip:carol@example.test>' });
      expect((await alice.response(181)).statusCode).to.equal(181);
      carol.reply(await carol.request('INVITE'), '200 OK', { tag: 'c1' });
      expect((await alice.final('INVITE')).toTag).to.equal('c1');
    });

    it('forwards a 302 to another domain to the caller', async () => {
      await open();
      await invite(alice);
      bob.reply(await bob.request('INVITE'), '302 Moved Temporarily', {
        tag: 'b1',
        contact: '<sip:zoe@elsewhere.test>',
      });
      expect((await alice.final('INVITE')).statusCode).to.equal(302);
    });
  });

  it('answers OPTIONS to itself without a challenge (§11.2)', async () => {
    await open();
    alice.send('OPTIONS', { uri: 'sip:example.test' });
    const response = await alice.final('OPTIONS');
    expect(response.statusCode).to.equal(200);
    expect(response.hasOption('Allow', 'INVITE')).to.equal(true);
  });
});
