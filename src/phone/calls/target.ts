/**
 * Converts a target as the user entered it to the URI to call (RFC 3261 §19.1.6, RFC 3966).
 * Subjects: domain of the account added to a number; target to URI; user=phone and phone-context; tel: or sip: URI of a number.
 */

import { URI } from '../../sip/message/uri.js';

/**
 * Returns the URI of a full address; for a number or name, one at the account's domain. `context`: the phone-context of a local
 * number (RFC 3966 §5.1.5), a domain or a prefix. Undefined where the target is invalid.
 */
export function targetUri(target: string, account: URI, context?: string): URI | undefined {
  if (target === '') return undefined;
  if (/^sips?:/i.test(target)) return calledUri(URI.parse(target));
  if (target.includes('@')) return calledUri(URI.parse(`sip:${target}`));
  // A local number of another context: the server needs the context to route it (RFC 3261 §19.1.6).
  const foreign = context !== undefined && context.toLowerCase() !== account.host;
  const uri = URI.of({
    scheme: account.scheme,
    user: foreign ? `${target};phone-context=${context}` : target,
    host: account.host,
    port: account.port,
  });
  if (foreign) uri.params.set('user', 'phone');
  return uri;
}

function calledUri(uri: URI | undefined): URI | undefined {
  return uri && uri.host !== '' ? uri : undefined;
}
