/** `SIP.ClientContext` as the API documentation of SIP.js describes it for an outgoing request. */

import { expect } from 'chai';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { TestUA } from '../../support/test-ua.js';

describe('ClientContext as documented', () => {
  // @seed ClientContext.ua: `UA`
  // @seed ClientContext.method: of the request
  // @seed ClientContext.request: `OutgoingRequestMessage`
  // @seed ClientContext.localIdentity: `NameAddrHeader`: From
  // @seed ClientContext.remoteIdentity: `NameAddrHeader`: To
  // @seed ClientContext.data: empty object, the application's own
  it('has its user agent, method, request and identities, and an empty data object for the application', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'hello');
    expect(context.ua).to.equal(test.ua);
    expect(context.method).to.equal('MESSAGE');
    expect(context.request.method).to.equal('MESSAGE');
    expect(context.localIdentity).to.be.instanceOf(NameAddrHeader);
    expect(context.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(context.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(context.data).to.deep.equal({});
  });

  // @seed ClientContext.on(event, listener): returns the context
  // @seed ClientContext.event progress(response, cause): `IncomingResponse` and its reason phrase
  // @seed ClientContext.event accepted(response, cause): `IncomingResponse` and its reason phrase
  // @seed ClientContext.event rejected(response, cause): `IncomingResponse` and its reason phrase
  // @seed ClientContext.event failed(response, cause): `null` on a timeout or a broken connection
  it('emits progress, accepted, rejected and failed with the response and its cause', async () => {
    const test = await TestUA.connected();
    const watch = (): { events: unknown[][] } => {
      const events: unknown[][] = [];
      const context = test.ua.message('sip:bob@example.com', 'hello');
      for (const name of ['progress', 'accepted', 'rejected', 'failed'] as const) {
        context.on(name, (response, cause) => void events.push([name, response?.statusCode ?? response, cause]));
      }
      return { events };
    };
    const good = watch();
    const first = await test.sent('MESSAGE');
    await test.answers(first, 182, { toTag: 'far' });
    await test.answers(first, 200, { toTag: 'far' });
    expect(good.events).to.deep.equal([
      ['progress', 182, 'Queued'],
      ['accepted', 200, 'OK'],
    ]);
    const bad = watch();
    await test.answers(await test.sent('MESSAGE'), 404, { toTag: 'far' });
    expect(bad.events).to.deep.equal([
      ['rejected', 404, 'Not Found'],
      ['failed', 404, 'Not Found'],
    ]);
    const silent = watch();
    await test.sent('MESSAGE');
    await test.clock.advance(32_000);
    expect(silent.events).to.deep.equal([['failed', null, 'Request Timeout']]);
  });

  it('emits failed once and settles its final promise when the user agent stops', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'hello');
    const events: unknown[][] = [];
    context.on('failed', (...event) => void events.push(event));
    await test.sent('MESSAGE');
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    expect((await context.final).statusCode).to.equal(503);
    expect(events).to.deep.equal([[null, 'Connection Error']]);
    expect(test.ua.transport.listenerCount('disconnecting')).to.equal(0);
  });

  // @seed ClientContext.cancel(options): gives the request up; returns the context
  // @seed ClientContext.event cancel: no arguments
  it('cancel() ends the request, emits cancel and returns the context', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'hello');
    const events: string[] = [];
    for (const name of ['cancel', 'accepted', 'failed'] as const) context.on(name, () => void events.push(name));
    const request = await test.sent('MESSAGE');
    expect(context.cancel()).to.equal(context);
    await test.answers(request, 200, { toTag: 'far' });
    expect((await context.final).statusCode, 'the final promise settles').to.equal(487);
    expect(events).to.deep.equal(['cancel']);
    expect(await test.silent(), 'only an INVITE has a CANCEL (RFC 3261 §9.1)').to.equal(true);
  });
});
