/** How a page is left, by the Navigation API, a link and the page transition events (HTML §7.4.6, M3). */

import { expect } from 'chai';
import { PageLife, leaveOptionsOf, type Leaving, type LivingPage } from '../../../src/phone/account/page-leave.js';

function page(options: { navigation: boolean }) {
  const document = new EventTarget();
  const navigation = options.navigation ? new EventTarget() : undefined;
  const window = Object.assign(new EventTarget(), {
    document,
    location: { href: 'https://shop.example/a' },
    ...(navigation ? { navigation } : {}),
  }) as LivingPage & EventTarget;
  const emitted: string[] = [];
  const life = new PageLife(
    {
      leave: (how) => void emitted.push(how),
      losesCalls: (how) => how === 'for-good',
      back: () => void emitted.push('back'),
    },
    window,
  );
  life.watch();
  const dispatch = (target: EventTarget, type: string, more: object = {}): void =>
    void target.dispatchEvent(Object.assign(new Event(type), more));
  return {
    life,
    emitted,
    navigates: (url: string, more: object = {}) =>
      dispatch(navigation!, 'navigate', { navigationType: 'push', destination: { url }, ...more }),
    stays: () => dispatch(navigation!, 'navigatesuccess'),
    clicks: (href: string, target = '') => {
      const link = { href, target };
      dispatch(document, 'click', { composedPath: () => [{}, link, document] });
    },
    /** Whether the browser asks the user. */
    asks: () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
    hides: (persisted = false) => dispatch(window, 'pagehide', { persisted }),
    shows: (persisted: boolean) => dispatch(window, 'pageshow', { persisted }),
  };
}

describe('PageLife with the Navigation API', () => {
  it('distinguishes a reload, another page of the site and another site', () => {
    for (const [url, more, how] of [
      ['https://shop.example/a', { navigationType: 'reload' }, 'reload'],
      ['https://shop.example/b', {}, 'same-site'],
      ['https://other.example/', {}, 'for-good'],
      ['http://shop.example/', {}, 'for-good'],
    ] as const) {
      const one = page({ navigation: true });
      one.navigates(url, more);
      one.hides();
      expect(one.emitted).to.deep.equal([how]);
    }
  });

  it('asks the user where the owner would lose a call, and only while it is told to (HTML §7.4.6)', () => {
    const one = page({ navigation: true });
    one.navigates('https://other.example/');
    expect(one.asks()).to.equal(false);
    one.life.question(true);
    expect(one.asks()).to.equal(true);
    one.navigates('https://shop.example/b');
    expect(one.asks()).to.equal(false);
    one.navigates('https://other.example/');
    one.life.question(false);
    expect(one.asks()).to.equal(false);
  });

  it('reports an unknown reason without a navigation: a closed tab or the reload button', () => {
    const one = page({ navigation: true });
    one.hides();
    expect(one.emitted).to.deep.equal(['unknown']);
  });

  it('ignores a navigation within the document, a download, and a navigation that did not leave the page', () => {
    const one = page({ navigation: true });
    one.navigates('https://shop.example/a#top', { hashChange: true });
    one.navigates('https://shop.example/file.zip', { downloadRequest: '' });
    one.navigates('https://shop.example/b');
    one.stays();
    one.hides();
    expect(one.emitted).to.deep.equal(['unknown']);
  });

  it('reports a page in the back/forward cache, and its return', () => {
    const one = page({ navigation: true });
    one.shows(false);
    one.hides(true);
    one.shows(true);
    one.navigates('https://shop.example/b');
    one.hides(true);
    one.shows(true);
    expect(one.emitted).to.deep.equal(['cached', 'back', 'same-site', 'back']);
  });

  it('reports nothing after unwatch()', () => {
    const one = page({ navigation: true });
    one.life.unwatch();
    one.navigates('https://shop.example/b');
    one.hides();
    expect(one.emitted).to.deep.equal([]);
  });
});

describe('PageLife without the Navigation API', () => {
  it('recognises another page of the site by the clicked link', () => {
    for (const [href, target, how] of [
      ['https://shop.example/b', '', 'same-site'],
      ['https://other.example/', '', 'for-good'],
      ['https://shop.example/b', '_blank', 'unknown'],
    ] as const) {
      const one = page({ navigation: false });
      one.clicks(href, target);
      one.hides();
      expect(one.emitted).to.deep.equal([how]);
    }
  });

  it('does nothing without a page', () => {
    const life = new PageLife({ leave: () => undefined, losesCalls: () => false, back: () => undefined }, {});
    life.watch();
    life.unwatch();
  });
});

describe('leaveOptionsOf()', () => {
  const unregisters: Record<Leaving, boolean> = {
    reload: false,
    'same-site': false,
    unknown: true,
    'for-good': true,
    cached: true,
  };
  for (const [how, unregister] of Object.entries(unregisters) as [Leaving, boolean][])
    it(`${unregister ? 'removes' : 'keeps'} the registration for ${how} (decision 019, M3)`, () =>
      expect(leaveOptionsOf(how).unregister).to.equal(unregister));
});
