/** Counts for web-test-runner, as JSON in the file that TEST_REPORT names. */
import { relative } from 'node:path';
import { writeFileSync } from 'node:fs';

/** @typedef {import('@web/test-runner').TestSuiteResult} Suite */

/** @returns {import('@web/test-runner').Reporter} */
export function countingReporter() {
  return {
    stop({ sessions }) {
      const report = { passed: 0, failed: 0, skipped: /** @type {{ title: string, reason: string }[]} */ ([]) };
      for (const { testFile, testResults, passed, errors } of sessions) {
        const failedBefore = report.failed;
        if (testResults) count(testResults, relative(process.cwd(), testFile), report);
        // A file that could not be loaded, or that failed outside its tests, counts as one failure.
        if ((errors.length > 0 || !passed) && report.failed === failedBefore) report.failed++;
      }
      if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
    },
  };
}

/**
 * @param {Suite} suite
 * @param {string} title
 * @param {{ passed: number, failed: number, skipped: { title: string, reason: string }[] }} report
 */
function count(suite, title, report) {
  for (const test of suite.tests) {
    if (test.skipped) report.skipped.push({ title: `${title} ${test.name}`, reason: 'no reason given' });
    else if (test.passed) report.passed++;
    else report.failed++;
  }
  for (const inner of suite.suites) count(inner, `${title} ${inner.name}`, report);
}
