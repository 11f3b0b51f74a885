/**
 * The interface of a sent request and of the delegate for its responses (RFC 3261 §8.1.3).
 * Subjects: delegate of a request.
 */

import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';

/** Receives the responses; `isLocalResponse` identifies one generated after a timeout or a broken flow. */
export interface OutgoingRequestDelegate {
  /** 100. */
  onTrying?(response: IncomingResponse): void;
  /** 101 to 199. */
  onProgress?(response: IncomingResponse): void;
  /** 2xx; for an INVITE every one, including other forks and retransmissions. */
  onAccept?(response: IncomingResponse): void;
  /** 3xx. */
  onRedirect?(response: IncomingResponse): void;
  /** 4xx to 6xx. */
  onReject?(response: IncomingResponse): void;
  /** The request was sent again with credentials, a new CSeq and a new branch. */
  onRetry?(message: OutgoingRequestMessage): void;
}

export interface CancelOptions {
  /** `Name: value` lines for the CANCEL, such as a Reason. */
  extraHeaders?: readonly string[] | undefined;
}

export interface OutgoingRequest {
  delegate?: OutgoingRequestDelegate | undefined;
  readonly message: OutgoingRequestMessage;
  dispose(): void;
  cancel(reason?: string, options?: CancelOptions): OutgoingRequestMessage;
}
