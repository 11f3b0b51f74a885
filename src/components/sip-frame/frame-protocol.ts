/**
 * The messages between a page and the phone in its frame (HTML §9.3 postMessage, §9.4 channel messaging). Both check the
 * origin of the first message; the others use a private port.
 * Subjects: messages of the frame; postMessage; origin check of the frame; arguments of a command in a frame.
 */

import { checkArguments } from '../../phone/command-arguments.js';
import { isFrameCommand, rowOf, type CommandArgument, type FrameCommandName } from '../../phone/commands.js';
import type { PhoneError } from '../../phone/phone-error.js';
import type { CallSummary } from '../../phone/calls/call-summary.js';
import type { CommandOrigin, CommandValue } from '../../phone/policy/before.js';
import type { CallMessage, CallState, ChatMessage, Party, Problem } from '../../phone/state.js';
import type { ChallengeInfo } from '../../sip/digest/credentials.js';

/** Marks the messages of this protocol. */
const MARK = 'sip-elements/frame';
const VERSION = 1;

/** `loaded`: the frame is ready for a greeting; `hello`: the page greets the frame, and transfers the port. */
interface Greeting {
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
  | { readonly name: 'sip-call-message'; readonly call: CallState; readonly message: CallMessage }
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

/** What the frame asks the page before it continues; `name` is the type of the event. */
export type FrameQuestion =
  | {
      readonly name: `sip-before-${string}`;
      /** The number, address or other argument of the command. */
      readonly value: CommandValue;
      readonly call?: CallState | undefined;
      readonly origin: CommandOrigin;
    }
  | { readonly name: 'sip-caller-lookup'; readonly party: Party }
  | { readonly name: 'sip-contacts-query'; readonly text: string }
  /** The signal cannot be sent (HTML §2.7.1). */
  | { readonly name: 'sip-credentials'; readonly challenge: Omit<ChallengeInfo, 'signal'> };

/** Further messages from the page to the frame: what it wants to be asked, and its answers. */
export type AskMessage =
  | { readonly kind: 'asks'; readonly topics: readonly string[] }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };

export function isAskMessage(data: unknown): data is AskMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, topics, id } = data as Partial<Record<string, unknown>>;
  if (kind === 'answer') return typeof id === 'number';
  return kind === 'asks' && Array.isArray(topics) && topics.every((topic) => typeof topic === 'string');
}

/** A message from the frame to the page. */
export type FrameMessage =
  | { readonly kind: 'ready' }
  /** The phone is gone: its page is being left, or its element was removed. */
  | { readonly kind: 'left' }
  | { readonly kind: 'question'; readonly id: number; readonly question: FrameQuestion }
  | { readonly kind: 'fact'; readonly fact: FrameFact }
  | ResultMessage;

/** The result of the command `id`. */
export interface ResultMessage {
  readonly kind: 'result';
  readonly id: number;
  readonly call?: CallState | undefined;
  readonly error?: FrameError;
}

interface FrameError {
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
  const args = kinds.map((kind, index) => plainArgument(kind, given[index]));
  checkArguments(name, args);
  if (!isPlainList(args)) throw new TypeError(`${name}(): A frame takes numbers and ids of calls.`);
  return args;
}

/** A call is named by its id: a text where the command takes one, else an object with nothing but the id, as a text is a number. */
function plainArgument(kind: CommandArgument, value: unknown): unknown {
  const { id } = Object(value) as { id?: unknown };
  if (typeof value !== 'object' || typeof id !== 'string') return value ?? undefined;
  return kind === 'transferTarget' ? { id } : id;
}

/** Options of calls have effects that an embedding page may not cause, such as other header fields. */
const isPlainList = (args: unknown): boolean =>
  Array.isArray(args) &&
  args.every((value) => value === undefined || /^(string|boolean)$/.test(typeof value) || isCallId(value));

const isCallId = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'id' &&
  typeof Object(value).id === 'string';
