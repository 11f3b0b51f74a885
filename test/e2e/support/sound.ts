/**
 * Whether sound flows, measured by the browser itself: RTP packets and audio energy (W3C WebRTC statistics).
 * Subjects: sound measured in a test.
 */
import type { Frame, Page } from 'puppeteer-core';
import { until } from './until.js';

export interface Sound {
  /** How many peer connections the page has made, those that are closed too. */
  readonly connections: number;
  readonly sent: number;
  readonly received: number;
  /** Sum of the energy of what was heard: level squared times seconds. */
  readonly heard: number;
  /** The same of what was said; absent where the browser does not tell (Firefox). */
  readonly spoken?: number;
}

declare global {
  /** In the pages of end-to-end tests. */
  function measureSound(): Promise<Sound>;
  /** Packets of video that all open peer connections have received. */
  function measureVideo(): Promise<number>;
  function openPeerConnections(): number;
  /** The states of the calls, the open peer connections and their candidate pairs, for the message of a test that fails. */
  function connectionStates(): Promise<string>;
  function listenForSilence(): void;
  function longestSilence(): number;
}

/** What all open peer connections of the page have sent and heard up to now. */
export function soundOf(page: Page | Frame): Promise<Sound> {
  return page.evaluate(() => measureSound());
}

/** Waits until half a second of audible sound has gone and come from now on. */
export async function waitForSound(page: Page | Frame): Promise<void> {
  const before = await soundOf(page);
  const carried = page.waitForFunction(
    async (start: Sound) => {
      const now = await measureSound();
      // A connection that was replaced is not counted any more.
      if (now.sent < start.sent || now.received < start.received) Object.assign(start, now);
      const { sent, received, heard, spoken } = start;
      const enough = now.sent >= sent + 25 && now.received >= received + 25;
      return enough && now.heard > heard + 1e-4 && (spoken === undefined || now.spoken! > spoken + 1e-4);
    },
    { polling: 100, timeout: 25_000 },
    before,
  );
  await carried.catch(async (error: unknown) => {
    const [from, to] = [before, await soundOf(page)].map((sound) => JSON.stringify(sound));
    const states = await page.evaluate(() => connectionStates());
    throw new Error(`Sound does not flow: from ${from} to ${to}\n${states}`, { cause: error });
  });
}

/** Waits until each of these pages sends and receives audible sound. */
export function waitForSoundAt(...pages: readonly (Page | Frame)[]): Promise<unknown> {
  return Promise.all(pages.map((page) => waitForSound(page)));
}

/** Waits until a page has heard nothing for a second of its own clock. */
export async function waitForSilence(page: Page): Promise<void> {
  const quiet = page.waitForFunction(
    async () => {
      const { heard } = await measureSound();
      const start = performance.now();
      while (performance.now() - start < 1000) await new Promise((resolve) => setTimeout(resolve, 100));
      return (await measureSound()).heard - heard < 1e-4;
    },
    { polling: 100, timeout: 25_000 },
  );
  await quiet.catch((error: unknown) => {
    throw new Error('It does not fall silent', { cause: error });
  });
}

/** Packets that one end may have sent and the other not have received: those of half a second, as the two are not asked at once. */
const UNDERWAY = 25;

/** What two ends of a call have sent each other since `watchPackets()`, in words. */
export type Watched = () => Promise<string>;

/**
 * Counts from now on what two ends of a call send each other. The function that it resolves with waits until all of it has arrived, over
 * the same connections: packets are counted, as a time without one can be that of a busy machine.
 */
export async function watchPackets(one: Page, other: Page): Promise<Watched> {
  const look = (): Promise<[Sound, Sound]> => Promise.all([soundOf(one), soundOf(other)]);
  const before = await look();
  return async () => {
    let words = '';
    const isWhole = async (): Promise<boolean> => {
      const [here, there] = (await look()).map(({ connections, sent, received }, end) => ({
        isSame: connections === before[end]!.connections,
        sent: sent - before[end]!.sent,
        received: received - before[end]!.received,
      })) as [Ends, Ends];
      const ends = [here, there].map(({ isSame }) => (isSame ? '' : ', over another connection')).join('');
      words = `${there.received} of ${here.sent} and ${here.received} of ${there.sent} packets arrived${ends}`;
      const missing = Math.max(here.sent - there.received, there.sent - here.received);
      return here.isSame && there.isSame && missing < UNDERWAY;
    };
    await until('all packets to arrive', isWhole).catch((error: unknown) => {
      throw new Error(words, { cause: error });
    });
    return words;
  };
}

/** What one end has sent and received since. */
interface Ends {
  readonly isSame: boolean;
  readonly sent: number;
  readonly received: number;
}

/** Measures from now on for how long nothing arrives at a page. */
export function listenForSilence(page: Page): Promise<void> {
  return page.evaluate(() => globalThis.listenForSilence());
}

/** The longest time since `listenForSilence()` in which no packet of sound arrived, ms. */
export function longestSilence(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.longestSilence());
}

/** Runs in the page before its own scripts: remembers every peer connection and offers `measureSound()`. */
export function installSoundMeter(): void {
  const Native = window.RTCPeerConnection;
  class Connection extends Native {
    #end!: () => void;
    readonly #closed = new Promise<void>((resolve) => (this.#end = resolve));

    override close(): void {
      super.close();
      this.#end();
    }

    /** In Firefox the statistics of a connection that is closed meanwhile never arrive. */
    reports(): Promise<RTCStatsReport> {
      const none = this.#closed.then(() => new Map() as unknown as RTCStatsReport);
      return Promise.race([this.getStats(), none]);
    }
  }
  const all: Connection[] = [];
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      all.push(this);
    }
  };
  const measureSound = async (): Promise<Sound> => {
    const sound: { -readonly [K in keyof Sound]: Sound[K] } = {
      connections: all.length,
      ...{ sent: 0, received: 0, heard: 0 },
    };
    for (const connection of all.filter(({ connectionState }) => connectionState !== 'closed')) {
      for (const report of (await connection.reports()).values()) {
        if (report.kind !== 'audio') continue;
        if (report.type === 'outbound-rtp') sound.sent += report.packetsSent;
        if (report.type === 'inbound-rtp') sound.received += report.packetsReceived;
        if (report.type === 'inbound-rtp') sound.heard += report.totalAudioEnergy ?? 0;
        if (report.type === 'media-source' && report.totalAudioEnergy !== undefined)
          sound.spoken = (sound.spoken ?? 0) + report.totalAudioEnergy;
      }
    }
    return sound;
  };
  const measureVideo = async (): Promise<number> => {
    let packets = 0;
    for (const connection of all.filter(({ connectionState }) => connectionState !== 'closed'))
      for (const report of (await connection.reports()).values())
        if (report.type === 'inbound-rtp' && report.kind === 'video') packets += report.packetsReceived;
    return packets;
  };
  const connectionStates = async (): Promise<string> => {
    const calls = document.querySelector('sip-phone')?.state?.calls ?? [];
    const lines = calls.map((call) => `call ${call.status}${call.status === 'ended' ? `: ${call.cause}` : ''}`);
    for (const one of all.filter(({ connectionState }) => connectionState !== 'closed')) {
      const { connectionState, iceConnectionState, iceGatheringState, signalingState } = one;
      lines.push([connectionState, iceConnectionState, iceGatheringState, signalingState].join(', '));
      const reports = [...(await one.reports()).values()] as (RTCIceCandidatePairStats &
        Partial<Record<string, unknown>>)[];
      const at = (id: string): string => {
        const candidate = reports.find((report) => report.id === id);
        return ['candidateType', 'address', 'port'].map((name) => String(candidate?.[name])).join(' ');
      };
      for (const { type, ...report } of reports) {
        if (type === ('transport' as string))
          lines.push(`  dtls ${String(report['dtlsState'])}, ${String(report['dtlsRole'])}`);
        if (type !== 'candidate-pair') continue;
        const pair = `${at(report.localCandidateId)} to ${at(report.remoteCandidateId)}`;
        lines.push(
          `  ${pair}: ${report.state}${report.nominated ? ', nominated' : ''}, ${report.bytesSent} B out, ${report.bytesReceived} B in`,
        );
      }
    }
    return lines.join('\n');
  };
  interface Silence {
    readonly timer: number;
    /** The packets of each connection, and of all that are open. */
    readonly packets: Map<Connection, number>;
    arrived: number;
    /** When the last packet arrived, ms since 1970. */
    last: number;
    looked: number;
    lasts: number;
    longest: number;
  }
  let silence: Silence | undefined;
  /** The audio packets of a connection, and when the last one arrived: its time is of the browser, which a busy page does not delay. */
  const arrivals = async (connection: Connection): Promise<readonly [packets: number, at: number]> => {
    let [packets, at] = [0, 0];
    for (const report of (await connection.reports()).values()) {
      if (report.type !== 'inbound-rtp' || report.kind !== 'audio') continue;
      packets += report.packetsReceived;
      at = Math.max(at, report.lastPacketReceivedTimestamp ?? 0);
    }
    return [packets, at];
  };
  const look = async (): Promise<void> => {
    const open = all.filter(({ connectionState }) => connectionState !== 'closed');
    const found = await Promise.all(open.map(async (one) => [one, ...(await arrivals(one))] as const));
    if (!silence) return;
    const now = performance.now();
    // Looks that are further apart are those of a machine that stood still, with its remote party: no packet was missing meanwhile.
    silence.lasts += Math.min(now - silence.looked, 250);
    silence.looked = now;
    const arrived = found.reduce((sum, [, packets]) => sum + packets, 0);
    if (arrived === silence.arrived) return;
    let exact = -Infinity;
    for (const [one, packets, at] of found.toSorted(([, , a], [, , b]) => a - b)) {
      const more = packets - (silence.packets.get(one) ?? 0);
      if (more <= 0) continue;
      silence.packets.set(one, packets);
      // Statistics are up to 50 ms old, and older on a busy machine. Packets of speech are 20 ms apart (RFC 7587 §4.2).
      exact = Math.max(exact, at === 0 ? Infinity : at - 20 * (more - 1) - silence.last);
      silence.last = Math.max(silence.last, at);
    }
    silence.longest = Math.max(silence.longest, exact === -Infinity ? silence.lasts : Math.min(silence.lasts, exact));
    [silence.arrived, silence.lasts] = [arrived, 0];
  };
  const listenForSilence = (): void => {
    clearInterval(silence?.timer);
    const timer = window.setInterval(() => void look(), 10);
    const looked = performance.now();
    const last = performance.timeOrigin + looked;
    silence = { timer, packets: new Map(), arrived: 0, last, looked, lasts: 0, longest: 0 };
  };
  Object.assign(window, {
    connectionStates,
    listenForSilence,
    longestSilence: () => Math.round(silence ? Math.max(silence.longest, silence.lasts) : NaN),
    measureSound,
    measureVideo,
    openPeerConnections: () => all.filter((one) => one.connectionState !== 'closed').length,
  });
}
