/** The SIP ladder under the phones: every message that passes the pocket PBX, its text one press away. */

import type { SipTrace } from '../src/index.js';

interface TraceEntry {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** Follows the PBX for as long as the page is open. */
export function followTrace(ladder: SipTrace, url: string): void {
  const stream = new EventSource(url);
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => ladder.add(JSON.parse(data) as TraceEntry));
  addEventListener('pagehide', () => stream.close());
}
