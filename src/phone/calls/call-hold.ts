/**
 * The local hold of one call, and its reason: what the phone has held by itself, it resumes by itself.
 * Subjects: reason of a hold; hold for another call; hold for a transfer.
 */

import { phoneError } from '../error-causes.js';
import { PhoneError } from '../phone-error.js';
import type { Call } from './call.js';
import { isOnHold } from './call-state.js';

/** Why a call is on local hold: by the user, for its transfer, for the call of an id, or as it came back beside another one. */
type HoldReason = 'user' | 'transfer' | 'return' | `call ${string}`;

export class CallHold {
  /** From the request of a hold until its end is agreed; undefined also where an earlier page has held the call. */
  reason: HoldReason | undefined;

  constructor(
    private readonly call: Pick<Call, 'state' | 'session'>,
    private readonly resumeAudio: () => void,
  ) {}

  /** Holds or resumes this call only, also in a conference. Rejects with a `PhoneError`. */
  async set(on: boolean, reason: HoldReason = 'user'): Promise<void> {
    const { state, session } = this.call;
    if (state.status !== 'active' || !session) throw new PhoneError('already-ended');
    // A hold counts from its request, its end when it is agreed: where that fails, the call is still held for the same reason.
    if (on) this.reason = reason;
    else this.resumeAudio();
    const before = this.reason;
    try {
      await (on ? session.hold() : session.unhold());
      if (!on && this.reason === before) this.reason = undefined;
    } catch (error) {
      if (on && this.reason === reason && !isOnHold(this.call.state)) this.reason = undefined;
      throw phoneError(error);
    }
  }

  /** Holds the call for the phone. Where it is held, that hold and its reason stay; one for a transfer becomes one for another call. */
  async begin(reason: HoldReason): Promise<void> {
    if (this.reason === 'transfer') this.reason = reason;
    if (!isOnHold(this.call.state)) await this.set(true, this.reason ?? reason);
  }

  /** Ends a hold that the phone began for this reason, and no other one. */
  async end(reason: HoldReason): Promise<void> {
    if (this.reason === reason) await this.set(false);
  }
}
