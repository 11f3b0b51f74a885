/** From a target that a person named to the URI that is called (RFC 3261 §19.1.6, RFC 3966). */

import { URI } from '../../sip/message/uri.js';

/** A full address as it is; a number or name at the account's own domain. Undefined where it cannot be an address. */
export function targetUri(target: string, account: URI): URI | undefined {
  if (target === '') return undefined;
  if (/^sips?:/i.test(target)) return calledUri(URI.parse(target));
  if (target.includes('@')) return calledUri(URI.parse(`sip:${target}`));
  return URI.of({
    scheme: account.scheme,
    user: target,
    host: account.host,
    ...(account.port === undefined ? {} : { port: account.port }),
  });
}

function calledUri(uri: URI | undefined): URI | undefined {
  return uri && uri.host !== '' ? uri : undefined;
}
