/**
 * Options that take effect without a new connection, from their next use. Longer than 300 lines, as it is one table (decision
 * 024).
 * Subjects: options without a new connection; default of an option; maxCalls default; autoAnswer option; noAnswerTimeout default;
 * codecs option; ringtone option; attributes that click-to-call passes on.
 */

import { readExtraHeaders } from '../../sip/core/extra-headers.js';
import { isToken } from '../../sip/message/scanner.js';
import { isMediaType } from '../calls/call-messages.js';
import type { SessionDescriptionHandlerFactory } from '../../sip/configuration.js';
import type { Contact } from '../contact-state.js';
import { callerPage } from '../contacts/caller-page.js';
import { isIdentity } from '../calls/identities.js';
import { isCallerRule } from '../calls/caller-match.js';
import { areRingRules, type RingRule } from '../calls/ring-rules.js';
import type { SuggestOption } from '../contacts/contacts.js';
import { iceServersOf, isCountry, isSipUri, isWebUrl } from './addresses.js';
import {
  callback,
  flag,
  flagOr,
  isText,
  json,
  list,
  number,
  object,
  oneOf,
  text,
  words,
  type Option,
  type OptionTable,
} from './option.js';

export interface LiveOptions {
  /** STUN and TURN servers: a list, the same as JSON, or URLs separated by spaces. Default none: no third party learns the user's address. */
  iceServers?: string | readonly RTCIceServer[] | undefined;
  /**
   * Connect only when there are credentials, because the application sets `password` or `credentials` later. Without it
   * a phone without credentials connects, as the server may need none.
   */
  awaitCredentials?: boolean | undefined;
  /** Writes SIP messages to the log, with secrets masked. */
  trace?: boolean | undefined;
  /** Creates the media of a call instead of the built-in WebRTC handler. */
  sessionDescriptionHandlerFactory?: SessionDescriptionHandlerFactory | undefined;
  /** Options of the media of a call. */
  sessionDescriptionHandlerFactoryOptions?: Record<string, unknown> | undefined;
  /** Maximum number of calls at once, including ringing ones; further incoming calls are rejected (486). */
  maxCalls?: number | undefined;
  /** Answer incoming calls without a user: after this number of seconds, or `true` for at once. Never during another call. */
  autoAnswer?: boolean | number | undefined;
  /**
   * Answer without a user where the caller requests it (Answer-Mode, RFC 5373; `answer-after` of Call-Info; `alert-autoanswer` of Alert-Info) and the account's
   * server asserts the caller's identity (P-Asserted-Identity, RFC 3325): `true` for callers of the account's domain, a list for
   * these callers, as `1001`, `desk@example.com` or `@example.com`. Never during another call.
   */
  autoAnswerHeader?: boolean | readonly string[] | undefined;
  /**
   * Callers whose calls are declined (603) without ringing, in the call history with the cause `blocked`: numbers, by the plan of
   * `country`; users of the account's domain, as `1001`; addresses, as `desk@example.com`; domains, as `@example.com`; the
   * first digits of numbers, as `+4420*`; the word `anonymous` for callers who withhold their identity.
   */
  blockedCallers?: readonly string[] | undefined;
  /**
   * Identities that the user may call from, besides the account: addresses such as `sales@example.com`, `tel:+442079460123` and
   * `"Sales" <sip:sales@example.com>`, or `anonymous`, as a list or JSON. `setIdentity()` chooses.
   */
  identities?: readonly string[] | undefined;
  /** Withhold the identity (RFC 3323), unless one of `identities` is chosen. */
  anonymous?: boolean | undefined;
  /** Header field that has the chosen identity: P-Preferred-Identity (RFC 3325 §9.2), beside the account in From, or From itself. */
  identityHeader?: 'preferred' | 'from' | undefined;
  /** Seconds after which an unanswered call is ended, incoming or outgoing. */
  noAnswerTimeout?: number | undefined;
  /** Code of the country, such as `GB` (ISO 3166-1), whose numbering plan and call progress tones (ITU-T E.180) apply. */
  country?: string | undefined;
  /** The microphone, by `deviceId` or label; the user may choose another one. Default: the last choice of the user, or the system's. */
  audioInput?: string | undefined;
  /**
   * Remove the sound of the speaker from the microphone (`echoCancellation`). The user may change it. Default: the last choice.
   */
  echoCancellation?: boolean | undefined;
  /** Remove background noise from the microphone. The user may change it. Default: the last choice. */
  noiseSuppression?: boolean | undefined;
  /** Let the browser adjust the volume of the microphone. The user may change it. Default: the last choice. */
  autoGainControl?: boolean | undefined;
  /** The output device of call audio, by `deviceId` or label; the user may choose another one. */
  audioOutput?: string | undefined;
  /** Output of the ringer, by `deviceId` or label, or a list (JSON) to ring at all. Default: the system's, also when calls use another device. */
  ringOutput?: string | readonly string[] | undefined;
  /** Let elements flash during an incoming call. Without it they flash only where the ringer cannot be heard. */
  visualRing?: boolean | undefined;
  /** URL of an audio file for the ringer. Default: a built-in ring tone. */
  ringtone?: string | undefined;
  /**
   * URL of an audio file that the remote party hears, repeated, while the user holds the call. Without it that is the music of the
   * server, or silence.
   */
  holdMusic?: string | undefined;
  /**
   * Play the tone of each key that is pressed on the dialpad while a number is typed (ITU-T Q.23), for the user alone. In a call the tone of
   * a sent digit is heard in any case.
   */
  keySounds?: boolean | undefined;
  /**
   * Which sound a call rings with, by the caller or by Alert-Info (RFC 3261 §20.4), as a list or JSON: the first rule that fits decides. Default: the
   * ringtone that the user has chosen, `ringtone`, or the built-in one.
   */
  ringRules?: readonly RingRule[] | undefined;
  /** The codecs to use, by SDP name, in order of preference: `opus`, `G722`, `PCMA`, `PCMU`. Default: those of the browser. */
  codecs?: readonly string[] | undefined;
  /**
   * Content types of application messages inside a call that the page takes, such as `application/json`: each is a `sip-call-message`
   * event. Others are rejected (415), but `text/plain`, which belongs to the chat.
   */
  messageTypes?: readonly string[] | undefined;
  /** INFO packages of application messages that the page takes inside a call (RFC 6086), each a `sip-call-message` event. */
  infoPackages?: readonly string[] | undefined;
  /** How DTMF is sent: `auto` as RTP events (RFC 4733) where the remote party supports them, else INFO (RFC 6086). */
  dtmf?: 'auto' | 'rtp' | 'info' | undefined;
  /** Receive the video that the remote party offers. A call that sends the camera receives video in any case. */
  video?: boolean | undefined;
  /**
   * Whether to call the target of a transfer that the remote party requests (REFER), from this account: `'ask'` when the user
   * agrees (`call.respond()`), `true` without asking. Default: refused (603), as the call may cost money.
   */
  followTransfers?: boolean | 'ask' | undefined;
  /**
   * Which targets of a 3xx to call: `'same-user'` only those with the user part that was called, `'ask'` others too when the user
   * agrees (`call.respond()`), `'follow'` all, `'refuse'` none.
   */
  redirects?: 'ask' | 'same-user' | 'follow' | 'refuse' | undefined;
  /**
   * What an INVITE with Replaces for one of the calls may do (RFC 3891 §8): `'asserted'` replace it without a user, where the
   * server asserts that the INVITE comes from the peer of that call, or, for an unanswered outgoing call, from any party that
   * answers it; `'ask'` always ring; `'refuse'` nothing (403). Without that assertion the INVITE rings.
   */
  replaces?: 'asserted' | 'ask' | 'refuse' | undefined;
  /**
   * How a call continues on the next page, after a reload or a link of the site: `auto` by what suits the server, `replaces` first
   * by an INVITE with Replaces (RFC 3891), `reinvite` first in its dialog, each with the other as fallback; `off`: calls end with
   * their page.
   */
  resume?: 'auto' | 'replaces' | 'reinvite' | 'off' | undefined;
  /**
   * Let the page be left without a question of the browser (`beforeunload`) where a call would be lost: one that is not answered
   * yet, a link to another site, `resume="off"`, blocked session storage.
   */
  noLeaveQuestion?: boolean | undefined;
  /** Call without a microphone where there is none or permission is denied: the remote party hears nothing. */
  listenOnly?: boolean | undefined;
  /** Send the microphone in early media, before the remote party answers: for voice menus that listen without answering. */
  earlyAudio?: boolean | undefined;
  /**
   * Where call history and messages are stored: `local` across visits and in every tab of the origin, `session` until the tab is
   * closed, `none` until the page is left. Tabs that are one phone (`browserTabs`) have the same data with each of them. Data
   * stored before is moved, or removed with `none`. It is stored as plain text: every script of the origin can read it.
   */
  storage?: 'local' | 'session' | 'none' | undefined;
  /**
   * Where a call is recorded: in the `page`, to a file of the user, or at the `server`, which is requested by INFO with `Record: on` (Asterisk:
   * `one_touch_recording`).
   */
  recordAt?: 'page' | 'server' | undefined;
  /** Days after which a recording is removed at the next `start()`. */
  recordingDays?: number | undefined;
  /**
   * Template of the page about a remote party, with `{number}`, `{name}` and `{uri}`, such as
   * `https://crm.example.com/?phone={number}`. The result is `peer.url`, unless `lookUp` returns another URL.
   */
  callerUrl?: string | undefined;
  /** Subscribe to message waiting (RFC 3842). `false`: do not; a text: the number or URI of the mailbox. */
  voicemail?: boolean | string | undefined;
  /** Number or URI of an echo service of the server, such as `*43` or `9196`: `callEcho()`, the settings and the connection check of the phone call it. */
  echoUri?: string | undefined;
  /**
   * Tell the other party of a conversation that the user is writing, and show that of others (RFC 3994). Default off: gateways to
   * other networks may deliver the notice as a text.
   */
  composing?: boolean | undefined;
  /** Prefix of a directed call pickup, such as `**`: dialled before the number where the server reports too little for RFC 3891. */
  pickUpCode?: string | undefined;
  /**
   * Number or SIP URI of a conference at the server (RFC 4579), for `merge()`: the phone calls it, and transfers the parties to it.
   * Without it the phone mixes a conference itself.
   */
  conferenceUri?: string | undefined;
  /**
   * Number to which `park()` transfers a call, such as `700`, or `park+{place}` where the server lets the phone choose the place:
   * `{place}` is replaced by the argument of `park()`.
   */
  parkCode?: string | undefined;
  /** Prefix that `retrieve()` dials before the place of a parked call, such as `*88`. Default none: the place is a number. */
  retrieveCode?: string | undefined;
  /**
   * Publish the availability of the user at the server (PUBLISH, RFC 3903): the choice of `setAvailability()`, do not disturb, and
   * whether the user is in a call. It is removed at sign-out.
   */
  publishPresence?: boolean | undefined;
  /**
   * URL to which reports of calls are sent (POST, JSON: `CallReport`): samples of the quality during a call, and one at its end.
   * The report of an end is sent again up to three times.
   */
  reportUrl?: string | undefined;
  /** Seconds between the samples of a call for `reportUrl`. */
  reportInterval?: number | undefined;
  /**
   * The SIP address to which the voice quality of each answered call is published at its end (PUBLISH, `vq-rtcpxr`, RFC 6035), such as
   * `sip:quality@example.com`. Default none.
   */
  qualityCollector?: string | undefined;
  /** The contacts of the application. */
  contacts?: readonly Contact[] | undefined;
  /** Returns further suggestions for the typed text; `signal` aborts when the text has changed. */
  suggest?: SuggestOption | undefined;
  /** Additional header fields of every INVITE of an outgoing call, as `Name: value`. */
  extraHeaders?: readonly string[] | undefined;
}

const DEVICE = { rule: 'It must be the id or the label of a device.' } as const;
const SECONDS = 'It must be a number of seconds above 0.';

const ringOutput: Option<string | readonly string[], undefined> = {
  ...text({ rule: 'It must be the id or the label of a device, or a list.' }),
  fits: (value): value is string | readonly string[] => [value].flat().every(isText),
  // A label may have spaces and commas.
  parse: json,
};

const iceServers: Option<string | readonly RTCIceServer[], undefined> = {
  fits: (value): value is string | readonly RTCIceServer[] => iceServersOf(value) !== undefined,
  rule: 'It must be a list of objects with "urls" that begin with stun:, stuns:, turn: or turns:.',
  default: undefined,
  parse: (given) => iceServersOf(given) ?? given,
  clickToCall: true,
};

const extraHeaders: Option<readonly string[], undefined> = {
  fits: (value): value is readonly string[] => Array.isArray(value) && areHeaders(value),
  rule: 'It must be a list of "Name: value", without header fields that the phone sets itself.',
  default: undefined,
};

const ringRules: Option<readonly RingRule[], undefined> = {
  ...object<readonly RingRule[]>(
    'It must be a list of objects with "ringer" or "origins" (https only), and, where wanted, lists "callers" and "alertInfo".',
    areRingRules,
  ),
  parse: json,
};

export const LIVE_OPTIONS = {
  iceServers,
  awaitCredentials: flag(false),
  trace: flag(false),
  sessionDescriptionHandlerFactory: callback<SessionDescriptionHandlerFactory>(),
  sessionDescriptionHandlerFactoryOptions: object<Record<string, unknown>>('It must be an object.'),
  maxCalls: number(4, { fits: Number.isInteger, rule: 'It must be a whole number above 0.', mark: true }),
  autoAnswer: flagOr<number>(false, {
    fits: (value): value is number => Number.isFinite(value) && (value as number) >= 0,
    rule: 'It must be true, false, or a number of seconds from 0.',
    parse: Number,
  }),
  autoAnswerHeader: flagOr(false, list({ rule: 'It must be true, false, or a list of callers.' })),
  blockedCallers: list({
    fits: isCallerRule,
    rule: 'It must be a list of numbers, addresses such as "desk@example.com", and domains such as "@example.com".',
  }),
  identities: {
    ...list({ fits: isIdentity, rule: 'It must be a list of addresses such as "sales@example.com".' }),
    parse: (given: string) => (given.trim().startsWith('[') ? json(given) : words(given)),
  },
  anonymous: flag(false),
  identityHeader: oneOf('preferred', 'from'),
  noAnswerTimeout: number(120, { rule: SECONDS, mark: true }),
  country: text({
    fits: isCountry,
    rule: 'It must be a code of two letters, such as GB (ISO 3166-1).',
    clickToCall: true,
    mark: true,
  }),
  audioInput: text({ ...DEVICE, clickToCall: true }),
  echoCancellation: flag(true, { clickToCall: true }),
  noiseSuppression: flag(true, { clickToCall: true }),
  autoGainControl: flag(true, { clickToCall: true }),
  audioOutput: text({ ...DEVICE, clickToCall: true }),
  ringOutput,
  visualRing: flag(false, { mark: true }),
  ringtone: text({ rule: 'It must be the URL of an audio file.' }),
  keySounds: flag(false),
  holdMusic: text({ rule: 'It must be the URL of an audio file.' }),
  ringRules,
  codecs: list({
    fits: (name) => /^[\w.+-]{1,32}$/.test(name),
    rule: 'It must be a list of names such as "opus" and "PCMA".',
    clickToCall: true,
    mark: true,
  }),
  messageTypes: list({ fits: isMediaType, rule: 'It must be a list of media types such as "application/json".' }),
  infoPackages: list({
    fits: (name) => isToken(name) && name.toLowerCase() !== 'trickle-ice',
    rule: 'It must be a list of names of INFO packages.',
  }),
  dtmf: { ...oneOf('auto', 'rtp', 'info'), clickToCall: true, mark: true },
  video: flag(false),
  followTransfers: flagOr(false, { ...oneOf('ask'), rule: 'It must be true, false or "ask".' }),
  redirects: oneOf('ask', 'same-user', 'follow', 'refuse'),
  replaces: oneOf('asserted', 'ask', 'refuse'),
  resume: oneOf('auto', 'replaces', 'reinvite', 'off'),
  noLeaveQuestion: flag(false),
  listenOnly: flag(false, { clickToCall: true, mark: true }),
  earlyAudio: flag(false, { clickToCall: true }),
  storage: oneOf('local', 'session', 'none'),
  recordAt: oneOf('page', 'server'),
  recordingDays: number(7, { rule: 'It must be a number of days above 0.' }),
  callerUrl: text({
    fits: (template) => callerPage(template, { number: '2', name: '2', uri: '2' }) !== undefined,
    rule: 'It must be an https: or http: URL with a placeholder such as {number}.',
  }),
  voicemail: flagOr(true, text({ rule: 'It must be true, false, or the number of the mailbox.' })),
  echoUri: text({ rule: 'It must be a number or a SIP URI.' }),
  composing: flag(false),
  pickUpCode: text({ rule: 'It must be the code before the number, such as "**".' }),
  conferenceUri: text({ fits: (uri) => uri.trim() !== '', rule: 'It must be a number or a SIP URI.' }),
  parkCode: text({ fits: (code) => code.trim() !== '', rule: 'It must be a number such as "700" or "park+{place}".' }),
  retrieveCode: text({ rule: 'It must be the code before the place, such as "*88".' }),
  publishPresence: flag(false),
  reportUrl: text({ fits: isWebUrl, rule: 'It must be an https: URL, or one of the origin of the page.' }),
  reportInterval: number(30, { rule: SECONDS }),
  qualityCollector: text({ fits: isSipUri, rule: 'It must be a SIP URI such as sip:quality@example.com.' }),
  contacts: { ...object<readonly Contact[]>('It must be a list of contacts.', Array.isArray) },
  suggest: callback<SuggestOption>(),
  extraHeaders,
} as const satisfies OptionTable<LiveOptions>;

function areHeaders(lines: readonly string[]): boolean {
  try {
    readExtraHeaders(lines);
    return true;
  } catch {
    return false;
  }
}
