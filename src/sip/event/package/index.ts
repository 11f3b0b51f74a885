/**
 * Exports of the event packages whose bodies this stack parses and prints.
 * Subjects: exports of event packages.
 */

export { MESSAGE_SUMMARY, parseMessageSummary, printMessageSummary } from './message-summary.js';
export type { MessageClass, MessageCount, MessageSummary } from './message-summary.js';
export { DIALOG_INFO, mergeDialogInfo, parseDialogInfo, printDialogInfo } from './dialog-info.js';
export type { DialogInfo, DialogInfoDialog, DialogInfoState, DialogParty } from './dialog-info.js';
export { PRESENCE, parsePresence } from './presence.js';
export { printPresence } from './presence-print.js';
export type { Presence, PresenceTuple } from './presence.js';
export { REG_INFO, parseRegInfo, printRegInfo } from './reg-info.js';
export type { RegContact, RegInfo, Registration } from './reg-info.js';
export { parseSipfrag, printSipfrag, SIPFRAG } from '../../message/sipfrag.js';
export type { StatusFragment } from '../../message/sipfrag.js';
