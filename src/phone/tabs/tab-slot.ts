/**
 * The place of the classes of the chunk `tab-chunk.ts`, which puts them there when it is evaluated.
 * Subjects: place of the tab classes.
 */

import { lateSlot } from '../late-slot.js';
import type { TabChannel } from './tab-channel.js';
import type { TabFollower } from './tab-follower.js';
import type { TabOwner } from './tab-owner.js';
import type { holdPage } from './tab-presence.js';

export interface TabCode {
  readonly Channel: typeof TabChannel;
  readonly Follower: typeof TabFollower;
  readonly Owner: typeof TabOwner;
  readonly holdPage: typeof holdPage;
}

export const { supply: supplyTabCode, supplied: suppliedTabCode } = lateSlot<TabCode>();
