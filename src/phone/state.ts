/**
 * The state of a phone: plain, immutable data, the only source of what elements show.
 * Subjects: state of the phone, contents; CallState; AccountState; phone.state; missedCount; offline state with the next attempt.
 */

import type { MicrophoneState } from '../media/index.js';
import type { Cause } from './causes.js';
import type { Contact, Conversation, Lamp, Party, Voicemail } from './contact-state.js';
import type { CallQuality, DevicesState, PlayingState, VideoState, RecordingState } from './audio/media-state.js';

export type { MicrophoneState } from '../media/index.js';
export type { Cause } from './causes.js';
export type * from './contact-state.js';
export type * from './audio/media-state.js';

/** A problem for the application or the user to solve. `kind` has a plain sentence (`PROBLEM_WORDS`); `detail` is for developers. */
export interface Problem {
  readonly kind: 'bad-server' | 'bad-uri' | 'bad-attribute' | 'unconfigured' | 'media' | 'internal';
  readonly detail: string;
  /** The wrong attribute or option, in kebab-case. */
  readonly attribute?: string;
}

/** The state of the account. `name`: the user part of the address-of-record. */
export type AccountState =
  | { readonly status: 'unconfigured'; readonly problem?: Problem }
  | { readonly status: 'connecting'; readonly name: string; readonly since: number }
  | { readonly status: 'ready'; readonly name: string }
  /**
   * Not connected. `retryAt`: start of the next attempt, wall clock in ms; absent during an attempt. `server`: the WebSocket URL,
   * until a connection to it has succeeded once.
   */
  | {
      readonly status: 'offline';
      readonly name: string;
      readonly retryAt?: number;
      readonly everConnected: boolean;
      readonly server?: string;
      /** The server was reached, but the credentials source failed. */
      readonly challenge?: 'unavailable';
    }
  | {
      readonly status: 'refused';
      readonly name: string;
      readonly statusCode: number;
      readonly reason: string;
      /** The configuration forbids to answer the challenge: no credentials were sent. */
      readonly challenge?: 'withheld';
    }
  /**
   * Another tab uses the account (option `singleTab`), or has it and does not respond (option `browserTabs`): calls ring there until
   * `useHere()` is called or that tab closes.
   */
  | { readonly status: 'elsewhere'; readonly name: string }
  /** The phone is stopped: `stop()` was called or `manual` is set. */
  | { readonly status: 'stopped'; readonly name: string };

export interface CallBase {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly peer: Party;
  readonly muted: boolean;
  /** When the call was created: wall clock, ms. */
  readonly createdAt: number;
  /** One `•` for each DTMF digit sent in this call: digits are often secret, and the state reaches logs and frames. */
  readonly digits: string;
  /** The incoming call is ignored: it does not ring on this phone; other devices may still ring. */
  readonly ignored?: boolean;
  /** The number or queue that the caller dialled, where it is not this account: from Diversion, History-Info or To. */
  readonly calledParty?: Party;
  /** The target of a redirect (3xx) that is called now; `peer` is the party that was called first. */
  readonly redirectTarget?: Party;
  /** A target that needs the user's consent; `call.respond()` answers. */
  readonly question?: CallQuestion;
  /**
   * Names in the Alert-Info of an incoming call, such as `alert-internal` and `urn:alert:source:internal` (RFC 3261 §20.4, RFC
   * 7462): text of the caller or a server, not verified.
   */
  readonly alertInfo?: readonly string[];
  /** The caller offers video: `call.answer({ video: true })` sends the camera too. */
  readonly offersVideo?: true;
  /** The sound of an incoming call by `ringRules`: the name of a built-in ringer, or a URL. */
  readonly ringer?: string;
  /** Custom header fields (`X-…`) of the INVITE or its response, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call. Each status carries its own properties, so that invalid combinations cannot be expressed. */
export type CallState = CallBase &
  (
    | { readonly status: 'dialing' } // no response but 100 yet
    | { readonly status: 'ringing' } // 180
    | { readonly status: 'early' } // early media is playing
    | { readonly status: 'incoming' } // rings on this phone
    | { readonly status: 'answering' } // accepted here, the session is being set up
    | {
        readonly status: 'active';
        readonly answeredAt: number;
        readonly hold: Hold;
        readonly media: MediaState;
        /** A transfer of the remote party: under way, or refused. */
        readonly transfer?: Transfer;
        /** The URI of the conference that the remote party is the focus of (`isfocus`, RFC 4579 §5.2): text of the network. */
        readonly focus?: string;
        /** Part of the conference of this phone: the remote party hears the other participants. */
        readonly merged?: boolean;
        /** The remote party is muted for the user and for a conference (`call.muteParticipant()`). */
        readonly participantMuted?: boolean;
        readonly quality?: CallQuality;
        readonly recording?: RecordingState;
        /**
         * The page was loaded again during a recording: what was recorded before this time (wall clock, ms) is lost. `stopped`: it
         * could not be started again.
         */
        readonly recordingLost?: { readonly before: number; readonly stopped?: true };
        readonly video?: VideoState;
        /** What is played into the call (`call.play()`). */
        readonly playing?: PlayingState;
        /** What the parties say, as text of a recogniser: the newest 50, oldest first (`call.addCaption()`). */
        readonly captions?: readonly Caption[];
        /** Digits that are being sent, such as a pasted PIN or a post-dial string. */
        readonly sending?: DigitProgress;
      }
    /** Established on the page before this one, which took over: `hold` and the time of the answer are those of that page. */
    | { readonly status: 'resuming'; readonly answeredAt: number; readonly hold: Hold }
    | { readonly status: 'ending'; readonly answeredAt?: number } // CANCEL or BYE is pending
    | {
        readonly status: 'ended';
        readonly cause: Cause;
        readonly failed: boolean;
        readonly endedBy: 'local' | 'remote' | 'system';
        readonly answeredAt?: number;
        readonly endedAt: number;
        readonly statusCode?: number;
        readonly reason?: string;
        /** The transfer that was refused before the remote party hung up: the call did not resume. */
        readonly transfer?: RefusedTransfer;
        /** Seconds after `endedAt` at which the phone calls again, unless the call is dismissed before. */
        readonly retryAfter?: number;
      }
  );

/** A call that the remote party requests: `redirect` (3xx) moves this call to the target, `transfer` (REFER) makes a second call. */
export interface CallQuestion {
  readonly kind: 'redirect' | 'transfer';
  /** The SIP URI and number that would be called. The name is not verified. */
  readonly target: Party;
}

/** `target`: the target as the user entered it, or the name of the other call's peer. After `refused` the call is as before. */
export type Transfer = { readonly status: 'trying' | 'ringing'; readonly target: string } | RefusedTransfer;

export interface RefusedTransfer {
  readonly status: 'refused';
  readonly target: string;
  readonly cause: Cause;
  /** Set unless the target refused or did not answer: the remote party or the server refused the REFER, or the connection was lost. */
  readonly notByTarget?: true;
}

/** A message of the application inside a call. It is text of the remote party, as it was sent: never insert it as HTML. */
export interface CallMessage {
  /** The media type, lower case, without parameters. */
  readonly contentType: string;
  readonly body: string;
  /** The INFO package that it came with (RFC 6086). */
  readonly infoPackage?: string;
}

/** Text for `call.addCaption()`. */
export interface CaptionText {
  /** What was said, at most 500 characters. */
  readonly text: string;
  /** `false`: a guess, which the next text of the same party replaces. Default true. */
  readonly final?: boolean;
  /** The party that has said it. Default `remote`. */
  readonly party?: 'local' | 'remote';
}

export interface Caption extends Required<CaptionText> {
  /** Counts the captions of a call. */
  readonly id: number;
  /** When it began: wall clock, ms. */
  readonly at: number;
}

/** Progress of a string of digits. `waiting`: paused at a `;` until `call.proceed()`. */
export interface DigitProgress {
  readonly sent: number;
  readonly total: number;
  readonly waiting?: boolean;
}

export interface Hold {
  readonly local: boolean;
  readonly remote: boolean;
}

export type MediaState = 'connecting' | 'connected' | 'interrupted' | 'failed';

/** The alert of an incoming call. */
interface RingState {
  /** Wall clock, ms. */
  readonly since: number;
  /** The browser's autoplay policy blocks audio before a user gesture. */
  readonly blocked: boolean;
  /** Elements flash: as the ringer cannot be heard, or by the option `visualRing`. */
  readonly visual: boolean;
}

/** A past call. */
export interface HistoryEntry {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly peer: Party;
  /** Wall clock, ms. */
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt: number;
  readonly cause: Cause;
  /** The number of consecutive missed calls that this entry stands for, where more than one. */
  readonly times?: number;
}

/** An identity that the user may call from. */
export interface Identity {
  readonly uri: string;
  /** May be empty. */
  readonly name: string;
  readonly number: string;
}

export interface PhoneState {
  readonly account: AccountState;
  /** Whether another tab of the site has the connection and the media (option `browserTabs`); `phone.useHere()` moves them to this tab. */
  readonly inOtherTab: boolean;
  /** Calls, oldest first; an ended call stays until it is dismissed or replaced. */
  readonly calls: readonly CallState[];
  /** The call that is shown, and the target of commands that name no call. */
  readonly activeCallId: string | undefined;
  readonly microphone: MicrophoneState;
  /** The number that is being typed. */
  readonly dialString: string;
  /** The last number dialled, for redial. */
  readonly lastDialled: string | undefined;
  /** Whether the browser blocks the ringer until a user gesture. */
  readonly audioLocked: boolean;
  /** The alert, while an incoming call rings that is not ignored. */
  readonly ring: RingState | undefined;
  /** The identities of the option `identities`. */
  readonly identities: readonly Identity[];
  /** The URI of the identity that calls are made from; undefined for the account. */
  readonly identity: string | undefined;
  readonly devices: DevicesState;
  /** The permission for notifications. `unsupported`: no Notification API, or one that needs a service worker. */
  readonly notifications: 'unsupported' | 'ask' | 'granted' | 'denied';
  readonly voicemail: Voicemail;
  /** One for each watched address, in the order of the `watch()` calls. */
  readonly lamps: readonly Lamp[];
  /** Conversations, newest message first. */
  readonly conversations: readonly Conversation[];
  readonly unreadCount: number;
  /** Addresses of the parties who are writing a message now (RFC 3994, option `composing`). */
  readonly typing: readonly string[];
  readonly contacts: readonly Contact[];
  /** Whether incoming calls are rejected as busy (486) without ringing. */
  readonly doNotDisturb: boolean;
  /** What the user tells others with `setAvailability()`; do not disturb precedes it. */
  readonly availability: 'available' | 'busy' | 'away';
  /**
   * Whether the server has the own presence (option `publishPresence`). `waiting`: not yet, or after a failure that is tried again;
   * `unavailable`: it was refused.
   */
  readonly presence: 'off' | 'waiting' | 'published' | 'unavailable';
  /** Past calls, newest first, at most 1000. */
  readonly history: readonly HistoryEntry[];
  /** Missed calls since `markMissedSeen()`. */
  readonly missedCount: number;
  /** A configuration problem; the phone works as far as it can. */
  readonly problem: Problem | undefined;
}
