/** Runs in the page: times calls of each stack against the bare platform, turn by turn so that all have the same weather. */
import { RelaySocket, watchFrames } from './relay.js';

const connections: RTCPeerConnection[] = [];

class WatchedConnection extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
}

Object.assign(globalThis, { WebSocket: RelaySocket, RTCPeerConnection: WatchedConnection });

export interface Timing {
  /** ms from the command to call until the INVITE is on the wire. */
  invite: number;
  /** ms from the command to answer until the first packet of sound at the side that answers. */
  audio: number;
}

/** Resolves when the connection has received sound. */
async function firstPacket(find: () => RTCPeerConnection | undefined): Promise<void> {
  for (;;) {
    const report = await find()?.getStats();
    for (const entry of (report as unknown as Map<string, { type: string; packetsReceived?: number }>)?.values() ?? [])
      if (entry.type === 'inbound-rtp' && (entry.packetsReceived ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const answering = (): RTCPeerConnection | undefined =>
  connections.find(({ remoteDescription }) => remoteDescription?.type === 'offer');

/** Every candidate for the measurements rests as long as the others, so that none has the warmer processor. */
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * What the platform needs for the same: one offer and its first host candidate; then an answer until sound comes. As in a
 * phone that has the permission, the caller's microphone is opened after the offer, that of the callee before the answer;
 * `first` is for one that has not, where the microphone is opened before the offer.
 */
async function bare(first = false): Promise<Timing> {
  connections.length = 0;
  const start = performance.now();
  const early = first ? await navigator.mediaDevices.getUserMedia({ audio: true }) : undefined;
  const a = new RTCPeerConnection();
  const sending = a.addTransceiver(early?.getAudioTracks()[0] ?? 'audio');
  const candidates: RTCIceCandidate[] = [];
  const found = new Promise<void>((resolve) => {
    a.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      candidates.push(candidate);
      resolve();
      if (answering()) void answering()!.addIceCandidate(candidate);
    };
  });
  await a.setLocalDescription(await a.createOffer());
  await found;
  const invite = performance.now() - start;
  const microphone = early ?? (await navigator.mediaDevices.getUserMedia({ audio: true }));
  const [track] = microphone.getAudioTracks();
  if (!early) await sending.sender.replaceTrack(track!);
  const b = new RTCPeerConnection();
  b.onicecandidate = ({ candidate }) => void (candidate && a.addIceCandidate(candidate));
  await rest(50);
  const answer = performance.now();
  await b.setRemoteDescription(a.localDescription!);
  for (const candidate of candidates) await b.addIceCandidate(candidate);
  b.addTrack(track!, microphone);
  const local = await b.createAnswer();
  await Promise.all([b.setLocalDescription(local), a.setRemoteDescription(local)]);
  await firstPacket(() => b);
  const audio = performance.now() - answer;
  a.close();
  b.close();
  track!.stop();
  await rest(30);
  return { invite, audio };
}

type Stack = import('./stacks.js').Stack;

async function timed(stack: Stack, iceServers: RTCIceServer[] = []): Promise<Timing> {
  connections.length = 0;
  let invite = 0;
  let answer = 0;
  watchFrames((text) => {
    if (invite === 0 && text.startsWith('INVITE')) invite = performance.now();
  });
  let audio: Promise<number> | undefined;
  const start = performance.now();
  await stack.call(() => {
    answer = performance.now();
    audio = firstPacket(answering).then(() => performance.now());
  }, iceServers);
  const heard = await audio!;
  await stack.end();
  await rest(30);
  return { invite: invite - start, audio: heard - answer };
}

/** Runs everything `rounds` times after two rounds to warm up. */
async function run(rounds: number): Promise<Record<string, Timing[]>> {
  const { ours, sipJs, jsSip } = await import('./stacks.js');
  const results: Record<string, Timing[]> = { ours: [], bare: [], 'SIP.js': [], JsSIP: [] };
  Object.assign(results, { 'ours, dead STUN': [], 'ours, asking': [], 'bare, asking': [] });
  // One stack after another has the wire: each connects its two ends to it.
  const take = async (name: string, measure: () => Promise<Timing>, warm: number, count: number): Promise<void> => {
    for (let round = 0; round < warm + count; round += 1) {
      const timing = await measure();
      if (round >= warm) results[name]!.push(timing);
    }
  };
  const withStack = async (make: () => Promise<Stack>, work: (stack: Stack) => Promise<void>): Promise<void> => {
    const stack = await make();
    await work(stack);
    await stack.stop();
  };
  for (let lap = 0; lap < 2; lap += 1) {
    await take('bare', () => bare(), 2, rounds / 2);
    await take('bare, asking', () => bare(true), 1, rounds / 2);
    await withStack(ours, async (own) => {
      await take('ours', () => timed(own), 2, rounds / 2);
      if (lap === 1) await take('ours, dead STUN', () => timed(own, [{ urls: 'stun:127.0.0.1:49997' }]), 0, 3);
    });
    await withStack(
      () => ours(true),
      (asking) => take('ours, asking', () => timed(asking), 1, rounds / 2),
    );
    await withStack(sipJs, (sip) => take('SIP.js', () => timed(sip), 2, rounds / 2));
    await withStack(jsSip, (js) => take('JsSIP', () => timed(js), 2, rounds / 2));
  }
  return results;
}

Object.assign(globalThis, { run });
