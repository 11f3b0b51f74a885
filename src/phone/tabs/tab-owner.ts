/**
 * The tab that has connection and media: publishes its state, and performs the commands of the other tabs.
 * Subjects: owner tab; tab with the connection; state sent to other tabs.
 */

import { checkArguments, checkCallArguments } from '../command-arguments.js';
import { isCallCommand, isCommand, type CallCommandMethods, type CallCommandName } from '../commands.js';
import type { CallList } from '../calls/call-list.js';
import type { Succession } from '../calls/call-journal.js';
import type { Call } from '../calls/call.js';
import { PhoneError } from '../phone-error.js';
import { stateOfAvailability } from '../availability.js';
import { phoneError } from '../error-causes.js';
import type { CaptionText } from '../state.js';
import type { QualityWarning } from '../../media/index.js';
import type { PhoneCore, TabCommand } from '../phone-core.js';
import type { Lamps } from '../presence/lamps.js';
import { TabJournal } from './tab-journal.js';
import { watchPresence } from './tab-presence.js';
import { SHARED, type SharedState, type TabMessage } from './tab-channel.js';

/** Commands of other tabs on the phone. */
export interface PhoneActions {
  call(target: string, options: object | undefined): Call;
  pickUp(target: string): Call;
  sendMessage(target: string, text: string): Promise<void>;
  resend(messageId: string): Promise<void>;
  retryNow(): void;
  /** `useHere()` of another tab: it prepares, has taken over these calls, or could not. */
  offer(): Succession;
  hand(ids: readonly string[]): void;
  stay(): void;
}

interface TabOwnerParts {
  readonly calls: CallList;
  readonly lamps: Pick<Lamps, 'watch'>;
  readonly actions: PhoneActions;
  /** The id of this tab, and the name of the group. */
  readonly tab: string;
  readonly group: string;
  send(message: TabMessage): void;
  /** What another tab needs to continue the calls. */
  succession(): Succession;
  /** Takes over calls that a tab has left behind; undefined where this tab has just taken over those of another one. */
  readonly succeed: ((succession: Succession) => void) | undefined;
}

interface KnownFollower {
  /** What it watches: functions that end it, by target. */
  readonly watched: Map<string, () => void>;
  /** Ends the watch of its lock. */
  stop(): void;
}

type CommandMessage = TabMessage & { readonly kind: 'command' };

export class TabOwner {
  readonly #core: PhoneCore;
  readonly #parts: TabOwnerParts;
  readonly #followers = new Map<string, KnownFollower>();
  readonly #leave: () => void;
  readonly #journal: TabJournal;
  /** The follower that is taking the calls over. */
  #taker: string | undefined;
  #isClosed = false;

  constructor(core: PhoneCore, parts: TabOwnerParts) {
    this.#core = core;
    this.#parts = parts;
    this.#leave = core.store.subscribe((state, previous) => {
      if (this.hasFollowers && SHARED.some((name) => state[name] !== previous[name])) this.#publish();
    });
    parts.send({ kind: 'owner', from: parts.tab });
    this.#journal = new TabJournal(core, parts);
    void this.#continue();
  }

  /** Takes over what a tab has left behind that had no followers, and keeps the calls of this one. */
  async #continue(): Promise<void> {
    const { succeed } = this.#parts;
    const left = succeed && (await this.#journal.take());
    if (this.#isClosed) return;
    if (left) succeed(left);
    this.#journal.start();
  }

  /** Whether another tab continues when this one is closed. */
  get hasFollowers(): boolean {
    return this.#followers.size > 0;
  }

  receive(message: TabMessage): void {
    if (message.kind === 'hello') {
      this.#watch(message.from, message.watched);
      this.#publish();
    } else if (message.kind === 'bye') this.#forget(message.from);
    else if (message.kind === 'command' && message.to === this.#parts.tab) void this.#perform(message);
  }

  /** The page is being left: a tab that is opened later continues the calls, unless a follower does. */
  leave(): void {
    this.#journal.leave();
  }

  close(): void {
    this.#isClosed = true;
    this.#journal.close();
    this.#leave();
    for (const follower of [...this.#followers.keys()]) this.#forget(follower);
  }

  /** Watches the addresses of a follower, in place of those that it named before. */
  #watch(follower: string, targets: readonly string[]): void {
    const { watched } = this.#known(follower);
    for (const target of targets) if (!watched.has(target)) watched.set(target, this.#parts.lamps.watch(target));
    for (const [target, stop] of watched) {
      if (targets.includes(target)) continue;
      watched.delete(target);
      stop();
    }
  }

  #known(follower: string): KnownFollower {
    const known = this.#followers.get(follower);
    if (known) return known;
    const stop = watchPresence(this.#parts.group, follower, () => this.#forget(follower));
    const made = { watched: new Map<string, () => void>(), stop };
    this.#followers.set(follower, made);
    return made;
  }

  #forget(follower: string): void {
    const known = this.#followers.get(follower);
    if (!known) return;
    this.#followers.delete(follower);
    known.stop();
    this.#stay(follower);
    for (const stop of known.watched.values()) stop();
  }

  /** The calls that this follower was taking over stay here; those that another one takes over do not. */
  #stay(follower: string): void {
    if (follower !== this.#taker) return;
    this.#taker = undefined;
    this.#parts.actions.stay();
  }

  #publish(): void {
    const { state } = this.#core;
    const shared = Object.fromEntries(SHARED.map((name) => [name, state[name]])) as unknown as SharedState;
    this.#parts.send({ kind: 'state', from: this.#parts.tab, state: shared, succession: this.#parts.succession() });
  }

  async #perform({ from: to, id, command, callId, args }: CommandMessage): Promise<void> {
    const { send } = this.#parts;
    send({ kind: 'begun', to, id });
    try {
      // The command has passed its `before` event in the other tab.
      const value = await this.#core.veto.passed(() => this.#run(to, command, callId, args));
      send({ kind: 'result', to, id, value });
    } catch (error) {
      const { kind, statusCode, detail } = phoneError(error);
      send({ kind: 'result', to, id, error: { kind, statusCode, detail } });
    }
  }

  #run(from: string, command: TabCommand, callId: string | undefined, args: readonly unknown[]): unknown {
    const { calls } = this.#parts;
    const [first] = args;
    if (isCommand(command) && isCallCommand(command)) return performOn(calls.get(callId ?? ''), command, args);
    switch (command) {
      case 'call':
        checkArguments(command, args);
        return void calls.naming(callId, () => this.#parts.actions.call(...args));
      case 'pickUp':
        checkArguments(command, args);
        return void calls.naming(callId, () => this.#parts.actions.pickUp(...args));
      case 'sendMessage':
        checkArguments(command, args);
        return this.#parts.actions.sendMessage(...args);
      case 'resend':
        return this.#parts.actions.resend(String(first));
      case 'setAvailability':
        checkArguments(command, args);
        return this.#core.store.update(stateOfAvailability(...args));
      case 'retryNow':
        return this.#parts.actions.retryNow();
      case 'offer':
        this.#taker = from;
        return this.#parts.actions.offer();
      case 'hand':
        return this.#parts.actions.hand(args.map(String));
      case 'stay':
        return this.#stay(from);
      case 'dismiss':
        return calls.dismiss(callId ?? '');
      default:
        if (command === 'recognizeSpeech')
          return calls.get(callId ?? '')?.recognizeSpeech(first === true, String(args[1]));
        return runOnCall(command, calls.get(callId ?? ''), first);
    }
  }
}

function performOn<Name extends CallCommandName>(
  call: CallCommandMethods | undefined,
  name: Name,
  args: readonly unknown[],
): unknown {
  if (!call) throw new PhoneError('already-ended');
  checkCallArguments(name, args);
  return call[name](...args);
}

/** Performs what a call has besides the commands of the table. */
function runOnCall(command: TabCommand, call: Call | undefined, value: unknown): unknown {
  switch (command) {
    case 'respond':
      return call?.respond(value === true);
    case 'proceed':
      return call?.proceed();
    case 'addCaption':
      return call?.addCaption(value as CaptionText);
    case 'stopDigits':
      return call?.stopDigits();
    case 'quiet':
      return call?.quiet(value as QualityWarning);
    case 'recording':
      return call?.recording();
    default:
      throw new PhoneError('internal', { detail: `Another tab cannot perform ${command}.` });
  }
}
