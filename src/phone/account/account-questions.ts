/**
 * What the account needs of the other parts of the phone.
 * Subjects: what the account needs of calls and media.
 */

import type { AccountConnectionOwner } from './ua-configuration.js';

export interface AccountQuestions extends Pick<AccountConnectionOwner, 'makeHandler' | 'remote'> {
  /** Resolves when every call that exists now has ended. */
  callsToEnd(): Promise<unknown>;
  /** The page is being left. Returns the sessions that the next page continues. */
  leaveCalls(keep: boolean): (session: object) => boolean;
  /** Whether a call would end if the page were left; `kept`: whether the calls are left to the next page then. */
  losesCalls(kept: boolean): boolean;
}
