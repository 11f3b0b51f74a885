/**
 * What text messages need of their phone.
 * Subjects: what messages need of the phone.
 */

import type { Clock } from '../../sip/base/clock.js';
import type { IncomingResponse } from '../../sip/message/response.js';
import type { URI } from '../../sip/message/uri.js';
import type { ChatMessage, Party } from '../contact-state.js';
import type { OtherTab } from '../phone-core.js';

/** A connection that sends messages. */
interface Messenger {
  /** Resolves when a request can be sent; rejects with a `PhoneError`. */
  usable(): Promise<void>;
  /** Resolves with the final response; rejects with a `PhoneError` where there is none. */
  message(target: URI, text: string, contentType?: string): Promise<IncomingResponse>;
}

export interface MessagesOwner {
  readonly clock: Clock;
  /** Returns the URI of a target; undefined where it is invalid or there is no account. */
  targetUri(target: string): URI | undefined;
  /** Returns the connection, after a pending replacement. */
  settledLine(): Promise<Messenger | undefined>;
  /** Returns the name of a contact. */
  nameOf(uri: URI): string | undefined;
  /** The tab that has the connection and sends the messages; undefined while it is this one. */
  readonly otherTab: Pick<OtherTab, 'run'> | undefined;
  received(peer: Party, message: ChatMessage): void;
  /** Whether parties tell one another that they are writing (option `composing`). */
  readonly composing: boolean;
  /** Whether the tabs of the site are one phone. */
  isShared(): boolean;
  /** Throws a `PhoneError` `canceled` where a `before` listener prevents the message. */
  check(target: string, text: string): void;
}
