/** The seam between signalling and media: what a session asks of whoever makes and takes session descriptions (RFC 3264). */

import type { SessionStatus } from './state.js';

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

/** The candidates of one section of a description. */
export interface IceSection {
  /** What follows `m=`, such as `audio 9 UDP/TLS/RTP/SAVPF 0`. */
  readonly media: string;
  readonly mid: string | undefined;
  /** Each as `RTCIceCandidate.candidate` has it: `candidate:1 1 udp …`. */
  readonly candidates: readonly string[];
  /** Whether no more will come. */
  readonly end: boolean;
}

/** Candidates that came after the description with these credentials (RFC 8840 §9). */
export interface IceFragment {
  readonly ufrag: string;
  readonly pwd: string;
  readonly sections: readonly IceSection[];
}

export interface SessionDescriptionHandler {
  /**
   * Called with the status of the session when the handler is made and at each change, before anyone else is told. Before
   * `established` the remote party has not answered; a handler that captures a microphone sends nothing of it until then. At
   * `ending` and `ended` the handler is closed instead.
   */
  follow?(status: SessionStatus): void;
  /** Makes an offer, or the answer to the offer that `setDescription` took last. Rejects with a `media` SipError. */
  getDescription(
    options?: SessionDescriptionHandlerOptions,
    modifiers?: readonly SessionDescriptionHandlerModifier[],
  ): Promise<SessionDescription>;
  /** Takes the other side's offer, or its answer to our offer. Rejects with a `media` SipError; the session refuses such an offer with 488. */
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
  /**
   * For a handler that can trickle (RFC 8838): called once, when the far side can and the dialog is there. The handler calls
   * `listener` whenever it has candidates that no description of ours held, at once where it has some; each time with all
   * of the present credentials, as a fragment may be lost or overtaken.
   */
  onLocalCandidates?(listener: (fragment: IceFragment) => void): void;
  /**
   * Takes candidates of the far side; they repeat what came before, and those for other credentials than the present are to
   * be passed over. A handler without this method is never sent any.
   */
  addRemoteCandidates?(fragment: IceFragment): Promise<void>;
  /** Frees everything: devices, connections. Safe to call twice. */
  close(): void;
}
