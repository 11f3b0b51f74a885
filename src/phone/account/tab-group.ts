/**
 * Which tabs of a site are one phone: those of the same account at the same servers (decision 029).
 * Subjects: tabs that are one phone, which.
 */

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

const GROUP = 'sip-elements:tabs:1:';

/**
 * The account at its servers: the address-of-record, and the hosts in an order of their own, as a page may shuffle its servers. A path or
 * query may hold a token.
 */
export function bindingOf({ uri, servers }: AccountSettings): string {
  return [uri.aor, ...new Set(servers.map((server) => new URL(server).host).sort())].join(' ');
}

/** Whether what was stored for one binding is of the other: the same address, with a host in common, or stored without hosts. */
export function isSameBinding(stored: string, binding: string): boolean {
  const own = binding.split(' ');
  const [address, ...hosts] = stored.split(' ');
  return address === own[0] && (!hosts[0] || hosts.some((host) => own.includes(host)));
}

/** The name of the lock and the channel. Tabs with another protocol version are another group. */
export function groupOf(account: AccountSettings): string {
  return groupOfBinding(bindingOf(account));
}

/** The group of tabs that have this account at its servers (`bindingOf()`). */
export function groupOfBinding(binding: string): string {
  return GROUP + binding;
}

/** The account at its servers (`bindingOf()`) of the tabs of a group. */
export function bindingOfGroup(group: string): string {
  return group.slice(GROUP.length);
}
