/**
 * The tab that has the connection, for a follower that has not loaded the code of several tabs yet: nothing is known of its calls.
 * Subjects: follower tab without its code; command that waits for the code of several tabs.
 */

import type { Succession } from '../calls/call-journal.js';
import { PhoneError } from '../phone-error.js';
import type { OtherTab, PhoneCore } from '../phone-core.js';

/** Time that another tab has to respond, and the code to be loaded for a command, ms. */
export const RESPONSE = 3000;

export const NO_CALLS: Succession = { calls: [], unanswered: [] };

export class AwaitedTab implements OtherTab {
  /** Without its code this tab has no calls to play tones for, but those of its user. */
  readonly sounds = false;

  constructor(
    private readonly core: PhoneCore,
    /** Loads the code. Where it can be loaded, `core.otherTab` is the follower when it resolves. */
    private readonly load: () => Promise<unknown>,
  ) {}

  async run(...command: Parameters<OtherTab['run']>): Promise<unknown> {
    const other = await this.#loaded();
    if (!other) throw new PhoneError('no-connection', { detail: 'The tab that had the connection was closed.' });
    return other.run(...command);
  }

  call(): undefined {}

  pickUp(): undefined {}

  async yields(): Promise<void> {
    await (await this.#loaded())?.yields();
  }

  /** Resolves with the other tab as the loaded code sees it; with undefined where this tab has become the owner. */
  async #loaded(): Promise<OtherTab | undefined> {
    await this.core.atMost(
      RESPONSE,
      this.load().then(() => undefined),
    );
    const { otherTab } = this.core;
    if (otherTab !== this) return otherTab;
    throw new PhoneError('no-connection', { detail: 'The code for several tabs could not be loaded.' });
  }
}

/** Shows that another tab has the account, of which nothing more is known. */
export function showElsewhere({ state: { account }, store }: PhoneCore): void {
  if ('name' in account) store.update({ account: { status: 'elsewhere', name: account.name } });
}
