/**
 * The URL of an application's page about a party, from a template.
 * Subjects: page of a caller from a template; callerPage, CRM URL.
 */

import type { Party } from '../contact-state.js';
import { pageUrl } from './safe-addresses.js';

const FIELDS = /\{(number|name|uri)\}/g;

/** Returns the URL; undefined where it is invalid. Values of the party are percent-encoded. */
export function callerPage(template: string, party: Pick<Party, 'number' | 'name' | 'uri'>): string | undefined {
  const text = template.replace(FIELDS, (_field, name: 'number' | 'name' | 'uri') => encodeURIComponent(party[name]));
  const base = globalThis.document?.baseURI;
  return URL.canParse(text, base) ? pageUrl(new URL(text, base).href) : undefined;
}
