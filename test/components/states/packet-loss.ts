/** Simulated packet loss in statistics that are otherwise those of the browser (W3C WebRTC Statistics §8.2, §8.3). */

type Direction = 'in' | 'out';
type Entry = Record<string, unknown> & { id: string; type: string; kind?: string };

export class Losses {
  readonly #native = RTCPeerConnection.prototype.getStats;
  readonly #shares: Record<Direction, number> = { in: 0, out: 0 };

  constructor() {
    const native = this.#native;
    const change = (report: RTCStatsReport): RTCStatsReport => this.#changed(report);
    RTCPeerConnection.prototype.getStats = async function (
      this: RTCPeerConnection,
      selector?: MediaStreamTrack | null,
    ) {
      return change(await native.call(this, selector));
    };
  }

  /** The round-trip time that the remote party reports, seconds. */
  roundTripTime = 0.05;

  /** From now on this share of all packets of a direction is lost, 0 to 1. */
  lose(direction: Direction, share: number): void {
    this.#shares[direction] = share;
  }

  close(): void {
    RTCPeerConnection.prototype.getStats = this.#native;
  }

  #changed(report: RTCStatsReport): RTCStatsReport {
    const entries = new Map<string, Entry>();
    report.forEach((entry: Entry, id: string) => void entries.set(id, { ...entry }));
    for (const entry of [...entries.values()]) {
      if (entry.kind !== 'audio') continue;
      if (entry.type === 'inbound-rtp') entry['packetsLost'] = lostOf(entry['packetsReceived'], this.#shares.in);
      if (entry.type !== 'outbound-rtp') continue;
      // The report of the remote party (RFC 3550 §6.4.1).
      const id = `reported ${entry.id}`;
      const packetsLost = lostOf(entry['packetsSent'], this.#shares.out);
      const figures = { packetsLost, fractionLost: this.#shares.out, jitter: 0.005, roundTripTime: this.roundTripTime };
      const reported = { ...figures, timestamp: entry['timestamp'] };
      for (const [key, old] of entries) if (old.type === 'remote-inbound-rtp') entries.delete(key);
      entries.set(id, { id, type: 'remote-inbound-rtp', kind: 'audio', ...reported });
    }
    return entries as unknown as RTCStatsReport;
  }
}

const lostOf = (packets: unknown, share: number): number => Math.round((Number(packets) * share) / (1 - share));
