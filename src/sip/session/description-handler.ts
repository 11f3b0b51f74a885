/** The seam between signalling and media: what a session asks of whoever makes and takes session descriptions (RFC 3264). */

/** A session description with its MIME type. */
export interface SessionDescription {
  body: string;
  contentType: string;
}

/** What the platform's `RTCSessionDescriptionInit` looks like, spelled out so that this folder needs no DOM. */
export interface DescriptionInit {
  type: 'offer' | 'answer' | 'pranswer' | 'rollback';
  sdp?: string;
}

/** Changes a description before it is used: a local one before it is sent, a remote one before it is applied. */
export type SessionDescriptionHandlerModifier = (description: DescriptionInit) => Promise<DescriptionInit>;

export interface SessionDescriptionHandlerOptions {
  /** Whether this side holds the other: it then sends but does not play, or neither (RFC 3264 §8.4). Default: as before. */
  hold?: boolean;
  /** Ask for new ICE credentials and candidates (RFC 8445 §9). */
  iceRestart?: boolean;
  /** Whether a received answer is final (`false` for the answer in a provisional response of a fork). Default true. */
  final?: boolean;
  /** Anything that an implementation understands, such as `constraints`. */
  [option: string]: unknown;
}

export interface SessionDescriptionHandler {
  /** Makes an offer, or the answer to the offer that `setDescription` took last. Rejects with a `media` SipError. */
  getDescription(
    options?: SessionDescriptionHandlerOptions,
    modifiers?: readonly SessionDescriptionHandlerModifier[],
  ): Promise<SessionDescription>;
  /** Takes the other side's offer, or its answer to our offer. */
  setDescription(
    sdp: string,
    options?: SessionDescriptionHandlerOptions,
    modifiers?: readonly SessionDescriptionHandlerModifier[],
  ): Promise<void>;
  /** Whether a body of this MIME type (lower case, without parameters) is one that `setDescription` takes. */
  hasDescription(contentType: string): boolean;
  /** Forgets an offer of ours or theirs that was not answered (RFC 6337 §3.4). Does nothing where none is open. */
  rollbackDescription(): Promise<void>;
  /** Sends DTMF as RTP events (RFC 4733). Returns false where the far side or the platform cannot. */
  sendDtmf(tones: string, options?: { duration?: number; interToneGap?: number }): boolean;
  /** Frees everything: devices, connections. Safe to call twice. */
  close(): void;
}
