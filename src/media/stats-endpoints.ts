/**
 * Reads from `getStats` where the audio of a call is sent from, and its payload (W3C Identifiers for WebRTC's Statistics API).
 * Subjects: addresses and payload of the media, from getStats.
 */

import { selectedPair, type StatsEntry } from './stats-sample.js';

/** What is unknown, or hidden by the browser, is absent. */
interface MediaEndpoint {
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly ssrc?: number | undefined;
}

export interface MediaEndpoints {
  readonly local: MediaEndpoint;
  readonly remote: MediaEndpoint;
  readonly payloadType?: number | undefined;
  readonly clockRate?: number | undefined;
}

export function readEndpoints(report: RTCStatsReport): MediaEndpoints {
  const entries = [...(report as unknown as Map<string, StatsEntry>).values()];
  const flow = (type: string): StatsEntry | undefined =>
    entries.find((entry) => entry.type === type && entry['kind'] === 'audio');
  const byId = (id: unknown): StatsEntry | undefined => entries.find((entry) => entry.id === id);
  const [inbound, outbound, pair] = [flow('inbound-rtp'), flow('outbound-rtp'), selectedPair(entries)];
  const codec = byId(inbound?.['codecId'] ?? outbound?.['codecId']);
  return {
    local: endpoint(byId(pair?.['localCandidateId']), outbound),
    remote: endpoint(byId(pair?.['remoteCandidateId']), inbound),
    payloadType: numberIn(codec, 'payloadType'),
    clockRate: numberIn(codec, 'clockRate'),
  };
}

function endpoint(candidate: StatsEntry | undefined, flow: StatsEntry | undefined): MediaEndpoint {
  const address = candidate?.['address'];
  return {
    address: typeof address === 'string' && address !== '' ? address : undefined,
    port: numberIn(candidate, 'port'),
    ssrc: numberIn(flow, 'ssrc'),
  };
}

function numberIn(entry: StatsEntry | undefined, name: string): number | undefined {
  const value = entry?.[name];
  return typeof value === 'number' ? value : undefined;
}
