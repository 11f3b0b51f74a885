/**
 * The local Contact: an address that is valid on the flow only, or a GRUU (RFC 7118 §5.2, RFC 5626 §4.1, RFC 5627 §4.4).
 * Subjects: local Contact; GRUU used; `ob` parameter of a Contact; sips Contact.
 */

import { randomToken } from '../base/ids.js';
import type { IncomingRequest } from '../message/request.js';
import { URI } from '../message/uri.js';

export class LocalContact {
  /** The host of Contact and the sent-by of Via; `.invalid`, as a browser has no address (RFC 7118 §5.2, RFC 2606). */
  readonly host: string;
  readonly uri: URI;
  /** The GRUUs from the latest 2xx to REGISTER. */
  pubGruu: string | undefined;
  tempGruu: string | undefined;
  /** Whether the registrar supports outbound, so that `;ob` requests the same flow for dialogs (RFC 5626 §4.3). */
  outbound: 'unknown' | 'yes' = 'unknown';

  constructor(options: { scheme?: string; host?: string; user?: string } = {}) {
    this.host = options.host ?? `${randomToken(12)}.invalid`;
    this.uri = URI.of({
      scheme: options.scheme ?? 'sip',
      user: options.user ?? randomToken(8),
      host: this.host,
      params: { transport: 'ws' },
    });
  }

  /** Returns the Contact value for a message that creates or refreshes a dialog; `secure`: with a sips URI (RFC 3261 §8.1.1.8). */
  toHeader(options: { anonymous?: boolean; secure?: boolean } = {}): string {
    const gruu = URI.parse((options.anonymous ? this.tempGruu : (this.pubGruu ?? this.tempGruu)) ?? '');
    const uri = gruu ?? this.#with(options.anonymous ? { user: 'anonymous' } : {});
    if (options.secure) uri.scheme = 'sips';
    return `<${uri.toRaw()}>`;
  }

  #with(change: { user?: string }): URI {
    const uri = this.uri.clone();
    if (change.user !== undefined) uri.user = change.user;
    if (this.outbound === 'yes') uri.params.set('ob', null);
    return uri;
  }
}

export function isSips(uri: URI | undefined): boolean {
  return uri?.scheme.toLowerCase() === 'sips';
}

/** Whether a request requires a sips Contact in its response (RFC 3261 §12.1.1). */
export function isSecure({ uri, recordRoutes, contact }: IncomingRequest): boolean {
  return isSips(uri) || isSips((recordRoutes[0] ?? contact)?.uri);
}
