/** Mocha's spec report on the terminal; counts, titles and errors as JSON in the file that TEST_REPORT names. */
const { writeFileSync } = require('node:fs');
const { relative } = require('node:path');
const { reporters, Runner } = require('mocha');

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Runner.constants;

module.exports = class extends reporters.Spec {
  /** @param {import('mocha').Runner} runner @param {import('mocha').MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    const report = {
      passed: 0,
      failed: 0,
      skipped: /** @type {{ title: string, reason: string }[]} */ ([]),
      failures: /** @type {{ title: string, message: string }[]} */ ([]),
      /** Titles of passed tests by file. */
      ran: /** @type {Record<string, string[]>} */ ({}),
    };
    runner.on(EVENT_TEST_PASS, (test) => {
      report.passed++;
      (report.ran[relative(process.cwd(), test.file ?? '')] ??= []).push(test.fullTitle());
    });
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      report.failed++;
      const file = relative(process.cwd(), test.file ?? '');
      report.failures.push({ title: `${file} ${test.fullTitle()}`, message: String(error?.message ?? error) });
    });
    runner.on(EVENT_TEST_PENDING, (test) => report.skipped.push({ title: test.fullTitle(), reason: reasonOf(test) }));
    runner.on(EVENT_RUN_END, () => {
      if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
    });
  }
};

/**
 * The reason is left on the test or on a suite around it by `needs` in test/support/needs.ts.
 * @param {any} test
 * @returns {string}
 */
function reasonOf(test) {
  for (let at = test; at; at = at.parent) if (at.skipReason) return at.skipReason;
  return 'no reason given';
}
