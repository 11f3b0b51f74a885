/** The RTP that one extension sends: its own numbers whatever the source, so that no gap counts as loss (RFC 3550 §5.1). */

import type { MediaStreamTrack, RtpPacket } from 'werift';

/** The parts of werift that are needed to write packets; the module itself is loaded late. */
export interface RtpMaker {
  packet(
    header: { payloadType: number; sequenceNumber: number; timestamp: number; marker: boolean },
    payload: Uint8Array,
  ): RtpPacket;
}

/** Longest pause that is kept as a pause; a longer jump of the source's clock is another source (one minute). */
const LONGEST_PAUSE = 60 * 8000;

/** Numbers and writes packets while `open()` says that the negotiated direction lets us send. */
export class OutboundStream {
  #sequence = Math.floor(Math.random() * 0x8000);
  #timestamp = Math.floor(Math.random() * 0x7fffffff);
  #talking = false;
  #source: { ssrc: number; timestamp: number } | undefined;
  /** How many packets have been written. */
  packets = 0;

  constructor(
    private readonly track: MediaStreamTrack,
    private readonly maker: RtpMaker,
    private readonly open: () => boolean,
  ) {}

  /** Writes one frame of our own; `samples` is how far the media clock goes on. */
  write(payload: Uint8Array, payloadType: number, samples: number): void {
    this.#source = undefined;
    this.#send(payload, payloadType, samples);
  }

  /** Writes a packet of another sender with its pauses, but with own sequence numbers. */
  forward(packet: RtpPacket, payloadType: number, samples: number): void {
    const { ssrc, timestamp } = packet.header;
    const passed = this.#source?.ssrc === ssrc ? (timestamp - this.#source.timestamp) >>> 0 : samples;
    this.#source = { ssrc, timestamp };
    // A packet that was overtaken would turn the clock back.
    if (passed > 0x80000000) return;
    this.#send(packet.payload, payloadType, passed > LONGEST_PAUSE ? samples : passed);
  }

  #send(payload: Uint8Array, payloadType: number, samples: number): void {
    this.#timestamp = (this.#timestamp + samples) >>> 0;
    if (!this.open()) {
      this.#talking = false;
      return;
    }
    this.#sequence = (this.#sequence + 1) & 0xffff;
    // The marker is the first packet of a talk-spurt (RFC 3551 §4.1).
    const header = { payloadType, sequenceNumber: this.#sequence, timestamp: this.#timestamp, marker: !this.#talking };
    this.#talking = true;
    this.packets++;
    this.track.writeRtp(this.maker.packet(header, payload));
  }
}
