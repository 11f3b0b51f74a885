/**
 * Received and locally made responses (RFC 3261 §7.2).
 * Subjects: response message classes.
 */

import { Headers } from './headers.js';
import { Message } from './message.js';
import { reasonPhrase as phraseOf } from './status.js';

abstract class Response extends Message {
  /** 100 to 699. */
  declare statusCode: number;
  /** May be empty. Unverified text from the network in a received response. */
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

/** A received response. */
export class IncomingResponse extends Response {}

/** A response to be sent or forwarded. */
export class OutgoingResponseMessage extends Response {
  /** Copies a received response, to be changed and forwarded (RFC 3261 §16.7). */
  static from(response: IncomingResponse): OutgoingResponseMessage {
    const { statusCode, reasonPhrase, headers, body } = response;
    return new OutgoingResponseMessage(statusCode, reasonPhrase, headers.clone(), body);
  }
}
