/**
 * The common syntax of header fields: one value, then parameters (RFC 3261 §7.3.1).
 * Subjects: value with parameters, syntax.
 */

import { Params } from '../params.js';
import { splitElements, trimEnd } from '../scanner.js';

export interface Parameterized {
  /** The text before the first unquoted semicolon, trimmed; never empty. */
  readonly value: string;
  readonly params: Params;
}

/** Parses a header field value; undefined where the value is missing or the parameters are broken. */
export function parseParameterized(text: string): Parameterized | undefined {
  const [value] = splitElements(text, ';');
  if (value === undefined || value === '') return undefined;
  const params = new Params();
  const rest = text.slice(text.indexOf(value) + value.length);
  return params.read(rest.slice(0, trimEnd(rest, 0, rest.length)), 0) ? { value, params } : undefined;
}
