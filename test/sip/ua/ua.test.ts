/** The user agent as an application uses it. */

import { expect } from 'chai';
import { UA } from '../../../src/sip/ua.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';
import { unhandledRejections } from '../../support/unhandled.js';
import { settle } from '../../support/virtual-clock.js';

describe('a user agent', () => {
  it('connects in a later task with autostart', async () => {
    const test = new TestUA({ autostart: true });
    const emitted: string[] = [];
    test.ua.on('connecting', () => void emitted.push('connecting'));
    test.ua.on('connected', () => void emitted.push('connected'));
    await test.clock.advance(0);
    expect(emitted).to.deep.equal(['connecting', 'connected']);
  });

  it('is ready while it is connected, also when start() is called again (its status in the documentation)', async () => {
    const test = new TestUA();
    await test.ua.transport.connect();
    expect(test.ua.status).to.equal('initial');
    await test.ua.start();
    expect(test.ua.status).to.equal('ready');
    await test.ua.start();
    expect(test.ua.status).to.equal('ready');
    test.socket.serverCloses();
    expect(test.ua.status).to.equal('starting');
    await test.clock.advance(2000);
    expect(test.ua.status).to.equal('ready');
  });

  it('ends in the state of the last call of start() or stop()', async () => {
    const test = await TestUA.connected();
    const stopping = test.ua.stop();
    const starting = test.ua.start().catch((error: { kind: string }) => error.kind);
    await Promise.all([test.ua.stop(), stopping]);
    expect(await starting).to.equal('canceled');
    expect(test.ua.status).to.equal('stopped');
    expect(test.ua.isConnected()).to.equal(false);
    expect(test.clock.pending).to.equal(0);
  });

  it('causes no unhandled rejection when the application ignores the promises', async () => {
    const test = new TestUA();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    expect(
      await unhandledRejections(async () => {
        void test.ua.start();
        await settle();
        void test.ua.register();
        void test.ua.unregister();
      }),
    ).to.deep.equal([]);
  });

  it('names the option whose value is invalid', () => {
    const make = (options: object) => () =>
      new UA({ uri: 'sip:a@b', servers: 'wss://b', autostart: false, ...options });
    expect(make({ uri: 'nonsense:x' })).to.throw('uri');
    expect(make({ uri: 'sip:example.com' })).to.throw('uri');
    expect(make({ servers: 'http://b' })).to.throw('WebSocket');
    expect(make({ servers: undefined })).to.throw('servers');
    expect(make({ displayName: 'a\r\nX: y' })).to.throw('displayName');
    expect(make({ registerExpires: -1 })).to.throw('registerExpires');
    expect(make({ instanceId: 'a b' })).to.throw('instanceId');
    expect(make({ rel100: 'maybe' })).to.throw('rel100: it must be none or supported or required');
    expect(make({ redirects: 'all' })).to.throw('redirects: it must be follow or none');
    expect(make({ replaces: 'always' })).to.throw('replaces');
    expect(make({ dtmfType: 'tone' })).to.throw('dtmfType: it must be info or rtp');
    expect(make({ eventPackages: ['presence', 'a\r\nX: y'] })).to.throw('eventPackages');
    expect(make({ redirects: () => [], replaces: () => false, rel100: 'required' })).not.to.throw();
  });

  it('has no secret in its configuration, its JSON or its log', async () => {
    const servers = 'wss://pbx.example/?token=hunter2';
    const test = await TestUA.connected({ password: 'hunter2', register: true, traceSip: true, servers });
    await test.answers(await test.sent('REGISTER'), 401, {
      extra: ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'],
    });
    await test.sent('REGISTER');
    const shown = [JSON.stringify(test.ua), JSON.stringify(test.ua.configuration), ...test.log].join('\n');
    expect(shown).not.to.contain('hunter2');
    expect(shown).not.to.match(/response="/);
    expect(JSON.stringify(test.ua.core.authenticator)).to.equal('{}');
  });

  it('reports a failed connection without the token of the URL', async () => {
    const test = new TestUA({
      servers: 'wss://pbx.example/?jwt=hunter2',
      transportOptions: {
        socketFactory: (url: string) => {
          throw new Error(`cannot open ${url}`);
        },
      },
    });
    const emitted: (string | undefined)[] = [];
    test.ua.on('disconnected', (reason) => void emitted.push(reason));
    const error = await test.ua.start().catch((reason: Error) => reason);
    const { lastTransportError } = test.ua.transport as unknown as { lastTransportError: object };
    expect(emitted).to.deep.equal(['cannot open wss://pbx.example/?***']);
    expect([String(error), JSON.stringify(lastTransportError), ...test.log].join()).not.to.contain('hunter2');
    await test.ua.stop();
  });

  it('quotes no secret in its errors', async () => {
    const test = await TestUA.connected();
    const make = (options: object) => () => new TestUA(options);
    for (const attempt of [
      make({ servers: 'https://pbx.example/?token=hunter2' }),
      make({ servers: 'wss://pbx.example:x/?jwt=hunter2' }),
      make({ uri: 'sip:alice:hunter2@bad host' }),
      () => test.ua.invite('sip:bob:hunter2@bad host'),
    ]) {
      expect(attempt).to.throw().with.property('message').that.does.not.contain('hunter2');
    }
  });

  it('has no secret in the JSON of the messages that it sends and receives', async () => {
    const test = await TestUA.connected({ password: 'hunter2', realm: 'r' });
    const context = test.ua.message('sip:bob@example.com', 'hi');
    const challenge = ['Proxy-Authenticate: Digest realm="r", nonce="n0nce", qop="auth"'];
    await test.answers(await test.sent('MESSAGE'), 407, { extra: challenge });
    const sent = await test.sent('MESSAGE');
    await test.answers(sent, 200, { extra: ['Proxy-Authentication-Info: nextnonce="n3xt"'] });
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    expect(invite.headers.has('Proxy-Authorization')).to.equal(true);
    const shown = JSON.stringify([context, await context.final, session, sent, invite]);
    expect(shown).to.contain('MESSAGE sip:bob@example.com');
    expect(shown).not.to.match(/hunter2|n0nce|n3xt|response=/);
  });

  it('removes its registration, ends its calls and closes within 5 s without any response', async () => {
    const test = await TestUA.connected({ register: true });
    const register = await test.sent('REGISTER');
    await test.answers(register, 200, { extra: [`Contact: <${register.contact!.uri.toRaw()}>`] });
    const { session } = await test.callEstablished();
    const ringing = await test.ringing();
    let stopped = false;
    void test.ua.stop().then(() => (stopped = true));
    await test.clock.advance(0);
    const lines = test.outbox.map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(lines).to.have.members(['BYE sip:bob@far.invalid;transport=ws', 'SIP/2.0 480', 'REGISTER sip:example.com']);
    await test.clock.advance(5000);
    expect(stopped).to.equal(true);
    expect(session.state.status).to.equal('ended');
    expect(ringing.session.state.status).to.equal('ended');
    expect(test.ua.isConnected()).to.equal(false);
    expect(test.clock.pending).to.equal(0);
  });

  it('rejects a call with 480 when there is no listener of invite', async () => {
    const test = await TestUA.connected();
    await new RemoteCall(test).request('INVITE');
    await test.replied(480);
  });

  it('keeps 32 calls at most, and rejects a further one with 486', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', () => undefined);
    for (let i = 0; i < 32; i++) await new RemoteCall(test).request('INVITE');
    expect(test.ua.sessions.size).to.equal(32);
    test.socket.inbox.length = 0;
    await new RemoteCall(test).request('INVITE');
    await test.replied(486);
  });

  // @rfc 3261 §11.2
  it('responds to OPTIONS with its capabilities (§11.2)', async () => {
    const test = await TestUA.connected();
    await new RemoteCall(test).request('OPTIONS');
    const response = await test.replied(200);
    expect(response.hasOption('Allow', 'INVITE')).to.equal(true);
    expect(response.headers.get('Accept')).to.contain('application/sdp');
  });

  // @rfc 3428
  it('sends and receives messages (RFC 3428)', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'Grüße');
    const message = await test.sent('MESSAGE');
    expect(message.body).to.equal('Grüße');
    expect(message.headers.has('Contact')).to.equal(false);
    await test.answers(message, 202);
    expect((await context.final).statusCode).to.equal(202);
    let heard = '';
    test.ua.on('message', (incoming) => (heard = incoming.body));
    await new RemoteCall(test).request('MESSAGE', { body: 'Hallo', extra: ['Content-Type: text/plain'] });
    await test.replied(200);
    expect(heard).to.equal('Hallo');
  });

  // @rfc 3261 §8.1.2
  it('puts the outbound proxy into the Route of a request outside a dialog (§8.1.2)', async () => {
    const test = await TestUA.connected({ outboundProxy: 'sip:proxy.example.com' });
    test.ua.invite('bob');
    const invite = await test.sent('INVITE');
    expect(invite.uri.toString()).to.equal('sip:bob@example.com');
    expect(invite.headers.get('Route')).to.equal('<sip:proxy.example.com;lr>');
  });

  it('leaves headers, method and routing parameters of the called URI out of the To of an INVITE (§19.1.1 table 1, §20.39; L3)', async () => {
    const test = await TestUA.connected();
    const uri = 'sip:bob;isub=1@example.com:5070;method=BYE;transport=ws;maddr=192.0.2.1;ttl=1;lr;user=phone';
    test.ua.invite(`${uri}?Replaces=a%3Bto-tag%3Db&Subject=x`, { displayName: 'Bob' });
    const invite = await test.sent('INVITE');
    expect(invite.headers.get('To')).to.equal('"Bob" <sip:bob;isub=1@example.com:5070;user=phone>');
    expect(invite.uri.params.has('method')).to.equal(false);
    expect(invite.uri.headers).to.deep.equal([]);
    expect(invite.headers.has('Replaces')).to.equal(false);
  });

  // @rfc 3323
  // @rfc 3325
  it('hides the identity of the caller on request (RFC 3323, RFC 3325)', async () => {
    const test = await TestUA.connected();
    test.ua.invite('sip:bob@example.com', { anonymous: true });
    const invite = await test.sent('INVITE');
    expect(invite.from.uri.toString()).to.equal('sip:anonymous@anonymous.invalid');
    expect(invite.headers.get('Privacy')).to.equal('id');
    expect(invite.contact?.uri.user).to.equal('anonymous');
  });
});

describe('a user agent after stop()', () => {
  it('can be started again', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const stopped = test.ua.stop();
    await test.answers(await test.sent('BYE'), 200);
    await stopped;
    expect(session.state.status).to.equal('ended');
    await test.ua.start();
    await test.callEstablished();
  });

  it('ends, on a second stop(), what was started in between', async () => {
    const test = await TestUA.connected();
    await test.ua.stop();
    const subscription = test.ua.subscribe('sip:bob@example.com', 'presence');
    test.ua.publication('presence').publish('x', 'text/plain');
    await test.clock.advance(10_000);
    expect(subscription.state).not.to.equal('terminated');
    await test.ua.stop();
    expect(subscription.state).to.equal('terminated');
    expect(test.clock.pending).to.equal(0);
  });

  it('continues to stop for any response to a pending REGISTER', async () => {
    for (const statusCode of [200, 503]) {
      const test = await TestUA.connected({ register: true, servers: ['wss://a.example', 'wss://b.example'] });
      const register = await test.sent('REGISTER');
      const causes: (string | undefined)[] = [];
      test.ua.on('disconnected', (cause) => void causes.push(cause));
      const stopped = test.ua.stop();
      await test.answers(register, statusCode, { extra: [`Contact: ${register.headers.get('Contact')}`] });
      expect(test.ua.status).to.be.oneOf(['stopping', 'stopped']);
      await test.clock.advance(5000);
      await stopped;
      expect([test.ua.status, causes, test.network.sockets.length]).to.deep.equal(['stopped', [undefined], 1]);
      expect(test.clock.pending).to.equal(0);
    }
  });

  it('registers again although its last REGISTER had no response', async () => {
    const test = await TestUA.connected({ register: true });
    await test.sent('REGISTER');
    void test.ua.stop();
    await test.clock.advance(5000);
    await test.ua.start();
    await test.sent('REGISTER');
  });

  it('leaves no timer of a transfer', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    session.on('refer', session.followRefer());
    session.refer('carol');
    await test.sent('REFER');
    await far.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>'] });
    void test.ua.stop();
    await test.clock.advance(5000);
    expect(test.clock.pending).to.equal(0);
  });

  it('leaves no timer of a BYE that waits for a connection, and sends it over no later one', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    test.socket.serverCloses();
    const over = session.bye();
    await test.silent();
    expect(session.state.status).to.equal('ended');
    void test.ua.stop();
    await test.clock.advance(5000);
    expect(test.clock.pending).to.equal(0);
    await over;
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverOpens());
    await test.ua.start();
    expect(await test.silent()).to.equal(true);
  });

  it('sends no CANCEL that waits for a connection over a later one', async () => {
    const test = await TestUA.connected();
    test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 180, { toTag: 'far' });
    test.socket.serverCloses();
    void test.ua.stop();
    await test.clock.advance(5000);
    expect(test.clock.pending).to.equal(0);
    await test.ua.start();
    expect(await test.silent()).to.equal(true);
  });

  it('ends a call that was not answered yet', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    await test.sent('INVITE');
    void test.ua.stop();
    await test.clock.advance(5000);
    expect(session.state.status).to.equal('ended');
    expect(test.clock.pending).to.equal(0);
  });
});
