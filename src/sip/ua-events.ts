/** What a user agent tells its application. */

import type { ServerContext } from './core/server-context.js';
import type { WithheldChallenge } from './digest/unanswered.js';
import type { Notifier } from './event/notifier.js';
import type { IncomingResponse } from './message/response.js';
import type { Session } from './session/session.js';

export interface UAEvents {
  connecting: [];
  connected: [];
  /** `reason` is a sentence where the connection broke, undefined where `stop()` closed it. */
  disconnected: [reason: string | undefined];
  /** The next attempt to connect begins at `at`, milliseconds of the clock. */
  reconnectScheduled: [at: number];
  registered: [response: IncomingResponse];
  unregistered: [response: IncomingResponse | undefined, cause: string];
  registrationFailed: [response: IncomingResponse | undefined, cause: string];
  /**
   * A server, or the far end in its place, asked for credentials in a way that the configuration forbids to answer: nothing
   * was sent, and the request failed. `realm` is text from the network.
   */
  challengeWithheld: [challenge: WithheldChallenge];
  /** A call comes in. Without a listener it is refused (480). */
  invite: [session: Session];
  /**
   * A call comes in that wants to be mixed into another of ours (RFC 3911): comes instead of `invite`, after the `join`
   * of the call that it names. Who listens checks who it is, mixes, and accepts; whoever joins hears the call. Without a
   * listener on either it is refused (488).
   */
  join: [session: Session, joined: Session];
  /** A session was made, by either side. */
  inviteSent: [session: Session];
  /** A MESSAGE outside a call; answered with 200 unless a listener answers it, or defers it. Without a listener it is refused (405). */
  message: [context: ServerContext];
  /** A NOTIFY that nobody subscribed to; answered with 200 unless a listener answers it. */
  notify: [context: ServerContext];
  /** Somebody subscribes to one of `eventPackages`. Accept or reject it; without a listener it is refused (480). */
  subscribe: [notifier: Notifier];
  /** A REFER outside a call. Without a listener it is refused (603). */
  outOfDialogReferRequested: [context: ServerContext];
}
