/**
 * For tests that need another program: returns its path, or skips the test with the reason. With CI=true a missing program is a failure.
 * Subjects: test skipped for a missing program; missing program, a failure in CI.
 */
import type { Context } from 'mocha';
import { hasDefaultRoute, noDefaultRoute } from '../../scripts/firefox.mjs';
import { programs } from '../../scripts/provision.mjs';

/**
 * Call it in a `before` hook (then the whole suite is skipped) or first thing in a test:
 * `const kamailio = needs(this, 'kamailio');`
 */
export function needs(context: Context, name: keyof typeof programs): string {
  const { title, find, advice } = programs[name];
  const path = find();
  if (path) return path;
  return skip(context, `There is no ${title}. ${advice}`);
}

/** The same for Firefox, which needs a network besides. */
export async function needsFirefox(context: Context): Promise<string> {
  const path = needs(context, 'firefox');
  return (await hasDefaultRoute()) ? path : skip(context, noDefaultRoute);
}

/** The same for something that is no program: skips with the reason where it is absent. */
export function needsThat(context: Context, holds: boolean, reason: string): void {
  if (!holds) skip(context, reason);
}

function skip(context: Context, reason: string): never {
  if (process.env['CI'] === 'true') throw new Error(reason);
  const test: { type?: string; parent?: object | undefined; skipReason?: string } = context.test ?? {};
  const owner: { skipReason?: string } = test.type === 'hook' ? (test.parent ?? test) : test;
  owner.skipReason = reason;
  // oxlint-disable-next-line house/no-test-aside -- the one place where a test may step aside
  return context.skip();
}
