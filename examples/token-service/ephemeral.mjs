/** Passwords that a shared secret makes and that end by themselves (TURN REST API, draft-uberti-behave-turn-rest §2.2). */

import { createHmac } from 'node:crypto';

/**
 * The user name holds the time at which the password ends; the server that has the same secret computes the password, so that
 * nothing is stored. Kamailio (`auth_ephemeral`) and coturn (`use-auth-secret`) take it.
 * @param {object} options
 * @param {string} options.secret
 * @param {string} options.user
 * @param {number} options.ttl seconds
 * @param {number} [options.now] seconds since 1970
 * @returns {{ username: string, password: string }}
 */
export function ephemeralCredentials({ secret, user, ttl, now = Math.floor(Date.now() / 1000) }) {
  const username = `${now + ttl}:${user}`;
  return { username, password: createHmac('sha1', secret).update(username).digest('base64') };
}

/**
 * Returns the ICE servers for one user: coturn with `use-auth-secret` and `static-auth-secret`.
 * @param {object} options
 * @param {string | string[]} options.urls such as `turn:turn.example.com?transport=udp`
 * @param {string} options.secret
 * @param {string} options.user
 * @param {number} options.ttl seconds
 */
export function turnServers({ urls, secret, user, ttl }) {
  const { username, password } = ephemeralCredentials({ secret, user, ttl });
  return [{ urls, username, credential: password }];
}
