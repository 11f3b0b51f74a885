/** The usage of a dialog that a request belongs to, and the response where there is none (RFC 3261 §12.2.2, RFC 5057, RFC 6665). */

import { expect } from 'chai';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

/** Bob has subscribed to the presence of the local user; there is no call. */
async function subscribed(): Promise<{ test: TestUA; far: RemoteCall }> {
  const test = await TestUA.connected({ eventPackages: ['presence'] });
  test.ua.on('subscribe', (notifier) => notifier.accept(() => undefined));
  const far = new RemoteCall(test);
  await far.request('SUBSCRIBE', { extra: ['Event: presence', 'Expires: 600', FAR_CONTACT] });
  far.toTag = (await test.replied(200)).toTag;
  await test.answers(await test.sent('NOTIFY'), 200);
  return { test, far };
}

describe('a request within a dialog', () => {
  for (const method of ['BYE', 'INFO', 'INVITE', 'UPDATE', 'PRACK', 'REFER']) {
    // @rfc 5057 §5.3
    it(`${method} is rejected with 481 when the dialog has no call (RFC 5057 §5.3)`, async () => {
      const { test, far } = await subscribed();
      await far.request(method, { extra: method === 'REFER' ? ['Refer-To: <sip:carol@example.com>'] : [] });
      await test.replied(481);
    });
  }

  // @rfc 6665 §4.1.2.2
  it('SUBSCRIBE is rejected with 481 when the dialog has no such subscription (RFC 6665 §4.1.2.2)', async () => {
    const test = await TestUA.connected({ eventPackages: ['presence'] });
    const { session, far } = await test.answered();
    await far.request('SUBSCRIBE', { extra: ['Event: presence', FAR_CONTACT] });
    await test.replied(481);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 3261 §11
  it('OPTIONS and MESSAGE are passed to the user agent, for any usage of the dialog (RFC 3261 §11, RFC 3428 §4)', async () => {
    const { test, far } = await subscribed();
    const emitted: string[] = [];
    test.ua.on('message', (context) => void emitted.push(context.body));
    await far.request('OPTIONS');
    expect((await test.replied(200)).headers.get('Allow')).to.match(/INVITE/);
    await far.request('MESSAGE', { body: 'hi', extra: ['Content-Type: text/plain'] });
    expect((await test.replied(200)).toTag).to.equal(far.toTag);
    expect(emitted).to.deep.equal(['hi']);
  });

  // @rfc 3261 §9.2
  it('CANCEL is answered with the To tag of the INVITE (RFC 3261 §9.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.ringing();
    await far.cancel();
    expect((await test.replied(200)).toTag).to.equal(far.toTag);
    expect((await test.replied(487)).toTag).to.equal(far.toTag);
  });
});

describe('Allow-Events', () => {
  // @rfc 6665 §8.2.2
  it('is in every 489: without Event, for an unknown package, within a dialog (RFC 6665 §8.2.2)', async () => {
    const { test, far } = await subscribed();
    await far.request('SUBSCRIBE', { extra: [FAR_CONTACT] });
    const replies = [await test.replied(489)];
    await new RemoteCall(test).request('NOTIFY', { extra: ['Subscription-State: active'] });
    replies.push(await test.replied(489));
    await new RemoteCall(test).request('SUBSCRIBE', { extra: ['Event: dialog', FAR_CONTACT] });
    replies.push(await test.replied(489));
    test.ua.subscribe('sip:carol@example.com', 'dialog');
    const { callId, fromTag } = await test.sent('SUBSCRIBE');
    const carol = new RemoteCall(test, { callId, fromTag: 'carol', toTag: fromTag! });
    await carol.request('NOTIFY', { extra: ['Subscription-State: active', 'Event: a b'] });
    replies.push(await test.replied(489));
    for (const reply of replies) expect(reply.hasOption('Allow-Events', 'presence')).to.equal(true);
  });

  // @rfc 6665 §8.2.2
  it('is in an INVITE, in its 2xx and in the 2xx to OPTIONS, and lists the supported packages and refer (RFC 6665 §8.2.2, RFC 3515)', async () => {
    const test = await TestUA.connected({ eventPackages: ['presence'] });
    test.ua.invite('sip:bob@example.com');
    expect((await test.sent('INVITE')).headers.get('Allow-Events')).to.equal('presence, refer');
    await new RemoteCall(test).request('OPTIONS');
    expect((await test.replied(200)).headers.get('Allow-Events')).to.equal('presence, refer');
    const { session } = await test.ringing();
    session.accept();
    expect((await test.replied(200)).headers.get('Allow-Events')).to.equal('presence, refer');
  });
});
