/**
 * Counts, titles of passed tests, and errors, for web-test-runner, as JSON in the file that TEST_REPORT names.
 * Subjects: report of browser tests.
 */
import { relative } from 'node:path';
import { writeFileSync } from 'node:fs';

/**
 * @typedef {import('@web/test-runner').TestSuiteResult} Suite
 * @typedef {{ passed: number, failed: number, skipped: { title: string, reason: string }[], failures: { title: string, message: string }[], filtered: number, ran: Record<string, string[]> }} Report
 */

/** @returns {import('@web/test-runner').Reporter} */
export function countingReporter() {
  return {
    stop({ sessions }) {
      /** @type {Report} */
      const report = { passed: 0, failed: 0, skipped: [], failures: [], filtered: 0, ran: {} };
      for (const { testFile, testResults, passed, errors } of sessions) {
        const { failed: failedBefore, filtered: filteredBefore } = report;
        if (testResults) count(testResults, relative(process.cwd(), testFile), [], report);
        // A file that could not be loaded, or that failed outside its tests, counts as one failure. Of one with tests
        // that were filtered out the runner says that it has not passed.
        const broken = errors.length > 0 || (!passed && report.filtered === filteredBefore);
        if (broken && report.failed === failedBefore) {
          report.failed++;
          const message = errors[0]?.message ?? 'it did not pass';
          report.failures.push({ title: relative(process.cwd(), testFile), message });
        }
      }
      if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
    },
  };
}

/** What TEST_GREP says: text or /pattern/flags, as mocha reads it. */
const [, pattern = process.env.TEST_GREP ?? '', flags] =
  /^\/(.*)\/([gimy]{0,4})$/.exec(process.env.TEST_GREP ?? '') ?? [];
const wanted = new RegExp(pattern, flags);

/**
 * Tests that were filtered out come with the results too, and look like those that a broken hook kept from running.
 * @param {Suite} suite
 * @param {string} file
 * @param {string[]} path names of the suites down to this one
 * @param {Report} report
 */
function count(suite, file, path, report) {
  for (const test of suite.tests) {
    const title = [...path, test.name].join(' ');
    if (title.search(wanted) < 0) report.filtered++;
    else if (test.skipped) report.skipped.push({ title: `${file} ${title}`, reason: 'no reason given' });
    else if (test.passed) {
      report.passed++;
      (report.ran[file] ??= []).push(title);
    } else {
      report.failed++;
      report.failures.push({ title: `${file} ${title}`, message: test.error?.message ?? 'no error given' });
    }
  }
  for (const inner of suite.suites) count(inner, file, [...path, inner.name], report);
}
