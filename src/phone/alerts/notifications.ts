/**
 * Notifications of incoming calls (Notifications API): with buttons by a service worker, else without them by the page.
 * Subjects: notification of an incoming call; notification permission, asked; text of a notification, shown.
 */

import type { PhoneState } from '../state.js';
import type { NoticeAction, CallNotification } from './alert-page.js';

/** Message of the service worker to the page when a notification is clicked; see `notification-clicks.ts`. */
export interface NotificationMessage {
  readonly sipElements: { readonly callId: string; readonly action: NoticeAction };
}

interface CallNotificationsOptions {
  readonly pressed: (callId: string, action: NoticeAction) => void;
  readonly changed: (permission: PhoneState['notifications']) => void;
}

interface Shown {
  close(): void;
}

/** TypeScript declares these for service workers only. */
interface NoticeOptions extends NotificationOptions {
  actions: { action: string; title: string }[];
}

export class CallNotifications {
  readonly #options: CallNotificationsOptions;
  readonly #shown = new Map<string, Promise<Shown | undefined>>();
  readonly #onMessage = ({ data }: MessageEvent): void => this.#take(data);
  #permission: PermissionStatus | undefined;
  /** Whether the page needs a service worker to show a notification: Chromium for Android. */
  #needsWorker = false;
  #closed = false;

  constructor(options: CallNotificationsOptions) {
    this.#options = options;
    workers()?.addEventListener('message', this.#onMessage);
  }

  /** Reads the permission for notifications without a prompt, and follows its changes. */
  async check(): Promise<void> {
    this.#tell();
    try {
      this.#permission ??= await navigator.permissions.query({ name: 'notifications' });
    } catch {
      return; // The permission cannot be observed in this browser.
    }
    this.#permission.onchange = this.#closed ? null : () => this.#tell();
  }

  /** Requests permission; call it in a user gesture. */
  async request(): Promise<void> {
    if (permission() === 'ask') await Notification.requestPermission();
    this.#tell();
  }

  /** Shows a notification for a call, where permitted; once per call. */
  show(notice: CallNotification): void {
    if (this.#closed || this.#shown.has(notice.callId) || permission() !== 'granted') return;
    this.#shown.set(
      notice.callId,
      this.#make(notice).catch(() => undefined),
    );
  }

  close(callId?: string): void {
    for (const [id, shown] of this.#shown) {
      if (callId !== undefined && id !== callId) continue;
      this.#shown.delete(id);
      void shown.then((one) => one?.close());
    }
  }

  dispose(): void {
    this.#closed = true;
    this.close();
    if (this.#permission) this.#permission.onchange = null;
    workers()?.removeEventListener('message', this.#onMessage);
  }

  async #make({ callId, title, body, answer, decline, silent }: CallNotification): Promise<Shown | undefined> {
    const tag = `sip-elements:${callId}`;
    const options: NotificationOptions = { body, tag, silent, requireInteraction: true };
    // Rejects where the browser blocks the storage of the page.
    const registration = await workers()
      ?.getRegistration()
      .catch(() => undefined);
    const actions = [
      { action: 'answer', title: answer },
      { action: 'decline', title: decline },
    ];
    const withActions: NoticeOptions = { ...options, actions, data: { sipElements: { callId } } };
    try {
      if (registration) {
        await inTurn(() => registration.showNotification(title, withActions));
        return { close: () => void inTurn(() => closeAll(registration, tag)) };
      }
    } catch {
      // The worker is not active: the notification is shown without buttons.
    }
    return this.#makeHere(title, options, callId);
  }

  #makeHere(title: string, options: NotificationOptions, callId: string): Shown | undefined {
    try {
      const made = new Notification(title, options);
      made.onclick = () => {
        window.focus();
        this.#options.pressed(callId, 'open');
        made.close();
      };
      return made;
    } catch {
      this.#needsWorker = true;
      this.#tell();
      return undefined;
    }
  }

  #take(data: unknown): void {
    const { callId, action } = ((data as Partial<NotificationMessage> | null)?.sipElements ?? {}) as Record<
      string,
      unknown
    >;
    // Any script of the origin may post messages: only valid ones for a shown call are taken.
    if (typeof callId !== 'string' || !this.#shown.has(callId)) return;
    if (action === 'answer' || action === 'decline' || action === 'open') this.#options.pressed(callId, action);
  }

  #tell(): void {
    if (!this.#closed) this.#options.changed(this.#needsWorker ? 'unsupported' : permission());
  }
}

function permission(): PhoneState['notifications'] {
  if (typeof Notification === 'undefined') return 'unsupported';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** The service workers of the origin; a sandboxed document without an origin throws a SecurityError instead (HTML §7.1.5). */
function workers(): ServiceWorkerContainer | undefined {
  try {
    return (globalThis.navigator as Partial<Navigator> | undefined)?.serviceWorker;
  } catch {
    return undefined;
  }
}

let turn: Promise<unknown> = Promise.resolve();

/** Serializes the work: Chromium never closes a notification that is queried while it is being shown. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

async function closeAll(registration: ServiceWorkerRegistration, tag: string): Promise<void> {
  const shown = await registration.getNotifications({ tag }).catch(() => []);
  for (const one of shown) one.close();
}
