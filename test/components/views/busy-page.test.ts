/** The code that is loaded later, on a page that is never idle: a call does not wait for an idle time of it (W3C requestIdleCallback §2). */

import { fixture, html } from '@open-wc/testing';
import '../../../src/define/sip-phone.js';
import { callState, FakePhone } from '../../../stories/support/fake-phone.js';
import { until } from '../support.js';

describe('On a page that is never idle', () => {
  const { requestIdleCallback } = globalThis;

  before(() => {
    globalThis.requestIdleCallback = (work, { timeout } = {}) => {
      if (timeout !== undefined) setTimeout(work, timeout);
      return 0;
    };
  });
  after(() => {
    globalThis.requestIdleCallback = requestIdleCallback;
  });

  it('the notices of a call are loaded all the same', async () => {
    const call = callState({ status: 'active' });
    const phone = new FakePhone({ calls: [call], activeCallId: call.id });
    await fixture(html`<sip-phone .phone=${phone}></sip-phone>`);
    await until(() => customElements.get('sip-merge-button') !== undefined);
  });
});
