/**
 * Host names, IPv4 addresses and IPv6 references (RFC 3261 §25.1 host, RFC 5118).
 * Subjects: host names and IPv6 references.
 */

/** Accepts underscores, which are in use although not in the grammar; an IPv6 address needs brackets (RFC 5118 §4.2). */
const HOST = /^(?:[\w.-]+|\[[\dA-Fa-f:.]+\])$/;

export function isHost(text: string): boolean {
  return HOST.test(text);
}
