/** What a page can do beside its own window to say that somebody calls; each part only where the browser has it. */

import { systemClock } from '../../sip/base/clock.js';
import { TitleFlash } from './title-flash.js';

export interface CallNotification {
  readonly callId: string;
  readonly title: string;
  readonly body: string;
  readonly answer: string;
  readonly decline: string;
  /** Whether the notification itself makes no sound, because the phone rings. */
  readonly silent: boolean;
}

/** What a person pressed in a notification; `open` is the notification itself. */
export type NoticeAction = 'answer' | 'decline' | 'open';

/** The platform as far as a ring needs it; tests have one of their own. */
export interface AlertPage {
  readonly titles: TitleFlash;
  /** Whether the person looks at the page now. */
  readonly isSeen: boolean;
  /** Calls `listener` when that may have changed. Returns what stops it. */
  onSeen(listener: () => void): () => void;
  /** ms of vibration and pause by turns; an empty list ends it. */
  vibrate(pattern: readonly number[]): void;
  /** A number on the icon of an installed page; 0 for none. */
  badge(count: number): void;
}

let titles: TitleFlash | undefined;

/** The page that this runs in; undefined outside one. */
export function alertPage(): AlertPage | undefined {
  if (typeof document === 'undefined') return undefined;
  return {
    titles: (titles ??= new TitleFlash(document, systemClock)),
    get isSeen() {
      return document.visibilityState === 'visible' && document.hasFocus();
    },
    onSeen: (listener) => {
      document.addEventListener('visibilitychange', listener);
      window.addEventListener('blur', listener);
      return () => {
        document.removeEventListener('visibilitychange', listener);
        window.removeEventListener('blur', listener);
      };
    },
    vibrate: (pattern) => {
      // Without a gesture it is refused, with a complaint in the console (Vibration API, Chromium's policy).
      const { userActivation } = navigator as Partial<Navigator>;
      if ('vibrate' in navigator && userActivation?.hasBeenActive !== false) navigator.vibrate([...pattern]);
    },
    badge: (count) => {
      const { setAppBadge } = navigator as Partial<Navigator>;
      setAppBadge?.call(navigator, count).catch(() => undefined);
    },
  };
}
