/**
 * The conference of one phone before its code, which is loaded with the mixer: in idle time, or by the first merge.
 * Subjects: late conference code.
 */

import { mediaCode } from './late-media.js';
import { PhoneError } from '../phone-error.js';
import type { Conference, ConferenceCall, MakeMixer } from './conference.js';

export class LateConference {
  #conference: Conference | undefined;

  constructor(private readonly makeMixer: MakeMixer) {}

  has(call: ConferenceCall): boolean {
    return this.#conference?.has(call) === true;
  }

  /** As `merge` of `Conference`. Rejects with a `PhoneError` of the kind `media` where the code cannot be loaded; the next merge tries again. */
  async merge(...merged: Parameters<Conference['merge']>): Promise<void> {
    const code = await mediaCode();
    this.#conference ??= code.conference(this.makeMixer);
    await this.#conference.merge(...merged);
  }

  async split(call: ConferenceCall): Promise<void> {
    if (!this.#conference) throw new PhoneError('already-ended');
    await this.#conference.split(call);
  }

  async hold(on: boolean): Promise<void> {
    await this.#conference?.hold(on);
  }

  mute(on: boolean): void {
    this.#conference?.mute(on);
  }

  leave(call: ConferenceCall): void {
    this.#conference?.leave(call);
  }

  follow(call: ConferenceCall): void {
    this.#conference?.follow(call);
  }
}
