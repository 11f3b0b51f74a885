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

/** The longest delay of a timer (HTML, setTimeout), in milliseconds. */
const LONGEST = 2 ** 31 - 1;
/** Milliseconds until a request that has to succeed is repeated. */
const AGAIN = 30_000;

class AriError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`ARI answered ${status}`);
    this.status = status;
  }
}

const newPassword = () => randomBytes(24).toString('base64url');

/**
 * Accounts of an Asterisk: a random password for each user, which ARI writes into the `auth` object `<user>-token` of PJSIP and
 * which is replaced when half of its time is over. A phone that still has the former one is challenged again, and fetches its document
 * again. Each document writes the password, so that it is also in an Asterisk whose database is a new one. One process of this service
 * makes the passwords of an Asterisk: a second one would replace them.
 *
 * Asterisk knows no end of a password: when its time is over, this service overwrites it by one that nobody is given. At its start it
 * overwrites those of a former process, in the objects `<name>-token` of all endpoints. A password stays valid while the service does
 * not run, and a registration until it expires (`maximum_expiration` of the aor).
 * @param {Place & { ari: { url: string, username: string, password: string } }} options `url` as in http://127.0.0.1:8088/ari
 * @returns {Accounts}
 */
export function asteriskAccounts({ ari, ...place }) {
  const { ttl = 3600 } = place;
  /** @typedef {{ password: string, ends: number }} Made */
  /** @type {Map<string, Made>} */
  const made = new Map();

  /** @param {string} method @param {string} path @param {unknown} [body] */
  async function ask(method, path, body) {
    const response = await fetch(`${ari.url}/${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${ari.username}:${ari.password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok) throw new AriError(response.status);
    return text;
  }

  /** @param {string} user */
  const objectOf = (user) => `asterisk/config/dynamic/res_pjsip/auth/${encodeURIComponent(user)}-token`;

  /** @param {string} user @param {string} password */
  function write(user, password) {
    const fields = { auth_type: 'userpass', username: user, password };
    return ask('PUT', objectOf(user), {
      fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })),
    });
  }

  /** Whether Asterisk has a password of the user. @param {string} user */
  const has = (user) =>
    ask('GET', objectOf(user)).then(
      () => true,
      (error) => {
        if (error instanceof AriError && error.status === 404) return false;
        throw error;
      },
    );

  /** Overwrites the password when its time is over, unless a later one has done so. @param {string} user @param {Made} current */
  function endInTime(user, current) {
    const left = current.ends * 1000 - Date.now();
    if (left > 0) return later(() => endInTime(user, current), Math.min(left, LONGEST));
    if (made.get(user) === current) made.delete(user);
    if (!made.has(user)) write(user, newPassword()).catch(() => later(() => endInTime(user, current), AGAIN));
  }

  /** Overwrites the passwords that a former process has made. */
  async function endFormer() {
    const endpoints = /** @type {{ resource: string }[]} */ (JSON.parse(await ask('GET', 'endpoints/PJSIP')));
    for (const { resource } of endpoints)
      if ((await has(resource)) && !made.has(resource)) await write(resource, newPassword());
  }
  function sweep() {
    endFormer().catch((error) => {
      console.error(`Passwords of a former process may still be valid: ${error.message}`);
      later(sweep, AGAIN);
    });
  }
  sweep();

  return async (user) => {
    const now = Date.now() / 1000;
    let current = made.get(user);
    // Half of its time must be left: the phone fetches the next one before this one ends.
    if (!current || current.ends - now < ttl / 2) {
      current = { password: newPassword(), ends: now + ttl };
      made.set(user, current);
      endInTime(user, current);
    }
    const { ends, password } = current;
    await write(user, password);
    return { ...placeOf(place, user), username: user, password, ttl: Math.floor(ends - now) };
  };
}

/** A timer that does not keep the process. @param {() => void} step @param {number} delay milliseconds */
function later(step, delay) {
  setTimeout(step, delay).unref();
}
