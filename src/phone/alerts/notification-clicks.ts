/**
 * For the application's service worker: passes clicks on call notifications to the pages of the phone. In the worker:
 * `import { passOnNotificationClicks } from 'sip-elements/service-worker'; passOnNotificationClicks(self);`
 * Subjects: service worker part of notifications; click on a notification.
 */

import type { NotificationMessage } from './notifications.js';
import type { NoticeAction } from './alert-page.js';

interface ClickEvent extends Event {
  readonly action: string;
  readonly notification: { readonly data: unknown; close(): void };
  waitUntil(done: Promise<unknown>): void;
}

interface Page {
  focus?(): Promise<unknown>;
  postMessage(message: NotificationMessage): void;
}

/** The part of a `ServiceWorkerGlobalScope` that is used. */
export interface WorkerScope {
  addEventListener(type: 'notificationclick', listener: (event: never) => void): void;
  readonly clients: { matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Page[]> };
}

/** Adds the listener; call it once, when the worker's script is evaluated. Other notifications are not affected. */
export function passOnNotificationClicks(scope: WorkerScope): void {
  scope.addEventListener('notificationclick', (event: ClickEvent) => {
    const { action, notification } = event;
    const callId = (notification.data as Partial<NotificationMessage> | null)?.sipElements?.callId;
    if (typeof callId !== 'string') return;
    notification.close();
    event.waitUntil(pass(scope, callId, action === 'answer' || action === 'decline' ? action : 'open'));
  });
}

/** Posts to every page, as each knows only its own calls. Focuses a page unless the call is declined. */
async function pass(scope: WorkerScope, callId: string, action: NoticeAction): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (action !== 'decline') await pages[0]?.focus?.().catch(() => undefined);
  for (const page of pages) page.postMessage({ sipElements: { callId, action } });
}
