/**
 * The interface of the media of one call to an extension: RTP in Node, a peer connection in a page (RFC 3264, RFC 8829).
 * Subjects: interface of an extension's media.
 */

import type { AudioSource } from './tone.js';

export interface MediaEvents {
  /** A digit pressed by the remote party (RFC 4733), `0`-`9`, `*`, `#`, `A`-`D`; its duration in milliseconds. */
  digit?(digit: string, duration: number): void;
  /** One packet of audio, decoded: 16-bit samples at 8 kHz. Called only for G.711. */
  audio?(samples: Int16Array): void;
}

/** `answer` may be called again for each re-offer. */
export interface ExtensionMedia {
  /** Answers an offer, first or later. Rejects with a `media` SipError, for a 488, when no stream is acceptable. */
  answer(offer: string): Promise<string>;
  /** Makes the offer for an INVITE that had none (RFC 3261 §13.2.1). */
  offer(): Promise<string>;
  /** Takes the answer to `offer()`. */
  accept(answer: string): Promise<void>;
  /** The direction that was negotiated last, as the local party sees it; undefined before. */
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' | undefined;
  readonly connected: boolean;
  /** Resolves when audio can pass; never when it cannot. Rejects before an offer or an answer was made. */
  ready(): Promise<void>;
  /** Milliseconds since audio came from the remote party, or since the creation. */
  readonly silence: number;
  /** Whether tones and frames can be played. */
  readonly canPlay: boolean;
  /** Sends back what is received, until something is played. */
  echo(on?: boolean): void;
  /** Plays frames instead of what was sent before; resolves at the end of the source, or when another source replaces it. */
  play(source: AudioSource): Promise<void>;
  stop(): void;
  /** Writes one frame of 160 samples now, for a caller with a timer of its own. */
  write(frame: Int16Array): void;
  close(): Promise<void>;
}

/** Makes the media of a call. */
export type MediaFactory = (events: MediaEvents) => ExtensionMedia;
