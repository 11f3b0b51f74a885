/**
 * The messages between a page and the phone in its frame (HTML §9.3 postMessage, §9.4 channel messaging). Both check the
 * origin of the first message; the others use a private port.
 */

import { checkArguments } from '../../phone/command-arguments.js';
import { isFrameCommand, rowOf, type FrameCommandName } from '../../phone/commands.js';
import type { PhoneError } from '../../phone/errors.js';
import type { CallSummary } from '../../phone/calls/call-summary.js';
import type { CallState, ChatMessage, Party, Problem } from '../../phone/state.js';

/** Marks the messages of this protocol. */
const MARK = 'sip-elements/frame';
const VERSION = 1;

/** `loaded`: the frame is ready for a greeting; `hello`: the page greets the frame, and transfers the port. */
export interface Greeting {
  readonly [MARK]: typeof VERSION;
  readonly kind: 'loaded' | 'hello';
}

export const greeting = (kind: Greeting['kind']): Greeting => ({ [MARK]: VERSION, kind });

export const isGreeting = (data: unknown, kind: Greeting['kind']): boolean =>
  typeof data === 'object' &&
  data !== null &&
  (data as Partial<Greeting>)[MARK] === VERSION &&
  (data as Partial<Greeting>).kind === kind;

/** Events of the phone as plain data; `name` is the type of the event. */
export type FrameFact =
  | { readonly name: 'sip-connected' | 'sip-registered' | 'sip-unregistered' }
  | { readonly name: 'sip-disconnected'; readonly reason: string | undefined }
  | { readonly name: 'sip-registration-failed'; readonly statusCode: number | undefined; readonly reason: string }
  | { readonly name: 'sip-incoming' | 'sip-ring-blocked'; readonly call: CallState }
  | { readonly name: `sip-call-${string}`; readonly call: CallState; readonly sessionEvent: string }
  | { readonly name: 'sip-call-summary'; readonly summary: CallSummary }
  | { readonly name: 'sip-message'; readonly peer: Party; readonly message: ChatMessage }
  | { readonly name: 'sip-error'; readonly problem: Problem; readonly message: string };

/** A message from the page to the frame. */
export interface CommandMessage {
  readonly kind: 'command';
  readonly id: number;
  readonly command: FrameCommandName;
  /** Those of the method of the command, without options. */
  readonly args: readonly unknown[];
}

/** A message from the frame to the page. */
export type FrameMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fact'; readonly fact: FrameFact }
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly call?: CallState | undefined;
      readonly error?: FrameError;
    };

export interface FrameError {
  readonly kind: PhoneError['kind'];
}

export function isCommandMessage(data: unknown): data is CommandMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, id, command, args } = data as Partial<CommandMessage>;
  return kind === 'command' && typeof id === 'number' && isFrameCommand(command) && isPlainList(args);
}

/** Returns the arguments that are sent: options stay in the page. Throws a `TypeError` for those of a wrong type. */
export function plainArguments(name: FrameCommandName, given: readonly unknown[]): readonly unknown[] {
  const kinds = rowOf(name).args.filter((kind) => kind !== 'callOptions' && kind !== 'answerOptions');
  const args = kinds.map((_, index) => given[index] ?? undefined);
  checkArguments(name, args);
  if (!isPlainList(args)) throw new TypeError(`${name}(): A frame takes numbers and ids of calls.`);
  return args;
}

/** Options of calls have effects that an embedding page may not cause, such as other header fields. */
const isPlainList = (args: unknown): boolean =>
  Array.isArray(args) && args.every((value) => value === undefined || /^(string|boolean)$/.test(typeof value));
