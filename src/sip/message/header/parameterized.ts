/** The shape that most header fields have: one value, then parameters (RFC 3261 §7.3.1). */

import { Params } from '../params.js';
import { splitElements, trimEnd } from '../scanner.js';

export interface Parameterized {
  /** What stands before the first semicolon that is not quoted, trimmed; never empty. */
  readonly value: string;
  readonly params: Params;
}

/** Undefined where the value is missing or the parameters are broken. */
export function parseParameterized(text: string): Parameterized | undefined {
  const [value] = splitElements(text, ';');
  if (value === undefined || value === '') return undefined;
  const params = new Params();
  const rest = text.slice(text.indexOf(value) + value.length);
  return params.read(rest.slice(0, trimEnd(rest, 0, rest.length)), 0) ? { value, params } : undefined;
}
