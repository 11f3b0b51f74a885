/**
 * Alerts of a page outside its window: title, badge, vibration; each only where the browser supports it.
 * Subjects: vibration, platform; badge of the app icon.
 */

import { systemClock } from '../../sip/base/clock.js';
import { TitleFlash } from './title-flash.js';

export interface CallNotification {
  readonly callId: string;
  readonly title: string;
  readonly body: string;
  readonly answer: string;
  readonly decline: string;
  /** Whether the notification is silent, as the phone rings. */
  readonly silent: boolean;
}

/** The button pressed in a notification; `open` is the notification itself. */
export type NoticeAction = 'answer' | 'decline' | 'open';

/** The platform functions of an alert; tests replace them. */
export interface AlertPage {
  readonly titles: TitleFlash;
  /** Whether the page is visible and has the focus. */
  readonly isSeen: boolean;
  /** Calls `listener` when that may have changed. Returns a function that removes the listener. */
  onSeen(listener: () => void): () => void;
  /** Vibration and pause by turns, ms; an empty list ends it. */
  vibrate(pattern: readonly number[]): void;
  /** Sets the badge of an installed page; 0 removes it. */
  badge(count: number): void;
}

let titles: TitleFlash | undefined;

/** Returns the alerts of this page; undefined outside a page. */
export function alertPage(): AlertPage | undefined {
  if (typeof document === 'undefined') return undefined;
  return {
    titles: (titles ??= new TitleFlash(document, systemClock)),
    get isSeen() {
      return document.visibilityState === 'visible' && document.hasFocus();
    },
    onSeen: (listener) => {
      document.addEventListener('visibilitychange', listener);
      addEventListener('blur', listener);
      return () => {
        document.removeEventListener('visibilitychange', listener);
        removeEventListener('blur', listener);
      };
    },
    vibrate: (pattern) => {
      // Without a user gesture Chromium refuses, with a warning in the console (Vibration API).
      const { userActivation } = navigator as Partial<Navigator>;
      if ('vibrate' in navigator && userActivation?.hasBeenActive !== false) navigator.vibrate([...pattern]);
    },
    badge: (count) => {
      const { setAppBadge } = navigator as Partial<Navigator>;
      setAppBadge?.call(navigator, count).catch(() => undefined);
    },
  };
}
