/**
 * The spellings of the API documentation of SIP.js 0.7 that public classes accept beside those of today. No other file
 * knows them: a public method passes its options through `currentNames()`, and the rest of the stack reads one spelling.
 * This module is in the lowest folder that can extend `Transport`; the folders above import it from here.
 * Subjects: method names of SIP.js 0.7; old spellings; status_code; reconnection_attempts.
 */

import { Transport } from './transport.js';

/** Old names of the options of a response, CANCEL or BYE. Those of today win. */
export interface OldReplyNames {
  /** Old name of `statusCode`. */
  status_code?: number | undefined;
  /** Old name of `reasonPhrase`. */
  reason_phrase?: string | undefined;
}

interface ReplyNames {
  statusCode?: number | undefined;
  reasonPhrase?: string | undefined;
}

/** Returns a copy of the options with the names of today. */
export function currentNames<Options extends ReplyNames>(options: Options & OldReplyNames): Options & ReplyNames {
  const statusCode = options.statusCode ?? options.status_code;
  const reasonPhrase = options.reasonPhrase ?? options.reason_phrase;
  return { ...options, statusCode, reasonPhrase };
}

/** Old names of the URL in the options of a server. `url` wins, then `wsUri`. */
export interface OldServerOptions {
  wsUri?: string;
  ws_uri?: string;
}

/** Returns the URL in the options of a server. */
export function currentUrl(options: OldServerOptions & { url?: string }): string | undefined {
  return options.url ?? options.wsUri ?? options.ws_uri;
}

/** A server with the old names of its URL. */
export abstract class OldServerNames {
  abstract readonly url: string;

  /** Old name of `url`. */
  get ws_uri(): string {
    return this.url;
  }

  /** Old name of `url`. */
  get wsUri(): string {
    return this.url;
  }
}

/** A transport with the old names of its attributes. */
export abstract class OldTransportNames extends Transport {
  /** Reconnection attempts since the last open connection. */
  abstract get reconnectionAttempts(): number;

  /** Old name of `reconnectionAttempts`. */
  get reconnection_attempts(): number {
    return this.reconnectionAttempts;
  }
}
