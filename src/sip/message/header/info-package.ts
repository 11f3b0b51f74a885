/**
 * The Info-Package header field of an INFO (RFC 6086 §5.1).
 * Subjects: Info-Package.
 */

import type { Message } from '../message.js';

/** Returns the name of the package in lower case; undefined where the INFO names none. */
export function infoPackageOf({ headers }: Pick<Message, 'headers'>): string | undefined {
  return headers.get('Info-Package')?.split(';')[0]!.trim().toLowerCase();
}
