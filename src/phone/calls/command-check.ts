/**
 * Permits or refuses a command on a call: by the state of the call (`command-needs.ts`), then by the listeners of `before`.
 * Subjects: refused command, reason; invalid-state error of a call command.
 */

import { isPossible } from '../command-needs.js';
import { COMMANDS, type CallCommandName } from '../commands.js';
import { PhoneError } from '../phone-error.js';
import type { CommandOrigin, CommandValue, Veto } from '../policy/before.js';
import type { Call } from './call.js';

export class CommandCheck {
  constructor(
    private readonly call: Call,
    private readonly veto: Veto<Call>,
  ) {}

  /** Whether the call has what the command needs, and no `before` listener prevents it. */
  may(command: CallCommandName, value?: CommandValue): boolean {
    return isPossible(command, this.call.state) && this.#isPermitted(command, value);
  }

  /** Throws a `PhoneError`: `already-ended` where the call has not what the command needs. */
  checkNeeds(command: CallCommandName): void {
    if (!isPossible(command, this.call.state)) throw new PhoneError('already-ended');
  }

  /** Throws a `PhoneError`: as `checkNeeds()`, and `canceled` where a `before` listener prevents the command. */
  check(command: CallCommandName, value?: CommandValue, origin?: CommandOrigin): void {
    this.checkNeeds(command);
    if (!this.#isPermitted(command, value, origin)) throw new PhoneError('canceled');
  }

  #isPermitted(command: CallCommandName, value: CommandValue, origin: CommandOrigin = 'local'): boolean {
    return this.veto.permits({ action: COMMANDS[command].before, call: this.call, value, origin });
  }
}
