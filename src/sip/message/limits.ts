/** How much of a message from the network is read (RFC 3261 §21.5.7 asks for 513 beyond; §26.3.2.4 for defence). */

export interface Limits {
  /** UTF-16 units, or bytes where bytes are parsed. */
  message: number;
  /** UTF-16 units of one header field with its continuation lines. */
  headerField: number;
  /** Header fields of one message. */
  headerCount: number;
  /** Via elements (RFC 3261 §16.6 step 3: Max-Forwards starts at 70). */
  viaCount: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = {
  message: 65536,
  headerField: 16_384,
  headerCount: 128,
  viaCount: 70,
};
