/** Which tabs of a site are one phone: those of the same account at the same servers (decision 029). */

import type { AccountSettings } from '../settings.js';

/**
 * Whether tabs can elect one of them and talk to one another: in a page of a secure context, with an origin. A sandboxed frame without
 * one gets no lock (Web Locks API §3.1).
 */
export function canShare(): boolean {
  const { document, navigator, origin, BroadcastChannel } = globalThis as Partial<typeof globalThis>;
  const hasLocks = navigator?.locks !== undefined && origin !== 'null';
  return document !== undefined && hasLocks && BroadcastChannel !== undefined;
}

/** The name of the lock and the channel. Tabs with another protocol version are another group. */
export function groupOf({ uri, servers }: AccountSettings): string {
  const hosts = servers.map((server) => {
    const { protocol, host, pathname } = new URL(server);
    return `${protocol}//${host}${pathname}`;
  });
  return `sip-elements:tabs:1:${uri.aor} ${hosts.join(' ')}`;
}
