/**
 * Reads the figures of a call from `getStats` (W3C Identifiers for WebRTC's Statistics API).
 * Subjects: getStats figures; media arriving or not; path of the media (relay, host); relay, detected.
 */

/** The traffic in one direction since the start of the connection. */
export interface Flow {
  packets: number;
  bytes: number;
}

export interface ReceivedFlow extends Flow {
  /** Lost packets, never below 0, although RTP subtracts duplicates. */
  lost: number;
  /** Seconds (RFC 3550 §6.4.1). */
  jitter: number;
  /** Audio samples that left the jitter buffer, and the sum of their delays in it, seconds. */
  played: { samples: number; waited: number };
  /** W3C `totalAudioEnergy`; its increase divided by the time is the mean square of the level. */
  energy: number;
}

export interface MediaSample {
  /** When it was read, milliseconds since 1970. */
  at: number;
  /** Level of the microphone, 0 to 1; undefined where the browser does not report it. */
  input: number | undefined;
  /** Level of the remote party, 0 to 1. */
  output: number | undefined;
  sent: Flow;
  received: ReceivedFlow;
  /** The RTCP report of the remote party on the sent packets (RFC 3550 §6.4.1), with its time; undefined before the first one. */
  reported: { at: number; lost: number; fractionLost: number; jitter: number } | undefined;
  /** Round-trip time in seconds; undefined until it was measured. */
  roundTrip: number | undefined;
  /** `opus`, `PCMU`, …; undefined before the first packets. */
  codec: string | undefined;
  clockRate: number | undefined;
  /** The path of packets: `reflexive` through a NAT, `relay` through a TURN server. */
  path: 'host' | 'reflexive' | 'relay' | undefined;
}

export type StatsEntry = Record<string, unknown> & { type: string; id: string };

/** Reads the first audio stream in each direction from a report. `at`: milliseconds since 1970. */
export function readSample(report: RTCStatsReport, at: number): MediaSample {
  const entries = [...(report as unknown as Map<string, StatsEntry>).values()];
  const find = (type: string): StatsEntry | undefined =>
    entries.find((entry) => entry.type === type && (entry['kind'] ?? 'audio') === 'audio');
  // Since Chrome 141 there is no `outbound-rtp` until packets flow, so each of these may be absent.
  const outbound = find('outbound-rtp');
  const inbound = find('inbound-rtp');
  const remote = find('remote-inbound-rtp');
  const codec = entries.find((entry) => entry.id === (inbound?.['codecId'] ?? outbound?.['codecId']));
  const pair = selectedPair(entries);
  return {
    at,
    input: optional(find('media-source')?.['audioLevel']),
    output: optional(inbound?.['audioLevel']),
    sent: { packets: number(outbound?.['packetsSent']), bytes: number(outbound?.['bytesSent']) },
    received: {
      packets: number(inbound?.['packetsReceived']),
      bytes: number(inbound?.['bytesReceived']),
      lost: Math.max(0, number(inbound?.['packetsLost'])),
      jitter: number(inbound?.['jitter']),
      played: {
        samples: number(inbound?.['jitterBufferEmittedCount']),
        waited: number(inbound?.['jitterBufferDelay']),
      },
      energy: number(inbound?.['totalAudioEnergy']),
    },
    reported: remote && {
      at: number(remote['timestamp']),
      lost: Math.max(0, number(remote['packetsLost'])),
      fractionLost: number(remote['fractionLost']),
      jitter: number(remote['jitter']),
    },
    roundTrip: optional(remote?.['roundTripTime']) ?? optional(pair?.['currentRoundTripTime']),
    codec: text(codec?.['mimeType'])?.replace(/^audio\//i, ''),
    clockRate: optional(codec?.['clockRate']),
    path: pathOf(entries, pair),
  };
}

/** Time without a packet after which nothing arrives any more, ms: as a rule one arrives every 20 ms. */
const PAUSE = 500;

/**
 * Whether a packet of the remote party had just arrived when the report was made, over any pair of candidates: Firefox may send over
 * another one than it receives from.
 */
export function isReceiving(report: RTCStatsReport): boolean {
  const entries = [...(report as unknown as Map<string, StatsEntry>).values()];
  return entries.some(({ type, timestamp, lastPacketReceivedTimestamp }) => {
    const [now, last] = [optional(timestamp), optional(lastPacketReceivedTimestamp)];
    return type === 'candidate-pair' && now !== undefined && last !== undefined && now - last < PAUSE;
  });
}

export function selectedPair(entries: StatsEntry[]): StatsEntry | undefined {
  const id = entries.find((entry) => entry.type === 'transport')?.['selectedCandidatePairId'];
  return entries.find(
    (entry) => entry.type === 'candidate-pair' && (id ? entry.id === id : entry['selected'] === true),
  );
}

/** Determines the path mainly by the local candidate, as the remote one is often peer-reflexive, which hides its type. */
function pathOf(entries: StatsEntry[], pair: StatsEntry | undefined): MediaSample['path'] {
  const [local, remote] = [pair?.['localCandidateId'], pair?.['remoteCandidateId']].map(
    (id) => entries.find((entry) => entry.id === id)?.['candidateType'],
  );
  if (local === 'relay' || remote === 'relay') return 'relay';
  if (local === 'srflx' || local === 'prflx' || remote === 'srflx') return 'reflexive';
  return local === 'host' ? 'host' : undefined;
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const optional = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
