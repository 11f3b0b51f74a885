/**
 * Ends the notice of a lost or returned device after some seconds.
 * Subjects: notice of a device, how long; 8 s of a device notice.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Timer } from '../../sip/base/clock.js';
import { elementClock } from '../shared/time/time.js';

/** How long the notice is shown, in ms. */
const TOAST = 8000;

export class DeviceToast implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #dismissed: WeakSet<object>;
  #shown: { readonly notice: object; readonly timer: Timer } | undefined;

  /** `dismissed`: the notices that are not shown; this adds the one whose time is over. */
  constructor(host: ReactiveControllerHost, dismissed: WeakSet<object>) {
    this.#host = host;
    this.#dismissed = dismissed;
    host.addController(this);
  }

  /** Takes the notice of the phone; undefined for none. */
  follow(notice: object | undefined): void {
    if (notice === this.#shown?.notice) return;
    this.hostDisconnected();
    this.#shown = notice && { notice, timer: elementClock().after(TOAST, () => this.#end(notice)) };
  }

  hostDisconnected(): void {
    this.#shown?.timer.cancel();
    this.#shown = undefined;
  }

  #end(notice: object): void {
    this.#dismissed.add(notice);
    this.#host.requestUpdate();
  }
}
