/** The events at which a phone checks its connection, in a page made of event targets. */

import { expect } from 'chai';
import { watchPageLifecycle, type LifecyclePage } from '../../../src/phone/account/page-lifecycle.js';

function page() {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const connection = new EventTarget();
  const window = Object.assign(new EventTarget(), { document, navigator: { connection } });
  return { window: window as LifecyclePage & EventTarget, document, connection };
}

describe('watchPageLifecycle', () => {
  function watch({ window, document, connection }: ReturnType<typeof page>): { heard: string[]; stop: () => void } {
    const heard: string[] = [];
    const stop = watchPageLifecycle(
      { wake: () => heard.push('wake'), networkChanged: () => heard.push('network') },
      window,
    );
    for (const type of ['online', 'offline', 'pageshow']) window.dispatchEvent(new Event(type));
    for (const type of ['resume', 'visibilitychange']) document.dispatchEvent(new Event(type));
    connection.dispatchEvent(new Event('change'));
    return { heard, stop };
  }

  it('tells of a network that is gone, back or another one, and of a page that is shown again or resumed', () => {
    expect(watch(page()).heard).to.deep.equal(['network', 'network', 'wake', 'wake', 'wake', 'network']);
  });

  it('tells nothing when the page is hidden', () => {
    const hidden = page();
    hidden.document.visibilityState = 'hidden';
    const { heard } = watch(hidden);
    expect(heard.filter((one) => one === 'wake')).to.have.length(2);
  });

  it('tells nothing after it was stopped', () => {
    const one = page();
    const { heard, stop } = watch(one);
    heard.length = 0;
    stop();
    for (const type of ['online', 'offline', 'pageshow']) one.window.dispatchEvent(new Event(type));
    for (const type of ['resume', 'visibilitychange']) one.document.dispatchEvent(new Event(type));
    one.connection.dispatchEvent(new Event('change'));
    expect(heard).to.deep.equal([]);
  });

  it('does nothing without a page', () => {
    watchPageLifecycle({ wake: () => undefined, networkChanged: () => undefined }, {})();
  });
});
