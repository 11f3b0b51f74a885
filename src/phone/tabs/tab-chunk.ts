/**
 * The chunk of several tabs as one phone; it supplies its classes when it is evaluated.
 * Subjects: chunk of several tabs.
 */

import { TabChannel } from './tab-channel.js';
import { TabFollower } from './tab-follower.js';
import { TabOwner } from './tab-owner.js';
import { holdPage } from './tab-presence.js';
import { supplyTabCode } from './tab-slot.js';

supplyTabCode({ Channel: TabChannel, Follower: TabFollower, Owner: TabOwner, holdPage });
