/** Mocha's spec report on the terminal, and the counts as JSON in the file that TEST_REPORT names. */
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const report = { passed: 0, failed: 0, skipped: [] };
    runner.on(Runner.constants.EVENT_TEST_PASS, () => report.passed++);
    runner.on(Runner.constants.EVENT_TEST_FAIL, () => report.failed++);
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) =>
      report.skipped.push({ title: test.fullTitle(), reason: reasonOf(test) }),
    );
    runner.on(Runner.constants.EVENT_RUN_END, () => {
      if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
    });
  }
};

/** The reason is left on the test or on a suite around it by `needs` in test/support/needs.ts. */
function reasonOf(test) {
  for (let at = test; at; at = at.parent) if (at.skipReason) return at.skipReason;
  return 'no reason given';
}
