/**
 * The place of the parts of the chunk `parts-chunk.ts`, which puts its function there when it is evaluated.
 * Subjects: place of the late parts.
 */

import { lateSlot } from './late-slot.js';
import type { URI } from '../sip/message/uri.js';
import type { AccountConnection } from './account/account-connection.js';
import type { PhoneMedia } from './audio/phone-media.js';
import type { Phone } from './phone.js';
import type { PhoneCore } from './phone-core.js';

/** What the parts use of their phone. */
export interface PartOwner {
  readonly core: PhoneCore;
  readonly phone: Pick<Phone, 'on' | 'off' | 'getCall'>;
  readonly media: Pick<PhoneMedia, 'playsTones' | 'cue'>;
  /** The connection of the account; undefined while there is none. */
  readonly line: AccountConnection | undefined;
  /** The address-of-record. */
  readonly uri: URI | undefined;
}

/** The parts of one phone. */
export interface StartedParts {
  /** Reads the permission for notifications, without a prompt. */
  check(): void;
  /** Requests permission for notifications. */
  request(): Promise<void>;
  close(): void;
}

/** Starts the parts of a phone, which take its present state. */
type StartParts = (owner: PartOwner) => StartedParts;

export const { supply: supplyParts, supplied: suppliedParts } = lateSlot<StartParts>();
