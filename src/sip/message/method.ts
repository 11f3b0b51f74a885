/**
 * The standard SIP methods (RFC 3261 §7.1 and the RFCs named below).
 * Subjects: SIP methods.
 */

/** RFC 3261, 3262 (PRACK), 3311 (UPDATE), 3428 (MESSAGE), 3515 (REFER), 3903 (PUBLISH), 6086 (INFO), 6665 (SUBSCRIBE, NOTIFY). */
const METHODS = [
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'REGISTER',
  'PRACK',
  'UPDATE',
  'MESSAGE',
  'REFER',
  'PUBLISH',
  'INFO',
  'SUBSCRIBE',
  'NOTIFY',
];

const KNOWN = new Map(METHODS.map((method) => [method, method]));

/** Returns a standard method as a shared string; undefined for any other. */
export function knownMethod(method: string): string | undefined {
  return KNOWN.get(method);
}
