/**
 * The interface between signalling and media: creates and applies session descriptions (RFC 3264).
 * Subjects: SessionDescriptionHandler interface; media behind SIP; modifiers of SDP.
 */

import type { SessionStatus } from './state.js';

/** A session description with its MIME type. */
export interface SessionDescription {
  body: string;
  contentType: string;
}

/** Same shape as `RTCSessionDescriptionInit`, declared here so that this folder needs no DOM types. */
export interface DescriptionInit {
  type: 'offer' | 'answer' | 'pranswer' | 'rollback';
  sdp?: string;
}

/** Changes a description before it is used: a local one before it is sent, a remote one before it is applied. */
export type SessionDescriptionHandlerModifier = (description: DescriptionInit) => Promise<DescriptionInit>;

export interface SessionDescriptionHandlerOptions {
  /** Whether the local party holds: media is sent but not played, or neither (RFC 3264 §8.4). Default: unchanged. */
  hold?: boolean;
  /** Restart ICE with new credentials and candidates (RFC 8445 §9). */
  iceRestart?: boolean;
  /** Whether a received answer is final (`false` for the answer in a provisional response of a fork). Default true. */
  final?: boolean;
  /** Options of the implementation, such as `constraints`. */
  [option: string]: unknown;
}

/** The candidates of one media section of a description. */
export interface IceSection {
  /** The value of `m=`, such as `audio 9 UDP/TLS/RTP/SAVPF 0`. */
  readonly media: string;
  readonly mid: string | undefined;
  /** In the format of `RTCIceCandidate.candidate`: `candidate:1 1 udp …`. */
  readonly candidates: readonly string[];
  /** Whether these are all candidates. */
  readonly end: boolean;
}

/** Candidates for the description with these credentials, sent after it (RFC 8840 §9). */
export interface IceFragment {
  readonly ufrag: string;
  readonly pwd: string;
  readonly sections: readonly IceSection[];
}

export interface SessionDescriptionHandler {
  /**
   * Called with the status of the session when the handler is created and at each change, before `stateChange`. Before
   * `established` the remote party has not answered; a handler that captures a microphone sends no audio until then. At
   * `ending` and `ended` the handler is closed instead.
   */
  follow?(status: SessionStatus): void;
  /** Creates an offer, or the answer to the offer that `setDescription` applied. Rejects with a `media` SipError. */
  getDescription(
    options?: SessionDescriptionHandlerOptions,
    modifiers?: readonly SessionDescriptionHandlerModifier[],
  ): Promise<SessionDescription>;
  /** Applies a remote offer or answer. Rejects with a `media` SipError; an offer is then refused (488). */
  setDescription(
    sdp: string,
    options?: SessionDescriptionHandlerOptions,
    modifiers?: readonly SessionDescriptionHandlerModifier[],
  ): Promise<void>;
  /** Whether `setDescription` accepts a body of this MIME type (lower case, without parameters). */
  hasDescription(contentType: string): boolean;
  /** Rolls back a local or remote offer without an answer (RFC 6337 §3.4). Does nothing if none is open. */
  rollbackDescription(): Promise<void>;
  /** Sends DTMF as RTP events (RFC 4733). Returns false if the remote party or the platform does not support them. */
  sendDtmf(tones: string, options?: { duration?: number; interToneGap?: number }): boolean;
  /** Cancels the tones that have not been sent yet. */
  cancelDtmf?(): void;
  /**
   * For handlers that support trickle ICE (RFC 8838): called once, when the dialog exists and the remote party supports
   * it. The handler calls `listener` whenever it has candidates that no local description contained, immediately if it
   * has some; each call passes all candidates of the current credentials, as a fragment may be lost or overtaken.
   */
  onLocalCandidates?(listener: (fragment: IceFragment) => void): void;
  /**
   * Adds candidates of the remote party. They may repeat earlier ones; those with outdated credentials are to be
   * ignored. Without this method trickle ICE is not offered.
   */
  addRemoteCandidates?(fragment: IceFragment): Promise<void>;
  /**
   * Returns the description that was sent last, with all streams `inactive`, as an offer; undefined if none was sent. At once,
   * as a page that is being left runs no further task. The connections do not change.
   */
  pausedDescription?(): SessionDescription | undefined;
  /**
   * Resolves with whether packets of the remote party arrive now. A call whose connection to the server was lost then keeps its
   * candidates; without this method, ICE is restarted over the next connection.
   */
  isReceiving?(): Promise<boolean>;
  /** Releases all devices and connections. May be called twice. */
  close(): void;
}
