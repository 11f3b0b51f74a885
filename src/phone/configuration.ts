/** Options of a phone. Every option may be changed at run time with `configure()`. */

import type { Clock } from '../sip/base/clock.js';
import type { TransportConstructor } from '../sip/configuration.js';
import type { Algorithm } from '../sip/digest/algorithm.js';
import type { Credentials, CredentialsSource } from '../sip/digest/credentials.js';
import type { SessionDescriptionHandler } from '../sip/session/description-handler.js';
import type { SuggestOption } from './contacts/contacts.js';
import type { Contact, Party } from './state.js';
import type { RingWords } from './words.js';
import type { LogConnector, LogLevel } from '../sip/base/logger.js';

/** Credentials of an account: a password, a hash of it (RFC 7616 §3.4.2) or a token (RFC 8898). */
export type PhoneCredentials = Credentials;

/** What the application knows of a party. `picture`: `https:`, `blob:` or `data:image/`; `url`: a page about the party. */
export type LookedUp = string | Partial<Pick<Party, 'name' | 'note' | 'picture' | 'url'>>;

/** Options of a phone. An option that is absent has its default; `undefined` restores the default. */
export interface PhoneConfiguration {
  /** WebSocket URLs of the server, in order of preference: `wss://pbx.example.com/ws`. */
  server?: string | readonly string[] | undefined;
  /** The address-of-record: `sip:alice@example.com`, or `alice@example.com`. */
  uri?: string | undefined;
  /** User name for authentication. Default: the user part of `uri`. */
  username?: string | undefined;
  password?: string | undefined;
  /** Instead of `username` and `password`: an object, or a function that is called for each challenge. */
  credentials?: CredentialsSource | undefined;
  /**
   * The realm of the account's servers, or several: challenges of other realms are not answered. Default: the domain of `uri`,
   * and every realm that a REGISTER was accepted with.
   */
  realm?: string | readonly string[] | undefined;
  /** Digest algorithms that may be used: `SHA-256`, `MD5`, … (RFC 8760). Default: all but those weaker than the realm has used. */
  algorithms?: readonly Algorithm[] | undefined;
  /** Answer digest challenges without qop (RFC 2069) also where no REGISTER was accepted with one. Default false. */
  digestWithoutQop?: boolean | undefined;
  /**
   * Methods, besides BYE, INFO, PRACK and UPDATE, whose challenges inside a call or subscription are answered, such as `INVITE`
   * for a server that challenges every request. Default none: the remote party chooses the challenge.
   */
  authenticateInDialog?: readonly string[] | undefined;
  /** The authorization servers that a token is for, as in `authz_server` (RFC 8898 §5). Default: the realm decides. */
  authzServers?: readonly string[] | undefined;
  /** Methods besides REGISTER that carry the token, outside a call. Default none: the remote party can read the token in them. */
  tokenMethods?: readonly string[] | undefined;
  /** The display name in the From header field. */
  displayName?: string | undefined;
  /** URI of the registrar when it is not the domain of `uri`: `sip:registrar.example.com`. */
  registrar?: string | undefined;
  /**
   * Use the account in one tab of the origin at a time: other tabs wait in the account state `elsewhere`. Default false. Needs
   * Web Locks (secure contexts: https and localhost); without them every tab uses the account.
   */
  singleTab?: boolean | undefined;
  /** Connect and call without registering. Default false. */
  noRegister?: boolean | undefined;
  /** Requested expiry of the registration, seconds. Default 600. */
  registerExpires?: number | undefined;
  /** STUN and TURN servers. Default none: no third party learns the user's address unless configured. */
  iceServers?: readonly RTCIceServer[] | undefined;
  /** A proxy that every request outside a dialog goes through first, as a SIP URI. */
  outboundProxy?: string | undefined;
  /** The value of the `User-Agent` header field. */
  userAgent?: string | undefined;
  /** Writes SIP messages to the log, secrets masked. Default false. */
  trace?: boolean | undefined;
  /** Log lines less severe than this level are dropped. Default `warn`. */
  logLevel?: LogLevel | undefined;
  /** Receives log lines besides the console. */
  logConnector?: LogConnector | undefined;
  /** Class of the transport that replaces the WebSocket transport. */
  transportConstructor?: TransportConstructor | undefined;
  transportOptions?: Record<string, unknown> | undefined;
  /** Creates the media of a call instead of the built-in WebRTC handler. */
  sessionDescriptionHandlerFactory?: ((session: unknown, options?: object) => SessionDescriptionHandler) | undefined;
  sessionDescriptionHandlerFactoryOptions?: object | undefined;
  /** Maximum number of calls at once, including ringing ones; further incoming calls are rejected (486). Default 4. */
  maxCalls?: number | undefined;
  /** Answer incoming calls without a user: seconds to wait, or `true` for immediately. Never during another call. Default false. */
  autoAnswer?: boolean | number | undefined;
  /**
   * Answer without a user where the caller requests it (Answer-Mode, RFC 5373; `answer-after` of Call-Info) and the account's
   * server asserts the caller's identity (P-Asserted-Identity, RFC 3325): `true` for callers of the account's domain, a list for
   * these callers, as `1001`, `desk@example.com` or `@example.com`. Never during another call. Default false.
   */
  autoAnswerHeader?: boolean | readonly string[] | undefined;
  /** Seconds after which an unanswered call is ended, incoming or outgoing. Default 120. */
  noAnswerTimeout?: number | undefined;
  /** Whether the phone plays tones (ringer, ringback, busy). Default true. */
  sounds?: boolean | undefined;
  /** The microphone, by `deviceId` or label; the user may choose another one. Default: the last choice of the user, or the system's. */
  audioInput?: string | undefined;
  /** The output device of call audio, by `deviceId` or label; the user may choose another one. */
  audioOutput?: string | undefined;
  /** The output device of the ringer. Default: the system's, also when calls use another device. */
  ringOutput?: string | undefined;
  /**
   * Show an incoming call outside the page: in the title, on the app icon, and by a system notification once permitted. The
   * notification has buttons where the page has a service worker that uses `sip-elements/service-worker`. Default true.
   */
  notifications?: boolean | undefined;
  /** Let elements flash during an incoming call. Default false: they flash only where the ringer cannot be heard. */
  visualRing?: boolean | undefined;
  /** The texts of title and notification. Default English. */
  ringWords?: Partial<RingWords> | undefined;
  /** URL of an audio file for the ringer. Default: a built-in ring tone. */
  ringtone?: string | undefined;
  /** ISO 3166-1 alpha-2 code of the country whose numbering plan and call progress tones apply. */
  country?: string | undefined;
  /** The codecs to use, by SDP name, in order of preference: `opus`, `G722`, `PCMA`, `PCMU`. Default: those of the browser. */
  codecs?: readonly string[] | undefined;
  /** How DTMF is sent: `auto` as RTP events (RFC 4733) where the remote party supports them, else INFO (RFC 6086). Default `auto`. */
  dtmf?: 'auto' | 'rtp' | 'info' | undefined;
  /** Receive the video that the remote party offers. Default false; a call that sends the camera receives video in any case. */
  video?: boolean | undefined;
  /** Reliable provisional responses (RFC 3262): not supported, supported, or required. Default `none`. */
  rel100?: 'none' | 'supported' | 'required' | undefined;
  /** Session interval in seconds, at least 90, after which a session without refresh ends (RFC 4028); `false`: none. Default 1800. */
  sessionTimers?: number | false | undefined;
  /**
   * Whether to call the target of a transfer that the peer requests (REFER), from this account: `'ask'` when the user agrees
   * (`call.respond()`), `true` without asking. Default false: refused (603), as the call may cost money.
   */
  followTransfers?: boolean | 'ask' | undefined;
  /**
   * Which targets of a 3xx to call: `'same-user'` only those with the user part that was called, `'ask'` others too when the user
   * agrees (`call.respond()`), `'follow'` all, `'refuse'` none. Default `'ask'`.
   */
  redirects?: 'ask' | 'same-user' | 'follow' | 'refuse' | undefined;
  /**
   * What an INVITE with Replaces for one of the calls may do (RFC 3891 §8): `'asserted'` replace it without a user, where the
   * server asserts that the INVITE comes from the peer of that call, or, for an unanswered outgoing call, from any party that
   * answers it; `'ask'` always ring; `'refuse'` nothing (403). Default `'asserted'`; without that assertion the INVITE rings.
   */
  replaces?: 'asserted' | 'ask' | 'refuse' | undefined;
  /** Call without a microphone where there is none or permission is denied: the remote party hears nothing. Default false. */
  listenOnly?: boolean | undefined;
  /**
   * Send the microphone in early media, before the remote party answers: for voice menus that listen without answering. Default
   * false: no audio of the user is sent before the call is answered.
   */
  earlyAudio?: boolean | undefined;
  /**
   * Where call history and messages are stored: `local` across visits and in every tab of the origin, `session` until the tab is
   * closed, `none` until the page is left. Data stored before is moved, or removed with `none`. It is stored as plain text: every
   * script of the origin can read it. Default `local`.
   */
  storage?: 'local' | 'session' | 'none' | undefined;
  /** `false` is the same as `storage: 'none'`. Default true. */
  keepHistory?: boolean | undefined;
  /** Days after which a recording is removed at the next `start()`. Default 7. */
  recordingDays?: number | undefined;
  /** Looks up a remote party, caller or callee; the result is shown when it arrives. A string is a name. */
  lookUp?: ((party: Party) => Promise<LookedUp | undefined> | LookedUp | undefined) | undefined;
  /**
   * Template of the page about a remote party, with `{number}`, `{name}` and `{uri}`, such as
   * `https://crm.example.com/?phone={number}`. The result is `peer.url`, unless `lookUp` returns another URL.
   */
  callerUrl?: string | undefined;
  /** Subscribe to message waiting (RFC 3842). `false`: do not; a string: the number or URI of the mailbox. Default true. */
  voicemail?: boolean | string | undefined;
  /** Prefix of a directed call pickup, such as `**`: dialled before the number where the server reports too little for RFC 3891. */
  pickUpCode?: string | undefined;
  /** The contacts of the application. */
  contacts?: readonly Contact[] | undefined;
  /** Returns further suggestions for the typed text; `signal` aborts when the text has changed. */
  suggest?: SuggestOption | undefined;
  /** Additional header fields of every INVITE of an outgoing call, as `Name: value`. */
  extraHeaders?: readonly string[] | undefined;
  /** Source of time; for tests. */
  clock?: Clock | undefined;
}
