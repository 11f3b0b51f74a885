/** The place of the functions of the chunk `event-documents.ts`, which puts them there when it is evaluated. */

import type { DialogInfo } from '../../sip/event/package/dialog-info.js';
import type { MessageSummary } from '../../sip/event/package/message-summary.js';
import type { Presence } from '../../sip/event/package/presence.js';

/** Returns the state after this body; undefined where the body is invalid, `lost` where an earlier one is missing. */
export type ReadDocument<T> = (known: T | undefined, body: string) => T | 'lost' | undefined;

/** How the documents of each event package are read. */
export interface DocumentReaders {
  readonly dialogs: ReadDocument<DialogInfo>;
  readonly messagesWaiting: ReadDocument<MessageSummary>;
  readonly presence: ReadDocument<Presence>;
}

let present: DocumentReaders | undefined;

export function supplyReaders(readers: DocumentReaders): void {
  present = readers;
}

export const suppliedReaders = (): DocumentReaders | undefined => present;
