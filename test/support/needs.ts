/** For tests that drive a real program: its path, or an honest skip. With CI=true a missing program is a failure. */
import type { Context, Runnable, Suite } from 'mocha';
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
  const runnable = context.test as Runnable & { skipReason?: string };
  const owner: { skipReason?: string } = runnable.type === 'hook' ? (runnable.parent as Suite) : runnable;
  owner.skipReason = reason;
  // oxlint-disable-next-line house/no-test-aside -- the one place where a test may step aside
  return context.skip();
}
