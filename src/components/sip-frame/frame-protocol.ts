/**
 * What a page and the phone in a frame of it say to each other (HTML §9.3 postMessage, §9.4 channel messaging). Both look at
 * the origin of the first message; from then on a port is used, which nobody else has.
 */

import type { PhoneError } from '../../phone/errors.js';
import type { CallSummary } from '../../phone/calls/call-summary.js';
import type { CallState, ChatMessage, Party, Problem } from '../../phone/state.js';

/** Marks our messages among those of others. */
const MARK = 'sip-elements/frame';
const VERSION = 1;

/** `here`: the frame is ready and may be greeted; `hello`: the page greets it, and sends the port along. */
export interface Greeting {
  readonly [MARK]: typeof VERSION;
  readonly kind: 'here' | 'hello';
}

export const greeting = (kind: Greeting['kind']): Greeting => ({ [MARK]: VERSION, kind });

export const isGreeting = (data: unknown, kind: Greeting['kind']): boolean =>
  typeof data === 'object' &&
  data !== null &&
  (data as Partial<Greeting>)[MARK] === VERSION &&
  (data as Partial<Greeting>).kind === kind;

/** Facts of the phone as plain data; `name` is that of the event. */
export type FrameFact =
  | { readonly name: 'sip-connected' | 'sip-registered' | 'sip-unregistered' }
  | { readonly name: 'sip-disconnected'; readonly reason: string | undefined }
  | { readonly name: 'sip-registration-failed'; readonly statusCode: number | undefined; readonly reason: string }
  | { readonly name: 'sip-incoming' | 'sip-ring-blocked'; readonly call: CallState }
  | { readonly name: `sip-call-${string}`; readonly call: CallState; readonly sessionEvent: string }
  | { readonly name: 'sip-call-summary'; readonly summary: CallSummary }
  | { readonly name: 'sip-message'; readonly peer: Party; readonly message: ChatMessage }
  | { readonly name: 'sip-error'; readonly problem: Problem; readonly message: string };

export const COMMANDS = [
  'call',
  'answer',
  'decline',
  'hangUp',
  'mute',
  'hold',
  'sendDigits',
  'transfer',
  'start',
  'stop',
] as const;
export type FrameCommand = (typeof COMMANDS)[number];

/** From the page to the frame. */
export interface CommandMessage {
  readonly kind: 'command';
  readonly id: number;
  readonly command: FrameCommand;
  readonly args: readonly (string | boolean | undefined)[];
}

/** From the frame to the page. */
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

export function isCommand(data: unknown): data is CommandMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, id, command, args } = data as Partial<CommandMessage>;
  return (
    kind === 'command' &&
    typeof id === 'number' &&
    (COMMANDS as readonly unknown[]).includes(command) &&
    Array.isArray(args) &&
    args.every((value) => value === undefined || typeof value === 'string' || typeof value === 'boolean')
  );
}
