/**
 * How the caller or a server asks to alert: the names in Alert-Info (RFC 3261 §20.4, RFC 7462). No URL is passed on or fetched
 * (decision 018).
 * Subjects: Alert-Info names of a call; distinctive ringing, names.
 */

import { parseInfos } from '../../sip/message/header/call-info.js';
import type { Headers } from '../../sip/message/headers.js';
import { splitList } from '../../sip/message/scanner.js';
import { cleanText } from './party.js';

/** Further names are skipped, longer ones are cut. */
const MOST = 8;
const LONGEST = 128;

/**
 * Returns the names of Alert-Info: alert URNs in lower case, `info` parameters, and values that servers write without a URI, such
 * as `info=alert-internal` and `Bellcore-dr2`. Undefined where there are none.
 */
export function alertNames(headers: Headers): readonly string[] | undefined {
  const elements = headers.getAll('Alert-Info').flatMap((value) => splitList(value));
  const names = new Set(elements.flatMap(namesIn).filter(Boolean));
  return names.size > 0 ? [...names].slice(0, MOST) : undefined;
}

function namesIn(element: string): string[] {
  const text = element.trim();
  if (!text.startsWith('<')) return text.includes('://') ? [] : [nameOf(text.replace(/^;?\s*info\s*=\s*/i, ''))];
  return parseInfos(text).flatMap(({ uri, params }) => [
    ...(uri.scheme.toLowerCase() === 'urn' ? [nameOf(uri.toString().toLowerCase())] : []),
    nameOf(params.get('info') ?? ''),
  ]);
}

const nameOf = (text: string): string => cleanText(text.replace(/^"(.*)"$/, '$1'), LONGEST);
