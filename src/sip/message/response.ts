/** Responses: received ones, and those that are made here (RFC 3261 §7.2). */

import { Headers } from './headers.js';
import { Message } from './message.js';
import { reasonPhrase as phraseOf } from './status.js';

abstract class Response extends Message {
  /** 100 to 699. */
  declare statusCode: number;
  /** May be empty. Text from the network where the response was received: hostile. */
  declare reasonPhrase: string;

  constructor(statusCode: number, reason: string = phraseOf(statusCode), headers: Headers = new Headers(), body = '') {
    super(headers, body);
    this.statusCode = statusCode;
    this.reasonPhrase = reason;
  }

  get startLine(): string {
    return `SIP/2.0 ${this.statusCode} ${this.reasonPhrase}`;
  }
}

/** A response as it came from the network. */
export class IncomingResponse extends Response {}

/** A response that is made here, or forwarded. */
export class OutgoingResponseMessage extends Response {
  /** A copy of a received response, to be changed and sent on (RFC 3261 §16.7). */
  static from(response: IncomingResponse): OutgoingResponseMessage {
    const { statusCode, reasonPhrase, headers, body } = response;
    return new OutgoingResponseMessage(statusCode, reasonPhrase, headers.clone(), body);
  }
}
