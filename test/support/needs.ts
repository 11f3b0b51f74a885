/** For tests that drive a real program: its path, or an honest skip. With CI=true a missing program is a failure. */
import type { Context } from 'mocha';
import { programs } from '../../scripts/provision.mjs';

/**
 * Call it in a `before` hook (then the whole suite is skipped) or first thing in a test:
 * `const kamailio = needs(this, 'kamailio');`
 */
export function needs(context: Context, name: keyof typeof programs): string {
  const { title, find, advice } = programs[name];
  const path = find();
  if (path) return path;
  const reason = `There is no ${title}. ${advice}`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  const test: { type?: string; parent?: object | undefined; skipReason?: string } = context.test ?? {};
  const owner: { skipReason?: string } = test.type === 'hook' ? (test.parent ?? test) : test;
  owner.skipReason = reason;
  // oxlint-disable-next-line house/no-test-aside -- the one place where a test may step aside
  return context.skip();
}
