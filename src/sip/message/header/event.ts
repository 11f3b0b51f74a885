/**
 * Event and Allow-Events: the package of a subscription (RFC 6665 §8.2.1).
 * Subjects: Event header field; package name.
 */

import { parseParameterized } from './parameterized.js';
import type { Params } from '../params.js';
import { isToken } from '../scanner.js';

export interface EventHeader {
  /** The package with its templates, such as `presence` or `presence.winfo`. Case-sensitive. */
  readonly package: string;
  readonly id: string | undefined;
  readonly params: Params;
}

export function parseEvent(text: string): EventHeader | undefined {
  const parts = parseParameterized(text);
  if (!parts || !isToken(parts.value)) return undefined;
  return { package: parts.value, id: parts.params.get('id') ?? undefined, params: parts.params };
}

export function printEvent(event: Pick<EventHeader, 'package'> & Partial<EventHeader>): string {
  if (event.params) return `${event.package}${event.params.toString()}`;
  return event.id === undefined ? event.package : `${event.package};id=${event.id}`;
}

/** Compares package and id; ignores other parameters (RFC 6665 §8.2.1). */
export function sameEvent(a: EventHeader, b: EventHeader): boolean {
  return a.package === b.package && a.id === b.id;
}
