/** The world of one run, as its phones see it. */

import type { VirtualClock } from '../../support/virtual-clock.js';
import type { Network } from './network.js';

/** What a phone sees of the world. */
export interface Surroundings {
  readonly clock: VirtualClock;
  readonly network: Network;
  readonly random: () => number;
  /** Whether the wire is a WebSocket, which loses messages only when it breaks, or one that does all that is bad. */
  readonly reliable: boolean;
  /** Whether no message gets lost in this life. */
  readonly gentle: boolean;
  /** What is done beside plain calls in this life. */
  readonly theme: 'calls' | 'transfers' | 'subscriptions';
  readonly problems: string[];
  readonly seen: Set<string>;
}
