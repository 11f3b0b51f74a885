/**
 * Checks the arguments of commands at run time: pages write JavaScript, and a frame sends messages.
 * Subjects: arguments of commands, checked; TypeError of a method.
 */

import {
  rowOf,
  type CallCommandArguments,
  type CallCommandName,
  type CommandArgument,
  type CommandArguments,
  type CommandName,
} from './commands.js';

interface ArgumentRule {
  /** The type, as documentation and errors name it. */
  readonly type: string;
  readonly optional?: boolean;
  accepts(value: unknown): boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isObject = (value: unknown): boolean => typeof value === 'object';
const isTextOrCall = (value: unknown): boolean => isText(value) || (isObject(value) && 'id' in Object(value));
const text = { type: 'a string', accepts: isText };

export const ARGUMENT_RULES: Readonly<Record<CommandArgument, ArgumentRule>> = {
  target: text,
  transferTarget: { type: 'a string or a call', accepts: isTextOrCall },
  extension: text,
  text,
  digits: text,
  place: { ...text, optional: true },
  on: { type: 'a boolean', optional: true, accepts: (value) => typeof value === 'boolean' },
  video: { type: "'none', 'camera' or 'screen'", accepts: (value) => /^(none|camera|screen)$/.test(String(value)) },
  availability: {
    type: "'available', 'busy', 'away' or 'do-not-disturb'",
    accepts: (value) => /^(available|busy|away|do-not-disturb)$/.test(String(value)),
  },
  identity: { ...text, optional: true },
  callId: { ...text, optional: true },
  other: { type: 'a call or its id', optional: true, accepts: isTextOrCall },
  callOptions: { type: 'an object', optional: true, accepts: isObject },
  answerOptions: { type: 'an object', optional: true, accepts: isObject },
  source: {
    type: 'a URL, a Blob, an AudioBuffer or a MediaStream',
    accepts: (value) => isText(value) || (isObject(value) && value !== null),
  },
  messageKind: {
    type: 'a content type or an object',
    optional: true,
    accepts: (value) => isText(value) || isObject(value),
  },
  playOptions: { type: 'an object', optional: true, accepts: isObject },
};

/** Returns an English sentence about the first argument of a wrong type; undefined where all are right. */
function mistakeIn(kinds: readonly CommandArgument[], args: readonly unknown[]): string | undefined {
  const at = kinds.findIndex((kind, index) => {
    const { optional, accepts } = ARGUMENT_RULES[kind];
    return args[index] === undefined ? !optional : !accepts(args[index]);
  });
  return at < 0 ? undefined : `Argument ${at + 1} must be ${ARGUMENT_RULES[kinds[at]!].type}.`;
}

/** Throws a `TypeError` where these are not the arguments of the method of an element. */
export function checkArguments<Name extends CommandName>(
  name: Name,
  args: readonly unknown[],
): asserts args is CommandArguments[Name] {
  const mistake = mistakeIn(rowOf(name).args, args);
  if (mistake !== undefined) throw new TypeError(`${name}(): ${mistake}`);
}

/** Throws a `TypeError` where these are not the arguments of the method of a call. */
export function checkCallArguments<Name extends CallCommandName>(
  name: Name,
  args: readonly unknown[],
): asserts args is CallCommandArguments[Name] {
  const kinds = rowOf(name).args.filter((kind) => kind !== 'callId');
  const mistake = mistakeIn(kinds, args);
  if (mistake !== undefined) throw new TypeError(`${name}(): ${mistake}`);
}
