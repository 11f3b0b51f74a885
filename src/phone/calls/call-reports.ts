/**
 * Sends reports of calls to a URL of the application (option `reportUrl`): samples during a call, and one at its end.
 * Subjects: call reports to a URL; reportUrl requests; retry of a call report; reportInterval, effect.
 */

import { defined } from '../../sip/base/defined.js';
import type { QualityReport } from '../../media/index.js';
import type { CallQuality } from '../audio/media-state.js';
import type { PartOwner } from '../parts-slot.js';
import type { CallState, Cause } from '../state.js';
import type { CallSummary } from './call-summary.js';
import { followCalls } from './follow-calls.js';

/** The JSON that is sent. Times are milliseconds since 1970; it has no name, no digits and no credentials. */
export interface CallReport {
  /** `sample` during a call, `end` once for each call. */
  readonly kind: 'sample' | 'end';
  /** The id of the call in this phone, as in `sip-call-summary`. */
  readonly id: string;
  /** The Call-ID of the SIP session, to find the call at the server; absent where no request was sent. */
  readonly sipCallId?: string;
  /** The address-of-record of this phone. */
  readonly account: string;
  /** The SIP URI of the remote party. */
  readonly peer: string;
  readonly direction: 'outgoing' | 'incoming';
  /** When the report was made. */
  readonly at: number;
  readonly startedAt: number;
  readonly answeredAt?: number;
  /** With `end` only. */
  readonly endedAt?: number;
  readonly cause?: Cause;
  readonly endedBy?: 'local' | 'remote' | 'system';
  readonly statusCode?: number;
  /** `sample`: bars, score, loss, jitter, round trip, bit rates, codec, path and warnings of now. `end`: mean and worst values. */
  readonly quality?: CallQuality | QualityReport;
}

/** Time that a request has, ms, and the waits before a report of an end is sent again. */
const LIMIT = 20_000;
const AGAIN = [5_000, 30_000, 120_000] as const;

export class CallReports {
  readonly #owner: PartOwner;
  readonly #leave: () => void;
  /** When the next sample of a call is due, by its id, and the Call-ID of its session. */
  readonly #calls = new Map<string, { due: number; sipCallId: string | undefined }>();
  readonly #over = new AbortController();

  constructor(owner: PartOwner) {
    this.#owner = owner;
    this.#leave = followCalls(
      owner,
      (calls) => this.#follow(calls),
      (summary) => this.#end(summary),
    );
  }

  close(): void {
    this.#leave();
    this.#over.abort();
  }

  /** A sample is due with the first change of the quality after its interval. Calls of another tab are reported there. */
  #follow(calls: readonly CallState[]): void {
    const { core, phone } = this.#owner;
    if (core.otherTab) return;
    const now = core.clock.elapsed();
    const interval = 1000 * core.option('reportInterval');
    for (const call of calls) {
      const known = this.#calls.get(call.id) ?? { due: now + interval, sipCallId: undefined };
      this.#calls.set(call.id, known);
      known.sipCallId ??= phone.getCall(call.id)?.session?.request.callId;
      if (call.status !== 'active' || !call.quality || now < known.due) continue;
      known.due = now + interval;
      const { id, peer, direction, createdAt: startedAt, answeredAt, quality } = call;
      this.#send({ ...this.#base('sample', id, peer.uri), direction, startedAt, answeredAt, quality });
    }
  }

  #end(summary: CallSummary): void {
    const { id, peer, direction, startedAt, answeredAt, endedAt, cause, endedBy, statusCode, quality } = summary;
    const base = this.#base('end', id, peer.uri);
    this.#calls.delete(id);
    const more = defined({ answeredAt, statusCode, quality });
    this.#send({ ...base, direction, startedAt, endedAt, cause, endedBy, ...more }, AGAIN);
  }

  #base(
    kind: CallReport['kind'],
    id: string,
    peer: string,
  ): Pick<CallReport, 'kind' | 'id' | 'account' | 'peer' | 'at'> {
    const { core, uri } = this.#owner;
    const sipCallId = this.#calls.get(id)?.sipCallId;
    return {
      kind,
      id,
      ...defined({ sipCallId }),
      account: uri?.aor ?? '',
      peer,
      at: core.clock.now(),
    };
  }

  /** Sends a report; a failure is not reported, as it must not affect the call. */
  #send(report: CallReport, again: readonly number[] = []): void {
    const { core } = this.#owner;
    const url = core.option('reportUrl');
    if (url === undefined) return;
    void this.#post(url, JSON.stringify(report)).catch(() => {
      const [wait, ...rest] = again;
      if (wait !== undefined && !this.#over.signal.aborted) core.clock.after(wait, () => this.#send(report, rest));
    });
  }

  /** `keepalive` lets the request outlive the page (Fetch §2.2.5). Rejects where it was not accepted. */
  async #post(url: string, body: string): Promise<void> {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
      credentials: 'same-origin',
      referrerPolicy: 'origin',
      cache: 'no-store',
      keepalive: true,
      signal: AbortSignal.timeout(LIMIT),
    });
    if (!response.ok) throw new Error(`The report was answered with ${response.status}`);
  }
}
