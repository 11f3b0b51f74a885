/** Conformance over the wire: subscriptions (RFC 6665). T-numbers are those of the conformance table. */

import { expect } from 'chai';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

describe('subscriptions', () => {
  // @rfc 6665 §4.1.3
  it('T42: retry-after=60 means 60 seconds (RFC 6665 §4.1.3)', async () => {
    const test = await TestUA.connected();
    test.ua.subscribe('sip:bob@example.com', 'message-summary');
    const subscribe = await test.sent('SUBSCRIBE');
    await test.answers(subscribe, 200, { toTag: 'far', extra: [FAR_CONTACT, 'Expires: 3600'] });
    await RemoteCall.of(test, subscribe).request('NOTIFY', {
      extra: ['Event: message-summary', 'Subscription-State: terminated;reason=probation;retry-after=60', FAR_CONTACT],
    });
    await test.replied(200);
    await test.clock.advance(59_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    await test.sent('SUBSCRIBE');
  });
});
