/** A request of ours on its way, and who is told of its responses (RFC 3261 §8.1.3). */

import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';

/** Each callback gets the response; `isLocalResponse` tells one that a timeout or a broken flow counts as. */
export interface OutgoingRequestDelegate {
  /** 100. */
  onTrying?(response: IncomingResponse): void;
  /** 101 to 199. */
  onProgress?(response: IncomingResponse): void;
  /** 2xx: of an INVITE every one, those of other forks and repeated ones too. */
  onAccept?(response: IncomingResponse): void;
  /** 3xx. */
  onRedirect?(response: IncomingResponse): void;
  /** 4xx to 6xx. */
  onReject?(response: IncomingResponse): void;
  /** The request was sent again, with credentials; it has a new CSeq and a new branch. */
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
