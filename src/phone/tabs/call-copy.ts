/**
 * A call of the tab that has the connection, as the other tabs show and command it.
 * Subjects: call in a follower tab; command of a follower tab.
 */

import type { CallOwner } from '../calls/call-owner.js';
import { Call } from '../calls/call.js';
import { checkCallArguments } from '../command-arguments.js';
import {
  COMMAND_NAMES,
  isCallCommand,
  rowOf,
  type CallCommandMethods,
  type CallCommandName,
  type CallReference,
} from '../commands.js';
import type { PlayOptions } from '../call-options.js';
import { PhoneError } from '../phone-error.js';
import type { QualityWarning } from '../../media/index.js';
import type { TabCommand } from '../phone-core.js';
import type { CommandValue } from '../policy/before.js';
import type { CallState, CaptionText } from '../state.js';

interface CallCopyOwner {
  /** Owner of calls of this tab. */
  readonly calls: CallOwner;
  /** Returns the call of this id, once this tab has taken it over. */
  here(id: string): Call | undefined;
  /** Lets the other tab perform a command. Rejects with a `PhoneError`. */
  run(command: TabCommand, args: readonly unknown[], callId: string): Promise<unknown>;
  /** Requests permission for the microphone in this tab, where there is none yet. */
  prepareMicrophone(): Promise<unknown>;
}

/** Emits its `before` events in this tab; the other tab performs the commands. It has no session and no media. */
export class CallCopy extends Call {
  override readonly answered: Promise<void>;
  override readonly ended: Promise<CallState>;
  readonly #owner: CallCopyOwner;
  #last: CallState;

  constructor(owner: CallCopyOwner, state: CallState) {
    super(owner.calls, state);
    this.#owner = owner;
    this.#last = state;
    // The media are in the other tab.
    this.stopTalking();
    this.ended = new Promise((resolve) => this.#whenever(({ status }) => status === 'ended', resolve));
    this.answered = new Promise((resolve, reject) => {
      this.#whenever(
        ({ status }) => status === 'active' || status === 'resuming' || status === 'ended',
        (settled) => (settled.status === 'ended' ? reject(errorOf(settled)) : resolve()),
      );
    });
    this.answered.catch(() => undefined);
  }

  override get state(): CallState {
    return this.#current(this.#owner.calls.core.state.calls);
  }

  override respond(accepted: boolean): void {
    this.#send('respond', [accepted]);
  }

  override proceed(): void {
    this.#send('proceed', []);
  }

  override stopDigits(): void {
    this.#send('stopDigits', []);
  }

  override addCaption(caption: CaptionText): void {
    this.#send('addCaption', [caption]);
  }

  override async recognizeSpeech(on = true, lang = document.documentElement.lang || navigator.language): Promise<void> {
    await this.#owner.run('recognizeSpeech', [on, lang], this.id);
  }

  override quiet(warning: QualityWarning): void {
    this.#send('quiet', [warning]);
  }

  override async recording(): Promise<File | undefined> {
    const here = this.#owner.here(this.id);
    if (here) return here.recording();
    const file = await this.#owner.run('recording', [], this.id);
    return file instanceof File ? file : undefined;
  }

  /** Performs a command of the table: in this tab once it has taken over the call, else in the other one. */
  perform<Name extends CallCommandName>(name: Name, given: readonly unknown[]): boolean | Promise<void> {
    checkCallArguments(name, given);
    const here: CallCommandMethods | undefined = this.#owner.here(this.id);
    if (here) return here[name](...given);
    if (name === 'play') return this.#play(given);
    const args = explicit(name, this.state, given);
    if (rowOf(name).result !== 'flag') return this.#run(name, args);
    if (!this.commands.may(name, this.#named(args[0]))) return false;
    this.#send(name, args);
    return true;
  }

  /** The other tab gets what a message can carry (HTML §2.7.1); the signal stays here. */
  async #play([source, options]: readonly unknown[]): Promise<void> {
    if (!(typeof source === 'string' || source instanceof URL || source instanceof Blob))
      throw new PhoneError('media', { detail: 'Only the tab that has the call can play a stream or a buffer.' });
    const { signal, ...rest }: PlayOptions = { ...Object(options) };
    const canceled = (): PhoneError => new PhoneError('canceled', { cause: signal?.reason });
    if (signal?.aborted) throw canceled();
    const stop = (): void => this.#send('stopPlaying', []);
    signal?.addEventListener('abort', stop);
    try {
      await this.#run('play', [source instanceof Blob ? source : new URL(source, document.baseURI).href, rest]);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
    if (signal?.aborted) throw canceled();
  }

  async #run(name: CallCommandName, args: readonly unknown[]): Promise<void> {
    this.commands.check(name, this.#named(args[0]));
    // The prompt of the browser appears in the tab where the user is.
    if (name === 'answer') await this.#owner.prepareMicrophone();
    await this.#owner.run(name, args, this.id);
  }

  /** The argument as `before` events name it: a call by its number in a transfer, else by its id. */
  #named(value: unknown): CommandValue {
    if (!isReference(value)) return isValue(value) ? value : undefined;
    const { calls } = this.#owner.calls.core.state;
    return calls.find(({ id }) => id === value.id)?.peer.number;
  }

  #send(command: TabCommand, args: readonly unknown[]): void {
    this.#owner.run(command, args, this.id).catch(() => undefined);
  }

  #current(calls: readonly CallState[]): CallState {
    this.#last = calls.find(({ id }) => id === this.id) ?? lost(this.#last, this.#owner.calls.core.clock.now());
    return this.#last;
  }

  #whenever(is: (state: CallState) => boolean, then: (state: CallState) => void): void {
    const stop = this.#owner.calls.core.store.subscribe(({ calls }) => look(this.#current(calls)));
    const look = (state: CallState): void => {
      if (!is(state)) return;
      stop();
      then(state);
    };
    look(this.#last);
  }
}

for (const name of COMMAND_NAMES.filter(isCallCommand))
  Object.defineProperty(CallCopy.prototype, name, {
    configurable: true,
    writable: true,
    value(this: CallCopy, ...args: unknown[]) {
      return this.perform(name, args);
    },
  });

/** A call that the other tab does not show any more. */
function lost(state: CallState, endedAt: number): CallState {
  if (state.status === 'ended') return state;
  const { id, direction, peer, muted, createdAt, digits } = state;
  const base = { id, direction, peer, muted, createdAt, digits };
  return { ...base, status: 'ended', cause: 'connection-lost', failed: false, endedBy: 'system', endedAt };
}

function errorOf({ cause, statusCode, reason }: CallState & { status: 'ended' }): PhoneError {
  return new PhoneError(cause, { statusCode, detail: reason });
}

const isValue = (value: unknown): value is CommandValue =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'object' && !(value instanceof Blob));

const isReference = (value: unknown): value is CallReference =>
  typeof value === 'object' && value !== null && 'id' in value;

/** The arguments as plain data, in which a toggle says what it toggles to. */
function explicit(name: CallCommandName, call: CallState, [first, ...rest]: readonly unknown[]): readonly unknown[] {
  const active = call.status === 'active' ? call : undefined;
  const toggles: Partial<Record<CallCommandName, boolean>> = {
    mute: call.muted,
    hold: active?.hold.local === true,
    muteParticipant: active?.participantMuted === true,
    record: active?.recording !== undefined,
  };
  const now = toggles[name];
  if (now !== undefined) return [first ?? !now, ...rest];
  return [isReference(first) ? { id: first.id } : first, ...rest];
}
