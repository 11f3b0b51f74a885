/** The states of the WebSocket transport, each with its data (RFC 7118). */

import type { Timer } from '../base/clock.js';
import type { SipError } from '../base/errors.js';
import type { KeepAlive } from './keep-alive.js';
import type { Server } from './servers.js';
import type { SocketLike } from './socket.js';

export type Phase =
  /** No connection and no attempt planned: new, or given up. */
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
  /** `at`: when the next attempt begins, milliseconds since 1970. */
  | { name: 'waiting'; at: number; id: number; timer: Timer }
  | { name: 'closing'; server: Server; socket: SocketLike; timer: Timer; resolve(): void }
  /** `disconnect()` was called. */
  | { name: 'closed' };
