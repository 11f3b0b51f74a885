/**
 * What a call needs of the other calls and of the phone.
 * Subjects: what a call needs of other calls.
 */

import type { URI } from '../../sip/message/uri.js';
import type { MediaKit } from '../audio/media-kit.js';
import type { AnswerOptions } from '../call-options.js';
import type { PhoneCore } from '../phone-core.js';
import type { Call } from './call.js';
import type { LateConference } from '../audio/late-conference.js';

export interface CallOwner {
  readonly core: PhoneCore;
  /** Devices, mixer and recorder. */
  readonly kit: MediaKit;
  readonly conference: LateConference;
  readonly takesTransfers: boolean;
  /** All active calls, for `merge()` without an argument. */
  readonly up: readonly Call[];
  /** Returns the call of this id. */
  get(id: string): Call | undefined;
  changed(call: Call): void;
  /** Calls a target, for a command that has passed the `before` event. */
  dial(target: string): Call;
  targetUri(target: string): URI | undefined;
  readyToTalk(call: Call, options: AnswerOptions): Promise<void>;
  /** Holds or ends the other active calls, before this call becomes the active one. */
  makeRoomFor(call: Call, others: 'hold' | 'end'): Promise<void>;
  /** Resumes what was held for this call, which has ended, unless the user talks to somebody else. */
  resumeAfter(call: Call): void;
}
