/**
 * Publishes the voice quality of each call at its end to a collector (option `qualityCollector`; RFC 6035).
 * Subjects: voice quality to a collector (RFC 6035); qualityCollector.
 */

import type { QualityReport } from '../../media/index.js';
import { readEndpoints, type MediaEndpoints } from '../../media/stats-endpoints.js';
import { VOICE_QUALITY } from '../../sip/event/package/names.js';
import { printVoiceQuality, type VoiceMetrics } from '../../sip/event/package/voice-quality.js';
import type { PartOwner } from '../parts-slot.js';
import { sipUri } from '../options/addresses.js';
import { withEventCode } from './event-packages.js';
import type { CallState } from '../state.js';
import type { CallSummary } from '../calls/call-summary.js';
import { followCalls } from '../calls/follow-calls.js';

/** Names this software, as the grammar demands a group (RFC 6035 §4.6.1). */
const GROUP = 'sip-elements';

/** After so many failures a report is given up: a collector that is away for long must not be sent all of them at once. */
const ATTEMPTS = 3;

/** What is read while the call lasts, as its session and its connection are gone afterwards. */
interface Facts {
  readonly callId: string;
  endpoints?: MediaEndpoints;
}

export class QualityPublisher {
  readonly #owner: PartOwner;
  readonly #leave: () => void;
  readonly #calls = new Map<string, Facts>();

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
  }

  /** Calls of another tab are reported there. */
  #follow(calls: readonly CallState[]): void {
    const { core, phone } = this.#owner;
    if (core.otherTab || core.option('qualityCollector') === undefined) return;
    for (const { id, status } of calls) {
      if (status !== 'active') continue;
      const call = phone.getCall(id);
      const callId = call?.session?.request.callId;
      if (callId === undefined) continue;
      const known = this.#calls.get(id);
      // Another dialog of the same call, as after its way through another tab, has another connection.
      const facts = known?.callId === callId ? known : { callId };
      this.#calls.set(id, facts);
      if (facts.endpoints?.remote.ssrc === undefined) void readFacts(call?.media?.peerConnection, facts);
    }
  }

  /** A call that was not answered has no voice to report. */
  #end({ id, peer, direction, answeredAt, endedAt, quality }: CallSummary): void {
    const { core, uri, line } = this.#owner;
    const facts = this.#calls.get(id);
    this.#calls.delete(id);
    const collector = sipUri(core.option('qualityCollector') ?? '');
    if (!facts || !collector || !line || answeredAt === undefined) return;
    const { callId, endpoints } = facts;
    const body = printVoiceQuality({
      callId,
      localUri: uri?.aor ?? '',
      remoteUri: peer.uri,
      originator: direction === 'outgoing' ? 'local' : 'remote',
      group: GROUP,
      local: endpoints?.local ?? {},
      remote: endpoints?.remote ?? {},
      from: answeredAt,
      to: endedAt,
      metrics: metricsOf(quality, endpoints),
      remoteMetrics: quality?.lossOut && { loss: quality.lossOut.mean },
    });
    withEventCode(({ makeAgent }) => {
      const agent = line.eventAgent(makeAgent);
      const publication = agent.publication(collector, VOICE_QUALITY.package, {});
      // A report is no state that has to be refreshed or removed; a passing failure is tried again by the publication, twice.
      publication.on('published', () => agent.release(publication));
      let failures = 0;
      publication.on('failed', () => {
        failures++;
        if (publication.retryAt === undefined || failures >= ATTEMPTS) agent.release(publication);
      });
      publication.publish(body, VOICE_QUALITY.contentType);
    });
  }
}

function metricsOf(quality: QualityReport | undefined, endpoints: MediaEndpoints | undefined): VoiceMetrics {
  return {
    codec: quality?.codecs.at(-1),
    payloadType: endpoints?.payloadType,
    clockRate: endpoints?.clockRate,
    loss: quality?.lossIn?.mean,
    roundTrip: quality?.roundTrip?.mean,
    jitter: quality?.jitter?.mean,
    worstJitter: quality?.jitter?.worst,
    score: quality?.mos?.mean,
  };
}

/** Never rejects: a report without addresses is a report. */
async function readFacts(connection: RTCPeerConnection | undefined, facts: Facts): Promise<void> {
  try {
    const report = await connection?.getStats();
    if (report) facts.endpoints = readEndpoints(report);
  } catch {
    // The connection was closed meanwhile.
  }
}
