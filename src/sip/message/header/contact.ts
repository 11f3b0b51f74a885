/**
 * Contact parameters: expiry, preference, outbound and GRUU (RFC 3261 §20.10, RFC 5626 §11, RFC 5627 §8).
 * Subjects: Contact parameters; expires of a Contact; GRUU in a Contact; q value; reg-id; +sip.instance, parsed.
 */

import type { NameAddrHeader } from '../name-addr.js';
import { parseDecimal } from '../scanner.js';

/** Returns the `expires` parameter in seconds; undefined where it is missing or not a number. */
export function contactExpires(contact: NameAddrHeader): number | undefined {
  const seconds = parseDecimal(contact.params.get('expires') ?? '');
  return seconds === undefined ? undefined : Math.min(seconds, 2 ** 32 - 1);
}

/** Returns the `q` parameter, 0 to 1; 1 where it is missing or malformed (used to sort in RFC 3261 §16.6 step 1). */
export function contactQ(contact: NameAddrHeader): number {
  const text = contact.params.get('q') ?? '';
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 1;
}

/** Returns the instance id without brackets, `urn:uuid:…` (RFC 5626 §4.1). */
export function contactInstance(contact: NameAddrHeader): string | undefined {
  const value = contact.params.get('+sip.instance');
  return value?.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : undefined;
}

export function contactRegId(contact: NameAddrHeader): number | undefined {
  const id = parseDecimal(contact.params.get('reg-id') ?? '', 2 ** 31 - 1);
  return id === 0 ? undefined : id;
}

/** Returns the public and the temporary GRUU from the registrar. */
export function contactGruu(contact: NameAddrHeader): { pub: string | undefined; temp: string | undefined } {
  return { pub: contact.params.get('pub-gruu') ?? undefined, temp: contact.params.get('temp-gruu') ?? undefined };
}
