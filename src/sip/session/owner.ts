/**
 * What a session needs of its user agent.
 * Subjects: what a session needs of its user agent; target that is invalid.
 */

import { SipError } from '../base/errors.js';
import type { ContextOwner } from '../core/client-context.js';
import type { URI } from '../message/uri.js';
import type { SessionDescriptionHandler } from './description-handler.js';
import type { InviteOptions, SessionSettings } from './options.js';
import type { Session } from './session.js';

/** The part of the user agent that sessions use. */
export interface SessionOwner extends ContextOwner {
  readonly sessions: Map<string, Session>;
  readonly settings: SessionSettings;
  makeDescriptionHandler(session: Session): SessionDescriptionHandler;
  /** Parses a target as `invite` does; undefined if it is invalid. */
  normalizeTarget(target: string | URI): URI | undefined;
  /** Creates an outgoing session, for a transfer. */
  invite(target: string | URI, options?: InviteOptions): Session;
}

/** Parses a target as `invite` does; throws an `invalid-argument` SipError if it is invalid. */
export function requireTarget(owner: Pick<SessionOwner, 'normalizeTarget'>, target: string | URI): URI {
  const uri = owner.normalizeTarget(target);
  if (!uri) throw new SipError('invalid-argument', `"${String(target)}" is not a valid target`);
  return uri;
}
