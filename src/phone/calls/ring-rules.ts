/**
 * Decides by the option `ringRules` with which sound an incoming call rings: by the caller or Alert-Info (RFC 3261 §20.4, RFC
 * 7462).
 * Subjects: ringRules; ringer of a call; ringtone by caller; sound URL of Alert-Info.
 */

import { parseInfos } from '../../sip/message/header/call-info.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { ReadOption } from '../settings.js';
import { isCallerRule, type CallerIdentity, type CallerMatch } from './caller-match.js';

/** One rule: the first one that fits a call decides. A rule without conditions fits every call. */
export interface RingRule {
  /** Callers, as in `blockedCallers`, or the word `contacts` for every contact of the application. */
  readonly callers?: readonly string[];
  /** Names in Alert-Info, such as `alert-internal`, `Bellcore-dr3` or `urn:alert:source:internal`; a `*` at the end stands for any rest. */
  readonly alertInfo?: readonly string[];
  /** A built-in ringer (`Ringer`), or the URL of an audio file. Needed without `origins`. */
  readonly ringer?: string;
  /** Plays the audio file that Alert-Info names, where its URL is of one of these https origins. No other URL of the network is fetched. */
  readonly origins?: readonly string[];
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one.trim() !== '');

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && text.startsWith('https://') && new URL(text).origin === text;

/** Whether a value is a list of rules. */
export function areRingRules(value: unknown): value is readonly RingRule[] {
  return Array.isArray(value) && value.every(isRule);
}

function isRule(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { callers, alertInfo, ringer, origins }: { [Name in keyof RingRule]?: unknown } = value;
  if (callers !== undefined && !(isTexts(callers) && callers.every(isCallerRule))) return false;
  if (alertInfo !== undefined && !isTexts(alertInfo)) return false;
  if (origins !== undefined) return ringer === undefined && isTexts(origins) && origins.every(isOrigin);
  return typeof ringer === 'string' && ringer.trim() !== '';
}

interface RingRulesParts {
  readonly option: ReadOption;
  readonly callers: CallerMatch;
  /** Whether the application has a contact of this address. */
  isContact(uri: URI): boolean;
}

export class RingRules {
  constructor(private readonly parts: RingRulesParts) {}

  /** Returns the ringer of a call: the name of a built-in one, or a URL; undefined where no rule fits. */
  ringerFor(session: Session, alertNames: readonly string[]): string | undefined {
    for (const rule of this.parts.option('ringRules') ?? []) {
      const { callers, alertInfo, ringer, origins } = rule;
      if (callers && !this.#isOf(callers, session)) continue;
      if (alertInfo && !alertInfo.some((wanted) => alertNames.some((name) => fits(wanted, name)))) continue;
      const found = origins ? soundOf(session.request.headers.getAll('Alert-Info'), origins) : ringer;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isOf(callers: readonly string[], identity: CallerIdentity): boolean {
    const { isContact } = this.parts;
    const named = callers.filter((caller) => caller.trim() !== 'contacts');
    if (named.length < callers.length && isContact(identity.shownIdentity.uri)) return true;
    return this.parts.callers.names(named, identity);
  }
}

/** Alert URNs and the names of servers are compared without letter case (RFC 7462 §6). */
function fits(wanted: string, name: string): boolean {
  const text = wanted.trim().toLowerCase();
  return text.endsWith('*') ? name.toLowerCase().startsWith(text.slice(0, -1)) : name.toLowerCase() === text;
}

/** Returns the first URL in Alert-Info that is of one of the origins. */
function soundOf(values: readonly string[], origins: readonly string[]): string | undefined {
  const texts = values.flatMap((value) => parseInfos(value)).map(({ uri }) => uri.toString());
  const urls = texts.flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
  return urls.find(({ origin, username }) => username === '' && origins.includes(origin))?.href;
}
