/**
 * What the phone tells of the events of its connection; those of a replaced connection are ignored.
 * Subjects: events of the connection; secrets masked in the trace.
 */

import { redact } from '../../sip/base/logger.js';
import type { PhoneEvents } from '../events.js';
import type { PhoneCore } from '../phone-core.js';
import type { AccountConnection, AccountConnectionEvents } from './account-connection.js';

/**
 * `current` returns the connection of the account. A call, a challenge and a message of a former one are told, as is the end of one that
 * no other one has replaced: the phone was stopped, or opens the next one. Not where the account goes on in another tab (`browserTabs`).
 */
export function tellConnectionEvents(
  connection: AccountConnection,
  core: PhoneCore,
  current: () => AccountConnection | undefined,
): void {
  const isCurrent = (): boolean => current() === connection;
  const isLast = (): boolean => !(current() ?? core.otherTab) || isCurrent();
  connection.on('state', () => {
    if (!isCurrent()) return;
    core.store.update({ account: connection.state });
    if (connection.state.status === 'ready') core.emit('ready', connection);
    else core.emit('interrupted');
  });
  /** Each event with whether it is told; both have the same arguments. */
  const told: readonly (readonly [keyof PhoneEvents & keyof AccountConnectionEvents, () => boolean])[] = [
    ['connected', isCurrent],
    ['registered', isCurrent],
    ['registrationFailed', isCurrent],
    ['unregistered', isLast],
    ['disconnected', isLast],
    ['challengeWithheld', () => true],
  ];
  for (const [name, isTold] of told)
    connection.on(name, (...args: unknown[]) => isTold() && core.tell(name, ...(args as PhoneEvents[typeof name])));
  connection.on('incoming', (session) => core.emit('invited', session));
  connection.on('trace', (direction, text) =>
    core.tell('trace', { at: core.clock.now(), direction, text: redact(text) }),
  );
}
