/**
 * Header fields of an INVITE: capabilities, Replaces, Join and Answer-Mode (RFC 3261 §13.2.1, RFC 3891, RFC 3911, RFC 5373).
 * Subjects: header fields of an INVITE; Replaces in an INVITE sent; Answer-Mode sent.
 */

import { SipError } from '../base/errors.js';
import { supported } from '../core/constants.js';
import { printJoin, printReplaces } from '../message/header/replaces.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { InviteUsage } from './invite-usage.js';
import type { DialogNames, InviteOptions } from './options.js';
import { allowPackages } from './trickle.js';

/**
 * Allow, Supported and Require of an INVITE or UPDATE (§13.2.1, RFC 3262 §4). Inside an established call only the
 * options of the request can require 100rel, not the configuration, as the remote party may not support it.
 */
export function addOptions(call: InviteUsage, request: OutgoingRequestMessage, options: InviteOptions): void {
  const { allow, supported: tags, accept, allowEvents } = call.core.configuration;
  const rel100 = options.rel100 ?? call.owner.settings.rel100;
  const offered = rel100 === supported.UNSUPPORTED ? tags.filter((tag) => tag !== '100rel') : tags;
  request.headers.set('Allow', allow.join(', '));
  request.headers.set('Supported', offered.join(', '));
  request.headers.set('Accept', accept.join(', '));
  if (allowEvents?.length) request.headers.set('Allow-Events', allowEvents.join(', '));
  allowPackages(call, request.headers);
  const required = (request.toTag === undefined ? rel100 : options.rel100) === supported.REQUIRED;
  if (required && request.method === 'INVITE') request.headers.append('Require', '100rel');
}

/**
 * Returns the header fields for the options. Throws an `invalid-argument` SipError if they contradict each other,
 * TypeError for an invalid dialog.
 */
export function inviteHeaders({ replaces, join, answerMode }: InviteOptions): [name: string, value: string][] {
  if (replaces && join) throw new SipError('invalid-argument', 'An INVITE has either replaces or join, not both');
  const headers: [name: string, value: string][] = [];
  if (replaces) headers.push(['Replaces', printReplaces(seenThere(replaces))], ['Require', 'replaces']);
  if (join) headers.push(['Join', printJoin(seenThere(join))], ['Require', 'join']);
  if (answerMode) {
    const { mode, required, privileged } = answerMode;
    if (mode !== 'auto' && mode !== 'manual')
      throw new SipError('invalid-argument', 'answerMode must be auto or manual');
    const value = `${mode === 'auto' ? 'Auto' : 'Manual'}${required ? ';require' : ''}`;
    headers.push([privileged ? 'Priv-Answer-Mode' : 'Answer-Mode', value]);
  }
  return headers;
}

/** Swaps the tags: the local tag of this user agent is the remote tag at the recipient (RFC 3891 §3). */
function seenThere<T extends DialogNames>(dialog: T): T {
  return { ...dialog, localTag: dialog.remoteTag, remoteTag: dialog.localTag };
}
