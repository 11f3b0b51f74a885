/**
 * The address of a party who withholds the identity.
 * Subjects: address of an anonymous party.
 */

import { NameAddrHeader } from './name-addr.js';

/** From of a caller who withholds the identity (RFC 3323 §4.1.1.3). It is not changed. */
export const ANONYMOUS = NameAddrHeader.parse('"Anonymous" <sip:anonymous@anonymous.invalid>')!;
