/** Where a WebSocket transport stands; each phase carries what belongs to it. */

import type { Timer } from '../base/clock.js';
import type { SipError } from '../base/errors.js';
import type { KeepAlive } from './keep-alive.js';
import type { Server } from './servers.js';
import type { SocketLike } from './socket.js';

export type Phase =
  /** Nothing planned: new, or given up. */
  | { name: 'idle' }
  | {
      name: 'opening';
      server: Server;
      rest: Server[];
      socket: SocketLike;
      timer: Timer;
      resolve(): void;
      reject(error: SipError): void;
    }
  | { name: 'open'; server: Server; socket: SocketLike; since: number; keepAlive: KeepAlive }
  /** `at`: the time of day of the next attempt, milliseconds. */
  | { name: 'waiting'; at: number; id: number; timer: Timer }
  | { name: 'closing'; server: Server; socket: SocketLike; timer: Timer; resolve(): void }
  /** `disconnect()` was called. */
  | { name: 'closed' };
