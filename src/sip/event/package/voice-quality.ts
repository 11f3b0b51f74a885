/**
 * The body of a voice quality report at the end of a session: `application/vq-rtcpxr` (RFC 6035 §4.6).
 * Subjects: vq-rtcpxr body; voice quality report, printed (RFC 6035).
 */

/** Where one party sends its audio from. What is unknown is written as zeros, as the grammar demands a value. */
interface VoiceEndpoint {
  /** An IPv4 or IPv6 address. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly ssrc?: number | undefined;
}

/** What one party has measured of the audio that it received; absent values are left out. */
export interface VoiceMetrics {
  readonly codec?: string | undefined;
  readonly payloadType?: number | undefined;
  readonly clockRate?: number | undefined;
  /** The mean fraction of lost packets, 0 to 1. */
  readonly loss?: number | undefined;
  /** Seconds. */
  readonly roundTrip?: number | undefined;
  readonly jitter?: number | undefined;
  readonly worstJitter?: number | undefined;
  /** Mean opinion score of the conversation, which includes the delay (ITU-T G.107). */
  readonly score?: number | undefined;
}

interface VoiceQualityReport {
  readonly callId: string;
  /** URIs without display names. */
  readonly localUri: string;
  readonly remoteUri: string;
  readonly originator: 'local' | 'remote';
  /** Names the kind of reporter. */
  readonly group: string;
  readonly local: VoiceEndpoint;
  readonly remote: VoiceEndpoint;
  /** The time that was measured, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly metrics: VoiceMetrics;
  /** What the remote party has reported by RTCP. */
  readonly remoteMetrics?: VoiceMetrics | undefined;
}

type Field = readonly [name: string, value: string | undefined];

export function printVoiceQuality(report: VoiceQualityReport): string {
  const { localUri, remoteUri, originator, group, metrics, remoteMetrics } = report;
  const lines = [
    'VQSessionReport: CallTerm',
    `CallID: ${clean(report.callId)}`,
    `LocalID: <${clean(localUri)}>`,
    `RemoteID: <${clean(remoteUri)}>`,
    `OrigID: <${clean(originator === 'local' ? localUri : remoteUri)}>`,
    `LocalGroup: ${clean(group)}`,
    'RemoteGroup: unknown',
    `LocalAddr: ${endpoint(report.local)}`,
    `RemoteAddr: ${endpoint(report.remote)}`,
    'LocalMetrics:',
    ...printMetrics(report, metrics),
    ...(remoteMetrics ? ['RemoteMetrics:', ...printMetrics(report, remoteMetrics)] : []),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function printMetrics({ from, to }: VoiceQualityReport, metrics: VoiceMetrics): string[] {
  const { codec, payloadType, clockRate, loss, roundTrip, jitter, worstJitter, score } = metrics;
  return [
    line('Timestamps', [
      ['START', time(from)],
      ['STOP', time(to)],
    ]),
    line('SessionDesc', [
      ['PT', whole(payloadType)],
      ['PD', codec === undefined ? undefined : clean(codec)],
      ['SR', whole(clockRate)],
    ]),
    line('PacketLoss', [['NLR', loss === undefined ? undefined : (100 * Math.min(1, loss)).toFixed(2)]]),
    line('Delay', [
      ['RTD', milliseconds(roundTrip)],
      ['IAJ', milliseconds(jitter)],
      ['MAJ', milliseconds(worstJitter)],
    ]),
    line('QualityEst', [
      ['MOSCQ', score?.toFixed(1)],
      ['QoEEstAlg', score === undefined ? undefined : 'G.107'],
    ]),
  ].filter((text) => text !== '');
}

/** Returns the line, or nothing where no value is known. */
function line(name: string, fields: readonly Field[]): string {
  const known = fields.flatMap(([key, value]) => (value === undefined ? [] : `${key}=${value}`));
  return known.length === 0 ? '' : `${name}: ${known.join(' ')}`;
}

function endpoint({ address = '', port = 0, ssrc = 0 }: VoiceEndpoint): string {
  // A name of mDNS, by which browsers hide an address, is none (RFC 6035 §4.6.1, IPAddress).
  const ip = /^[\d.]+$|^[\da-f:.]*:[\da-f:.]*$/i.test(address) ? address : '0.0.0.0';
  return `IP=${ip} PORT=${whole(port)} SSRC=0x${Math.max(0, Math.floor(ssrc)).toString(16).padStart(8, '0')}`;
}

const whole = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(Math.max(0, Math.round(value)));

/** At most five digits (§4.6.1). */
const milliseconds = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : whole(Math.min(99_999, 1000 * seconds));

/** RFC 3339 in UTC, without fractions. */
const time = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** A value must not begin a line of its own. */
const clean = (text: string): string => text.replace(/\p{Cc}/gu, '');
