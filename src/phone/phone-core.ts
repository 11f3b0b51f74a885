/**
 * What the parts of a phone share: state, options, clock, veto, and the events by which they tell one another (decision 026).
 * Subjects: events between parts of the phone; shared parts of the phone; role of the tab.
 */

import { defined } from '../sip/base/defined.js';
import { systemClock, type Clock } from '../sip/base/clock.js';
import { Emitter } from '../sip/base/emitter.js';
import type { NameAddrHeader } from '../sip/message/name-addr.js';
import type { IncomingRequest } from '../sip/message/request.js';
import type { Session } from '../sip/session/session.js';
import type { AccountConnection } from './account/account-connection.js';
import type { CallOptions } from './call-options.js';
import type { Call } from './calls/call.js';
import type { CommandName } from './commands.js';
import type { PhoneConfiguration } from './configuration.js';
import type { PhoneError } from './phone-error.js';
import type { PhoneEvents } from './events.js';
import { INITIAL_STATE } from './initial-state.js';
import { Veto } from './policy/before.js';
import { optionOf, type ReadOption } from './settings.js';
import type { CallState, HistoryEntry, Party, PhoneState, Problem } from './state.js';
import { Store } from './store.js';

/** The role of this tab among the tabs of a group: the owner has the connection and the media. */
export type TabRole = 'owner' | 'follower' | 'alone';

/** The tab that has the connection and the media, as a follower sees it. */
export interface OtherTab {
  /** Whether it plays the tones of the calls. */
  readonly sounds: boolean;
  /** Lets it perform a command that has passed its `before` event in this tab. Rejects with a `PhoneError`. */
  run(command: TabCommand, args?: readonly unknown[], callId?: string): Promise<unknown>;
  /** Lets it make a call, of this id; undefined where this tab should become the owner and make the call itself. */
  call(target: string, options: CallOptions): Call | undefined;
  /** Lets it pick up the call that rings at the target, which is shown as `peer`; undefined where this tab has to do it. */
  pickUp(peer: Party, target: string): Call | undefined;
  /** Resolves when this tab may take the connection from it for a call. Rejects with a `PhoneError` where it may have a call itself. */
  yields(): Promise<void>;
}

/** Commands between tabs: those of the table, and smaller ones. */
export type TabCommand =
  | CommandName
  | 'dismiss'
  | 'respond'
  | 'proceed'
  | 'stopDigits'
  | 'addCaption'
  | 'recognizeSpeech'
  | 'quiet'
  | 'recording'
  | 'resend'
  | 'retryNow'
  | 'offer'
  | 'hand'
  | 'stay';

/** Events between the parts of a phone. */
interface PartEvents {
  /** The application has started the phone for the first time. */
  started: [];
  /** The options have changed. */
  configured: [configuration: PhoneConfiguration];
  /** The account was read from the options: its address-of-record, undefined where there is no valid account. */
  account: [aor: string | undefined];
  /** The role of this tab in the group of this name. */
  tab: [role: TabRole, group: string];
  /** A connection object was created; it is not registered yet. */
  opened: [connection: AccountConnection];
  /** The connection accepts requests; undefined where there is none any more. */
  ready: [connection: AccountConnection | undefined];
  /** The connection is not ready: it was lost, or the account was refused. */
  interrupted: [];
  /** The page is back from the back/forward cache. */
  returned: [];
  /** An INVITE has made a session. */
  invited: [session: Session];
  /** A call is new, or its remote party has changed. */
  peer: [call: Call];
  /** An incoming call rings. */
  rings: [call: Call];
  /** An incoming call was rejected without ringing: as busy (`missed`), or of a caller who is blocked. */
  turnedAway: [peer: Party, cause: 'missed' | 'blocked'];
  /** A call has ended; once for each. */
  ended: [call: CallState & { status: 'ended' }];
  /** The page is being left during an answered call, which the next page may continue: its entry if none does. */
  left: [entry: HistoryEntry];
  /** The call with this id, of an earlier page, continues. */
  restored: [id: string];
  /** The target of a call is called again, as the server has asked for it (Retry-After). */
  retry: [target: string, call: Call];
  /** The remote party sends a REFER inside a call. */
  referred: [call: Call, session: Session, request: IncomingRequest];
  /** The remote party sends a MESSAGE inside a call (RFC 3428 §9). */
  messageInCall: [request: IncomingRequest, peer: NameAddrHeader];
  /** Numbers are read differently: a numbering plan was loaded, or the country has changed. */
  renumbered: [];
  /** Contacts have changed: names of parties may differ. */
  renamed: [];
}

/** Emits an event of the phone. */
type Tell = <K extends keyof PhoneEvents>(event: K, ...args: PhoneEvents[K]) => void;

export class PhoneCore extends Emitter<PartEvents> {
  readonly store = new Store<PhoneState>(INITIAL_STATE);
  readonly clock: Clock;
  readonly veto = new Veto<Call>((event) => this.tell('before', event));
  /** The tab that has the connection and the media; undefined while it is this one. */
  otherTab: OtherTab | undefined;
  /** Whether the application has started the phone once; it may have no listeners before. */
  isStarted = false;
  /** Returns the present value of an option. */
  readonly option: ReadOption = (name) => optionOf(this.#configuration, name);
  /** The options of the application, and those of the document of the account, which it overrides. */
  #given: PhoneConfiguration = {};
  #provided: PhoneConfiguration = {};
  #configuration: PhoneConfiguration = {};

  constructor(
    configuration: PhoneConfiguration,
    readonly tell: Tell,
  ) {
    super();
    this.clock = optionOf(configuration, 'clock') ?? systemClock;
  }

  get state(): PhoneState {
    return this.store.state;
  }

  get configuration(): PhoneConfiguration {
    return this.#configuration;
  }

  configure(changes: Partial<PhoneConfiguration>): void {
    this.#given = { ...this.#given, ...changes };
    this.#combine();
  }

  /** Sets the options that the document of the account gives; all earlier ones of it are dropped. */
  provide(options: PhoneConfiguration): void {
    this.#provided = options;
    this.#combine();
  }

  #combine(): void {
    this.#configuration = { ...this.#provided, ...defined(this.#given) };
    this.emit('configured', this.#configuration);
  }

  /** Resolves when `work` has resolved, and after `limit` ms in any case. */
  atMost(limit: number, work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.clock.after(limit, resolve);
      void work.then(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  /** Shows a problem, and tells the application. */
  report(problem: Problem): void {
    this.store.update({ problem });
    this.tell('problem', problem);
  }

  /** Reports an error that does not end a call. */
  reportError({ kind, message, detail = message }: PhoneError): void {
    this.report({ kind: kind === 'media' ? kind : 'internal', detail });
  }
}
