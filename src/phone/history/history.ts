/** Call history with its count of missed calls, stored across page loads. */

import type { Clock } from '../../sip/base/clock.js';
import type { HistoryEntry, PhoneState } from '../state.js';
import type { Store } from '../store.js';
import { AccountStorage } from '../account/account-storage.js';
import { fitCalls, NO_CALLS, readCalls, withCall, type PastCalls } from './past-calls.js';
import type { StorageOption } from '../account/storage-area.js';

export class History {
  readonly #storage: AccountStorage<PastCalls>;

  constructor(store: Store<PhoneState>, clock: Clock) {
    this.#storage = new AccountStorage({
      kind: 'history',
      clock,
      read: readCalls,
      fit: fitCalls,
      show: ({ history, missedCount }) => store.update({ history, missedCount }),
    });
  }

  /** Shows the history of this account; undefined for none. */
  use(account: string | undefined, option: StorageOption): void {
    this.#storage.use(account, option);
  }

  add(entry: HistoryEntry): void {
    this.#storage.change((past) => withCall(past, entry));
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
}
