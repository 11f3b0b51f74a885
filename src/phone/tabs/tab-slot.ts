/**
 * The place of the classes of the chunk `tab-code.ts`, which puts them there when it is evaluated.
 * Subjects: place of the tab classes.
 */

import type { TabChannel } from './tab-channel.js';
import type { TabFollower } from './tab-follower.js';
import type { TabOwner } from './tab-owner.js';

export interface TabCode {
  readonly Channel: typeof TabChannel;
  readonly Follower: typeof TabFollower;
  readonly Owner: typeof TabOwner;
}

let present: TabCode | undefined;

export function supplyTabCode(code: TabCode): void {
  present = code;
}

export const suppliedTabCode = (): TabCode | undefined => present;
