/**
 * The media of one call to an extension: offer and answer, audio in and out, digits (RFC 3264, RFC 8829) over werift.
 * Subjects: audio of extensions; echo of packets; werift.
 */

import type { MediaStreamTrack, RTCPeerConnection, RtpPacket } from 'werift';
import { systemClock, type Clock } from '../../../../src/sip/base/clock.js';
import { SipError, messageOf } from '../../../../src/sip/base/errors.js';
import { DigitReceiver } from './digit-receiver.js';
import type { ExtensionMedia, MediaEvents } from './extension-media.js';
import { PCMA, PCMU, type Companding } from './g711.js';
import { keepEventsOfRate, offersCodec } from './offer-filter.js';
import { OutboundStream, type RtpMaker } from './outbound-stream.js';
import { Player } from './player.js';
import { reduceToAudio, restoreSections, type Reduced } from './sections.js';
import { FRAME, type AudioSource } from './tone.js';

type Werift = typeof import('werift');

/** Where the extensions can be reached. */
export interface MediaOptions {
  /**
   * Addresses that are offered as ICE candidates beside those of the network interfaces. Default `['127.0.0.1']`, which
   * werift leaves out by itself and a browser on the same machine may need.
   */
  hostAddresses?: readonly string[];
  /** Range of UDP ports, both ends included. Default: any free port. */
  portRange?: readonly [from: number, to: number];
  clock?: Clock;
}

interface Peer {
  readonly pc: RTCPeerConnection;
  readonly companding: Companding | undefined;
  readonly out: OutboundStream;
  readonly player: Player;
  /** Certificate of the remote party; undefined until its first description. */
  remote?: string | undefined;
}

/** Loads werift, which takes 110 ms, with the first call, so that the command starts fast. */
let loading: Promise<Werift> | undefined;
function werift(): Promise<Werift> {
  return (loading ??= import('werift'));
}

/**
 * One peer connection. `answer` may be called again for each re-offer. Audio is sent only while the negotiated direction
 * allows it: werift itself would continue to send to a remote party that holds the call.
 */
export class MediaEnd implements ExtensionMedia {
  readonly #options: MediaOptions;
  readonly #events: MediaEvents;
  #peer: Peer | undefined;
  #closed = false;
  #echo = false;
  #lastPacket: number;

  constructor(options: MediaOptions = {}, events: MediaEvents = {}) {
    this.#options = options;
    this.#events = events;
    this.#lastPacket = this.#clock.elapsed();
  }

  get #clock(): Clock {
    return this.#options.clock ?? systemClock;
  }

  /** Answers an offer, first or later. Rejects with a `media` SipError, for a 488, when no stream is acceptable. */
  async answer(offer: string): Promise<string> {
    const reduced = reduceToAudio(offer);
    if (!reduced) throw new SipError('media', 'the offer has no audio', { statusCode: 488 });
    const companding = choose(reduced.sdp);
    const peer = await this.#peerOf(fingerprintOf(reduced.sdp), companding);
    try {
      return await this.#answer(peer, reduced);
    } catch (error) {
      throw new SipError('media', `the offer cannot be answered: ${messageOf(error)}`, {
        statusCode: 488,
        cause: error,
      });
    }
  }

  /** With another certificate, as of the next page of a browser, the DTLS association is new (RFC 8842 §3.1), and with it the connection. */
  async #peerOf(remote: string | undefined, companding: Companding | undefined): Promise<Peer> {
    const former = this.#peer;
    const isOther = former?.remote !== undefined && former.remote !== remote;
    const peer = (this.#peer = former && !isOther ? former : await this.#open(companding, former));
    peer.remote = remote;
    if (peer !== former) await former?.pc.close();
    if (this.#closed) throw new SipError('canceled', 'the call has ended');
    return peer;
  }

  async #answer({ pc, companding }: Peer, reduced: Reduced): Promise<string> {
    const sdp = keepEventsOfRate(reduced.sdp, companding ? 8000 : 48_000);
    await pc.setRemoteDescription({ type: 'offer', sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    await gathered(pc);
    return restoreSections(pc.localDescription?.sdp ?? '', reduced.refused);
  }

  /** Makes the offer for an INVITE that had none (RFC 3261 §13.2.1), with G.711 μ-law. */
  async offer(): Promise<string> {
    const { pc } = (this.#peer ??= await this.#open(PCMU));
    await pc.setLocalDescription(await pc.createOffer());
    await gathered(pc);
    return pc.localDescription?.sdp ?? '';
  }

  /** Takes the answer to `offer()`. */
  async accept(answer: string): Promise<void> {
    try {
      await this.#peer?.pc.setRemoteDescription({ type: 'answer', sdp: answer });
      if (this.#peer) this.#peer.remote = fingerprintOf(answer);
    } catch (error) {
      throw new SipError('media', `the answer cannot be taken: ${messageOf(error)}`, { cause: error });
    }
  }

  /** The direction that was negotiated last, as the local party sees it; undefined before. */
  get direction(): 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' | undefined {
    const direction = this.#peer?.pc.getTransceivers()[0]?.currentDirection;
    return direction === 'stopped' ? 'inactive' : (direction ?? undefined);
  }

  get connected(): boolean {
    return this.#peer?.pc.connectionState === 'connected';
  }

  /** Resolves when audio can pass; never when it cannot. Rejects before an offer or an answer was made. */
  async ready(): Promise<void> {
    const pc = this.#peer?.pc;
    if (!pc) throw new SipError('invalid-state', 'there is no media yet');
    if (pc.connectionState === 'connected') return;
    await new Promise<void>((resolve) => {
      const { unSubscribe } = pc.connectionStateChange.subscribe((state) => {
        if (state !== 'connected') return;
        unSubscribe();
        resolve();
      });
    });
  }

  /** How many packets of audio have been sent. */
  get packetsSent(): number {
    return this.#peer?.out.packets ?? 0;
  }

  /** Milliseconds since a packet came from the remote party, or since the creation. */
  get silence(): number {
    return this.#clock.elapsed() - this.#lastPacket;
  }

  /** Whether tones and frames can be played: the remote party accepted G.711. */
  get canPlay(): boolean {
    return this.#peer?.companding !== undefined;
  }

  /** Sends back what is received, until something is played. */
  echo(on = true): void {
    this.#peer?.player.stop();
    this.#echo = on;
  }

  /** Plays frames instead of what was sent before; resolves at the end of the source, or when another source replaces it. */
  async play(source: AudioSource): Promise<void> {
    this.#echo = false;
    await this.#peer?.player.play(source);
  }

  stop(): void {
    this.#echo = false;
    this.#peer?.player.stop();
  }

  /** Writes one frame of 160 samples now: for a caller with a timer of its own. */
  write(frame: Int16Array): void {
    const { companding, out } = this.#peer ?? {};
    if (companding && out) out.write(companding.encode(frame), companding.payloadType, FRAME);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#peer?.player.stop();
    await this.#peer?.pc.close();
  }

  /** Opens a connection in place of an earlier one, and continues its audio. */
  async #open(companding: Companding | undefined, former?: Peer): Promise<Peer> {
    const module = await werift();
    if (this.#closed) throw new SipError('canceled', 'the call has ended');
    // Calls that overlap share the first connection.
    if (this.#peer && this.#peer !== former) return this.#peer;
    const pc = new module.RTCPeerConnection({
      // iceLite: a server needs no STUN server, and werift would query a public one.
      iceLite: true,
      iceServers: [],
      iceUseTcp: false,
      iceUseIpv6: false,
      iceFilterStunResponse: (_check, [from], { localCandidate }) => canReturn(from, localCandidate?.host),
      iceAdditionalHostAddresses: [...(this.#options.hostAddresses ?? ['127.0.0.1'])],
      ...(this.#options.portRange ? { icePortRange: [...this.#options.portRange] as [number, number] } : {}),
      codecs: { audio: codecs(module, companding), video: [] },
    });
    const track = new module.MediaStreamTrack({ kind: 'audio' });
    pc.addTransceiver(track, { direction: 'sendrecv' });
    const out = new OutboundStream(track, maker(module), () => this.#maySend());
    const player = former?.player ?? new Player((frame) => this.write(frame), this.#clock);
    pc.onTrack.subscribe((remote) => this.#listen(remote));
    return { pc, companding, out, player };
  }

  #maySend(): boolean {
    return this.connected && (this.direction === 'sendrecv' || this.direction === 'sendonly');
  }

  #listen(track: MediaStreamTrack): void {
    const digits = new DigitReceiver((digit, duration) => this.#events.digit?.(digit, Math.round(duration / 8)));
    track.onReceiveRtp.subscribe((packet) => {
      this.#lastPacket = this.#clock.elapsed();
      const codec = this.#peer?.pc
        .getTransceivers()[0]
        ?.codecs.find(({ payloadType }) => payloadType === packet.header.payloadType);
      if (codec?.mimeType.toLowerCase() === 'audio/telephone-event') {
        digits.receive(packet.payload, packet.header.timestamp);
      } else {
        this.#take(packet);
      }
    });
  }

  #take(packet: RtpPacket): void {
    const { companding, out } = this.#peer ?? {};
    if (!out) return;
    const { payloadType } = packet.header;
    if (this.#echo) out.forward(packet, payloadType, companding ? FRAME : 960);
    if (companding?.payloadType === payloadType) this.#events.audio?.(companding.decode(packet.payload));
  }
}

const fingerprintOf = (sdp: string): string | undefined => /^a=fingerprint:(.*)$/im.exec(sdp)?.[1]?.trim();

/** G.711 where it is offered, as tones are generated in it; undefined: Opus, which can only be echoed. */
function choose(sdp: string): Companding | undefined {
  if (offersCodec(sdp, 'PCMU', 8000)) return PCMU;
  if (offersCodec(sdp, 'PCMA', 8000)) return PCMA;
  if (offersCodec(sdp, 'opus', 48_000)) return undefined;
  throw new SipError('media', 'the offer has no codec that is known here', { statusCode: 488 });
}

function codecs(module: Werift, companding: Companding | undefined): InstanceType<Werift['RTCRtpCodecParameters']>[] {
  const { RTCRtpCodecParameters } = module;
  if (!companding) {
    return [
      new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 }),
      new RTCRtpCodecParameters({
        mimeType: 'audio/telephone-event',
        clockRate: 48_000,
        channels: 1,
        payloadType: 110,
      }),
    ];
  }
  const { mimeType, payloadType } = companding;
  return [
    new RTCRtpCodecParameters({ mimeType, clockRate: 8000, channels: 1, payloadType }),
    new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, channels: 1, payloadType: 126 }),
  ];
}

function maker({ RtpHeader, RtpPacket: Packet }: Werift): RtpMaker {
  return {
    // Version 2; werift puts its own SSRC in.
    packet: (header, payload) => new Packet(new RtpHeader({ version: 2, ssrc: 1, ...header }), Buffer.from(payload)),
  };
}

/** The description is complete when gathering is: extensions do not trickle. */
async function gathered(pc: RTCPeerConnection): Promise<void> {
  if (pc.iceGatheringState === 'complete') return;
  await new Promise<void>((resolve) => {
    const { unSubscribe } = pc.iceGatheringStateChange.subscribe((state) => {
      if (state !== 'complete') return;
      unSubscribe();
      resolve();
    });
  });
}

/**
 * A browser also checks the pair of its outer address and our loopback one, and a response over that pair never arrives. The
 * first nominated pair stays in use, so this pair must not respond.
 */
function canReturn(from: string, to: string | undefined): boolean {
  return isLoopback(from) === isLoopback(to ?? from);
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
