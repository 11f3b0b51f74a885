/**
 * The media tests in Firefox: `npx wtr --config web-test-runner.firefox.config.mjs`. Firefox is FIREFOX_PATH, or firefox
 * or firefox-esr on the machine.
 */
import { chromeLauncher } from '@web/test-runner-chrome';
import { findFirefox, hasDefaultRoute, noDefaultRoute } from './scripts/firefox.mjs';
import chromium from './web-test-runner.config.mjs';

const firefox = findFirefox();
if (!firefox) throw new Error('There is no Firefox. Install it, or set FIREFOX_PATH to the path of one.');
if (!(await hasDefaultRoute())) throw new Error(noDefaultRoute);

/**
 * A sound card that is none, without which Web Audio never starts on a machine that has no other; a fake microphone and
 * camera that need no permission, sound without a click, and addresses instead of mDNS names.
 */
const extraPrefsFirefox = {
  'media.cubeb.force_mock_context': true,
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.autoplay.block-webaudio': false,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.peerconnection.ice.loopback': true,
};

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
        extraPrefsFirefox,
      },
      concurrency: 1,
    }),
  ],
  concurrency: 1,
};
