/** The world of one run, as its phones access it. */

import type { VirtualClock } from '../../support/virtual-clock.js';
import type { Network } from './network.js';

/** The part of the world that a phone can access. */
export interface Surroundings {
  readonly clock: VirtualClock;
  readonly network: Network;
  readonly random: () => number;
  /** Whether the transport is a WebSocket, which loses messages only when it breaks, or one with every fault. */
  readonly reliable: boolean;
  /** Whether no message is lost in this run. */
  readonly gentle: boolean;
  /** The actions of this run besides plain calls. */
  readonly theme: 'calls' | 'transfers' | 'subscriptions';
  readonly problems: string[];
  readonly seen: Set<string>;
}
