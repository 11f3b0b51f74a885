/**
 * The methods of `<sip-provider>` that control its phone: those of the table in src/phone/commands.ts, and the listener that
 * decides when it signs in.
 * Subjects: methods of <sip-provider>.
 */

import { COMMAND_NAMES, type CommandMethods, type CommandName } from '../../phone/commands.js';
import { defineCommands } from '../shared/commands/command-methods.js';
import type { CallLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';

/** Every promise settles; it rejects with a `PhoneError`. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- defineCommands() below adds the methods
export interface ProviderMethods extends CommandMethods<CallLike> {}

type Listening = Parameters<HTMLElement['addEventListener']>;

export abstract class ProviderMethods extends SipElement {
  /** Performs a command as soon as the element has a phone. */
  protected abstract run(name: CommandName, args: readonly unknown[]): Promise<unknown>;

  /** Waits no longer for credentials that the page may set. */
  protected abstract settle(): void;

  /** A listener that answers challenges ends the wait for credentials. */
  override addEventListener<Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(...args: Listening): void;
  override addEventListener(...args: Listening): void {
    super.addEventListener(...args);
    if (args[0] === 'sip-credentials') this.settle();
  }

  static {
    defineCommands(this.prototype, COMMAND_NAMES, (self, name, args) => self.run(name, args));
  }
}
