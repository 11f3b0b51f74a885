/**
 * Incoming-call alerts: title, vibration, badge and notification, as long as a call rings that is not ignored.
 * Subjects: alert of an incoming call, when; vibration pattern; badge of missed or ringing calls; missed calls in the badge.
 */

import type { Clock, Timer } from '../../sip/base/clock.js';
import { isRinging } from '../calls/call-state.js';
import type { CallState, PhoneState } from '../state.js';
import type { Store } from '../store.js';
import type { RingWords } from '../words.js';
import type { CallNotifications } from './notifications.js';
import type { AlertPage } from './alert-page.js';

interface IncomingCallAlertOptions {
  readonly clock: Clock;
  readonly page: AlertPage | undefined;
  readonly notices: Pick<CallNotifications, 'show' | 'close'>;
  readonly words: () => RingWords;
  /** Whether to alert outside the page: title, badge, notification. */
  readonly isTold: () => boolean;
  /** Whether the phone plays the ringer. */
  readonly sounds: () => boolean;
}

/** Vibration and pause by turns, and the length of one round, ms. */
const VIBRATION = [400, 200, 400, 200, 400, 200, 400, 200];
const VIBRATION_LENGTH = 2400;

type Ringing = CallState & { readonly status: 'incoming' };

export class IncomingCallAlert {
  readonly #store: Store<PhoneState>;
  readonly #options: IncomingCallAlertOptions;
  readonly #leave: () => void;
  #ringing: readonly Ringing[] = [];
  #badge = 0;
  #stop: (() => void) | undefined;

  constructor(store: Store<PhoneState>, options: IncomingCallAlertOptions) {
    this.#store = store;
    this.#options = options;
    this.#leave = store.subscribe((state) => this.#follow(state));
    this.#follow(store.state);
  }

  close(): void {
    this.#leave();
    for (const { id } of this.#ringing) this.#options.notices.close(id);
    this.#ringing = [];
    this.#end();
    this.#showBadge(0);
  }

  #follow(state: PhoneState): void {
    const before = this.#ringing;
    this.#ringing = state.calls.filter(isRinging);
    for (const { id } of before) {
      if (!this.#ringing.some((call) => call.id === id)) this.#options.notices.close(id);
    }
    if (this.#ringing.length > 0 && !this.#stop) this.#begin();
    if (this.#ringing.length === 0) this.#end();
    this.#showBadge(this.#options.isTold() ? this.#ringing.length + state.missedCount : 0);
    for (const call of this.#ringing) if (!before.some(({ id }) => id === call.id)) this.#notify(call);
  }

  #begin(): void {
    const { page, isTold, words } = this.#options;
    const text = (): string => words().incoming(this.#ringing[0] ? nameOf(this.#ringing[0]) : '');
    const ends = [isTold() ? page?.titles.start(text) : undefined, this.#vibrate()];
    // A page that is left while a call rings shows a notification then.
    if (page) ends.push(page.onSeen(() => this.#ringing.forEach((call) => this.#notify(call))));
    this.#stop = () => ends.forEach((end) => end?.());
  }

  #end(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #notify(call: Ringing): void {
    const { page, isTold, words, notices } = this.#options;
    if (!isTold() || page?.isSeen !== false) return;
    const { answer, decline, incoming } = words();
    notices.show({
      callId: call.id,
      title: incoming(nameOf(call)),
      body: call.peer.name ? call.peer.number : '',
      answer,
      decline,
      silent: call.ringer === 'silent' || (this.#options.sounds() && !this.#store.state.audioLocked),
    });
  }

  #vibrate(): (() => void) | undefined {
    const { page, clock } = this.#options;
    if (!page) return undefined;
    let timer: Timer;
    const shake = (): void => {
      if (this.#ringing.some(({ ringer }) => ringer !== 'silent')) page.vibrate(VIBRATION);
      timer = clock.after(VIBRATION_LENGTH, shake);
    };
    shake();
    return () => {
      timer.cancel();
      page.vibrate([]);
    };
  }

  #showBadge(count: number): void {
    if (count === this.#badge) return;
    this.#badge = count;
    this.#options.page?.badge(count);
  }
}

function nameOf({ peer }: CallState): string {
  return peer.name || peer.number;
}
