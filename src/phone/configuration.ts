/** What a phone can be told. Every option may be changed at run time with `configure()`. */

import type { Clock } from '../sip/base/clock.js';
import type { TransportConstructor } from '../sip/configuration.js';
import type { Algorithm } from '../sip/digest/algorithm.js';
import type { Credentials, CredentialsSource } from '../sip/digest/credentials.js';
import type { SessionDescriptionHandler } from '../sip/session/description-handler.js';
import type { SuggestOption } from './contacts/contacts.js';
import type { Contact, Party } from './state.js';
import type { RingWords } from './words.js';
import type { LogConnector, LogLevel } from '../sip/base/logger.js';

/** What answers for an account: a password, a hash of it (RFC 7616 §3.4.2) or a token (RFC 8898). */
export type PhoneCredentials = Credentials;

/** What a page knows of somebody: a name, or more. `picture`: `https:`, `blob:` or `data:image/`; `url`: a page about them. */
export type LookedUp = string | Partial<Pick<Party, 'name' | 'note' | 'picture' | 'url'>>;

/** Options of a phone. An option that is absent has its default; setting one to `undefined` gives the default back. */
export interface PhoneConfiguration {
  /** WebSocket URLs of the server, in order of preference: `wss://pbx.example.com/ws`. */
  server?: string | readonly string[] | undefined;
  /** The address-of-record: `sip:alice@example.com`, or `alice@example.com`. */
  uri?: string | undefined;
  /** Name for authentication. Default: the user part of `uri`. */
  username?: string | undefined;
  password?: string | undefined;
  /** Instead of `username` and `password`: an object, or a function that is asked at each challenge. */
  credentials?: CredentialsSource | undefined;
  /**
   * The realm of the account's servers, or several: no other challenge is answered. Default: the domain of `uri`, and every
   * realm that a REGISTER was accepted with.
   */
  realm?: string | readonly string[] | undefined;
  /** Digest algorithms that may be used: `SHA-256`, `MD5`, … (RFC 8760). Default: all, but never one that is weaker than the realm has used before. */
  algorithms?: readonly Algorithm[] | undefined;
  /** Answer digests without qop (RFC 2069) also where no REGISTER was accepted with one. Default false. */
  digestWithoutQop?: boolean | undefined;
  /**
   * Methods whose requests inside a call or subscription are answered with the password besides BYE, INFO, PRACK and UPDATE,
   * such as `INVITE` for a server that challenges every request. Default none: the far end chooses what it gets an answer for.
   */
  authenticateInDialog?: readonly string[] | undefined;
  /** The authorization servers that a token is for, as `authz_server` writes them (RFC 8898 §5). Default: the realm decides. */
  authzServers?: readonly string[] | undefined;
  /** Methods besides REGISTER that carry the token, outside a call. Default none: the far end can read it there. */
  tokenMethods?: readonly string[] | undefined;
  /** The name that the far side sees. */
  displayName?: string | undefined;
  /** Where to register when it is not the domain of `uri`: `sip:registrar.example.com`. */
  registrar?: string | undefined;
  /**
   * Use the account in one tab of this origin at a time: the others wait, and say `elsewhere`. Default false. Needs Web
   * Locks, which browsers have on https and localhost; elsewhere every tab uses it.
   */
  singleTab?: boolean | undefined;
  /** Connect and call without registering. Default false. */
  noRegister?: boolean | undefined;
  /** Asked lifetime of the registration, seconds. Default 600. */
  registerExpires?: number | undefined;
  /** STUN and TURN servers. Default none: no address is told to a third party unless asked for. */
  iceServers?: readonly RTCIceServer[] | undefined;
  /** A proxy that every request outside a dialog goes through first, as a SIP URI. */
  outboundProxy?: string | undefined;
  /** The value of the `User-Agent` header field. */
  userAgent?: string | undefined;
  /** Write SIP messages to the log, secrets masked. Default false. */
  trace?: boolean | undefined;
  /** Lines above this level are dropped. Default `warn`. */
  logLevel?: LogLevel | undefined;
  /** Where log lines go besides the console. */
  logConnector?: LogConnector | undefined;
  /** Class of the transport instead of the WebSocket one. */
  transportConstructor?: TransportConstructor | undefined;
  transportOptions?: Record<string, unknown> | undefined;
  /** What makes the media of a call instead of WebRTC. */
  sessionDescriptionHandlerFactory?: ((session: unknown, options?: object) => SessionDescriptionHandler) | undefined;
  sessionDescriptionHandlerFactoryOptions?: object | undefined;
  /** How many calls may exist at once, ringing ones counted; one more is told busy (486). Default 4. */
  maxCalls?: number | undefined;
  /** Answer incoming calls without a user: seconds to wait, or `true` for at once. Never during another call. Default false. */
  autoAnswer?: boolean | number | undefined;
  /**
   * Answer without a user where the caller asks for it (Answer-Mode, RFC 5373; `answer-after` of Call-Info) and our server asserts
   * who the caller is (P-Asserted-Identity, RFC 3325): `true` for callers of the account's domain, a list for these callers, as
   * `1001`, `desk@example.com` or `@example.com`. Never during another call. Default false.
   */
  autoAnswerHeader?: boolean | readonly string[] | undefined;
  /** Seconds until a call that nobody answers is given up, in either direction. Default 120. */
  noAnswerTimeout?: number | undefined;
  /** Whether the phone makes its own tones (ring, ringback, busy). Default true. */
  sounds?: boolean | undefined;
  /** The microphone to use, by `deviceId` or label; a person may choose another one. Default: what was chosen last, or the system's. */
  audioInput?: string | undefined;
  /** The output that calls are heard from, in the same way. */
  audioOutput?: string | undefined;
  /** The output that rings. Default: the system's, whatever calls are heard from. */
  ringOutput?: string | undefined;
  /**
   * Say outside the page that somebody calls: in the title, on the icon, and by a notification once that is allowed. It has
   * buttons where the page has a service worker that uses `sip-elements/service-worker`. Default true.
   */
  notifications?: boolean | undefined;
  /** Let elements flash while somebody calls. Default false: only where the ring cannot be heard. */
  visualRing?: boolean | undefined;
  /** The words of title and notification. Default English. */
  ringWords?: Partial<RingWords> | undefined;
  /** URL of a sound file to ring with. Default: a built-in ring. */
  ringtone?: string | undefined;
  /** ISO 3166-1 alpha-2 code of the country that numbers are read for and whose tones are heard. */
  country?: string | undefined;
  /** Codecs of calls by their SDP names, the best first, and no others: `opus`, `G722`, `PCMA`, `PCMU`. Default: what the browser has. */
  codecs?: readonly string[] | undefined;
  /** How digits go: `auto` as RTP events (RFC 4733) where the far side takes them, else as INFO (RFC 6086). Default `auto`. */
  dtmf?: 'auto' | 'rtp' | 'info' | undefined;
  /** Take pictures that the far side offers. Default false; who shows one takes theirs as well. */
  video?: boolean | undefined;
  /** Reliable provisional responses (RFC 3262): not offered, offered, or asked for. Default `none`. */
  rel100?: 'none' | 'supported' | 'required' | undefined;
  /** Seconds of a call without a sign of life after which it is over (RFC 4028), at least 90; `false`: none are asked for. Default 1800. */
  sessionTimers?: number | false | undefined;
  /**
   * Call the target of a transfer that the peer of a call asks for (REFER), on our account: `'ask'` when the user agrees
   * (`call.respond()`), `true` at once. Default false: refused (603), as the call may cost money.
   */
  followTransfers?: boolean | 'ask' | undefined;
  /**
   * Call on where a 3xx points: `'same-user'` only to other places of the user part that was called, `'ask'` to others too when
   * the user agrees (`call.respond()`), `'follow'` everywhere, `'refuse'` nowhere. Default `'ask'`.
   */
  redirects?: 'ask' | 'same-user' | 'follow' | 'refuse' | undefined;
  /**
   * What an INVITE that takes the place of a call of ours may do (RFC 3891 §8): `'asserted'` take it without a user, where our
   * server asserts that it comes from the peer of that call, or, while we wait for an answer, who answers it; `'ask'` always
   * ring; `'refuse'` nothing (403). Default `'asserted'`; what is not asserted rings.
   */
  replaces?: 'asserted' | 'ask' | 'refuse' | undefined;
  /** Call without a microphone where there is none, or where it is not allowed: the far side hears nothing. Default false. */
  listenOnly?: boolean | undefined;
  /**
   * Let the remote party hear the microphone before it answers, in early media: for voice menus that listen without
   * answering. Default false: nothing of the user is heard before the call is answered.
   */
  earlyAudio?: boolean | undefined;
  /**
   * Where past calls and messages are stored: `local` over visits and in every tab of the origin, `session` until the tab is
   * closed, `none` until the page is left. What is stored already is moved, or removed with `none`. It is stored as plain
   * text: every script of the origin can read it. Default `local`.
   */
  storage?: 'local' | 'session' | 'none' | undefined;
  /** `false` is `storage: 'none'`. Default true. */
  keepHistory?: boolean | undefined;
  /** Days after which a recording that was not removed before is removed, at the next start. Default 7. */
  recordingDays?: number | undefined;
  /** Finds out who a caller is, or who is called; it is shown as soon as it is there. A text is a name. */
  lookUp?: ((party: Party) => Promise<LookedUp | undefined> | LookedUp | undefined) | undefined;
  /**
   * The page about a caller, or about who is called, with `{number}`, `{name}` and `{uri}` in it, such as
   * `https://crm.example.com/?phone={number}`. It is `peer.url`, unless the look-up has another one.
   */
  callerUrl?: string | undefined;
  /** Ask the server for the message lamp (RFC 3842). `false`: do not; a text: what to call to hear the messages. Default true. */
  voicemail?: boolean | string | undefined;
  /** What is dialled before a number to take the call that rings there, such as `**`, where the server does not tell enough for RFC 3891. */
  pickUpCode?: string | undefined;
  /** People whom the page knows. */
  contacts?: readonly Contact[] | undefined;
  /** Who else could be meant by what is typed; `signal` tells that the text is another one by now. */
  suggest?: SuggestOption | undefined;
  /** Own header fields of every INVITE that calls somebody, as `Name: value`. */
  extraHeaders?: readonly string[] | undefined;
  /** Source of time; for tests. */
  clock?: Clock | undefined;
}
