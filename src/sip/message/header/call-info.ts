/** Alert-Info, Call-Info, Error-Info and Answer-Mode (RFC 3261 §20.4, §20.9, §20.18; RFC 7462; RFC 5373 §4). */

import { Params } from '../params.js';
import { splitList } from '../scanner.js';
import { URI } from '../uri.js';
import { parseParameterized } from './parameterized.js';

/** A resource with parameters: `<https://example.com/a.wav>;purpose=icon`. Never fetch it unasked: the sender chose it. */
export interface Info {
  readonly uri: URI;
  readonly params: Params;
}

/** All elements of a header field value; broken ones are left out. */
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

/** The alert that Alert-Info names, such as `urn:alert:service:call-waiting` (RFC 7462 §7). */
export function alertUrns(text: string): string[] {
  return parseInfos(text)
    .filter(({ uri }) => uri.scheme === 'urn')
    .map(({ uri }) => uri.toString().toLowerCase());
}

/** After how many seconds a Call-Info asks for an automatic answer (`answer-after`, which many phones know); undefined: not. */
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
  /** Refuse the call rather than answer in another way. */
  readonly required: boolean;
}

export function parseAnswerMode(text: string): AnswerMode | undefined {
  const parts = parseParameterized(text);
  return parts && { mode: parts.value.toLowerCase(), required: parts.params.has('require') };
}
