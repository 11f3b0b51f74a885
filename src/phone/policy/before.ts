/**
 * The `before` event: cancelable, emitted before every command, whether the user, the application or a remote party caused it.
 * Subjects: veto; before event; sip-before-… cancelable; preventDefault of a command.
 */

import type { Availability } from '../availability.js';
import type { AnswerOptions, CallOptions } from '../call-options.js';
import type { CallAction } from '../commands.js';
import { PhoneError } from '../phone-error.js';
import type { Party } from '../contact-state.js';

export type { CallAction } from '../commands.js';

/**
 * Origin of a command: `local` the user or the application; `retry` Retry-After of the server; the others are requests of remote
 * parties: `redirect` a 3xx, `refer` a REFER, `replaces` an INVITE with Replaces, `auto-answer` the option of that name,
 * `answer-mode` header fields of the caller.
 */
export type CommandOrigin = 'local' | 'retry' | 'redirect' | 'refer' | 'replaces' | 'auto-answer' | 'answer-mode';

/** Argument of a command: `true` for mute and `false` for unmute, digits, a target, the id of another call, answer options. */
export type CommandValue = boolean | string | AnswerOptions | undefined;

/** A command that is about to run. `C`: the class of calls. */
export type Command<C> =
  | {
      readonly action: 'call';
      /** The number, name or SIP URI to call; after a redirect or transfer the new one. */
      readonly target: string;
      readonly options?: CallOptions | undefined;
      /** The call that is redirected, or whose peer sent the REFER. */
      readonly call?: C | undefined;
      readonly origin: CommandOrigin;
    }
  | { readonly action: 'message'; readonly target: string; readonly text: string; readonly origin: CommandOrigin }
  | { readonly action: 'pick-up'; readonly target: string; readonly origin: CommandOrigin }
  /** What the user tells others, also by do not disturb alone. */
  | { readonly action: 'availability'; readonly availability: Availability; readonly origin: CommandOrigin }
  /** The URI of one of the identities; undefined for the account. */
  | { readonly action: 'identity'; readonly identity: string | undefined; readonly origin: CommandOrigin }
  | { readonly action: 'clear-history'; readonly origin: CommandOrigin }
  | {
      readonly action: CallAction;
      readonly call: C;
      readonly value: CommandValue;
      /** With `replaces`: the party that replaces the peer. */
      readonly peer?: Party | undefined;
      readonly origin: CommandOrigin;
    };

/** Argument of `phone.on('before', …)`. `preventDefault()` prevents the command; its promise rejects with `canceled`. */
export class BeforeEvent<C> {
  #prevented = false;

  constructor(readonly command: Command<C>) {}

  preventDefault(): void {
    this.#prevented = true;
  }

  get defaultPrevented(): boolean {
    return this.#prevented;
  }
}

/** Emits an event before each command. Listeners run synchronously: a command can be prevented only while they run. */
export class Veto<C> {
  #hasPassed = false;

  constructor(private readonly tell: (event: BeforeEvent<C>) => void) {}

  /** Runs `perform` without the event, for a command that has passed it in another tab. */
  passed<T>(perform: () => T): T {
    this.#hasPassed = true;
    try {
      return perform();
    } finally {
      this.#hasPassed = false;
    }
  }

  /** Emits `before`; returns whether no listener prevented it. */
  permits(command: Command<C>): boolean {
    if (this.#hasPassed) return true;
    const event = new BeforeEvent(command);
    this.tell(event);
    return !event.defaultPrevented;
  }

  /** Throws a `PhoneError` `canceled` where a listener prevents the command. */
  check(command: Command<C>): void {
    if (!this.permits(command)) throw new PhoneError('canceled');
  }
}
