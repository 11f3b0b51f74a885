/**
 * Alerts of incoming calls, and the wake lock of active calls.
 * Subjects: buttons of a notification, effect; alerts, parts; ringWords, used.
 */

import type { Call } from '../calls/call.js';
import type { PhoneMedia } from '../audio/phone-media.js';
import type { PhoneCore } from '../phone-core.js';
import { ringWordsFrom } from '../words.js';
import { WakeLock } from './wake-lock.js';
import { CallNotifications } from './notifications.js';
import { alertPage, type NoticeAction } from './alert-page.js';
import { IncomingCallAlert } from './incoming-call-alert.js';

/** The part of the calls that alerts need. */
interface Calls {
  getCall(id: string): Call | undefined;
}

export class Alerts {
  readonly #calls: Calls;
  readonly #notices: CallNotifications;
  readonly #ring: IncomingCallAlert;
  readonly #awake: WakeLock;

  constructor(core: PhoneCore, calls: Calls, media: Pick<PhoneMedia, 'playsTones'>) {
    const { store, clock, option } = core;
    this.#calls = calls;
    this.#notices = new CallNotifications({
      pressed: (callId, action) => this.#pressed(callId, action),
      changed: (notifications) => store.update({ notifications }),
    });
    this.#ring = new IncomingCallAlert(store, {
      clock,
      page: alertPage(),
      notices: this.#notices,
      words: () => ringWordsFrom(option('ringWords')),
      isTold: () => option('notifications'),
      sounds: () => media.playsTones,
    });
    this.#awake = new WakeLock(store, {
      hangUp: (callId) =>
        void calls
          .getCall(callId)
          ?.hangUp()
          .catch(() => undefined),
      mute: (callId, on) => calls.getCall(callId)?.mute(on),
    });
  }

  /** Reads the permission for notifications, without a prompt. */
  check(): void {
    void this.#notices.check();
  }

  /** Requests permission for notifications; call it in a user gesture. */
  request(): Promise<void> {
    return this.#notices.request();
  }

  close(): void {
    this.#ring.close();
    this.#notices.dispose();
    this.#awake.close();
  }

  #pressed(callId: string, action: NoticeAction): void {
    const call = this.#calls.getCall(callId);
    if (action === 'answer') call?.answer().catch(() => undefined);
    else if (action === 'decline') call?.decline().catch(() => undefined);
  }
}
