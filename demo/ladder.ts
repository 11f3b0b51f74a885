/** The SIP ladder under the phones: the messages of calls that pass the pocket PBX, or all messages, their text one press away. */

import type { SipTrace } from '../src/index.js';

interface TraceEntry {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly callId?: string;
  /** `1 INVITE`. */
  readonly cseq?: string;
}

/** What the ladder keeps, and so what is worth keeping here. */
const KEEP = 300;

/** Follows the PBX for as long as the page is open. `filter` chooses between `calls` and `all`. */
export function followTrace(ladder: SipTrace, filter: HTMLSelectElement, url: string): void {
  /** Call-IDs of calls, also of those that began before this page. */
  const calls = new Set<string>();
  const kept: Record<string, TraceEntry[]> = { calls: [], all: [] };
  const stream = new EventSource(url);
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const entry = JSON.parse(data) as TraceEntry;
    if (entry.callId !== undefined && / (?:INVITE|ACK|PRACK|CANCEL|UPDATE|BYE)$/.test(entry.cseq ?? ''))
      calls.add(entry.callId);
    for (const name of calls.has(entry.callId ?? '') ? ['calls', 'all'] : ['all']) {
      kept[name] = [...(kept[name] ?? []).slice(1 - KEEP), entry];
      if (filter.value === name) ladder.add(entry);
    }
  });
  filter.addEventListener('change', () => {
    ladder.clear();
    for (const entry of kept[filter.value] ?? []) ladder.add(entry);
  });
  addEventListener('pagehide', () => stream.close());
}
