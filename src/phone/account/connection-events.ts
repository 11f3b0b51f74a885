/**
 * What the phone tells of the events of its connection; those of a replaced connection are ignored.
 * Subjects: events of the connection; secrets masked in the trace.
 */

import { redact } from '../../sip/base/logger.js';
import type { PhoneCore } from '../phone-core.js';
import type { AccountConnection } from './account-connection.js';

/** `isCurrent` returns whether the connection is that of the account. A call, a challenge and a message of a former one are told. */
export function tellConnectionEvents(connection: AccountConnection, core: PhoneCore, isCurrent: () => boolean): void {
  connection.on('state', () => {
    if (!isCurrent()) return;
    core.store.update({ account: connection.state });
    if (connection.state.status === 'ready') core.emit('ready', connection);
    else core.emit('interrupted');
  });
  for (const event of ['connected', 'registered', 'unregistered'] as const)
    connection.on(event, () => isCurrent() && core.tell(event));
  connection.on('disconnected', (reason) => isCurrent() && core.tell('disconnected', reason));
  connection.on('registrationFailed', (...args) => isCurrent() && core.tell('registrationFailed', ...args));
  connection.on('challengeWithheld', (challenge) => core.tell('challengeWithheld', challenge));
  connection.on('incoming', (session) => core.emit('invited', session));
  connection.on('trace', (direction, text) =>
    core.tell('trace', { at: core.clock.now(), direction, text: redact(text) }),
  );
}
