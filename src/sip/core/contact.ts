/** Our Contact: an address that is only good on our flow, or the GRUU of the registrar (RFC 7118 §5.2, RFC 5626 §4.1, RFC 5627 §4.4). */

import { randomToken } from '../base/ids.js';
import { URI } from '../message/uri.js';

export class LocalContact {
  /** A browser knows no address of its own: `.invalid` says so (RFC 7118 §5.2, RFC 2606). Also the sent-by of our Via. */
  readonly host: string;
  readonly uri: URI;
  /** Addresses that the registrar gave this device, from the latest 2xx to REGISTER. */
  pubGruu: string | undefined;
  tempGruu: string | undefined;
  /** Whether the registrar does outbound, so that dialogs may ask for the same flow with `;ob` (RFC 5626 §4.3). */
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

  /** The value of Contact in a request or response that makes or refreshes a dialog. */
  toHeader(options: { anonymous?: boolean } = {}): string {
    const gruu = options.anonymous ? this.tempGruu : (this.pubGruu ?? this.tempGruu);
    if (gruu !== undefined && URI.parse(gruu)) return `<${gruu}>`;
    if (options.anonymous) return `<${this.#with({ user: 'anonymous' }).toRaw()}>`;
    return `<${this.#with({}).toRaw()}>`;
  }

  #with(change: { user?: string }): URI {
    const uri = this.uri.clone();
    if (change.user !== undefined) uri.user = change.user;
    if (this.outbound === 'yes') uri.params.set('ob', null);
    return uri;
  }
}
