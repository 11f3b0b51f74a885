/**
 * The event packages to which the phone subscribes, and how each document updates the known state (RFC 6665). The code that reads the
 * documents is loaded with the first subscription; a document that arrives earlier waits for it.
 */

import type { DialogInfo } from '../../sip/event/package/dialog-info.js';
import type { MessageSummary } from '../../sip/event/package/message-summary.js';
import { DIALOG_INFO, MESSAGE_SUMMARY, PRESENCE } from '../../sip/event/package/names.js';
import type { Presence } from '../../sip/event/package/presence.js';
import { LateCode } from '../late-code.js';
import { suppliedReaders, type DocumentReaders, type ReadDocument } from './document-slot.js';

/** Documents that wait for the code; the oldest are dropped, against a notifier that sends more. */
const MOST_WAITING = 100;

export interface WatchedPackage<T> {
  readonly event: string;
  readonly contentType: string;
  /** How its documents are read. */
  readonly reader: (readers: DocumentReaders) => ReadDocument<T>;
}

export const DIALOGS: WatchedPackage<DialogInfo> = {
  event: DIALOG_INFO.package,
  contentType: DIALOG_INFO.contentType,
  reader: ({ dialogs }) => dialogs,
};

export const PRESENCES: WatchedPackage<Presence> = {
  event: PRESENCE.package,
  contentType: PRESENCE.contentType,
  reader: ({ presence }) => presence,
};

export const MESSAGES_WAITING: WatchedPackage<MessageSummary> = {
  event: MESSAGE_SUMMARY.package,
  contentType: MESSAGE_SUMMARY.contentType,
  reader: ({ messagesWaiting }) => messagesWaiting,
};

const code = new LateCode(() => import('./event-documents.js'));
const waiting: ((readers: DocumentReaders) => void)[] = [];

/** Loads the code that reads documents; tries again later where that fails. */
export function loadReaders(): void {
  if (!suppliedReaders()) void code.load().then((loaded) => !loaded && code.retryLater());
}

/** Calls `work` with the readers: at once, or when they are loaded. */
export function withReaders(work: (readers: DocumentReaders) => void): void {
  const readers = suppliedReaders();
  if (readers) return work(readers);
  waiting.push(work);
  if (waiting.length > MOST_WAITING) waiting.shift();
  code.subscribe(goOn);
  loadReaders();
}

function goOn(): void {
  const readers = suppliedReaders();
  if (readers) for (const work of waiting.splice(0)) work(readers);
}
