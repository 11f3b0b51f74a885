/** One attempt to continue a call of an earlier page, by a session that was started for it. */

import type { MediaState } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import type { SessionState } from '../../sip/session/state.js';
import type { Call } from './call.js';

/** `gone`: the remote party has ended the call. `failed`: another way may succeed. `over`: the user hung up meanwhile. */
export type Outcome = 'back' | 'gone' | 'failed' | 'over';

export interface AttemptOptions {
  readonly clock: Clock;
  readonly call: Call;
  readonly session: Session;
  /** Time until the media have to be connected, ms. */
  readonly limit: number;
  /** Whether a session without media counts as success at the limit, as there is no other way. */
  readonly last: boolean;
}

/** Resolves when the media are connected, the session has ended or the time has passed. Attaches the session to the call. */
export function attempt({ clock, call, session, limit, last }: AttemptOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    let agreed = false;
    const settle = (outcome: Outcome): void => {
      timer.cancel();
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
    session.on('stateChange', (state) => {
      if (state.status === 'established') agree();
      if (state.status === 'ended') settle(isGone(state) ? 'gone' : 'failed');
    });
    session.on('flow', (state, error) => {
      if (state === 'recovered') return error ? settle('failed') : agree();
    });
    call.attach(session);
    call.media?.on('state', (state) => follow(state));
  });
}

/** Statuses by which the remote party, or its server, says that the call no longer exists (RFC 3891 §3, RFC 5057 §5.1). */
const GONE: ReadonlySet<number> = new Set([404, 408, 410, 480, 481, 603, 604]);

function isGone({ statusCode, endedBy, error }: SessionState & { status: 'ended' }): boolean {
  if (statusCode !== undefined) return GONE.has(statusCode);
  return endedBy === 'remote' && error === undefined;
}
