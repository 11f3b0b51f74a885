/**
 * Warning: additional human-readable information on a status (RFC 3261 §20.43).
 * Subjects: Warning header field.
 */

import { quote, skipQuoted, splitList, unquote } from '../scanner.js';

export interface Warning {
  /** 300 to 399. */
  readonly code: number;
  /** The host that added the warning. */
  readonly agent: string;
  readonly text: string;
}

/** Returns all warnings of a header field value, without broken ones. */
export function parseWarnings(text: string): Warning[] {
  const warnings: Warning[] = [];
  for (const element of splitList(text)) {
    const match = /^(\d{3})[ \t]+([^\s"]+)[ \t]+(?=")/.exec(element);
    if (!match) continue;
    const open = match[0].length;
    if (skipQuoted(element, open, element.length) !== element.length) continue;
    warnings.push({ code: Number(match[1]), agent: match[2]!, text: unquote(element.slice(open)) });
  }
  return warnings;
}

export function printWarning(warning: Warning): string {
  return `${warning.code} ${warning.agent} ${quote(warning.text)}`;
}
