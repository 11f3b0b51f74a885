/**
 * For an active call: keeps the screen on (Screen Wake Lock), and takes the media keys for hang-up and mute (Media Session).
 * Subjects: screen stays on during a call; media keys; headset button; Media Session actions.
 */

import type { CallState, PhoneState } from '../state.js';
import type { Store } from '../store.js';

interface WakeLockOptions {
  /** Ends the active call. */
  readonly hangUp: (callId: string) => void;
  readonly mute: (callId: string, on: boolean) => void;
}

/** Actions of `MediaSession` that not every browser supports. */
const ACTIONS = ['hangup', 'togglemicrophone'] as const;

export class WakeLock {
  readonly #options: WakeLockOptions;
  readonly #leave: () => void;
  readonly #onVisible = (): void => void this.#lock();
  #up = false;
  #sentinel: WakeLockSentinel | undefined;
  #keysOf: string | undefined;

  constructor(store: Store<PhoneState>, options: WakeLockOptions) {
    this.#options = options;
    this.#leave = store.subscribe((state) => this.#follow(state));
    this.#follow(store.state);
  }

  close(): void {
    this.#leave();
    this.#set(undefined);
  }

  #follow({ calls, activeCallId }: PhoneState): void {
    const up = calls.filter(({ status }) => status === 'active');
    this.#set(up.find(({ id }) => id === activeCallId) ?? up[0]);
  }

  #set(call: CallState | undefined): void {
    this.#takeKeys(call);
    if (this.#up === (call !== undefined)) return;
    this.#up = call !== undefined;
    if (typeof document === 'undefined') return;
    if (this.#up) {
      // The lock is released whenever the page is hidden.
      document.addEventListener('visibilitychange', this.#onVisible);
      void this.#lock();
    } else {
      document.removeEventListener('visibilitychange', this.#onVisible);
      void this.#sentinel?.release().catch(() => undefined);
      this.#sentinel = undefined;
    }
  }

  async #lock(): Promise<void> {
    const { wakeLock } = navigator as Partial<Navigator>;
    if (!wakeLock || document.visibilityState !== 'visible' || this.#sentinel?.released === false) return;
    try {
      await this.#keep(await wakeLock.request('screen'));
    } catch {
      // Low battery or a policy forbids the lock: the screen may turn off.
    }
  }

  /** Keeps one lock: another request may have been granted, or the call have ended, meanwhile. */
  async #keep(sentinel: WakeLockSentinel): Promise<void> {
    if (this.#up && this.#sentinel?.released !== false) this.#sentinel = sentinel;
    else await sentinel.release();
  }

  #takeKeys(call: CallState | undefined): void {
    const session = mediaSession();
    const keysOf = call && `${call.id} ${call.muted}`;
    if (!session || keysOf === this.#keysOf) return;
    this.#keysOf = keysOf;
    if (call) void Promise.resolve(session.setMicrophoneActive?.(!call.muted)).catch(() => undefined);
    const { hangUp, mute } = this.#options;
    for (const action of ACTIONS) {
      const handler = action === 'hangup' ? () => call && hangUp(call.id) : () => call && mute(call.id, !call.muted);
      try {
        session.setActionHandler(action as MediaSessionAction, call ? handler : null);
      } catch {
        // The browser does not support the action.
      }
    }
  }
}

function mediaSession(): (MediaSession & { setMicrophoneActive?(active: boolean): unknown }) | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.mediaSession;
}
