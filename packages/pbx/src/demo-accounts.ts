/**
 * The accounts of demos: their passwords are public on purpose, so that a page can log in by itself.
 * Subjects: demo accounts.
 */

import type { Account } from './options.js';

export const DEMO_ACCOUNTS: readonly (Account & { password: string; displayName: string; extension: string })[] = [
  { username: 'alice', password: 'alice-demo', displayName: 'Alice', extension: '1001' },
  { username: 'bob', password: 'bob-demo', displayName: 'Bob', extension: '1002' },
  { username: 'carol', password: 'carol-demo', displayName: 'Carol', extension: '1003' },
];
