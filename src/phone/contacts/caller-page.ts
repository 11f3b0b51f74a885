/** The page of a customer file about somebody, by a template. */

import type { Party } from '../contact-state.js';
import { pageUrl } from './safe-addresses.js';

const FIELDS = /\{(number|name|uri)\}/g;

/** Undefined where that gives no address of a page. What the network says of somebody stays within its place. */
export function callerPage(template: string, party: Pick<Party, 'number' | 'name' | 'uri'>): string | undefined {
  const text = template.replace(FIELDS, (_field, name: 'number' | 'name' | 'uri') => encodeURIComponent(party[name]));
  const base = globalThis.document?.baseURI;
  return URL.canParse(text, base) ? pageUrl(new URL(text, base).href) : undefined;
}
