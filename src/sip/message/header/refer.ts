/** Refer-To, Referred-By and Refer-Sub (RFC 3515 §2.1, RFC 3892 §3, RFC 4488 §4). */

import { NameAddrHeader } from '../name-addr.js';
import { splitList } from '../scanner.js';
import type { URI } from '../uri.js';
import { parseReplaces, type DialogReference } from './replaces.js';

export interface ReferTo {
  /** The address as it came; its URI may be of any scheme. */
  readonly address: NameAddrHeader;
  /** The URI to send a request to: without its headers and its `method`. */
  readonly target: URI;
  /** The method that the transferee is to use; INVITE where none is named. */
  readonly method: string;
  /** The dialog that the new call is to take over: an attended transfer. */
  readonly replaces: DialogReference | undefined;
  /** The other headers that the URI asks for (RFC 3261 §19.1.5 says which of them to honour). */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Undefined where there is not exactly one address (RFC 3515 §2.4.2 asks for 400 then), or its Replaces is broken. */
export function parseReferTo(text: string): ReferTo | undefined {
  const elements = splitList(text);
  const address = elements.length === 1 ? NameAddrHeader.parse(elements[0]!) : undefined;
  if (!address) return undefined;
  const target = address.uri.clone();
  const method = target.params.get('method') ?? 'INVITE';
  const isReplaces = ([name]: readonly [string, string]): boolean => name.toLowerCase() === 'replaces';
  const wanted = target.headers.filter(isReplaces);
  const replaces = wanted.length === 1 ? parseReplaces(wanted[0]![1]) : undefined;
  if (wanted.length > 0 && !replaces) return undefined;
  const headers = target.headers.filter((header) => !isReplaces(header));
  target.params.delete('method');
  target.headers = [];
  return { address, target, method, replaces, headers };
}

/** RFC 4488 §4: `false` asks for no subscription. Undefined where it is neither true nor false. */
export function parseReferSub(text: string): boolean | undefined {
  const value = text.split(';')[0]!.trim().toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}
