/** Past calls and how many of them were missed, stored over reloads. */

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

  /** Shows the calls of this account; undefined for none. */
  use(account: string | undefined, option: StorageOption): void {
    this.#storage.use(account, option);
  }

  add(entry: HistoryEntry): void {
    this.#storage.change((past) => withCall(past, entry));
  }

  /** The person has seen which calls were missed. */
  markSeen(): void {
    this.#storage.change((past) => (past.missedCount === 0 ? past : { ...past, missedCount: 0 }));
  }

  clear(): void {
    this.#storage.change(() => NO_CALLS);
  }

  /** Removes what is stored and shown. */
  forget(): void {
    this.#storage.forget();
  }

  close(): void {
    this.#storage.close();
  }
}
