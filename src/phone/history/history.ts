/**
 * Call history with its count of missed calls, stored across page loads.
 * Subjects: call history; missed calls, seen; history cleared.
 */

import { newUuid } from '../../sip/base/ids.js';
import { historyEntryOf } from '../calls/call-summary.js';
import type { PhoneCore } from '../phone-core.js';
import { storageOf } from '../settings.js';
import type { HistoryEntry } from '../state.js';
import { AccountStorage } from '../account/account-storage.js';
import { fitCalls, NO_CALLS, readCalls, withCall, withoutCall, type PastCalls } from './past-calls.js';

export class History {
  readonly #storage: AccountStorage<PastCalls>;

  constructor(core: PhoneCore) {
    const { clock, store } = core;
    this.#storage = new AccountStorage({
      kind: 'history',
      clock,
      read: readCalls,
      fit: fitCalls,
      show: ({ history, missedCount }) => store.update({ history, missedCount }),
      isShared: () => core.option('browserTabs') === 'shared',
    });
    core.on('account', (account) => this.#storage.use(account, storageOf(core.configuration)));
    core.on('ended', (call) => this.#add(historyEntryOf(call)));
    core.on('left', (entry) => {
      this.#add(entry);
      this.#storage.flush();
    });
    core.on('restored', (id) => this.#storage.change((past) => withoutCall(past, id)));
    core.on('turnedAway', (peer, cause) => {
      const now = clock.now();
      this.#add({ id: newUuid(), direction: 'incoming', peer, startedAt: now, endedAt: now, cause });
    });
  }

  /** Marks the missed calls as seen by the user. */
  markSeen(): void {
    this.#storage.change((past) => (past.missedCount === 0 ? past : { ...past, missedCount: 0 }));
  }

  clear(): void {
    this.#storage.change(() => NO_CALLS);
  }

  /** Removes the stored and the shown history. */
  forget(): void {
    this.#storage.forget();
  }

  close(): void {
    this.#storage.close();
  }

  #add(entry: HistoryEntry): void {
    this.#storage.change((past) => withCall(past, entry));
  }
}
