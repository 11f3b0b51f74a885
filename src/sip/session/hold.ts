/**
 * Holds and unholds a session; the latest call of `hold()` or `unhold()` decides (RFC 3264 §8.4).
 * Subjects: hold in SIP; latest of hold and unhold.
 */

import { readExtraHeaders } from '../core/extra-headers.js';
import type { InviteUsage } from './invite-usage.js';
import type { Modifications } from './modify.js';
import type { ModifyOptions } from './options.js';

export class HoldChanges {
  /** The newest pending change. Never rejects. */
  #pending: Promise<void> | undefined;

  constructor(
    private readonly call: InviteUsage,
    private readonly modifications: Modifications,
  ) {}

  /**
   * Changes the local hold; does nothing if it is already set. Waits for a pending change, including its glare delays,
   * before it compares. Rejects and throws as `Modifications.add`.
   */
  change(hold: boolean, options: ModifyOptions): Promise<void> {
    const run = (): Promise<void> =>
      this.#isHeld(hold) ? Promise.resolve() : this.modifications.add({ options, hold });
    if (!this.#pending) return this.#remember(run());
    readExtraHeaders(options.extraHeaders);
    return this.#remember(this.#pending.then(run));
  }

  #isHeld(hold: boolean): boolean {
    const { call } = this;
    return call.is('established') && call.media.hold.local === hold && !call.queue.busy;
  }

  /** Makes the next change wait for this one, however it ends. */
  #remember(change: Promise<void>): Promise<void> {
    const settled = change.catch(() => undefined);
    this.#pending = settled;
    void settled.then(() => {
      if (this.#pending === settled) this.#pending = undefined;
    });
    return change;
  }
}
