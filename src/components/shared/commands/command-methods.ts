/**
 * Gives a class the methods of commands: their signatures are those of the table in src/phone/commands.ts.
 * Subjects: methods of elements from the table of commands.
 */

import type { CommandName } from '../../../phone/commands.js';

/** Defines on `prototype` a method for each command, which calls `run` with the name and the arguments. */
export function defineCommands<This>(
  prototype: This,
  names: readonly CommandName[],
  run: (self: This, name: CommandName, args: readonly unknown[]) => Promise<unknown>,
): void {
  for (const name of names)
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: This, ...args: unknown[]) {
        return run(this, name, args);
      },
    });
}
