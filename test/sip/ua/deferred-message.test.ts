/** A MESSAGE to which the application responds later (RFC 3428 §7). */

import { expect } from 'chai';
import type { ServerContext } from '../../../src/sip/core/server-context.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

async function deferred(answer?: Promise<{ statusCode?: number } | undefined>) {
  const test = await TestUA.connected();
  let context!: ServerContext;
  test.ua.on('message', (received) => void (context = received.defer(answer)));
  await new RemoteCall(test).request('MESSAGE', { body: 'hello', extra: ['Content-Type: text/plain'] });
  expect(await test.silent()).to.equal(true);
  return { test, context };
}

describe('a MESSAGE whose response is deferred', () => {
  // @rfc 3261 §8.2.6
  it('is answered when the application calls accept() or reject() (§8.2.6)', async () => {
    const { test, context } = await deferred();
    await test.clock.advance(5000);
    context.reject({ statusCode: 404 });
    await test.replied(404);
    await test.clock.advance(60_000);
    expect(await test.silent()).to.equal(true);
    expect(test.clock.pending).to.equal(0);
    expect(() => context.defer()).to.throw(TypeError);
  });

  it('is answered with the status of a promise, or with 500 when that rejects or the status is invalid', async () => {
    let settle: { resolve(value?: { statusCode: number }): void; reject(error: Error): void };
    const promise = () =>
      new Promise<{ statusCode?: number } | undefined>((resolve, reject) => (settle = { resolve, reject }));
    const first = await deferred(promise());
    settle!.resolve();
    await first.test.replied(200);
    const second = await deferred(promise());
    settle!.resolve({ statusCode: 202 });
    await second.test.replied(202);
    const third = await deferred(promise());
    settle!.reject(new Error('no room'));
    await third.test.replied(500);
    const fourth = await deferred(promise());
    settle!.resolve({ statusCode: 7 });
    await fourth.test.replied(500);
  });

  // @rfc 4320
  it('is rejected with 480 after 25 s, before its sender times out (§17.1.2.2, RFC 4320)', async () => {
    const { test, context } = await deferred();
    await test.clock.advance(25_000);
    await test.replied(480);
    expect(context.open).to.equal(false);
  });

  it('leaves no timer when the user agent stops', async () => {
    const { test } = await deferred();
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    expect(test.clock.pending).to.equal(0);
  });
});
