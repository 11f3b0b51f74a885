/**
 * Events of the user agent.
 * Subjects: events of the user agent.
 */

import type { ServerContext } from './core/server-context.js';
import type { WithheldChallenge } from './digest/unanswered.js';
import type { Notifier } from './event/notifier.js';
import type { IncomingResponse } from './message/response.js';
import type { Session } from './session/session.js';

export interface UAEvents {
  connecting: [];
  connected: [];
  /** `reason` is a text if the connection broke, undefined if `stop()` closed it. */
  disconnected: [reason: string | undefined];
  /** The next connection attempt begins at `at`, milliseconds of the clock. */
  reconnectScheduled: [at: number];
  registered: [response: IncomingResponse];
  unregistered: [response: IncomingResponse | undefined, cause: string];
  registrationFailed: [response: IncomingResponse | undefined, cause: string];
  /**
   * A server or the remote party sent a challenge that the configuration forbids to answer: no credentials were sent,
   * and the request failed. `realm` is untrusted text from the network.
   */
  challengeWithheld: [challenge: WithheldChallenge];
  /** An incoming call. Without a listener it is rejected (480). */
  invite: [session: Session];
  /**
   * An incoming call with Join (RFC 3911), emitted instead of `invite`, after the `join` event of the call that it
   * names. The listener verifies the caller, mixes the media and accepts; the caller can then hear that call. Without a
   * listener on either object the INVITE is rejected (488).
   */
  join: [session: Session, joined: Session];
  /** An outgoing session was created by `invite()`. */
  inviteSent: [session: Session];
  /** A MESSAGE outside a call; answered with 200 unless a listener answers or defers it. No listener: 405. */
  message: [context: ServerContext];
  /** A NOTIFY without a subscription; answered with 200 unless a listener answers it. No listener: 481. */
  notify: [context: ServerContext];
  /** A SUBSCRIBE to one of `eventPackages`. Accept or reject the notifier; without a listener it is rejected (480). */
  subscribe: [notifier: Notifier];
  /** A REFER outside a call. Without a listener it is rejected (603). */
  outOfDialogReferRequested: [context: ServerContext];
}
