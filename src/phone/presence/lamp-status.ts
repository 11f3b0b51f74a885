/**
 * Maps dialog and presence documents to the status of a BLF lamp, as pure functions (RFC 4235 §3.7, RFC 3863, RFC 4480).
 * Subjects: lamp state from a document; busy, ringing or away lamp; meeting or vacation as a lamp; call shown before presence.
 */

import type { DialogInfo, DialogInfoDialog } from '../../sip/event/package/dialog-info.js';
import type { Presence } from '../../sip/event/package/presence.js';
import { URI } from '../../sip/message/uri.js';
import { cleanText, numberOf } from '../calls/party.js';
import type { LampStatus, Party } from '../contact-state.js';

/** The state of a lamp as the server reports it. */
export interface Reading {
  readonly status: LampStatus;
  /** Display name of the watched party, from the server. */
  readonly name: string;
  /** The dialog of the call that rings there. */
  readonly ringing: DialogInfoDialog | undefined;
  readonly peer: Party | undefined;
  readonly note: string | undefined;
}

const BUSY: ReadonlySet<string> = new Set(['on-the-phone', 'busy', 'meeting', 'presentation', 'performance']);
const AWAY: ReadonlySet<string> = new Set([
  ...['appointment', 'away', 'breakfast', 'dinner', 'holiday', 'in-transit', 'lunch', 'meal', 'permanent-absence'],
  ...['sleeping', 'spectator', 'steering', 'travel', 'tv', 'vacation', 'worship'],
]);

/** Returns the status of all documents: a call ranks above presence, and a ringing call above an active one. */
export function readLamp(dialogs: readonly DialogInfo[], presence: readonly Presence[]): Reading {
  // In `trying` the callee is not alerted yet.
  const calls = dialogs
    .flatMap((document) => document.dialogs)
    .filter(({ state, direction }) => state !== 'trying' || direction === 'initiator');
  const ringing = calls.find(isRinging);
  const up = calls.find(({ state, rendering }) => state === 'confirmed' && rendering !== false);
  const held = calls.find(({ state }) => state === 'confirmed');
  const shown = ringing ?? up ?? held ?? calls[0];
  const notes = presence.flatMap(({ notes, tuples }) => [...notes, ...tuples.flatMap((tuple) => tuple.notes)]);
  const note = notes.map((text) => cleanText(text)).find((text) => text !== '');
  return {
    status: shown ? statusOf(shown) : (statusOfPresence(presence) ?? (dialogs.length > 0 ? 'available' : 'unknown')),
    name: cleanText(shown?.local?.display ?? ''),
    ringing,
    peer: shown && peerOf(shown),
    note,
  };
}

function isRinging({ state, direction }: DialogInfoDialog): boolean {
  return direction !== 'initiator' && (state === 'early' || state === 'proceeding');
}

function statusOf(dialog: DialogInfoDialog): LampStatus {
  if (isRinging(dialog)) return 'ringing';
  return dialog.state === 'confirmed' && dialog.rendering === false ? 'held' : 'busy';
}

function statusOfPresence(presence: readonly Presence[]): LampStatus | undefined {
  if (presence.length === 0) return undefined;
  const activities = presence.flatMap((document) => document.activities.map((activity) => activity.toLowerCase()));
  const basics = presence.flatMap(({ tuples }) => tuples.map(({ basic }) => basic));
  if (!basics.includes('open') && basics.includes('closed')) return 'offline';
  if (activities.some((activity) => BUSY.has(activity))) return 'busy';
  if (activities.some((activity) => AWAY.has(activity))) return 'away';
  return basics.includes('open') ? 'available' : undefined;
}

function peerOf({ remote }: DialogInfoDialog): Party | undefined {
  const uri = URI.parse(remote?.identity ?? '');
  if (!uri) return undefined;
  return { name: cleanText(remote?.display ?? ''), number: numberOf(uri), uri: cleanText(uri.toString(), 512) };
}
