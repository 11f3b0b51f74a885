/**
 * Random identifiers of at least 96 bits; RFC 3261 §19.3 requires 32 bits for a tag.
 * Subjects: random identifiers; tag of From and To, generated; branch, generated; Call-ID, generated; UUID.
 */

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Returns a random token of `[a-z2-7]`, 5 bits a character, from the platform's CSPRNG. */
export function randomToken(length = 20): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  let token = '';
  for (const byte of bytes) token += ALPHABET[byte & 31];
  return token;
}

/** The prefix of every RFC 3261 branch (§8.1.1.7). */
export const MAGIC_COOKIE = 'z9hG4bK';

export function newBranch(): string {
  return MAGIC_COOKIE + randomToken();
}

export function newTag(): string {
  return randomToken();
}

export function newCallId(): string {
  return randomToken(26);
}

export function newCnonce(): string {
  return randomToken(26);
}

/** Returns a version 4 UUID (RFC 9562 §5.4), also in insecure contexts, where `crypto.randomUUID` is missing. */
export function newUuid(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const hex = Array.from(b, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
