/**
 * Names and content types of event packages, apart from the readers of their bodies, which are loaded when one arrives.
 * Subjects: names of event packages; content types of event packages.
 */

/** RFC 4235. */
export const DIALOG_INFO = { package: 'dialog', contentType: 'application/dialog-info+xml' } as const;

/** RFC 3842. */
export const MESSAGE_SUMMARY = {
  package: 'message-summary',
  contentType: 'application/simple-message-summary',
} as const;

/** RFC 3856, RFC 3863. */
export const PRESENCE = { package: 'presence', contentType: 'application/pidf+xml' } as const;

/** Namespaces of a presence document (RFC 3863 §4.1, RFC 4479 §4, RFC 4480 §3.1). */
export const PIDF = 'urn:ietf:params:xml:ns:pidf';
export const DATA_MODEL = 'urn:ietf:params:xml:ns:pidf:data-model';
export const RPID = 'urn:ietf:params:xml:ns:pidf:rpid';

/** RFC 6035. */
export const VOICE_QUALITY = { package: 'vq-rtcpxr', contentType: 'application/vq-rtcpxr' } as const;
