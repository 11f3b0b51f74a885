/**
 * Received and locally made requests (RFC 3261 §7.1).
 * Subjects: request message classes; Request-URI.
 */

import { Headers } from './headers.js';
import { Message } from './message.js';
import type { URI } from './uri.js';

abstract class Request extends Message {
  declare method: string;
  /** The Request-URI. */
  declare uri: URI;

  constructor(method: string, uri: URI, headers: Headers = new Headers(), body = '') {
    super(headers, body);
    this.method = method;
    this.uri = uri;
  }

  get startLine(): string {
    return `${this.method} ${this.uri.toRaw()} SIP/2.0`;
  }
}

/** A received request. */
export class IncomingRequest extends Request {}

/** A request to be sent or forwarded. */
export class OutgoingRequestMessage extends Request {
  /** Copies a received request, to be changed and forwarded (RFC 3261 §16.6). */
  static from(request: IncomingRequest): OutgoingRequestMessage {
    return new OutgoingRequestMessage(request.method, request.uri.clone(), request.headers.clone(), request.body);
  }

  clone(): OutgoingRequestMessage {
    return new OutgoingRequestMessage(this.method, this.uri.clone(), this.headers.clone(), this.body);
  }

  /** Copies the request for a further transaction: with this CSeq number, without Via and credentials (RFC 3261 §8.1.3.5). */
  repeat(sequence: number): OutgoingRequestMessage {
    const copy = this.clone();
    for (const name of ['Via', 'Authorization', 'Proxy-Authorization']) copy.headers.delete(name);
    copy.headers.set('CSeq', `${sequence} ${this.method}`);
    return copy;
  }

  /** Sets the body and its Content-Type. */
  setBody({ body, contentType }: { readonly body: string; readonly contentType: string }): void {
    this.headers.set('Content-Type', contentType);
    this.body = body;
  }
}
