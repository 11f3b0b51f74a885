/**
 * Replaces, Join and Target-Dialog, which identify a dialog (RFC 3891 §6.1, RFC 3911 §7.1, RFC 4538 §7).
 * Subjects: Replaces header field, parsed; Join header field; Target-Dialog.
 */

import { parseParameterized } from './parameterized.js';
import { VALUE, isAll } from '../scanner.js';

/** A dialog, with local and remote from the view of the recipient of the header field. */
export interface DialogReference {
  readonly callId: string;
  /** The tag of the recipient: `to-tag` in Replaces and Join, `local-tag` in Target-Dialog. */
  readonly localTag: string;
  /** The tag of its remote party: `from-tag` or `remote-tag`. */
  readonly remoteTag: string;
  /** Replaces only: replace the dialog only while it is early. */
  readonly earlyOnly: boolean;
}

function parseReference(text: string, local: string, remote: string): DialogReference | undefined {
  const parts = parseParameterized(text);
  const localTag = parts?.params.get(local);
  const remoteTag = parts?.params.get(remote);
  if (!parts || !localTag || !remoteTag) return undefined;
  const reference = { callId: parts.value, localTag, remoteTag, earlyOnly: parts.params.has('early-only') };
  return isWritable(reference) ? reference : undefined;
}

/** Whether a reference can be printed: tags of allowed characters, which need not be tokens, and a Call-ID without white space. */
function isWritable({ callId, localTag, remoteTag }: NewReference): boolean {
  return isAll(localTag, VALUE) && isAll(remoteTag, VALUE) && callId !== '' && !/[\s;"]/.test(callId);
}

/** A dialog reference to print. */
type NewReference = Omit<DialogReference, 'earlyOnly'> & { readonly earlyOnly?: boolean | undefined };

function printReference(reference: NewReference, local: string, remote: string): string {
  if (!isWritable(reference)) throw new TypeError('A dialog identifier is a Call-ID and two tags');
  const { callId, localTag, remoteTag } = reference;
  return `${callId};${local}=${localTag};${remote}=${remoteTag}`;
}

/** Parses Replaces; undefined where a tag is missing (400 in RFC 3891 §3). */
export function parseReplaces(text: string): DialogReference | undefined {
  return parseReference(text, 'to-tag', 'from-tag');
}

export function printReplaces(reference: NewReference): string {
  return `${printJoin(reference)}${reference.earlyOnly ? ';early-only' : ''}`;
}

/** Parses Join, which has the syntax of Replaces (RFC 3911 §7.1). */
export const parseJoin: (text: string) => DialogReference | undefined = parseReplaces;

export function printJoin(reference: NewReference): string {
  return printReference(reference, 'to-tag', 'from-tag');
}

export function parseTargetDialog(text: string): DialogReference | undefined {
  return parseReference(text, 'local-tag', 'remote-tag');
}

export function printTargetDialog(reference: NewReference): string {
  return printReference(reference, 'local-tag', 'remote-tag');
}
