/** What a phone is at one moment: plain, immutable data. Every element shows a part of it; nothing else is shown. */

import type { Cause } from './causes.js';
import type { Contact, Conversation, Lamp, Party, Voicemail } from './contact-state.js';
import type { CallQuality, DevicesState, VideoState, RecordingState } from './audio/media-state.js';

export type { Cause } from './causes.js';
export type * from './contact-state.js';
export type * from './audio/media-state.js';

/** Something that the phone's owner or user has to know. `kind` has plain words; `detail` is for developers. */
export interface Problem {
  readonly kind: 'bad-server' | 'bad-uri' | 'bad-attribute' | 'unconfigured' | 'media' | 'internal';
  readonly detail: string;
  /** The attribute or option that is wrong, in kebab-case. */
  readonly attribute?: string;
}

/** The account. `name` is what the user is called here: the user part of the address-of-record. */
export type AccountState =
  | { readonly status: 'unconfigured'; readonly problem?: Problem }
  | { readonly status: 'connecting'; readonly name: string; readonly since: number }
  | { readonly status: 'ready'; readonly name: string }
  /**
   * Not connected; `retryAt` (ms of the wall clock) is when the next try starts, absent while it is under way. `server`: the
   * WebSocket address, as long as nobody was ever reached there.
   */
  | {
      readonly status: 'offline';
      readonly name: string;
      readonly retryAt?: number;
      readonly everConnected: boolean;
      readonly server?: string;
      /** The server is there, but the credentials could not be fetched. */
      readonly challenge?: 'unavailable';
    }
  | {
      readonly status: 'refused';
      readonly name: string;
      readonly statusCode: number;
      readonly reason: string;
      /** The configuration forbids to answer the challenge: nothing was sent. */
      readonly challenge?: 'withheld';
    }
  /** Another tab uses the account (option `singleTab`): calls ring there, until `useHere()` or until that tab goes. */
  | { readonly status: 'elsewhere'; readonly name: string }
  /** Stopped on purpose: `stop()` was called or `manual` is set. */
  | { readonly status: 'stopped'; readonly name: string };

interface CallBase {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly peer: Party;
  readonly muted: boolean;
  /** Wall clock, ms: when the call began to exist. */
  readonly createdAt: number;
  /** One `•` for each digit that was sent in this call: which they were is often a secret, and the state goes to logs and frames. */
  readonly digits: string;
  /** An incoming call that does not ring here any more: it may go on ringing elsewhere. */
  readonly ignored?: boolean;
  /** Which number or queue the caller reached us by, where it is not our own: of Diversion, History-Info or To. */
  readonly calledParty?: Party;
  /** The target that is really called, where a redirect (3xx) changed it; `peer` is the one that was called first. */
  readonly redirectTarget?: Party;
  /** The user has to decide whether the phone calls this target; `call.respond()` answers. */
  readonly question?: CallQuestion;
  /** Own header fields (`X-…`) that came with the INVITE or its answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call. The status carries what goes with it, so that no impossible combination can be written. */
export type CallState = CallBase &
  (
    | { readonly status: 'dialing' } // INVITE not yet answered by anything but 100
    | { readonly status: 'ringing' } // 180
    | { readonly status: 'early' } // early media plays
    | { readonly status: 'incoming' } // we ring
    | { readonly status: 'answering' } // answered here, session being set up
    | {
        readonly status: 'active';
        readonly answeredAt: number;
        readonly hold: Hold;
        readonly media: MediaState;
        /** The far side is being handed over, or could not be. */
        readonly transfer?: Transfer;
        /** In the conference of this phone: its far side hears the others. */
        readonly merged?: boolean;
        /** The person here does not want this far side to be heard, by anybody: `call.muteParticipant()`. */
        readonly participantMuted?: boolean;
        readonly quality?: CallQuality;
        readonly recording?: RecordingState;
        readonly video?: VideoState;
        /** Digits that are being sent: a pasted PIN, a post-dial string. */
        readonly sending?: DigitProgress;
      }
    | { readonly status: 'ending'; readonly answeredAt?: number } // CANCEL or BYE is under way
    | {
        readonly status: 'ended';
        readonly cause: Cause;
        readonly failed: boolean;
        readonly endedBy: 'local' | 'remote' | 'system';
        readonly answeredAt?: number;
        readonly endedAt: number;
        readonly statusCode?: number;
        readonly reason?: string;
        /** The far side left as the target of its transfer had refused: the call did not come back. */
        readonly transfer?: RefusedTransfer;
        /** Seconds after `endedAt` at which the phone calls again by itself, unless the call is dismissed before. */
        readonly retryAfter?: number;
      }
  );

/** What the other side wants this phone to call: by `redirect` (3xx) the call goes on there, by `transfer` (REFER) a second call does. */
export interface CallQuestion {
  readonly kind: 'redirect' | 'transfer';
  /** The SIP URI and number that would be called. The name is the word of the other side. */
  readonly target: Party;
}

/** `target` is what a person named, or the name of the other call. After `refused` the call has been taken back. */
export type Transfer = { readonly status: 'trying' | 'ringing'; readonly target: string } | RefusedTransfer;

export interface RefusedTransfer {
  readonly status: 'refused';
  readonly target: string;
  readonly cause: Cause;
}

/** Of a string of digits. `waiting`: at a `;`, until `call.proceed()`. */
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

/** The microphone permission as far as it is known. */
export type MicrophoneState =
  'unknown' | 'asking' | 'granted' | 'denied' | 'missing' | 'insecure' | 'blocked-by-frame' | 'in-use';

/** A ring that goes on. */
export interface RingState {
  /** Wall clock, ms. */
  readonly since: number;
  /** The browser lets nothing be heard before a gesture. */
  readonly blocked: boolean;
  /** It is to be seen from afar: because it cannot be heard, or by the option `visualRing`. */
  readonly visual: boolean;
}

/** A call that is over. */
export interface HistoryEntry {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly peer: Party;
  /** Wall clock, ms. */
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt: number;
  readonly cause: Cause;
  /** How many missed calls in a row this entry stands for, where they are more than one. */
  readonly times?: number;
}

export interface PhoneState {
  readonly account: AccountState;
  /** Calls that exist, oldest first; an ended one stays until it is dismissed or replaced. */
  readonly calls: readonly CallState[];
  /** The call that is shown and controlled when none is named. */
  readonly activeCallId: string | undefined;
  readonly microphone: MicrophoneState;
  /** What has been typed to be dialled. */
  readonly dialString: string;
  /** The last number dialled, for redial. */
  readonly lastDialled: string | undefined;
  /** Whether the browser will not let the phone ring until there was a gesture. */
  readonly audioLocked: boolean;
  /** Somebody calls, and it is not ignored. */
  readonly ring: RingState | undefined;
  readonly devices: DevicesState;
  /** Whether the page may show notifications, and whether there is a service worker that can give them buttons. */
  readonly notifications: 'unsupported' | 'ask' | 'granted' | 'denied';
  readonly voicemail: Voicemail;
  /** One for each address that is watched, in the order in which that was asked for. */
  readonly lamps: readonly Lamp[];
  /** The one with the newest message first. */
  readonly conversations: readonly Conversation[];
  readonly unreadCount: number;
  readonly contacts: readonly Contact[];
  /** Whether incoming calls are told busy without ringing. */
  readonly doNotDisturb: boolean;
  /** Past calls, newest first, at most 1000. */
  readonly history: readonly HistoryEntry[];
  /** Missed calls since `markMissedSeen()`. */
  readonly missedCount: number;
  /** A configuration problem; the phone stays usable as far as it can. */
  readonly problem: Problem | undefined;
}
