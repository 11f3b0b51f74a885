/** Notifications of calls that ring (Notifications API): with buttons by a service worker, without them by the page, or none. */

import type { PhoneState } from '../state.js';
import type { NoticeAction, CallNotification } from './alert-page.js';

/** What the script of a service worker sends to the page when a notification is pressed; see `notification-clicks.ts`. */
export interface NotificationMessage {
  readonly sipElements: { readonly callId: string; readonly action: NoticeAction };
}

export interface CallNotificationsOptions {
  readonly pressed: (callId: string, action: NoticeAction) => void;
  readonly changed: (permission: PhoneState['notifications']) => void;
}

interface Shown {
  close(): void;
}

/** TypeScript's library has these of the service worker only. */
interface NoticeOptions extends NotificationOptions {
  actions: { action: string; title: string }[];
}

export class CallNotifications {
  readonly #options: CallNotificationsOptions;
  readonly #shown = new Map<string, Promise<Shown | undefined>>();
  readonly #onMessage = ({ data }: MessageEvent): void => this.#take(data);
  #permission: PermissionStatus | undefined;
  /** The page cannot make one without a service worker: Chromium for Android. */
  #needsWorker = false;
  #closed = false;

  constructor(options: CallNotificationsOptions) {
    this.#options = options;
    workers()?.addEventListener('message', this.#onMessage);
  }

  /** Finds out, without asking anybody, whether notifications may be shown, and follows that. */
  async check(): Promise<void> {
    this.#tell();
    try {
      this.#permission ??= await navigator.permissions.query({ name: 'notifications' });
    } catch {
      return; // The page has to ask again to know more.
    }
    this.#permission.onchange = this.#closed ? null : () => this.#tell();
  }

  /** Asks the person; call it in a gesture. */
  async request(): Promise<void> {
    if (permission() === 'ask') await Notification.requestPermission();
    this.#tell();
  }

  /** Shows one for a call, where that is allowed; a second one for the same call changes nothing. */
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
    const registration = await workers()?.getRegistration();
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
      // Its worker is not active, or not yet: without buttons it is a notification all the same.
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
    // Any script of this origin may send messages: only what is one of ours counts, and only for a call that is shown.
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

function workers(): ServiceWorkerContainer | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.serviceWorker;
}

let turn: Promise<unknown> = Promise.resolve();

/** Chromium forgets a notification for which anything asks while it is on its way to the screen: it stays there for good. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

async function closeAll(registration: ServiceWorkerRegistration, tag: string): Promise<void> {
  const shown = await registration.getNotifications({ tag }).catch(() => []);
  for (const one of shown) one.close();
}
