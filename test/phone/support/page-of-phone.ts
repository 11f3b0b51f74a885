/** A page of one phone that is left and followed by the next page of the site: a window as far as the phone uses it, and storage. */

import { setMaxListeners } from 'node:events';
import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { Call } from '../../../src/phone/calls/call.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { SessionDescription } from '../../../src/sip/session/description-handler.js';
import { FakeDescriptionHandler, sdp } from '../../support/fake-description-handler.js';
import { PageStorage } from '../../support/page-storage.js';
import { answer } from '../../support/sip-text.js';
import { TestPhone } from '../../support/test-phone.js';
import { FAR_CONTACT } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

export const ALLOW = 'Allow: INVITE, ACK, CANCEL, BYE, UPDATE';

/** A handler that can pause its media, as the WebRTC handler can. */
class PausingHandler extends FakeDescriptionHandler {
  pausedDescription(): SessionDescription {
    return { body: sdp('inactive', 9), contentType: 'application/sdp' };
  }
}

/** An entry of the session history: what a page keeps there by the Navigation API. */
class HistoryEntry {
  state: unknown;

  getState(): unknown {
    return structuredClone(this.state);
  }
}

/** The part of the Navigation API that a phone uses (HTML §7.2.7); `from`: the entry that was left for this page. */
class FakeNavigation extends EventTarget {
  readonly activation: { readonly from: HistoryEntry | null };

  constructor(
    readonly currentEntry: HistoryEntry,
    from: HistoryEntry | null,
  ) {
    super();
    // After a reload it is the same one.
    this.activation = { from };
  }

  updateCurrentEntry({ state }: { state: unknown }): void {
    // A required member of the dictionary (HTML §7.2.7.3).
    if (state === undefined) throw new TypeError('Required member is undefined');
    this.currentEntry.state = structuredClone(state);
  }
}

/** The part of a window that PageLife uses. */
class FakePage extends EventTarget {
  readonly document = new EventTarget();
  readonly navigation: FakeNavigation;
  readonly location = { href: 'https://shop.example/a' };

  /** `from`: the entry that was left for it. */
  constructor(entry = new HistoryEntry(), from: HistoryEntry | null = null) {
    super();
    this.navigation = new FakeNavigation(entry, from);
  }

  /** Whether the browser asks the user before a navigation to another page of the site, or to another site. */
  asks(url = this.location.href): boolean {
    const navigation = { navigationType: 'push', destination: { url } };
    this.navigation.dispatchEvent(Object.assign(new Event('navigate'), navigation));
    return !this.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  }

  /** `persisted`: the page is in the back/forward cache afterwards. */
  leave(how: 'reload' | 'same-site' | 'other-site' | 'unknown' = 'reload', persisted = false): void {
    const url = how === 'other-site' ? 'https://other.example/' : this.location.href;
    const navigation = { navigationType: how === 'reload' ? 'reload' : 'push', destination: { url } };
    if (how !== 'unknown') this.navigation.dispatchEvent(Object.assign(new Event('navigate'), navigation));
    this.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }));
  }

  /** The page returns from the back/forward cache. */
  return(): void {
    this.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  }
}

const NAMES = [
  ...(['navigator', 'document', 'navigation', 'location'] as const),
  ...(['addEventListener', 'removeEventListener', 'reportError'] as const),
] as const;

export class PageOfPhone {
  readonly storage: ReturnType<typeof PageStorage.forEachTest>;
  shown = new FakePage();
  locks: object | undefined;
  /** Whether the browser has the Navigation API. */
  navigates = true;
  readonly #originals = new Map<string, PropertyDescriptor | undefined>();
  /** Exceptions of listeners, which a browser reports (HTML §8.1.3.11). */
  #errors: unknown[] = [];

  /** Replaces the window in each test of the suite, which fails where a listener of the phone throws. */
  static forEachTest(): PageOfPhone {
    const page = new PageOfPhone(PageStorage.forEachTest());
    beforeEach(() => page.#begin());
    afterEach(() => {
      page.#restore();
      expect(page.#errors).to.deep.equal([]);
    });
    return page;
  }

  private constructor(storage: PageOfPhone['storage']) {
    this.storage = storage;
  }

  #begin(): void {
    this.locks = undefined;
    this.#errors = [];
    this.navigates = true;
    for (const name of NAMES) this.#originals.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    this.open();
  }

  #restore(): void {
    for (const [name, descriptor] of this.#originals) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }

  /** Shows a page: a new one, or one that was left. */
  open(fresh = new FakePage()): void {
    this.shown = fresh;
    // Several phones in one test listen to one page.
    setMaxListeners(0, fresh, fresh.document);
    const values = {
      navigator: { locks: this.locks },
      document: fresh.document,
      navigation: this.navigates ? fresh.navigation : undefined,
      location: fresh.location,
      addEventListener: fresh.addEventListener.bind(fresh),
      removeEventListener: fresh.removeEventListener.bind(fresh),
      reportError: (error: unknown) => void this.#errors.push(error),
    };
    for (const name of NAMES) Object.defineProperty(globalThis, name, { value: values[name], configurable: true });
  }

  /** Alice called Bob, who answered 30 s ago. */
  async talking(
    options: PhoneConfiguration = {},
    extra: readonly string[] = [],
  ): Promise<{ test: TestPhone; call: Call; invite: IncomingRequest }> {
    const test = await TestPhone.ready({ sessionDescriptionHandlerFactory: () => new PausingHandler(), ...options });
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.receives(
      answer(invite.toString(), 200, {
        toTag: 'far',
        extra: [FAR_CONTACT, ALLOW, ...extra, 'Content-Type: application/sdp'],
        body: sdp(),
      }),
    );
    await test.sent('ACK');
    await test.clock.advance(30_000);
    return { test, call, invite };
  }

  /** Leaves the page, by a reload or a link of the site, and opens the next one, on which the same account is configured. */
  async next(
    test: TestPhone,
    options: PhoneConfiguration = {},
    away = 500,
    how: 'reload' | 'same-site' = 'reload',
  ): Promise<TestPhone> {
    const { currentEntry: left } = this.shown.navigation;
    this.shown.leave(how);
    await settle();
    await test.clock.advance(away);
    this.open(new FakePage(how === 'reload' ? left : undefined, left));
    return new TestPhone({ clock: test.clock, ...options });
  }
}

export async function starts(test: TestPhone): Promise<void> {
  void test.phone.start();
  await test.serve();
}

/** The remote party answers an INVITE; `tag`: its To tag in a new dialog. */
export function accepts(test: TestPhone, to: IncomingRequest, tag = 'far'): Promise<void> {
  const extra = [FAR_CONTACT, ALLOW, 'Content-Type: application/sdp'];
  return test.receives(
    answer(to.toString(), 200, to.toTag ? { extra, body: sdp() } : { toTag: tag, extra, body: sdp() }),
  );
}
