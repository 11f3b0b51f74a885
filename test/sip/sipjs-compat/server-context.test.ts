/** `SIP.ServerContext` as the API documentation of SIP.js 0.7 to 0.15 describes it, tested with a received MESSAGE. */

import { expect } from 'chai';
import { ServerContext } from '../../../src/sip/core/server-context.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

/** A MESSAGE from Bob whose response is deferred. */
async function received(): Promise<{ test: TestUA; context: ServerContext; events: unknown[][] }> {
  const test = await TestUA.connected();
  let context: ServerContext | undefined;
  test.ua.core.delegate = { onRequest: (uas) => (context = new ServerContext(test.ua, uas)) };
  await new RemoteCall(test).request('MESSAGE', { body: 'hi', extra: ['Content-Type: text/plain'] });
  if (!context) throw new Error('the request did not arrive');
  return { test, context, events: watched(context) };
}

function watched(context: ServerContext): unknown[][] {
  const events: unknown[][] = [];
  for (const name of ['progress', 'accepted', 'rejected', 'failed'] as const) {
    context.on(name, (response, cause) => void events.push([name, response?.statusCode ?? response, cause]));
  }
  return events;
}

/** A MESSAGE to which `answer` responds in the `message` event. */
async function answeredBy(
  answer: (context: ServerContext) => unknown,
): Promise<{ test: TestUA; events: unknown[][]; result: unknown; context: ServerContext }> {
  const test = await TestUA.connected();
  let events: unknown[][] = [];
  let result: unknown;
  let context!: ServerContext;
  test.ua.on('message', (incoming) => {
    context = incoming;
    events = watched(incoming);
    result = answer(incoming);
  });
  await new RemoteCall(test).request('MESSAGE', { body: 'hi', extra: ['Content-Type: text/plain'] });
  return { test, events, result, context };
}

describe('ServerContext as documented', () => {
  // @seed ServerContext.ua: `UA`
  // @seed ServerContext.method: of the request
  // @seed ServerContext.request: `IncomingRequest`
  // @seed ServerContext.localIdentity: `NameAddrHeader`: To
  // @seed ServerContext.remoteIdentity: `NameAddrHeader`: From
  // @seed ServerContext.data: empty object, the application's own
  it('has its user agent, method, request and identities, and an empty data object for the application', async () => {
    const { test, context } = await answeredBy(() => undefined);
    expect(context.ua).to.equal(test.ua);
    expect(context.method).to.equal('MESSAGE');
    expect(context.request.method).to.equal('MESSAGE');
    expect(context.localIdentity).to.be.instanceOf(NameAddrHeader);
    expect(context.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(context.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(context.data).to.deep.equal({});
  });

  // @seed ServerContext.progress(options): 100 to 199, default 180; returns the context
  // @seed ServerContext.on(event, listener): returns the context
  // @seed ServerContext.event progress(response, cause): `OutgoingResponseMessage`, whose text is the message; the reason phrase
  it('progress() sends 180 by default, and returns the context', async () => {
    const { test, events, result, context } = await answeredBy((incoming) => incoming.progress());
    expect(result).to.equal(context);
    const response = await test.replied(180);
    expect(response.reasonPhrase).to.equal('Ringing');
    expect(response.body).to.equal('');
    expect(events[0]).to.deep.equal(['progress', 180, 'Ringing']);
  });

  // @seed ServerContext.accept(options): 200 to 299, default 200; returns the context
  // @seed ServerContext.event accepted(response, cause): as above
  it('accept() sends 200 by default, and returns the context', async () => {
    const { test, events, result, context } = await answeredBy((incoming) => incoming.accept());
    expect(result).to.equal(context);
    expect((await test.replied(200)).reasonPhrase).to.equal('OK');
    expect(events).to.deep.equal([['accepted', 200, 'OK']]);
  });

  // @seed ServerContext.reject(options): 300 to 699, default 480; returns the context
  // @seed ServerContext.event rejected(response, cause): as above; `failed` follows
  it('reject() sends 480 by default, and emits rejected, then failed', async () => {
    const { test, events, result, context } = await answeredBy((incoming) => incoming.reject());
    expect(result).to.equal(context);
    expect((await test.replied(480)).reasonPhrase).to.equal('Temporarily Unavailable');
    expect(events).to.deep.equal([
      ['rejected', 480, 'Temporarily Unavailable'],
      ['failed', 480, 'Temporarily Unavailable'],
    ]);
  });

  // @seed ServerContext.reply(options): 100 to 699, no default; returns the context
  it('reply() sends any response and emits the event of its class', async () => {
    const { test, events, result, context } = await answeredBy((incoming) => incoming.reply({ statusCode: 603 }));
    expect(result).to.equal(context);
    await test.replied(603);
    expect(events.map(([name]) => name)).to.deep.equal(['rejected', 'failed']);
  });

  it('reads the SIP.js 0.7 spellings status_code and reason_phrase in every method, also in a deferred response', async () => {
    const old = { reason_phrase: 'As Of Old' };
    for (const [answer, status] of [
      [(context) => context.progress({ ...old, status_code: 181 }), 181],
      [(context) => context.accept({ ...old, status_code: 202 }), 202],
      [(context) => context.reject({ ...old, status_code: 486 }), 486],
      [(context) => context.reply({ ...old, status_code: 603 }), 603],
      [(context) => context.defer(Promise.resolve({ ...old, status_code: 488 })), 488],
    ] as const satisfies readonly [(context: ServerContext) => unknown, number][]) {
      const { test } = await answeredBy(answer);
      expect((await test.replied(status)).reasonPhrase).to.equal('As Of Old');
    }
  });

  // @seed ServerContext.reply throws TypeError: without a status code
  it('reply() without a status code throws TypeError and sends nothing', async () => {
    let thrown: unknown;
    const { test } = await answeredBy((incoming) => {
      try {
        incoming.reply({});
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).to.be.instanceOf(TypeError);
    expect(test.outbox).to.deep.equal(['SIP/2.0 200 OK']);
  });

  // @seed ServerContext.all throw TypeError: for a status code out of range
  it('throws TypeError for a status code out of the range of the method', async () => {
    const { context } = await received();
    expect(() => context.progress({ statusCode: 200 })).to.throw(TypeError, '100 to 199');
    expect(() => context.accept({ statusCode: 180 })).to.throw(TypeError, '200 to 299');
    expect(() => context.reject({ statusCode: 200 })).to.throw(TypeError, '300 to 699');
    expect(() => context.reply({ statusCode: 700 })).to.throw(TypeError, '100 to 699');
  });

  for (const [method, statusCode] of [
    ['progress', 182],
    ['accept', 202],
    ['reject', 486],
    ['reply', 500],
  ] as const) {
    // @seed ServerContext.progress options.statusCode: 100 to 199, default 180
    // @seed ServerContext.progress options.reasonPhrase: default that of `C.REASON_PHRASE`, else empty
    // @seed ServerContext.progress options.extraHeaders: `Name: value` lines
    // @seed ServerContext.progress options.body: default none
    // @seed ServerContext.accept options.statusCode: 200 to 299, default 200
    // @seed ServerContext.accept options.reasonPhrase: default that of `C.REASON_PHRASE`, else empty
    // @seed ServerContext.accept options.extraHeaders: `Name: value` lines
    // @seed ServerContext.accept options.body: default none
    // @seed ServerContext.reject options.statusCode: 300 to 699, default 480
    // @seed ServerContext.reject options.reasonPhrase: default that of `C.REASON_PHRASE`, else empty
    // @seed ServerContext.reject options.extraHeaders: `Name: value` lines
    // @seed ServerContext.reject options.body: default none
    // @seed ServerContext.reply options.statusCode: 100 to 699, no default
    // @seed ServerContext.reply options.extraHeaders: `Name: value` lines
    // @seed ServerContext.reply options.body: default none
    it(`${method}() accepts statusCode, reasonPhrase, extraHeaders and body`, async () => {
      const options = {
        statusCode,
        reasonPhrase: 'In Words',
        extraHeaders: ['X-Foo: foo', 'X-Bar: bar'],
        body: 'text',
      };
      const { test } = await answeredBy((incoming) => incoming[method](options));
      const response = await test.replied(statusCode);
      expect(response.reasonPhrase).to.equal('In Words');
      expect(response.headers.get('X-Foo')).to.equal('foo');
      expect(response.headers.get('X-Bar')).to.equal('bar');
      expect(response.body).to.equal('text');
    });
  }

  // @seed ServerContext.reply options.reasonPhrase: default that of `C.REASON_PHRASE`, else empty
  // @seed C.REASON_PHRASE: by status code
  it('takes the reason phrase from C.REASON_PHRASE, or leaves it empty', async () => {
    const known = await answeredBy((incoming) => incoming.reply({ statusCode: 415 }));
    expect((await known.test.replied(415)).reasonPhrase).to.equal('Unsupported Media Type');
    const unknown = await answeredBy((incoming) => incoming.reply({ statusCode: 499 }));
    expect((await unknown.test.replied(499)).reasonPhrase).to.equal('');
  });

  // @seed ServerContext.event failed(response, cause): `null` where the failure was no SIP message
  it('emits failed with null when the connection closed before its response', async () => {
    const { test, context, events } = await received();
    test.socket.serverCloses();
    context.accept();
    await test.clock.advance(0);
    expect(events.at(-1)).to.deep.equal(['failed', null, 'Connection Error']);
  });

  // @seed ServerContext.all throw INVALID_STATE_ERROR: after the final response
  it('throws INVALID_STATE_ERROR, a TypeError, after the final response', async () => {
    const { context } = await received();
    context.accept();
    expect(() => context.reject())
      .to.throw(TypeError)
      .with.property('name', 'INVALID_STATE_ERROR');
  });
});
