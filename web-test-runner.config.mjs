/** Browser tests: every file of test/{media,phone,components,stories,platform} but *.node.test.ts in a page of its own, in Chromium. */
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium, flagsOfOneProcess } from './scripts/chromium.mjs';
import { freePort } from './scripts/free-port.mjs';
import { bundlePlugin, filesNamed } from './scripts/wtr-bundle.mjs';
import { mediaPlugin } from './scripts/wtr-media.mjs';
import { countingReporter } from './scripts/wtr-reporter.mjs';
import { snapshotPlugin } from './scripts/wtr-snapshots.mjs';

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  // Two runners that start at the same time would both find the first free one.
  port: await freePort('localhost'),
  files: ['test/{media,phone,components,stories,platform}/**/*.test.ts', '!test/**/*.node.test.ts'],
  rootDir: import.meta.dirname,
  plugins: [bundlePlugin(filesNamed(process.argv)), mediaPlugin(), snapshotPlugin()],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findChromium() ?? '', args: flagsOfOneProcess, headless: true },
      // A page in the same window as another is hidden by it: nothing is drawn, no mouse reaches it, the screen may sleep.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
  // With --coverage: of the files that are served, the one with the modules of src.
  coverageConfig: { include: ['test-bundle/source-*.js'] },
  concurrency: 4,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 600_000,
  testFramework: { config: { ui: 'bdd', timeout: 60_000, forbidOnly: 'true', grep: process.env.TEST_GREP } },
  reporters: [defaultReporter({ reportTestProgress: false }), countingReporter()],
  filterBrowserLogs: ({ args }) =>
    !args.some((text) => typeof text === 'string' && text.includes('Lit is in dev mode')),
};
