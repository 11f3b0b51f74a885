/** Calls that continue on a page that returns from the back/forward cache, after they went on with the page after it (HTML §7.4.6). */

import { expect } from 'chai';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';
import { accepts, PageOfPhone, starts } from '../support/page-of-phone.js';

describe('A page that returns from the back/forward cache', () => {
  const pages = PageOfPhone.forEachTest();

  for (const [order, isLeftFirst] of [
    ['before the page is shown', true],
    // Chromium dispatches pageshow of the one before pagehide of the other.
    ['after the page is shown', false],
  ] as const)
    it(`continues the call of the page after it, which is left ${order}`, async () => {
      const { test, call } = await pages.talking();
      const former = pages.shown;
      former.leave('same-site', true);
      await settle();
      expect(test.phone.state.calls).to.deep.equal([]);
      pages.open();
      const second = new TestPhone({ clock: test.clock });
      await starts(second);
      await accepts(second, await second.sent('INVITE'));
      expect(second.call).to.include({ id: call.id, status: 'active' });
      const latter = pages.shown;
      if (isLeftFirst) latter.leave('unknown');
      pages.open(former);
      former.return();
      if (!isLeftFirst) latter.leave('unknown');
      await settle();
      await test.serve();
      const again = await test.sent('INVITE');
      expect(again.toTag).to.equal('far');
      expect(test.call).to.include({ id: call.id, status: 'resuming' });
      await accepts(test, again);
      expect(test.call).to.include({ id: call.id, status: 'active', answeredAt: 1_000_000 });
      expect(second.phone.state.calls).to.deep.equal([]);
    });
});
