/**
 * What one row of the table of options holds, and the kinds of values that several options have.
 * Subjects: kinds of option values; attribute text to option value, parsers; row of the table of options; new option; secret
 * option.
 */

import type { Problem } from '../state.js';

/** Where an option can be given, besides the configuration of a phone and the property of a provider. */
interface OptionReach {
  /** `false`: elements have no attribute for the option. Default: one of the same name in kebab case, where text can give a value. */
  readonly attribute?: false;
  /** `<sip-click-to-call>` passes the attribute on to the phone that it creates. */
  readonly clickToCall?: true;
  /** A mark in the content of a page (`data-sip-…`) may set it; the authors of the content may be untrusted. */
  readonly mark?: true;
  /** The value is a secret: its attribute is removed from the DOM when it was read. */
  readonly secret?: true;
}

/** One option. `T`: its valid values; `D`: its default, undefined where the phone has none. */
export interface Option<in out T, out D = T | undefined> extends OptionReach {
  /** Whether a value is valid. An invalid value is reported, and the default is used in its place. */
  readonly fits: (value: unknown) => value is T;
  /** The rule that an invalid value breaks, as a sentence. A sentence that quotes the value must not quote a secret. */
  readonly rule: string | ((value: unknown) => string);
  readonly default: D;
  /** Kind of the problem of an invalid value. Default `bad-attribute`. */
  readonly problem?: Problem['kind'];
  /** Reads the text of an attribute; the result may be invalid. Absent where no text can give a value. */
  readonly parse?: (text: string) => unknown;
}

/** A table with a row for each option of `T`. */
export type OptionTable<T> = { readonly [K in keyof T]-?: Option<Exclude<T[K], undefined>> };

interface Rule<T> extends OptionReach {
  readonly rule: string | ((value: unknown) => string);
  readonly fits?: (value: T) => boolean;
}

/** Whether a value is a text. */
export const isText = (value: unknown): value is string => typeof value === 'string';
const always = (): boolean => true;

/** Splits values that are separated by spaces or commas. */
export function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** On or off. The text `false`, as content management systems write it, is off; any other text is on. */
export function flag(on: boolean, reach: OptionReach = {}): Option<boolean, boolean> {
  return {
    ...reach,
    fits: (value) => typeof value === 'boolean',
    rule: 'It must be true or false.',
    default: on,
    parse: (text) => text !== 'false',
  };
}

export function text({ fits = always, ...rest }: Rule<string>): Option<string, undefined> {
  return {
    ...rest,
    fits: (value): value is string => isText(value) && fits(value),
    default: undefined,
    parse: (given) => given,
  };
}

/** Text without a line break: the phone writes it in a header field. */
export function line(reach: OptionReach = {}): Option<string, undefined> {
  return text({ ...reach, fits: (value) => !/[\r\n\0]/.test(value), rule: 'It must be text of one line.' });
}

/** A finite number above 0. */
export function number(standard: number, { fits = always, ...rest }: Rule<number>): Option<number, number> {
  return {
    ...rest,
    fits: (value): value is number => Number.isFinite(value) && (value as number) > 0 && fits(value as number),
    default: standard,
    parse: Number,
  };
}

/** One of several words; the first is the default. */
export function oneOf<const W extends string>(standard: W, ...others: readonly W[]): Option<W, W> {
  const all: readonly unknown[] = [standard, ...others];
  return {
    fits: (value): value is W => all.includes(value),
    rule: `It must be ${[standard, ...others].join(', ').replace(/, (\S+)$/, ' or $1')}.`,
    default: standard,
    parse: (given) => given,
  };
}

/** Texts of which each fits. */
export function list<T extends string = string>({
  fits = always,
  ...rest
}: Rule<string>): Option<readonly T[], undefined> {
  return {
    ...rest,
    fits: (value): value is readonly T[] => Array.isArray(value) && value.every((one) => isText(one) && fits(one)),
    default: undefined,
    parse: words,
  };
}

/** On, off, or a value: the attribute without a value is on, and its text `false` off. */
export function flagOr<T>(
  on: boolean,
  { fits, rule, parse }: Pick<Option<T>, 'fits' | 'rule' | 'parse'>,
): Option<boolean | T, boolean> {
  return {
    fits: (value): value is boolean | T => typeof value === 'boolean' || fits(value),
    rule,
    default: on,
    parse: (given) => (given === 'false' ? false : given === '' || given === 'true' ? true : parse?.(given)),
  };
}

/** Reads JSON; returns the text itself where it is none, which no list or object accepts. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An object of the application; text cannot give it. */
export function object<T extends object>(
  rule: string,
  fits: (value: object) => boolean = always,
): Option<T, undefined> {
  return {
    fits: (value): value is T => typeof value === 'object' && value !== null && fits(value),
    rule,
    default: undefined,
  };
}

/** A function of the application; text cannot give it. */
export function callback<T>(): Option<T, undefined> {
  return {
    fits: (value): value is T => typeof value === 'function',
    rule: 'It must be a function.',
    default: undefined,
  };
}
