/**
 * The URL of an application's page about a party, from a template.
 * Subjects: page of a caller from a template; callerPage, CRM URL.
 */

import type { Party } from '../contact-state.js';
import { pageUrl } from './safe-addresses.js';

const FIELDS = /\{(number|name|uri)\}/g;

/**
 * Returns the URL; undefined where it is invalid, or where a value that the caller chose makes it a page of another folder or host: `..` in the
 * path (RFC 3986 §5.2.4), nothing between two slashes. Values of the party are percent-encoded.
 */
export function callerPage(template: string, party: Pick<Party, 'number' | 'name' | 'uri'>): string | undefined {
  const filled = (value: (name: 'number' | 'name' | 'uri') => string): URL | undefined => {
    const text = template.replace(FIELDS, (_field, name: 'number' | 'name' | 'uri') => value(name));
    const base = globalThis.document?.baseURI;
    return URL.canParse(text, base) ? new URL(text, base) : undefined;
  };
  const url = filled((name) => encodeURIComponent(party[name]));
  return placeOf(url) === placeOf(filled(() => '1')) ? pageUrl(url?.href) : undefined;
}

const placeOf = (url: URL | undefined): string | undefined => url && `${url.host}/${url.pathname.split('/').length}`;
