/** The events at which a phone checks its connection, in a page made of event targets. */

import { expect } from 'chai';
import { watchPageLifecycle, type LifecyclePage } from '../../../src/phone/account/page-lifecycle.js';

function page() {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const connection = new EventTarget();
  const window = Object.assign(new EventTarget(), { document, navigator: { connection } });
  return { window: window as LifecyclePage & EventTarget, document, connection };
}

describe('watchWake', () => {
  it('calls the listener when the network is back or another one, and when the page is shown again or resumed', () => {
    const { window, document, connection } = page();
    let woken = 0;
    watchPageLifecycle(() => woken++, window);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('pageshow'));
    document.dispatchEvent(new Event('resume'));
    document.dispatchEvent(new Event('visibilitychange'));
    connection.dispatchEvent(new Event('change'));
    expect(woken).to.equal(5);
  });

  it('does not call the listener when the page is hidden', () => {
    const { window, document } = page();
    let woken = 0;
    watchPageLifecycle(() => woken++, window);
    document.visibilityState = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(woken).to.equal(0);
  });

  it('does not call the listener after it was stopped', () => {
    const { window, document, connection } = page();
    let woken = 0;
    watchPageLifecycle(() => woken++, window)();
    for (const type of ['online', 'pageshow']) window.dispatchEvent(new Event(type));
    for (const type of ['resume', 'visibilitychange']) document.dispatchEvent(new Event(type));
    connection.dispatchEvent(new Event('change'));
    expect(woken).to.equal(0);
  });

  it('does nothing without a page', () => {
    watchPageLifecycle(() => undefined, {})();
  });
});
