/** The methods of `<sip-provider>` that control its phone: those of the table in src/phone/commands.ts. */

import { COMMAND_NAMES, type CommandMethods, type CommandName } from '../../phone/commands.js';
import { defineCommands } from '../shared/commands/command-methods.js';
import type { CallLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';

/** Every promise settles; it rejects with a `PhoneError`. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- defineCommands() below adds the methods
export interface ProviderMethods extends CommandMethods<CallLike> {}

export abstract class ProviderMethods extends SipElement {
  /** Performs a command as soon as the element has a phone. */
  protected abstract run(name: CommandName, args: readonly unknown[]): Promise<unknown>;

  static {
    defineCommands(this.prototype, COMMAND_NAMES, (self, name, args) => self.run(name, args));
  }
}
