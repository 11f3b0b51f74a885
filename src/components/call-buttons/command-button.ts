/**
 * Base class of the buttons that perform a command of the table in src/phone/commands.ts.
 * Subjects: button that performs a command.
 */

import { callFor, isPossible } from '../../phone/command-needs.js';
import { rowOf, type CallCommandName } from '../../phone/commands.js';
import type { CallState } from '../../phone/state.js';
import { ActionButton } from './action-button.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

export abstract class CommandButton extends ActionButton {
  /** The command, which may depend on the state of the phone. */
  protected abstract get command(): CallCommandName;

  /** The call that the command acts on. */
  protected get target(): CallState | undefined {
    const { access, call } = this;
    return access && call && callFor(access.phone, this.command, call.id);
  }

  protected override impliedCall(phone: PhoneLike): CallState | undefined {
    return rowOf(this.command).default === 'first' ? callFor(phone, this.command) : super.impliedCall(phone);
  }

  protected override get isPossible(): boolean {
    return isPossible(this.command, this.target);
  }

  protected override get keys(): string | undefined {
    return rowOf(this.command).key;
  }

  protected override perform(): unknown {
    return this.call && this.access?.runOn(this.command, this.call.id);
  }
}
