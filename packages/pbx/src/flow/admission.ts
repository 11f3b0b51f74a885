/**
 * Which requests of browsers a PBX on a developer's machine accepts: by Host, so that a name that an attacker points at
 * 127.0.0.1 (DNS rebinding) reaches nothing (RFC 9110 §7.2), and by Origin, so that a page of another site cannot open a
 * WebSocket (RFC 6455 §10.2, RFC 6454).
 * Subjects: Host and Origin of a WebSocket; DNS rebinding.
 */

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

export interface AdmissionOptions {
  /** Host names, without a port, that requests may be sent to, beside addresses and `localhost`. */
  hosts?: readonly string[];
  /** Origins such as `https://app.example.com` whose pages may open a WebSocket, beside those on this machine. `*`: each. */
  origins?: readonly string[];
}

/** Whether an address or a name means this machine only (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .replace(/^::ffff:/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(name) === 4 && name.startsWith('127.'))
  );
}

/** Undefined for an accepted request, else the sentence of its 403 response. */
export function refusalOf(request: IncomingMessage, options: AdmissionOptions): string | undefined {
  const host = hostOf(request.headers.host);
  if (host === undefined || !isKnownHost(host, options))
    return `This Host is not one of this server. Add it to "hosts" where it is yours.`;
  const { origin } = request.headers;
  // Programs other than browsers send no Origin; a page cannot omit it.
  if (origin === undefined || isKnownOrigin(origin, request.headers.host ?? '', options)) return undefined;
  return `Pages of this Origin may not connect. Add it to "origins" where it is yours.`;
}

/** The name in a Host header field, without the port. */
function hostOf(text: string | undefined): string | undefined {
  return text !== undefined && URL.canParse(`http://${text}`) ? new URL(`http://${text}`).hostname : undefined;
}

/** An address cannot be rebound, as no name is resolved. */
function isKnownHost(host: string, { hosts = [] }: AdmissionOptions): boolean {
  const isAddress = isIP(host.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress || isLoopback(host) || hosts.some((name) => name.toLowerCase() === host);
}

function isKnownOrigin(origin: string, host: string, { origins = [] }: AdmissionOptions): boolean {
  if (origins.includes('*') || origins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.host === host.toLowerCase() || isLoopback(page.hostname);
}
