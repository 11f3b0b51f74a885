/** From a target that a person named to the URI that is called (RFC 3261 §19.1.6, RFC 3966). */

import { URI } from '../../sip/message/uri.js';

/**
 * A full address as it is; a number or name at the account's own domain. `context` is where a local number counts
 * (RFC 3966 §5.1.5): a domain, or the prefix of its numbers. Undefined where it cannot be an address.
 */
export function targetUri(target: string, account: URI, context?: string): URI | undefined {
  if (target === '') return undefined;
  if (/^sips?:/i.test(target)) return calledUri(URI.parse(target));
  if (target.includes('@')) return calledUri(URI.parse(`sip:${target}`));
  // A number that means something in another place only: the server has to know where (RFC 3261 §19.1.6).
  const foreign = context !== undefined && context.toLowerCase() !== account.host;
  const uri = URI.of({
    scheme: account.scheme,
    user: foreign ? `${target};phone-context=${context}` : target,
    host: account.host,
    ...(account.port === undefined ? {} : { port: account.port }),
  });
  if (foreign) uri.params.set('user', 'phone');
  return uri;
}

function calledUri(uri: URI | undefined): URI | undefined {
  return uri && uri.host !== '' ? uri : undefined;
}
