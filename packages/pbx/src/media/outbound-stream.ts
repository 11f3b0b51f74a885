/**
 * The RTP that one extension sends: with its own sequence numbers for every source, so that no gap counts as loss (RFC 3550 §5.1).
 * Subjects: RTP sequence numbers sent by an extension.
 */

import type { MediaStreamTrack, RtpPacket } from 'werift';

/** The parts of werift that are needed to write packets; the module itself is loaded late. */
export interface RtpMaker {
  packet(
    header: { payloadType: number; sequenceNumber: number; timestamp: number; marker: boolean },
    payload: Uint8Array,
  ): RtpPacket;
}

/** The longest pause that is preserved, one minute; a longer jump of the timestamp means another source. */
const LONGEST_PAUSE = 60 * 8000;

/** Numbers and writes packets while `open()` returns that the negotiated direction permits sending. */
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

  /** Writes one generated frame; `samples` is its duration on the media clock. */
  write(payload: Uint8Array, payloadType: number, samples: number): void {
    this.#source = undefined;
    this.#send(payload, payloadType, samples);
  }

  /** Writes a packet of another sender with its pauses, but with own sequence numbers. */
  forward(packet: RtpPacket, payloadType: number, samples: number): void {
    const { ssrc, timestamp } = packet.header;
    const passed = this.#source?.ssrc === ssrc ? (timestamp - this.#source.timestamp) >>> 0 : samples;
    this.#source = { ssrc, timestamp };
    // A reordered packet would turn the media clock back.
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
