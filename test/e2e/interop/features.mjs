/**
 * What docs/interop-matrix.md has a cell for: the features of the phone that are tested with real servers, and with each stack as the
 * remote party; and why a cell cannot work. `npm run interop` writes the page.
 */

/** @typedef {'pocket PBX' | 'Kamailio' | 'Kamailio with rtpengine' | 'Asterisk 22'} ServerName */
/** @typedef {'sip-elements in Chromium' | 'sip-elements in Firefox' | 'SIP.js' | 'JsSIP'} RemotePartyName */

/** @type {readonly ServerName[]} */
export const SERVERS = ['pocket PBX', 'Kamailio', 'Kamailio with rtpengine', 'Asterisk 22'];

/** @type {readonly RemotePartyName[]} */
export const FAR_ENDS = ['sip-elements in Chromium', 'sip-elements in Firefox', 'SIP.js', 'JsSIP'];

/** Features of a call or a message between the phone, in Chromium, and a remote party: title of the test → row of the page. */
export const CALL_FEATURES = /** @type {const} */ ({
  'call out': 'calls; audio in both directions; hangs up',
  'call in': 'is called; audio in both directions; the remote party hangs up',
  hold: 'holds and resumes (RFC 3264 §8.4)',
  held: 'is held and resumed by the remote party',
  'DTMF out': 'sends DTMF digits by INFO (RFC 6086)',
  'DTMF in': 'receives DTMF digits by INFO',
  video: 'adds the camera by re-INVITE',
  'blind transfer': 'transfers the remote party (RFC 5589 §6)',
  'attended transfer': 'transfers the remote party to the party of a consultation (RFC 5589 §7, RFC 3891)',
  transferred: 'is transferred by the remote party',
  'reload as caller': 'goes on with a call that it made after a reload of its page',
  'reload as callee': 'goes on with a call that it received after a reload of its page',
  'socket cut': 'goes on with a call whose socket is cut; the BYE of the remote party arrives',
  'message out': 'sends a text message (RFC 3428)',
  'message in': 'receives a text message',
});

/** Features of a server with the phone: title of the test → row of the page. */
export const SERVER_FEATURES = /** @type {const} */ ({
  register: 'registers, and removes the binding at the end',
  'early media': 'plays what is sent before the answer (183)',
  'DTMF by RTP': 'sends DTMF digits that the server reads (RFC 4733)',
  'session timer': 'refreshes the session before it expires (RFC 4028)',
  'server restart': 'is registered again after a restart of the server, and calls',
  'restart in a call': 'goes on with a call during which the server is restarted',
  'voicemail lamp': 'shows waiting messages (RFC 3842)',
  presence: 'shows that another party is in a call (RFC 4235)',
  queue: 'logs in to a queue and pauses by keys with lamps (RFC 4235)',
});

/** @typedef {keyof typeof CALL_FEATURES} CallFeature */
/** @typedef {keyof typeof SERVER_FEATURES} ServerFeature */

/** @type {{ server?: RegExp, remoteParty?: RegExp, feature: readonly CallFeature[], why: string }[]} */
const CALLS_THAT_CANNOT = [
  {
    server: /^Asterisk/,
    feature: ['DTMF out', 'DTMF in'],
    why: 'Asterisk sends on as RTP events what it receives by INFO (`dtmf_mode=rfc4733`), and a browser reports no RTP event that it receives.',
  },
  {
    server: /rtpengine$/,
    remoteParty: /Firefox$/,
    feature: ['video'],
    why: 'The answer of Firefox arrives from rtpengine 10.5 without its BUNDLE group, and the browser of the phone, which offers one transport for all streams, refuses it.',
  },
];

/** @type {{ server: RegExp, feature: readonly ServerFeature[], why: string }[]} */
const SERVERS_THAT_CANNOT = [
  {
    server: /^pocket PBX/,
    feature: ['queue'],
    why: 'The pocket PBX has no queues.',
  },
  {
    server: /^Kamailio/,
    feature: ['early media', 'DTMF by RTP', 'voicemail lamp', 'queue'],
    why: 'A proxy is no party of the call: it plays nothing, reads no digits, and has no mailboxes and no queues. A media server behind it does.',
  },
  {
    server: /^Kamailio/,
    feature: ['presence'],
    why: 'The configuration of `integrations/kamailio` has no presence server.',
  },
  {
    server: /^Asterisk/,
    feature: ['restart in a call'],
    why: 'Asterisk is a party of the call: its dialogs, and the audio that passes through it, end with its process.',
  },
];

/** Why a call feature cannot work; undefined where it is tested. @param {ServerName} server @param {RemotePartyName} remoteParty @param {CallFeature} feature */
export function whyNoCall(server, remoteParty, feature) {
  return CALLS_THAT_CANNOT.find(
    (row) =>
      (row.server?.test(server) ?? true) &&
      (row.remoteParty?.test(remoteParty) ?? true) &&
      row.feature.includes(feature),
  )?.why;
}

/** The same of a feature of a server. @param {ServerName} server @param {ServerFeature} feature */
export function whyNoServer(server, feature) {
  return SERVERS_THAT_CANNOT.find((row) => row.server.test(server) && row.feature.includes(feature))?.why;
}

/** The title of the group of tests of a server with a remote party, or alone. @param {ServerName} server @param {RemotePartyName} [remoteParty] */
export const groupTitle = (server, remoteParty) =>
  `Interop: ${server}${remoteParty === undefined ? '' : `, ${remoteParty}`}:`;
