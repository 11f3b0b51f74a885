/** One reading of `getStats` (W3C Identifiers for WebRTC's Statistics API) in the words of a phone. */

/** What went one way since the connection began. */
export interface Flow {
  packets: number;
  bytes: number;
}

export interface ReceivedFlow extends Flow {
  /** Packets that never came; RTP counts duplicates against them, but here it is never below 0. */
  lost: number;
  /** Seconds (RFC 3550 §6.4.1). */
  jitter: number;
  /** What has left the jitter buffer: samples of sound, and the seconds that all of them together waited in it. */
  played: { samples: number; waited: number };
  /** Sum of the sound's energy (W3C `totalAudioEnergy`): its growth by time is the mean square of the level. */
  energy: number;
}

export interface MediaSample {
  /** When it was read: ms of the wall clock. */
  at: number;
  /** Level of the microphone, 0 to 1; absent where the browser does not tell. */
  input: number | undefined;
  /** Level of the far side, 0 to 1. */
  output: number | undefined;
  sent: Flow;
  received: ReceivedFlow;
  /** What the far side says of our packets in RTCP (RFC 3550 §6.4.1); absent until its first report. */
  reported: { lost: number; fractionLost: number; jitter: number } | undefined;
  /** Seconds there and back; absent until it was measured. */
  roundTrip: number | undefined;
  /** `opus`, `PCMU`, …; absent until packets came. */
  codec: string | undefined;
  clockRate: number | undefined;
  /** How packets travel: `reflexive` through a translated address, `relay` through a TURN server. */
  path: 'host' | 'reflexive' | 'relay' | undefined;
}

type Entry = Record<string, unknown> & { type: string; id: string };

/** Reads one connection. The fields are those of its first audio stream in each direction. */
export function readSample(report: RTCStatsReport, at: number): MediaSample {
  const entries = [...(report as unknown as Map<string, Entry>).values()];
  const find = (type: string): Entry | undefined =>
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

function selectedPair(entries: Entry[]): Entry | undefined {
  const id = entries.find((entry) => entry.type === 'transport')?.['selectedCandidatePairId'];
  return entries.find(
    (entry) => entry.type === 'candidate-pair' && (id ? entry.id === id : entry['selected'] === true),
  );
}

/** By our own candidate: that of the far side is often learnt from its checks and then says nothing of its kind. */
function pathOf(entries: Entry[], pair: Entry | undefined): MediaSample['path'] {
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
