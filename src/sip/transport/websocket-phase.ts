/**
 * The states of the WebSocket transport, each with its data (RFC 7118).
 * Subjects: states of the WebSocket transport.
 */

import type { Timer } from '../base/clock.js';
import type { SipError } from '../base/errors.js';
import type { WebSocketFlow } from './websocket-flow.js';
import type { ConnectionRound } from './websocket-round.js';

export type Phase =
  /** No connection and no attempt planned: new, or given up. */
  | { name: 'idle' }
  | { name: 'opening'; round: ConnectionRound; resolve(): void; reject(error: SipError): void }
  | { name: 'open'; flow: WebSocketFlow }
  /** `at`: when the next attempt begins, milliseconds since 1970. */
  | { name: 'waiting'; at: number; id: number; timer: Timer }
  | { name: 'closing'; flow: WebSocketFlow; timer: Timer; resolve(): void }
  /** `disconnect()` was called. */
  | { name: 'closed' };
