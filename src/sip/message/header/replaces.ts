/** Replaces, Join and Target-Dialog: header fields that name a dialog (RFC 3891 §6.1, RFC 3911 §7.1, RFC 4538 §7). */

import { parseParameterized } from './parameterized.js';
import { VALUE, isAll } from '../scanner.js';

/** A dialog as the sender of the header field sees it from the recipient's end. */
export interface DialogReference {
  readonly callId: string;
  /** The recipient's tag: `to-tag` in Replaces and Join, `local-tag` in Target-Dialog. */
  readonly localTag: string;
  /** The other side's tag: `from-tag` or `remote-tag`. */
  readonly remoteTag: string;
  /** Replaces only: take over nothing but an early dialog. */
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

/** What can be read can be written again: tags as dialogs have them, which need be no tokens, and a Call-ID without white space. */
function isWritable({ callId, localTag, remoteTag }: NewReference): boolean {
  return isAll(localTag, VALUE) && isAll(remoteTag, VALUE) && callId !== '' && !/[\s;"]/.test(callId);
}

/** A dialog to be named in a header field. */
type NewReference = Omit<DialogReference, 'earlyOnly'> & { readonly earlyOnly?: boolean | undefined };

function printReference(reference: NewReference, local: string, remote: string): string {
  if (!isWritable(reference)) throw new TypeError('A dialog is named by a Call-ID and two tags');
  const { callId, localTag, remoteTag } = reference;
  return `${callId};${local}=${localTag};${remote}=${remoteTag}`;
}

/** Undefined where a tag is missing: RFC 3891 §3 asks for 400 then. */
export function parseReplaces(text: string): DialogReference | undefined {
  return parseReference(text, 'to-tag', 'from-tag');
}

export function printReplaces(reference: NewReference): string {
  return `${printJoin(reference)}${reference.earlyOnly ? ';early-only' : ''}`;
}

/** Join is written as Replaces is (RFC 3911 §7.1). */
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
