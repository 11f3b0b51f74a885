/**
 * Validates header fields added by the application, to prevent injection of lines and structural fields (RFC 3261 §7.3).
 * Subjects: extraHeaders; header fields added by the application; header fields that an application must not set.
 */

import { assertHeaderValue, type Headers } from '../message/headers.js';
import { registeredName } from '../message/header-names.js';
import { isToken } from '../message/scanner.js';

/** Fields that only the stack sets. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  'Via',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
  'Content-Length',
  'Max-Forwards',
  'Route',
  'Record-Route',
  'Authorization',
  'Proxy-Authorization',
]);

/** Reads `Name: value` lines. Throws TypeError for a malformed line, a line break, or a field that the stack sets. */
export function readExtraHeaders(lines: readonly string[] = []): [name: string, value: string][] {
  return lines.map((line) => {
    const colon = typeof line === 'string' ? line.indexOf(':') : -1;
    if (colon < 1) throw new TypeError('An extra header field is written "Name: value"');
    const written = line.slice(0, colon).trim();
    const name = registeredName(written) ?? written;
    if (STRUCTURAL.has(name)) throw new TypeError(`The stack sets ${name} itself`);
    if (!isToken(name)) throw new TypeError('A header field name must be a token');
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
    assertHeaderValue(value);
    return [name, value];
  });
}

/** Adds header fields; Content-Type, User-Agent and Server replace the existing one. */
export function addExtraHeaders(headers: Headers, extra: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of extra) {
    if (name === 'Content-Type' || name === 'User-Agent' || name === 'Server') headers.set(name, value);
    else headers.append(name, value);
  }
}
