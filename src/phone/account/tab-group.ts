/** Which tabs of a site are one phone: those of the same account at the same servers (decision 029). */

import type { AccountSettings } from '../settings.js';

/** Whether tabs can elect one of them and talk to one another: in a page of a secure context. */
export function canShare(): boolean {
  const { document, navigator, BroadcastChannel } = globalThis as Partial<typeof globalThis>;
  return document !== undefined && navigator?.locks !== undefined && BroadcastChannel !== undefined;
}

/** The name of the lock and the channel. Tabs with another protocol version are another group. */
export function groupOf({ uri, servers }: AccountSettings): string {
  const hosts = servers.map((server) => {
    const { protocol, host, pathname } = new URL(server);
    return `${protocol}//${host}${pathname}`;
  });
  return `sip-elements:tabs:1:${uri.aor} ${hosts.join(' ')}`;
}
