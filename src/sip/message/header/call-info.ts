/**
 * Alert-Info, Call-Info, Error-Info and Answer-Mode (RFC 3261 §20.4, §20.9, §20.18; RFC 7462; RFC 5373 §4).
 * Subjects: Alert-Info, parsed; Call-Info; Answer-Mode; answer-after; Error-Info.
 */

import { Params } from '../params.js';
import { splitList } from '../scanner.js';
import { URI } from '../uri.js';
import { parseParameterized } from './parameterized.js';

/** A resource with parameters: `<https://example.com/a.wav>;purpose=icon`. Do not fetch it automatically: the sender chose it. */
export interface Info {
  readonly uri: URI;
  readonly params: Params;
}

/** Returns all elements of a header field value, without broken ones. */
export function parseInfos(text: string): Info[] {
  const infos: Info[] = [];
  for (const element of splitList(text)) {
    const close = element.indexOf('>');
    if (!element.startsWith('<') || close < 0) continue;
    const uri = URI.parse(element.slice(1, close));
    const params = new Params();
    if (uri && params.read(element, close + 1)) infos.push({ uri, params });
  }
  return infos;
}

/** Returns the alert URNs of Alert-Info in lower case, such as `urn:alert:service:call-waiting` (RFC 7462 §7). */
export function alertUrns(text: string): string[] {
  return parseInfos(text)
    .filter(({ uri }) => uri.scheme === 'urn')
    .map(({ uri }) => uri.toString().toLowerCase());
}

/** Returns the seconds until automatic answer in Call-Info (`answer-after`, a common extension); undefined without it. */
export function answerAfter(text: string): number | undefined {
  for (const { params } of parseInfos(text)) {
    const seconds = Number(params.get('answer-after') ?? NaN);
    if (seconds >= 0 && Number.isFinite(seconds)) return seconds;
  }
  return undefined;
}

export interface AnswerMode {
  /** Lower case: `manual` or `auto`. */
  readonly mode: string;
  /** Whether to reject the call when the mode cannot be applied (`require`). */
  readonly required: boolean;
}

export function parseAnswerMode(text: string): AnswerMode | undefined {
  const parts = parseParameterized(text);
  return parts && { mode: parts.value.toLowerCase(), required: parts.params.has('require') };
}
