/**
 * For the page's own service worker: takes the presses on notifications of calls to the page that rings. In the worker:
 * `import { passOnNotificationClicks } from 'sip-elements/service-worker'; passOnNotificationClicks(self);`
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

/** What of a `ServiceWorkerGlobalScope` is used. */
export interface WorkerScope {
  addEventListener(type: 'notificationclick', listener: (event: never) => void): void;
  readonly clients: { matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Page[]> };
}

/** Call it once, while the worker's script is read. Notifications that are not of a phone are left alone. */
export function passOnNotificationClicks(scope: WorkerScope): void {
  scope.addEventListener('notificationclick', (event: ClickEvent) => {
    const { action, notification } = event;
    const callId = (notification.data as Partial<NotificationMessage> | null)?.sipElements?.callId;
    if (typeof callId !== 'string') return;
    notification.close();
    event.waitUntil(pass(scope, callId, action === 'answer' || action === 'decline' ? action : 'open'));
  });
}

/** Every page is told, as nothing says which of them rings; it knows its own calls. Nobody has to look at a call that he declines. */
async function pass(scope: WorkerScope, callId: string, action: NoticeAction): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (action !== 'decline') await pages[0]?.focus?.().catch(() => undefined);
  for (const page of pages) page.postMessage({ sipElements: { callId, action } });
}
