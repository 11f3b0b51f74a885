/**
 * The media tests in Firefox: `npx wtr --config web-test-runner.firefox.config.mjs`. Firefox is FIREFOX_PATH, or firefox
 * or firefox-esr on the machine.
 */
import { chromeLauncher } from '@web/test-runner-chrome';
import { findFirefox, firefoxPreferences, hasDefaultRoute, noDefaultRoute } from './scripts/firefox.mjs';
import chromium from './web-test-runner.config.mjs';

const firefox = findFirefox();
if (!firefox) throw new Error('There is no Firefox. Install it, or set FIREFOX_PATH to the path of one.');
if (!(await hasDefaultRoute())) throw new Error(noDefaultRoute);

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...chromium,
  files: ['test/media/**/*.test.ts'],
  browsers: [
    chromeLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: firefox,
        headless: true,
        extraPrefsFirefox: firefoxPreferences,
      },
      concurrency: 1,
    }),
  ],
  concurrency: 1,
};
