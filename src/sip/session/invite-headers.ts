/** Header fields of an INVITE for Replaces, Join and Answer-Mode (RFC 3891, RFC 3911, RFC 5373). */

import { SipError } from '../base/errors.js';
import { printJoin, printReplaces } from '../message/header/replaces.js';
import type { DialogNames, InviteOptions } from './options.js';

/**
 * Returns the header fields for the options. Throws an `invalid-argument` SipError if they contradict each other,
 * TypeError for an invalid dialog.
 */
export function inviteHeaders({ replaces, join, answerMode }: InviteOptions): [name: string, value: string][] {
  if (replaces && join) throw new SipError('invalid-argument', 'A call replaces another or joins it, not both');
  const headers: [name: string, value: string][] = [];
  if (replaces) headers.push(['Replaces', printReplaces(seenThere(replaces))], ['Require', 'replaces']);
  if (join) headers.push(['Join', printJoin(seenThere(join))], ['Require', 'join']);
  if (answerMode) {
    const { mode, required, privileged } = answerMode;
    if (mode !== 'auto' && mode !== 'manual') throw new SipError('invalid-argument', 'answerMode is auto or manual');
    const value = `${mode === 'auto' ? 'Auto' : 'Manual'}${required ? ';require' : ''}`;
    headers.push([privileged ? 'Priv-Answer-Mode' : 'Answer-Mode', value]);
  }
  return headers;
}

/** Swaps the tags: the local tag of this user agent is the remote tag at the recipient (RFC 3891 §3). */
function seenThere<T extends DialogNames>(dialog: T): T {
  return { ...dialog, localTag: dialog.remoteTag, remoteTag: dialog.localTag };
}
