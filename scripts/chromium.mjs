/**
 * Where Chromium is on this machine, and the flags under which every test starts it.
 * Subjects: Chromium of tests, its switches.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome', 'chrome.exe'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [],
  ),
];

/** The path of Chrome or Chromium: `CHROME_PATH` if set, else the first one on this machine, else undefined. */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  return findOnPath(names) ?? applications.find(isExecutable);
}

/**
 * The first of these commands that is on the PATH or in a folder for system programs.
 * @param {string[]} commands
 */
export function findOnPath(commands) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return commands.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name))).find(isExecutable);
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What Chromium under test does without: mDNS names in place of its addresses, and the two pages that it loads for the
 * address bar of each window, which take more of a core than most pages under test.
 */
const disabledFeatures = ['WebRtcHideLocalIpsWithMdns', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * What browser tests do without besides, as it costs processor time for each page: a process that waits for the next page, and a new
 * process for each page of a window, so that the Back button finds the page before.
 */
const processesKept = ['SpareRendererForSitePerProcess', 'BackForwardCache', 'ProactivelySwapBrowsingInstance'];

/** @param {readonly string[]} features that are disabled */
const flagsWithout = (features) => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  `--disable-features=${features.join(',')}`,
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Flags for Chromium under test: a fake microphone and camera that need no permission, calls over the loopback
 * interface, sound without a click, and no traffic of the browser's own.
 */
export const chromiumFlags = flagsWithout(disabledFeatures);

/** The same for pages that are loaded one after the other in a window. */
export const flagsOfOneProcess = flagsWithout([...disabledFeatures, ...processesKept]);
