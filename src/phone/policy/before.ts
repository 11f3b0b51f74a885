/** The veto: every command of the phone passes one cancelable `before` event first, whether a user, the page or another party caused it. */

import type { AnswerOptions, CallOptions } from '../call-options.js';
import { PhoneError } from '../errors.js';
import type { Party } from '../contact-state.js';

/** A command on one call, by the name that its DOM event has behind `sip-before-`. */
export type CallAction =
  | 'answer'
  | 'decline'
  | 'deflect'
  | 'ignore'
  | 'hang-up'
  | 'mute'
  | 'mute-participant'
  | 'hold'
  | 'swap'
  | 'merge'
  | 'split'
  | 'transfer'
  | 'digits'
  | 'show'
  | 'record';

/**
 * What caused a command: `local` the user or the page; `retry` the server asked for a second try (Retry-After); the others are
 * requests of another party: `redirect` a 3xx, `refer` a REFER, `replaces` an INVITE with Replaces, `auto-answer` the option
 * of that name, `answer-mode` header fields of the caller.
 */
export type CommandOrigin = 'local' | 'retry' | 'redirect' | 'refer' | 'replaces' | 'auto-answer' | 'answer-mode';

/** `true` for mute and `false` for unmute, the digits, the target, the id of the other call, the options of an answer. */
export type CommandValue = boolean | string | AnswerOptions | undefined;

/** A command that is about to be done. `C` is the class of calls. */
export type Command<C> =
  | {
      readonly action: 'call';
      /** The number, name or SIP URI that is really called, after a redirect or a transfer the new one. */
      readonly target: string;
      readonly options?: CallOptions | undefined;
      /** The call that is redirected, or whose peer sent the REFER. */
      readonly call?: C | undefined;
      readonly origin: CommandOrigin;
    }
  | { readonly action: 'message'; readonly target: string; readonly text: string; readonly origin: CommandOrigin }
  | { readonly action: 'pick-up'; readonly target: string; readonly origin: CommandOrigin }
  | {
      readonly action: CallAction;
      readonly call: C;
      readonly value: CommandValue;
      /** With `replaces`: the party that takes the place of the peer. */
      readonly peer?: Party | undefined;
      readonly origin: CommandOrigin;
    };

/** The argument of `phone.on('before', …)`. `preventDefault()` stops the command; its promise rejects with `canceled`. */
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

/** Tells of each command before it is done. `tell` calls the listeners at once: a command is stopped while it is told, or never. */
export class Veto<C> {
  constructor(private readonly tell: (event: BeforeEvent<C>) => void) {}

  /** Whether no listener stopped it. */
  permits(command: Command<C>): boolean {
    const event = new BeforeEvent(command);
    this.tell(event);
    return !event.defaultPrevented;
  }

  /** Throws a `PhoneError` `canceled` where a listener stopped it. */
  check(command: Command<C>): void {
    if (!this.permits(command)) throw new PhoneError('canceled');
  }
}
