/**
 * Refer-To, Referred-By and Refer-Sub (RFC 3515 §2.1, RFC 3892 §3, RFC 4488 §4).
 * Subjects: Refer-To, parsed; Referred-By; Refer-Sub.
 */

import { NameAddrHeader } from '../name-addr.js';
import { splitList } from '../scanner.js';
import type { URI } from '../uri.js';
import { parseReplaces, type DialogReference } from './replaces.js';

export interface ReferTo {
  /** The address as received; its URI may have any scheme. */
  readonly address: NameAddrHeader;
  /** The target of the new request: the URI without headers and `method`. */
  readonly target: URI;
  /** The method of the new request. Default INVITE. */
  readonly method: string;
  /** The dialog that the new call replaces, in an attended transfer. */
  readonly replaces: DialogReference | undefined;
  /** The other headers of the URI (RFC 3261 §19.1.5 defines which to use). */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Parses Refer-To; undefined without exactly one address (400 in RFC 3515 §2.4.2), or with a broken Replaces. */
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

/** Parses Refer-Sub: `false` requests no subscription (RFC 4488 §4). Undefined where it is neither true nor false. */
export function parseReferSub(text: string): boolean | undefined {
  const value = text.split(';')[0]!.trim().toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}
