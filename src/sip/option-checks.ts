/**
 * Checks of the options of a user agent: each returns the value, or throws an `invalid-argument` SipError that names the option.
 * Subjects: checks of UA options; invalid option of a user agent.
 */

import { SipError } from './base/errors.js';
import { isToken } from './message/scanner.js';
import { URI } from './message/uri.js';

export function texts(option: string, value: string | readonly string[]): readonly string[] {
  const list = typeof value === 'string' ? [value] : value;
  const fits = Array.isArray(list) && list.every((text) => typeof text === 'string' && text !== '');
  if (!fits || list.length === 0) throw invalid(option, 'it must be a string, or a list of strings');
  return list;
}

export function readMethods(option: string, methods: readonly string[] = []): readonly string[] {
  if (!Array.isArray(methods) || !methods.every(isToken))
    throw invalid(option, 'it must be a list of methods, such as INVITE');
  return methods.map((method) => method.toUpperCase());
}

export function readAddress(option: string, value: string | URI | undefined): URI {
  const text = value instanceof URI ? value : (value ?? '').trim();
  const uri = text instanceof URI ? text : (URI.parse(text) ?? URI.parse(`sip:${text}`));
  if (!uri || !/^sips?$/i.test(uri.scheme)) throw invalid(option, `"${String(value)}" is not a SIP URI`);
  return uri;
}

/** Returns the value if it is one of the words; the first word is the default. */
export function oneOf<T extends string>(option: string, value: T | undefined, ...words: [T, ...T[]]): T {
  const word = value ?? words[0];
  if (!words.includes(word)) throw invalid(option, `it must be ${words.join(' or ')}`);
  return word;
}

/** Accepts one of the words, or a function. */
export function policy<T>(
  option: string,
  value: T | undefined,
  ...words: [Extract<T, string>, ...Extract<T, string>[]]
): T | Extract<T, string> {
  return typeof value === 'function' ? value : oneOf(option, value as Extract<T, string> | undefined, ...words);
}

export function readPackages(packages: readonly string[] = []): readonly string[] {
  if (!packages.every(isToken)) throw invalid('eventPackages', 'it must be a list of tokens, such as "presence"');
  return packages;
}

export function seconds(option: string, value: number | undefined, fallback: number, least: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !(value >= least) || !Number.isFinite(value)) {
    throw invalid(option, `it must be a number of seconds, at least ${least}`);
  }
  return value;
}

export function readCount(option: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !(value >= 0)) throw invalid(option, 'it must be a number, at least 0');
  return value;
}

export function invalid(option: string, why: string): SipError {
  return new SipError('invalid-argument', `${option}: ${why}`);
}
