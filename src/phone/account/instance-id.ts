/** The name of this device at the registrar, the same over reloads of the tab (RFC 5626 §4.1). */

import { newUuid } from '../../sip/base/ids.js';
import type { URI } from '../../sip/message/uri.js';

/** A UUID for this account in this tab; a fresh one where the page may not store anything. */
export function instanceIdFor(account: URI): string {
  const key = `sip-elements:instance:${account.aor}`;
  try {
    const { sessionStorage } = globalThis as { sessionStorage?: Storage };
    const known = sessionStorage?.getItem(key);
    if (known && /^[0-9a-f-]{36}$/.test(known)) return known;
    const fresh = newUuid();
    sessionStorage?.setItem(key, fresh);
    return fresh;
  } catch {
    return newUuid();
  }
}
