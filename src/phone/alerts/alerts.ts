/** Alerts of incoming calls, and the wake lock of active calls. */

import type { Clock } from '../../sip/base/clock.js';
import type { Call } from '../calls/call.js';
import type { PhoneConfiguration } from '../configuration.js';
import { optionOf } from '../settings.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { ringWordsFrom } from '../words.js';
import { WakeLock } from './wake-lock.js';
import { CallNotifications } from './notifications.js';
import { alertPage, type NoticeAction } from './alert-page.js';
import { IncomingCallAlert } from './incoming-call-alert.js';

export interface AlertsOptions {
  readonly clock: Clock;
  readonly configuration: () => PhoneConfiguration;
  /** Whether the phone plays the ringer. */
  readonly makesSounds: () => boolean;
  readonly call: (id: string) => Call | undefined;
  /** The browser blocks the ringer of a call. */
  readonly blocked: (call: Call) => void;
}

export class Alerts {
  readonly #options: AlertsOptions;
  readonly #notices: CallNotifications;
  readonly #ring: IncomingCallAlert;
  readonly #awake: WakeLock;

  constructor(store: Store<PhoneState>, options: AlertsOptions) {
    const { clock, configuration, makesSounds, call } = (this.#options = options);
    this.#notices = new CallNotifications({
      pressed: (callId, action) => this.#pressed(callId, action),
      changed: (notifications) => store.update({ notifications }),
    });
    this.#ring = new IncomingCallAlert(store, {
      clock,
      page: alertPage(),
      notices: this.#notices,
      words: () => ringWordsFrom(optionOf(configuration(), 'ringWords')),
      isTold: () => optionOf(configuration(), 'notifications'),
      isVisual: () => optionOf(configuration(), 'visualRing'),
      sounds: makesSounds,
      blocked: (callId) => this.#tellBlocked(callId),
    });
    this.#awake = new WakeLock(store, {
      hangUp: (callId) =>
        void call(callId)
          ?.hangUp()
          .catch(() => undefined),
      mute: (callId, on) => call(callId)?.mute(on),
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

  #tellBlocked(callId: string): void {
    const call = this.#options.call(callId);
    if (call) this.#options.blocked(call);
  }

  #pressed(callId: string, action: NoticeAction): void {
    const call = this.#options.call(callId);
    if (action === 'answer') call?.answer().catch(() => undefined);
    else if (action === 'decline') call?.decline().catch(() => undefined);
  }
}
