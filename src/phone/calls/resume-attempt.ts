/**
 * One attempt to continue a call of an earlier page, by a session that was started for it.
 * Subjects: attempt to continue a call; success of a take-over; 481 after a reload; responses that end a take-over.
 */

import type { MediaState } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import type { SessionState } from '../../sip/session/state.js';
import type { Call } from './call.js';

/**
 * `gone`: the remote party has ended the call. `failed`: another way may succeed. `away`: the remote party cannot be reached
 * now. `glare`: it is continuing the call itself. `over`: the user hung up meanwhile.
 */
export type Outcome = 'back' | 'gone' | 'failed' | 'away' | 'glare' | 'over';

interface AttemptOptions {
  readonly clock: Clock;
  readonly call: Call;
  readonly session: Session;
  /** Time until the media have to be connected, ms. */
  readonly limit: number;
  /** Whether a session without media counts as success at the limit, as there is no other way. */
  readonly last: boolean;
  /** Ends the attempt as `failed`. */
  readonly signal?: AbortSignal;
}

/** Resolves when the media are connected, the session has ended or the time has passed. Attaches the session to the call. */
export function attempt({ clock, call, session, limit, last, signal }: AttemptOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    let agreed = false;
    const settle = (outcome: Outcome): void => {
      timer.cancel();
      signal?.removeEventListener('abort', stop);
      resolve(call.state.status === 'resuming' ? outcome : 'over');
    };
    const timer = clock.after(limit, () => settle(last && agreed ? 'back' : 'failed'));
    const follow = (state: MediaState | undefined): void => {
      if (agreed && (state === undefined || state === 'connected')) settle('back');
      else if (state === 'failed') settle('failed');
    };
    // A media handler of the application has no states.
    const agree = (): void => {
      agreed = true;
      follow(call.media?.state);
    };
    const stop = (): void => settle('failed');
    signal?.addEventListener('abort', stop);
    session.on('stateChange', (state) => {
      if (state.status === 'established') agree();
      if (state.status === 'ended') settle(outcomeOfEnd(state));
    });
    session.on('flow', (state, error) => {
      if (state === 'recovered') return error ? settle(outcomeOf(error.statusCode)) : agree();
    });
    call.attach(session);
    const watch = (): unknown => call.media?.on('state', follow);
    if (session.direction === 'outgoing' || session.state.status === 'established') watch();
    // The media of an INVITE of the remote party are created when it is answered.
    else session.on('sessionDescriptionHandler', watch);
  });
}

/** Statuses by which the remote party says that the call no longer exists (RFC 3891 §3, RFC 5057 §5.1). */
const GONE: ReadonlySet<number> = new Set([410, 481, 603, 604]);
/** Statuses by which a server says that it has no connection to the remote party now: its page may be loading, too. */
const AWAY: ReadonlySet<number> = new Set([404, 408, 430, 477, 478, 480]);

function outcomeOf(statusCode: number | undefined): Outcome {
  if (statusCode === undefined) return 'failed';
  if (GONE.has(statusCode)) return 'gone';
  if (AWAY.has(statusCode)) return 'away';
  return statusCode === 491 ? 'glare' : 'failed';
}

function outcomeOfEnd({ statusCode, endedBy, error }: SessionState & { status: 'ended' }): Outcome {
  if (statusCode !== undefined) return outcomeOf(statusCode);
  return endedBy === 'remote' && error === undefined ? 'gone' : 'failed';
}
