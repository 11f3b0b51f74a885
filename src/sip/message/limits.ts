/**
 * The size limits of received messages (RFC 3261 §21.5.7: 513 above them; §26.3.2.4: denial of service).
 * Subjects: size limits of messages; 513 Message Too Large; number of header fields; longest header field.
 */

export interface Limits {
  /** The size of a message: UTF-16 units of text, bytes of binary data. */
  message: number;
  /** The length of one header field with its continuation lines, UTF-16 units. */
  headerField: number;
  /** The number of header fields. */
  headerCount: number;
  /** The number of Via elements (RFC 3261 §16.6 step 3: Max-Forwards starts at 70). */
  viaCount: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = {
  message: 65536,
  headerField: 16_384,
  headerCount: 128,
  viaCount: 70,
};
