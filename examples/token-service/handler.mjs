/** Answers the `credentials-src` of a phone in a page. The user of the page must be signed in to your application. */

/**
 * @param {object} options
 * @param {(request: import('node:http').IncomingMessage) => string | undefined | Promise<string | undefined>} options.userOf
 *   returns the SIP user of a request, by the session of your application; undefined for a stranger
 * @param {import('./accounts.mjs').Accounts} options.accounts
 * @param {readonly string[]} [options.origins] other origins whose pages may ask, such as https://www.example.com
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
export function accountHandler({ userOf, accounts, origins = [] }) {
  return async (request, response) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    /** @type {(status: number, body?: unknown, headers?: Record<string, string>) => void} */
    const reply = (status, body, headers = {}) => {
      const permitted = origin !== undefined && origins.includes(origin);
      response.writeHead(status, {
        'content-type': 'application/json',
        // The document is a secret: no cache keeps it, no other page reads it.
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        vary: 'origin',
        ...(permitted ? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' } : {}),
        ...headers,
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (request.method !== 'GET') return reply(405, undefined, { allow: 'GET' });
    const foreign = site !== undefined ? site !== 'same-origin' && site !== 'none' : origin !== undefined;
    if (foreign && !(origin !== undefined && origins.includes(origin))) return reply(403);
    try {
      const user = await userOf(request);
      if (user === undefined) return reply(401, undefined, { 'www-authenticate': 'Basic realm="phone"' });
      reply(200, await accounts(user));
    } catch (error) {
      console.error(`No account document: ${error instanceof Error ? error.message : 'unknown error'}`);
      reply(503, undefined, { 'retry-after': '5' });
    }
  };
}
