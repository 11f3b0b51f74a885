/**
 * Diversion and History-Info: the earlier targets of a call (RFC 5806 §5, RFC 7044 §5).
 * Subjects: Diversion; History-Info.
 */

import type { Message } from '../message.js';
import type { NameAddrHeader } from '../name-addr.js';
import { parseReasons, type Reason } from './reason.js';

export interface Diversion {
  readonly address: NameAddrHeader;
  /** `user-busy`, `no-answer`, `unconditional`, … */
  readonly reason: string | undefined;
  readonly counter: number | undefined;
  readonly privacy: string | undefined;
}

/** Returns the diversions, the latest first (RFC 5806 §4). */
export function diversions(message: Message): Diversion[] {
  return message.addresses('Diversion').map((address) => {
    const counter = Number(address.params.get('counter') ?? NaN);
    return {
      address,
      reason: address.params.get('reason')?.toLowerCase(),
      counter: Number.isInteger(counter) ? counter : undefined,
      privacy: address.params.get('privacy')?.toLowerCase(),
    };
  });
}

export interface HistoryEntry {
  readonly address: NameAddrHeader;
  /** The index in the tree of targets, such as `1.2.1`. */
  readonly index: string | undefined;
  /** The Reason headers of the URI. */
  readonly reasons: Reason[];
  /** How the target was determined: the `rc`, `mp` or `np` parameter with its index. */
  readonly from: { readonly kind: 'rc' | 'mp' | 'np'; readonly index: string | undefined } | undefined;
}

/** Returns the entries in order, the first target first. */
export function historyInfo(message: Message): HistoryEntry[] {
  return message.addresses('History-Info').map((address) => {
    const kind = (['rc', 'mp', 'np'] as const).find((name) => address.params.has(name));
    const reason = address.uri.headers.filter(([name]) => name.toLowerCase() === 'reason');
    return {
      address,
      index: address.params.get('index') ?? undefined,
      reasons: reason.flatMap(([, value]) => parseReasons(value)),
      from: kind && { kind, index: address.params.get(kind) ?? undefined },
    };
  });
}
