/** The parties that the stories call. In a file of their own: both files of the phone in memory need them when they are loaded. */

import type { Party } from '../../src/phone/state.js';

export const ANN: Party = { name: 'Ann Lee', number: '+1 (555) 010-4477', uri: 'sip:+15550104477@example.com' };
export const BOB: Party = { name: 'Bob Marsh', number: '+1 (555) 010-8812', uri: 'sip:+15550108812@example.com' };
