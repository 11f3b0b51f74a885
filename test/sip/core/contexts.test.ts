/** The contexts of SIP.js 0.7: a request as an object with events (RFC 3261 §8). */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import { ServerContext } from '../../../src/sip/core/server-context.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

/** A received MESSAGE that has no response yet. */
async function received(): Promise<{ test: TestUA; context: ServerContext; events: unknown[][] }> {
  const test = await TestUA.connected();
  let taken: ServerContext | undefined;
  const events: unknown[][] = [];
  test.ua.core.delegate.onRequest = (uas) => {
    taken = new ServerContext(test.ua, uas);
    for (const name of ['progress', 'accepted', 'rejected', 'failed'] as const) {
      taken.on(name, (response, cause) => void events.push([name, response?.statusCode ?? null, cause]));
    }
  };

  await new RemoteCall(test).request('MESSAGE', { body: 'x', extra: ['Content-Type: text/plain'] });
  return { test, context: taken!, events };
}

describe('a server context', () => {
  it('has its request, and the local and remote identity', async () => {
    const { test, context } = await received();
    expect(context.ua).to.equal(test.ua);
    expect(context.method).to.equal('MESSAGE');
    expect(context.request.method).to.equal('MESSAGE');
    expect(context.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(context.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(context.data).to.deep.equal({});
  });

  it('progress() sends 180 by default, and emits `progress`', async () => {
    const { test, context, events } = await received();
    expect(context.progress()).to.equal(context);
    await test.replied(180);
    expect(events).to.deep.equal([['progress', 180, 'Ringing']]);
  });

  it('accept() sends 200 by default, and emits `accepted`', async () => {
    const { test, context, events } = await received();
    expect(context.accept()).to.equal(context);
    expect((await test.replied(200)).reasonPhrase).to.equal('OK');
    expect(events).to.deep.equal([['accepted', 200, 'OK']]);
  });

  it('reject() sends 480 by default, and emits `rejected` and `failed`', async () => {
    const { test, context, events } = await received();
    expect(context.reject()).to.equal(context);
    await test.replied(480);
    expect(events).to.deep.equal([
      ['rejected', 480, 'Temporarily Unavailable'],
      ['failed', 480, 'Temporarily Unavailable'],
    ]);
  });

  it('reply() sends any status and has no default', async () => {
    const { test, context } = await received();
    expect(() => context.reply({})).to.throw(TypeError);
    expect(context.reply({ statusCode: 202 })).to.equal(context);
    await test.replied(202);
  });

  it('accepts statusCode, reasonPhrase, extraHeaders and body', async () => {
    const { test, context } = await received();
    context.accept({ statusCode: 299, reasonPhrase: 'Fine', extraHeaders: ['X-A: b'], body: 'text' });
    const sent = await test.replied(299);
    expect(sent.reasonPhrase).to.equal('Fine');
    expect(sent.headers.get('X-A')).to.equal('b');
    expect(sent.body).to.equal('text');
  });

  it('leaves the reason phrase of an unknown status empty', async () => {
    const { test, context } = await received();
    context.accept({ statusCode: 288 });
    expect((await test.replied(288)).reasonPhrase).to.equal('');
  });

  it('refuses a status out of range', async () => {
    const { context } = await received();
    expect(() => context.progress({ statusCode: 200 })).to.throw(TypeError);
    expect(() => context.accept({ statusCode: 180 })).to.throw(TypeError);
    expect(() => context.reject({ statusCode: 200 })).to.throw(TypeError);
    expect(() => context.reply({ statusCode: 700 })).to.throw(TypeError);
  });

  it('emits `failed` with null when its response cannot be sent over the connection', async () => {
    const { test, context, events } = await received();
    test.socket.serverCloses();
    context.accept();
    await test.silent();
    expect(events.at(-1)).to.deep.equal(['failed', null, C.causes.CONNECTION_ERROR]);
  });
});

describe('a client context', () => {
  it('emits accepted, rejected and failed with the response and its phrase', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'x');
    const events: unknown[][] = [];
    for (const name of ['accepted', 'rejected', 'failed'] as const) {
      context.on(name, (response, cause) => void events.push([name, response?.statusCode ?? null, cause]));
    }
    expect(context.method).to.equal('MESSAGE');
    expect(context.ua).to.equal(test.ua);
    expect(context.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(context.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(context.body).to.equal('x');
    await test.answers(await test.sent('MESSAGE'), 404);
    expect(events).to.deep.equal([
      ['rejected', 404, 'Not Found'],
      ['failed', 404, 'Not Found'],
    ]);
  });

  it('emits failed with null for a timeout', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'x');
    let emitted: unknown[] = [];
    context.on('failed', (...all) => (emitted = all));
    await test.clock.advance(32_000);
    expect(emitted).to.deep.equal([null, C.causes.REQUEST_TIMEOUT]);
    expect((await context.final).statusCode).to.equal(408);
  });
});

describe('the constants', () => {
  it('have their documented names', () => {
    expect(C.supported).to.have.keys('REQUIRED', 'SUPPORTED', 'UNSUPPORTED');
    expect(C.REASON_PHRASE[180]).to.equal('Ringing');
    expect(C.causes.CANCELED).to.equal('Canceled');
  });
});
