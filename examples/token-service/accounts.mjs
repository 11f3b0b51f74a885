/** The documents of accounts: where a phone connects, and credentials that end. One function for each kind of server. */

import { randomBytes } from 'node:crypto';
import { ephemeralCredentials, turnServers } from './ephemeral.mjs';

/** @typedef {import('../../src/phone/account/account-document.js').AccountDocument} AccountDocument */
/** @typedef {(user: string) => AccountDocument | Promise<AccountDocument>} Accounts */

/**
 * @typedef {object} Place
 * @property {string} server WebSocket URL of the SIP server
 * @property {string} domain
 * @property {number} [ttl] seconds for which credentials are valid; default 3600
 * @property {{ urls: string | string[], secret: string }} [turn] a coturn with `use-auth-secret`
 */

/**
 * @param {Place} place
 * @param {string} user
 */
function placeOf({ server, domain, turn, ttl = 3600 }, user) {
  const iceServers = turn ? { iceServers: turnServers({ ...turn, user, ttl }) } : {};
  return { server, uri: `sip:${user}@${domain}`, displayName: user, ...iceServers };
}

/**
 * Accounts of a Kamailio with `auth_ephemeral`: nothing is stored, here or there.
 * @param {Place & { secret: string }} options
 * @returns {Accounts}
 */
export function kamailioAccounts({ secret, ...place }) {
  const { ttl = 3600 } = place;
  return (user) => ({ ...placeOf(place, user), ...ephemeralCredentials({ secret, user, ttl }), ttl });
}

/**
 * Accounts of an Asterisk: a random password for each user, which ARI writes into the `auth` object `<user>-token` of PJSIP and
 * which is replaced when it ends. A phone that still has the former one is challenged again, and fetches its document again.
 * @param {Place & { ari: { url: string, username: string, password: string } }} options `url` as in http://127.0.0.1:8088/ari
 * @returns {Accounts}
 */
export function asteriskAccounts({ ari, ...place }) {
  const { ttl = 3600 } = place;
  /** @type {Map<string, { password: Promise<string>, ends: number }>} */
  const made = new Map();

  /** @param {string} user */
  async function newPassword(user) {
    const password = randomBytes(24).toString('base64url');
    const fields = { auth_type: 'userpass', username: user, password };
    const response = await fetch(
      `${ari.url}/asterisk/config/dynamic/res_pjsip/auth/${encodeURIComponent(user)}-token`,
      {
        method: 'PUT',
        headers: {
          authorization: `Basic ${Buffer.from(`${ari.username}:${ari.password}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })) }),
      },
    );
    if (!response.ok) throw new Error(`ARI answered ${response.status}`);
    return password;
  }

  return async (user) => {
    const now = Date.now() / 1000;
    let current = made.get(user);
    // Half of its time must be left: the phone fetches the next one before this one ends.
    if (!current || current.ends - now < ttl / 2) {
      current = { password: newPassword(user), ends: now + ttl };
      made.set(user, current);
      const attempt = current;
      current.password.catch(() => made.get(user) === attempt && made.delete(user));
    }
    const { ends, password } = current;
    return { ...placeOf(place, user), username: user, password: await password, ttl: Math.floor(ends - now) };
  };
}
