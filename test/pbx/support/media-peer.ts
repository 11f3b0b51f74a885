/** A peer connection in place of that of a browser, implemented with werift: it offers as Chromium or Firefox do, sends and receives audio. */

import { setTimeout } from 'node:timers/promises';
import {
  MediaStreamTrack,
  RTCDtlsTransport,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  type RTCRtpTransceiver,
} from 'werift';
import { PCMU } from '../../../packages/pbx/src/media/g711.js';

const codec = (mimeType: string, clockRate: number, payloadType: number, channels = 1): RTCRtpCodecParameters =>
  new RTCRtpCodecParameters({ mimeType, clockRate, channels, payloadType });

/** Audio codecs as the browsers offer them, in their order. */
export const OFFERS = {
  chromium: () => [
    codec('audio/opus', 48_000, 111, 2),
    codec('audio/G722', 8000, 9),
    codec('audio/PCMU', 8000, 0),
    codec('audio/PCMA', 8000, 8),
    codec('audio/telephone-event', 48_000, 110),
    codec('audio/telephone-event', 8000, 126),
  ],
  firefox: () => [
    codec('audio/opus', 48_000, 109, 2),
    codec('audio/G722', 8000, 9),
    codec('audio/PCMU', 8000, 0),
    codec('audio/PCMA', 8000, 8),
    codec('audio/telephone-event', 8000, 101),
  ],
  opusOnly: () => [codec('audio/opus', 48_000, 111, 2)],
};

export class MediaPeer {
  readonly pc: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #transceiver: RTCRtpTransceiver;
  readonly sequences: number[] = [];
  packets = 0;
  /** Mean square of the samples of the last packet. */
  energy = 0;
  #sequence = 1000;
  #timestamp = 0;
  readonly #waiters = new Set<() => boolean>();

  constructor(stun: string, codecs: RTCRtpCodecParameters[] = OFFERS.chromium()) {
    this.pc = new RTCPeerConnection({
      codecs: { audio: codecs, video: [] },
      // A full ICE agent, as in browsers. werift would use a public STUN server if it had no other.
      iceServers: [{ urls: stun }],
      iceUseTcp: false,
      iceUseIpv6: false,
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceInterfaceAddresses: { udp4: '127.0.0.1' },
    });
    this.#transceiver = this.pc.addTransceiver(this.#track, { direction: 'sendrecv' });
    this.pc.onTrack.subscribe((track) => track.onReceiveRtp.subscribe((packet) => this.#hear(packet)));
    this.pc.connectionStateChange.subscribe(() => this.#check());
  }

  /** The next one has a certificate of its own, as each page of a browser has; werift has one for the process. */
  static forgetCertificate(): void {
    delete RTCDtlsTransport.localCertificate;
    delete RTCDtlsTransport.localCertificatePromise;
  }

  /**
   * Connects two peers, until it succeeds once. A DTLS server of werift makes new keys for a ClientHello that is sent again, after which
   * the handshake never ends; a client sends it again after 0.5 s, as long as the first handshake of a process takes on a busy machine.
   */
  static async warmUp(stun: string): Promise<void> {
    for (let done = false; !done;) {
      const [caller, callee] = [new MediaPeer(stun), new MediaPeer(stun)];
      await caller.take(await callee.answer(await caller.offer()));
      const connected = Promise.all([caller.connected(), callee.connected()]).then(() => true);
      done = await Promise.race([connected, setTimeout(5000, false, { ref: false })]);
      await Promise.all([caller.close(), callee.close()]);
    }
  }

  async offer(): Promise<string> {
    await this.pc.setLocalDescription(await this.pc.createOffer());
    return this.#gathered();
  }

  async offerWith(direction: 'sendrecv' | 'sendonly' | 'inactive'): Promise<string> {
    this.#transceiver.setDirection(direction);
    return this.offer();
  }

  async answer(offer: string): Promise<string> {
    await this.pc.setRemoteDescription({ type: 'offer', sdp: offer });
    await this.pc.setLocalDescription(await this.pc.createAnswer());
    return this.#gathered();
  }

  take(answer: string): Promise<void> {
    return this.pc.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  connected(): Promise<void> {
    return this.until(() => this.pc.connectionState === 'connected');
  }

  /** Resolves when this many packets have been received. */
  heard(packets: number): Promise<void> {
    return this.until(() => this.packets >= packets);
  }

  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.add(() => {
        if (!holds()) return false;
        resolve();
        return true;
      });
    });
  }

  /** Sends one packet of a 1 kHz sine. */
  speak(): void {
    const samples = Int16Array.from({ length: 160 }, (_, i) => Math.round(8000 * Math.sin((2 * Math.PI * i) / 8)));
    this.#write(0, PCMU.encode(samples));
  }

  /** One DTMF digit by RFC 4733: its packets share a timestamp, and the end is sent three times. */
  press(event: number, payloadType = 126): void {
    this.#timestamp += 160;
    const timestamp = this.#timestamp;
    for (const [end, duration] of [
      [0, 160],
      [0, 320],
      [0x80, 800],
      [0x80, 800],
      [0x80, 800],
    ] as const) {
      this.#write(payloadType, Uint8Array.of(event, end | 10, duration >> 8, duration & 0xff), timestamp);
    }
    this.#timestamp += 800;
  }

  /** Sends digits one by one, each after `timers` has grown: the remote party has received the one before. */
  async pressUntilHeard(events: readonly number[], timers: () => number): Promise<void> {
    for (const event of events) {
      const before = timers();
      this.press(event);
      while (timers() === before) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async close(): Promise<void> {
    await this.pc.close();
  }

  #write(payloadType: number, payload: Uint8Array, timestamp = (this.#timestamp += 160)): void {
    const header = { version: 2, payloadType, sequenceNumber: ++this.#sequence & 0xffff, timestamp, ssrc: 1 };
    // werift writes the payload type of the codec of the sender into every packet.
    const { sender } = this.#transceiver;
    const { codec: own } = sender;
    if (own && payloadType !== 0) sender.codec = codec('audio/telephone-event', 8000, payloadType);
    this.#track.writeRtp(new RtpPacket(new RtpHeader(header), Buffer.from(payload)));
    if (own) sender.codec = own;
  }

  #hear(packet: RtpPacket): void {
    this.packets++;
    this.sequences.push(packet.header.sequenceNumber);
    const samples = PCMU.decode(packet.payload);
    this.energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
    this.#check();
  }

  #check(): void {
    for (const waiter of this.#waiters) if (waiter()) this.#waiters.delete(waiter);
  }

  async #gathered(): Promise<string> {
    if (this.pc.iceGatheringState !== 'complete') {
      await new Promise<void>((resolve) =>
        this.pc.iceGatheringStateChange.subscribe((state) => state === 'complete' && resolve()),
      );
    }
    return this.pc.localDescription?.sdp ?? '';
  }
}
