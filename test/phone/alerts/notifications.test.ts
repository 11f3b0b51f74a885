/** Notifications of incoming calls, with a service worker and without, and the wake lock of a page during a call. */

import { expect } from '@open-wc/testing';
import { WakeLock } from '../../../src/phone/alerts/wake-lock.js';
import { passOnNotificationClicks } from '../../../src/phone/alerts/notification-clicks.js';
import { CallNotifications } from '../../../src/phone/alerts/notifications.js';
import type { CallNotification } from '../../../src/phone/alerts/alert-page.js';
import { INITIAL_STATE } from '../../../src/phone/initial-state.js';
import type { CallState, PhoneState } from '../../../src/phone/state.js';
import { Store } from '../../../src/phone/store.js';
import { settle } from '../../support/virtual-clock.js';
import { until } from '../../media/support/audio.js';

const NOTICE: CallNotification = {
  callId: 'a',
  title: 'Incoming call from Ann Lee',
  body: '201',
  answer: 'Answer',
  decline: 'Decline',
  silent: true,
};

describe('A notification of a call', () => {
  const platform = window.Notification;
  const query = navigator.permissions.query.bind(navigator.permissions);
  const getRegistration = navigator.serviceWorker.getRegistration.bind(navigator.serviceWorker);
  let made: FakeNotification[];
  let notices: CallNotifications;
  let pressed: string[];
  let emitted: PhoneState['notifications'][];
  let answerTo: NotificationPermission;

  class FakeNotification {
    static permission: NotificationPermission = 'granted';
    static refuses = false;
    static requestPermission(): Promise<NotificationPermission> {
      FakeNotification.permission = answerTo;
      return Promise.resolve(answerTo);
    }

    onclick: (() => void) | null = null;
    closed = false;

    constructor(
      readonly title: string,
      readonly options: NotificationOptions,
    ) {
      if (FakeNotification.refuses)
        throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification()');
      made.push(this);
    }

    close(): void {
      this.closed = true;
    }
  }

  beforeEach(() => {
    [made, pressed, emitted, answerTo] = [[], [], [], 'granted'];
    FakeNotification.permission = 'granted';
    FakeNotification.refuses = false;
    window.Notification = FakeNotification as unknown as typeof Notification;
    navigator.permissions.query = () => Promise.reject(new TypeError('not known'));
    notices = new CallNotifications({
      pressed: (callId, action) => pressed.push(`${action} ${callId}`),
      changed: (permission) => emitted.push(permission),
    });
  });
  afterEach(() => {
    notices.dispose();
    window.Notification = platform;
    navigator.permissions.query = query;
    navigator.serviceWorker.getRegistration = getRegistration;
  });

  it('is shown once by the page without a service worker, and is closed with the call', async () => {
    notices.show(NOTICE);
    notices.show(NOTICE);
    await until(() => made[0], 'it is shown');
    expect(made).to.have.length(1);
    expect(made[0]).to.include({ title: 'Incoming call from Ann Lee' });
    expect(made[0]!.options).to.include({ body: '201', silent: true, requireInteraction: true });
    notices.close('b');
    notices.close('a');
    await settle();
    expect(made[0]!.closed).to.equal(true);
  });

  it('is shown by the page where the browser blocks its service workers with its storage, as Firefox does', async () => {
    navigator.serviceWorker.getRegistration = () => Promise.reject(new DOMException('insecure', 'SecurityError'));
    notices.show(NOTICE);
    await until(() => made[0], 'it is shown');
    expect(made[0]).to.include({ title: 'Incoming call from Ann Lee' });
  });

  it('is closed also when it is shown after its call has ended', async () => {
    notices.show(NOTICE);
    notices.close('a');
    await until(() => made[0], 'it is shown');
    await settle();
    expect(made[0]!.closed).to.equal(true);
  });

  it('is not shown without permission, which is requested only by request()', async () => {
    FakeNotification.permission = 'default';
    await notices.check();
    notices.show(NOTICE);
    await settle();
    expect(made).to.deep.equal([]);
    answerTo = 'denied';
    await notices.request();
    answerTo = 'granted';
    await notices.request();
    expect(emitted).to.deep.equal(['ask', 'denied', 'denied']);
  });

  it('focuses the page when it is clicked', async () => {
    notices.show(NOTICE);
    await until(() => made[0], 'it is shown');
    made[0]!.onclick!();
    expect(pressed).to.deep.equal(['open a']);
    expect(made[0]!.closed).to.equal(true);
  });

  it('is reported as unsupported where a page cannot create one, as in Chromium for Android', async () => {
    FakeNotification.refuses = true;
    notices.show(NOTICE);
    await until(() => emitted[0], 'the action is reported');
    expect(emitted).to.deep.equal(['unsupported']);
    notices.close('a');
  });

  describe('by a service worker', () => {
    type Shown = { title: string; options: NotificationOptions & { actions?: unknown }; close(): void };
    let shown: Shown[];

    beforeEach(() => {
      shown = [];
      const registration = {
        active: {},
        showNotification: (title: string, options: NotificationOptions) => {
          const one: Shown = { title, options, close: () => (shown = shown.filter((other) => other !== one)) };
          shown.push(one);
          return Promise.resolve();
        },
        getNotifications: ({ tag }: { tag: string }) =>
          Promise.resolve(shown.filter(({ options }) => options.tag === tag)),
      };
      navigator.serviceWorker.getRegistration = () =>
        Promise.resolve(registration as unknown as ServiceWorkerRegistration);
    });

    const message = (data: unknown): void =>
      void navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));

    it('has buttons whose clicks are reported', async () => {
      notices.show(NOTICE);
      await until(() => shown[0], 'it is shown');
      expect(shown[0]!.options.actions).to.deep.equal([
        { action: 'answer', title: 'Answer' },
        { action: 'decline', title: 'Decline' },
      ]);
      message({ sipElements: { callId: 'a', action: 'decline' } });
      expect(pressed).to.deep.equal(['decline a']);
      notices.close('a');
      await until(() => (shown.length === 0 ? true : undefined), 'it is gone');
    });

    it('is read only while no other one is being shown, as Chromium would lose that one', async () => {
      const log: string[] = [];
      let displayed: (() => void) | undefined;
      const registration = {
        showNotification: (_title: string, { tag }: NotificationOptions) => {
          log.push(`shows ${tag}`);
          return new Promise<void>((resolve) => (displayed = resolve));
        },
        getNotifications: ({ tag }: { tag: string }) => Promise.resolve([{ close: () => log.push(`closes ${tag}`) }]),
      };
      navigator.serviceWorker.getRegistration = () =>
        Promise.resolve(registration as unknown as ServiceWorkerRegistration);
      notices.show(NOTICE);
      await until(() => displayed, 'the first is on its way');
      displayed!();
      displayed = undefined;
      notices.show({ ...NOTICE, callId: 'b' });
      await until(() => displayed, 'the second is on its way');
      notices.close('a');
      await settle();
      expect(log).to.deep.equal(['shows sip-elements:a', 'shows sip-elements:b']);
      displayed!();
      await until(() => log[2], 'the first is closed');
      expect(log[2]).to.equal('closes sip-elements:a');
    });

    it('that fails is shown by the page instead', async () => {
      const broken = { showNotification: () => Promise.reject(new TypeError('no active registration')) };
      navigator.serviceWorker.getRegistration = () => Promise.resolve(broken as unknown as ServiceWorkerRegistration);
      notices.show(NOTICE);
      await until(() => made[0], 'it is shown');
      expect(made[0]!.options).not.to.have.property('actions');
    });

    it('ignores other messages, and a button of a call that does not ring', async () => {
      notices.show(NOTICE);
      await until(() => shown[0], 'it is shown');
      const strange = [null, 5, 'answer', {}, { sipElements: null }, { sipElements: { callId: 'a', action: 'eval' } }];
      for (const data of [...strange, { sipElements: { callId: 'b', action: 'answer' } }]) message(data);
      expect(pressed).to.deep.equal([]);
      notices.dispose();
      message({ sipElements: { callId: 'a', action: 'answer' } });
      expect(pressed).to.deep.equal([]);
    });

    it('passes a click on to every page, and focuses one of them unless it is a decline', async () => {
      const heard: unknown[] = [];
      let click!: (event: never) => void;
      const page = (name: string) => ({
        focus: () => Promise.resolve(heard.push(`${name} in front`)),
        postMessage: (data: unknown) => void heard.push([name, data]),
      });
      passOnNotificationClicks({
        addEventListener: (_type, listener) => (click = listener),
        clients: { matchAll: () => Promise.resolve([page('first'), page('second')]) },
      });
      const press = async (action: string, data: unknown): Promise<void> => {
        heard.length = 0;
        let done: Promise<unknown> = Promise.resolve();
        const notification = { data, close: () => undefined };
        click({ action, notification, waitUntil: (promise: Promise<unknown>) => (done = promise) } as never);
        await done;
      };
      await press('answer', { sipElements: { callId: 'a' } });
      const data = { sipElements: { callId: 'a', action: 'answer' } };
      expect(heard).to.deep.equal(['first in front', ['first', data], ['second', data]]);
      await press('decline', { sipElements: { callId: 'a' } });
      expect(heard).to.have.length(2);
      await press('', { sipElements: { callId: 'a' } });
      expect(heard[1]).to.deep.equal(['first', { sipElements: { callId: 'a', action: 'open' } }]);
      await press('answer', { of: 'the page itself' });
      expect(heard).to.deep.equal([]);
    });
  });
});

describe('A page with a call', () => {
  const call = (status: string, muted = false): CallState => ({ id: 'a', status, muted }) as unknown as CallState;
  const session = navigator.mediaSession;
  const setActionHandler = session.setActionHandler.bind(session);
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  let handlers: Record<string, (() => void) | null>;
  let unknown: string | undefined;
  let locks: { released: boolean; release(): Promise<void> }[];
  let did: string[];
  let store: Store<PhoneState>;
  let awake: WakeLock;

  beforeEach(() => {
    [handlers, locks, did, unknown] = [{}, [], [], undefined];
    // The test runner has several pages open, one of which is in front.
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    session.setActionHandler = (action: string, handler) => {
      if (action === unknown) throw new TypeError('not known here');
      handlers[action] = handler as () => void;
    };
    navigator.wakeLock.request = () => {
      const lock = {
        released: false,
        release: () => {
          lock.released = true;
          return Promise.resolve();
        },
      };
      locks.push(lock);
      return Promise.resolve(lock as unknown as WakeLockSentinel);
    };
    store = new Store<PhoneState>(INITIAL_STATE);
    awake = new WakeLock(store, {
      hangUp: (id) => did.push(`hang up ${id}`),
      mute: (id, on) => did.push(`mute ${id} ${on}`),
    });
  });
  afterEach(() => {
    awake.close();
    delete (document as { visibilityState?: unknown }).visibilityState;
    session.setActionHandler = setActionHandler;
    navigator.wakeLock.request = request;
  });

  const visible = (): void => void document.dispatchEvent(new Event('visibilitychange'));

  it('holds a wake lock while a call is established, and again after the page was hidden', async () => {
    store.update({ calls: [call('ringing')] });
    expect(locks).to.have.length(0);
    store.update({ calls: [call('active')] });
    await settle();
    visible();
    expect(locks, 'it has one').to.have.length(1);
    locks[0]!.released = true;
    visible();
    await settle();
    expect(locks).to.have.length(2);
    store.update({ calls: [call('ended')] });
    await settle();
    expect(locks[1]!.released).to.equal(true);
    visible();
    expect(locks).to.have.length(2);
  });

  it('releases a wake lock that is granted after the call', async () => {
    store.update({ calls: [call('active')] });
    store.update({ calls: [] });
    await settle();
    expect(locks.map(({ released }) => released)).to.deep.equal([true]);
  });

  it('releases each of two wake locks that were requested for one call after another, before the first was granted', async () => {
    store.update({ calls: [call('active')] });
    store.update({ calls: [] });
    store.update({ calls: [{ ...call('active'), id: 'b' }] });
    await settle();
    expect(locks.filter(({ released }) => !released)).to.have.length(1);
    store.update({ calls: [] });
    await settle();
    expect(locks.filter(({ released }) => !released)).to.deep.equal([]);
  });

  it('is hung up and muted by the media session actions of the browser, which are removed afterwards (Media Session §5)', () => {
    store.update({ calls: [call('active')] });
    handlers['togglemicrophone']!();
    handlers['hangup']!();
    expect(did).to.deep.equal(['mute a true', 'hang up a']);
    store.update({ calls: [call('ended')] });
    expect([handlers['hangup'], handlers['togglemicrophone']]).to.deep.equal([null, null]);
  });

  it('registers the media session actions that the browser supports during a call, and removes them afterwards', () => {
    unknown = 'hangup';
    store.update({ calls: [call('active')] });
    handlers['togglemicrophone']!();
    store.update({ calls: [call('active', true)] });
    handlers['togglemicrophone']!();
    expect(did).to.deep.equal(['mute a true', 'mute a false']);
    store.update({ calls: [call('ended')] });
    expect(handlers['togglemicrophone']).to.equal(null);
  });
});
