/**
 * Connects an element to its phone: selects the call that a command is for, and performs the command. The phone handles vetoes
 * (`before`).
 * Subjects: command of an element to the phone; call chosen for a button; sip-before-… of an element's command.
 */

import type { CallOptions } from '../../../phone/calls/call.js';
import { checkArguments, checkCallArguments } from '../../../phone/command-arguments.js';
import { callFor, isPossible } from '../../../phone/command-needs.js';
import {
  COMMAND_NAMES,
  isCallCommand,
  rowOf,
  type CallCommandMethods,
  type CallCommandName,
  type CommandArguments,
  type CommandMethods,
  type CommandName,
  type PhoneCommandName,
} from '../../../phone/commands.js';
import { PhoneError } from '../../../phone/phone-error.js';
import { relayBefore } from '../events/event-relay.js';
import { defineCommands } from './command-methods.js';
import { noteDigits } from './digit-echo.js';
import type { CallLike, PhoneLike } from '../phone/phone-like.js';

export { currentCall, isInCall, ringingCall } from '../../../phone/command-needs.js';

/** Throws a `PhoneError` `canceled` for a command that a listener prevented. */
function unlessPrevented(performed: boolean): void {
  if (!performed) throw new PhoneError('canceled');
}

/** Performs the commands that act on no call. Those that make a call return it at once. */
const ON_PHONE: {
  [Name in PhoneCommandName]: (phone: PhoneLike, ...args: CommandArguments[Name]) => CallLike | Promise<void> | void;
} = {
  call: (phone, target, options) => phone.call(target, options),
  callVoicemail: (phone) => phone.callVoicemail(),
  retrieve: (phone, place) => phone.retrieve(place),
  callEcho: (phone) => phone.callEcho(),
  pickUp: (phone, target) => phone.lamps.pickUp(target),
  sendMessage: (phone, target, text) => phone.messages.send(target, text),
  setDoNotDisturb: (phone, on = !phone.state.doNotDisturb) => unlessPrevented(phone.setDoNotDisturb(on)),
  setAvailability: (phone, availability) => unlessPrevented(phone.setAvailability(availability)),
  setIdentity: (phone, identity) => unlessPrevented(phone.setIdentity(identity)),
  clearHistory: (phone) => unlessPrevented(phone.clearHistory()),
  forget: (phone) => phone.forget(),
  start: (phone) => phone.start(),
  stop: (phone) => phone.stop(),
};

/** The methods of all commands. Every promise settles; it rejects with a `PhoneError` whose message is a sentence for users. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- defineCommands() below adds the methods
export interface PhoneAccess extends CommandMethods<CallLike> {}

export class PhoneAccess {
  constructor(
    readonly phone: PhoneLike,
    /** Target of the phone's events: the provider, or an element with its own phone. */
    readonly owner: EventTarget,
    /** Whether the owner dispatches `sip-before-…` events for all commands of the phone itself, as a provider does. */
    private readonly isRelayed = false,
  ) {}

  /** Performs a command with the arguments of its method. A command that makes a call resolves with it when it is answered. */
  async run(name: CommandName, given: readonly unknown[]): Promise<CallLike | void> {
    const args = given.slice(0, rowOf(name).args.length).map((value) => value ?? undefined);
    if (isCallCommand(name)) return this.#runOnCall(name, args);
    checkArguments(name, args);
    const made = this.#relayed(() => perform(name, this.phone, args));
    if (made === undefined || made instanceof Promise) return made;
    await made.answered;
    return made;
  }

  /** Performs a command on a call without other arguments, as buttons and shortcuts do: a toggle toggles. */
  runOn(name: CallCommandName, callId: string | undefined): Promise<CallLike | void> {
    const id = callFor(this.phone, name, callId)?.id ?? callId;
    return this.run(
      name,
      rowOf(name).args.map((kind) => (kind === 'callId' ? id : undefined)),
    );
  }

  /** Places a call without waiting for the answer. Returns undefined after a veto. */
  dial(number: string, options?: CallOptions): CallLike | undefined {
    const call = this.#relayed(() => this.phone.call(number, options));
    call.answered.catch(() => {}); // The state of the call has the result.
    return this.phone.getCall(call.id);
  }

  /** Sends this video, or stops it if it is being sent. */
  toggleShow(what: 'camera' | 'screen', id?: string): Promise<void> {
    const state = this.#find('show', id)?.state;
    const shows = state?.status === 'active' && state.video?.local === what;
    return this.show(shows ? 'none' : what, id);
  }

  async #runOnCall<Name extends CallCommandName>(name: Name, given: readonly unknown[]): Promise<void> {
    checkArguments(name, given);
    const at = rowOf(name).args.indexOf('callId');
    const id = given[at];
    const args: readonly unknown[] = given.filter((_, index) => index !== at);
    checkCallArguments(name, args);
    const call = this.#find(name, typeof id === 'string' ? id : undefined);
    if (!call) throw new PhoneError('already-ended', { detail: 'There is no such call.' });
    const removeUnsent = name === 'sendDigits' ? noteDigits(call, String(args[0])) : undefined;
    const methods: CallCommandMethods = call;
    try {
      const done = this.#relayed(() => methods[name](...args));
      if (done === false) throw new PhoneError(isPossible(name, call.state) ? 'canceled' : 'already-ended');
      await done;
    } catch (error) {
      removeUnsent?.();
      throw error;
    }
  }

  #find(name: CallCommandName, id: string | undefined): CallLike | undefined {
    const named = id ?? callFor(this.phone, name)?.id;
    return named === undefined ? undefined : this.phone.getCall(named);
  }

  /** Performs a command with its `sip-before-…` events: the phone emits `before` synchronously or never. */
  #relayed<T>(command: () => T): T {
    if (this.isRelayed) return command();
    const stop = relayBefore(this.phone, this.owner);
    try {
      return command();
    } finally {
      stop();
    }
  }
}

function perform<Name extends PhoneCommandName>(
  name: Name,
  phone: PhoneLike,
  args: CommandArguments[Name],
): CallLike | Promise<void> | void {
  return ON_PHONE[name](phone, ...args);
}

defineCommands(PhoneAccess.prototype, COMMAND_NAMES, (access, name, args) => access.run(name, args));
