/**
 * Where Firefox is on this machine, and whether the network is one in which its calls come up.
 * Subjects: Firefox of tests.
 */
import { createSocket } from 'node:dgram';
import { findOnPath, isExecutable } from './chromium.mjs';

const applications = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].flatMap((folder) =>
    folder ? [`${folder}\\Mozilla Firefox\\firefox.exe`] : [],
  ),
];

/** The path of Firefox: `FIREFOX_PATH` if set, else the first one on this machine, else undefined. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  return findOnPath(['firefox', 'firefox-esr', 'firefox.exe']) ?? applications.find(isExecutable);
}

/**
 * Preferences of Firefox under test: a sound card that is none, without which Web Audio never starts on a machine that
 * has no other; a fake microphone and camera that need no permission, sound without a click, and addresses instead of
 * mDNS names.
 */
export const firefoxPreferences = {
  'media.cubeb.force_mock_context': true,
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'permissions.default.microphone': 1,
  'permissions.default.camera': 1,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.autoplay.block-webaudio': false,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.peerconnection.ice.loopback': true,
};

/**
 * Whether there is a default route. Firefox gathers candidates only on the interface over which it would reach the
 * Internet; nothing is sent there, neither by it nor here, where a UDP socket is only told an address (RFC 5737 §3).
 * @returns {Promise<boolean>}
 */
export function hasDefaultRoute() {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (/** @type {boolean} */ found) => {
      socket.removeAllListeners();
      socket.close();
      resolve(found);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.connect(9, '192.0.2.1');
  });
}

export const noDefaultRoute =
  'There is no default route, and without one Firefox gathers no ICE candidates. Connect the machine to a network; nothing is sent to it.';
