/**
 * The place of the functions of the chunk `event-chunk.ts`, which puts them there when it is evaluated.
 * Subjects: place of the subscription functions.
 */

import { lateSlot } from '../late-slot.js';
import type { UserAgentCore } from '../../sip/core/user-agent-core.js';
import type { EventAgent } from '../../sip/event/event-agent.js';
import type { DialogInfo } from '../../sip/event/package/dialog-info.js';
import type { MessageSummary } from '../../sip/event/package/message-summary.js';
import type { Presence } from '../../sip/event/package/presence.js';
import type { Reading } from './lamp-status.js';

/** Returns the state after this body; undefined where the body is invalid, `lost` where an earlier one is missing. */
export type ReadDocument<T> = (known: T | undefined, body: string) => T | 'lost' | undefined;

export interface EventCode {
  /** Creates the subscriptions and publications of a connection. */
  readonly makeAgent: (core: UserAgentCore) => EventAgent;
  /** How the documents of each event package are read. */
  readonly dialogs: ReadDocument<DialogInfo>;
  readonly messagesWaiting: ReadDocument<MessageSummary>;
  readonly presence: ReadDocument<Presence>;
  /** Returns the state of a lamp. */
  readonly readLamp: (dialogs: readonly DialogInfo[], presence: readonly Presence[]) => Reading;
}

export const {
  supply: supplyEventCode,
  supplied: suppliedEventCode,
  whenSupplied: whenEventCodeSupplied,
} = lateSlot<EventCode>();
