/**
 * The real programs that the tests drive: two browsers, Kamailio, rtpengine, Asterisk, coturn, and PulseAudio with sound cards that are none. Each is looked for
 * first; what is missing is installed where that needs no question (root on Debian or Ubuntu). Asterisk, which Debian's stable suites lack, is unpacked into a
 * cache folder, for which nobody need be root. By hand: `node scripts/provision.mjs`.
 * Subjects: programs that tests install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findChromium, findOnPath, isExecutable } from './chromium.mjs';
import { canUnpack, findInTree, folderInTree, unpack } from './debian-tree.mjs';
import { findFirefox } from './firefox.mjs';

/**
 * @typedef {object} Program
 * @property {string} title
 * @property {string} variable environment variable with the path, which wins over the search
 * @property {string[]} packages of Debian; none for a program that is unpacked
 * @property {import('./debian-tree.mjs').Tree} [tree] where it is unpacked
 * @property {() => string | undefined} find
 * @property {string} advice one sentence for people without apt
 */

/** Asterisk 22, which no stable suite of Debian has. */
const ASTERISK = { name: 'asterisk-forky', suite: 'forky', packages: ['asterisk'], program: '/usr/sbin/asterisk' };

/** WordPress 7, with its parts that Debian packs by themselves; without the web server and database that its package needs. */
const WORDPRESS = {
  name: 'wordpress-sid',
  suite: 'sid',
  packages: [
    ...['wordpress', 'wordpress-theme-twentytwentyfive', 'php-getid3', 'libphp-phpmailer', 'libjs-cropper'],
    ...['libjs-underscore', 'libjs-lodash', 'libjs-jquery-ui', 'libjs-jquery'],
  ],
};

/** @satisfies {Record<string, Program>} */
export const programs = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROME_PATH',
    packages: ['chromium'],
    find: findChromium,
    advice: 'Install Chrome or Chromium, or set CHROME_PATH to the path of one.',
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
    find: findFirefox,
    advice: 'Install Firefox, or set FIREFOX_PATH to the path of one.',
  },
  kamailio: {
    title: 'Kamailio',
    variable: 'KAMAILIO_PATH',
    packages: ['kamailio', 'kamailio-websocket-modules', 'kamailio-autheph-modules'],
    find: findKamailio,
    advice:
      'Install the packages kamailio, kamailio-websocket-modules and kamailio-autheph-modules, or set KAMAILIO_PATH to the path of kamailio.',
  },
  coturn: {
    title: 'coturn',
    variable: 'TURNSERVER_PATH',
    packages: ['coturn'],
    find: findTurnServer,
    advice: 'Install the package coturn, or set TURNSERVER_PATH to the path of turnserver.',
  },
  rtpengine: {
    title: 'rtpengine',
    variable: 'RTPENGINE_PATH',
    packages: ['rtpengine-daemon'],
    find: findRtpEngine,
    advice: 'Install the package rtpengine-daemon, or set RTPENGINE_PATH to the path of rtpengine.',
  },
  asterisk: {
    title: 'Asterisk',
    variable: 'ASTERISK_PATH',
    packages: [],
    tree: ASTERISK,
    find: findAsterisk,
    advice: 'Install Asterisk 22 or later, or set ASTERISK_PATH to the path of asterisk.',
  },
  php: {
    title: 'PHP',
    variable: 'PHP_PATH',
    packages: ['php-cli', 'php-sqlite3', 'php-xml', 'php-mbstring'],
    find: () => process.env.PHP_PATH ?? findOnPath(['php']),
    advice: 'Install the packages php-cli, php-sqlite3, php-xml and php-mbstring, or set PHP_PATH to the path of php.',
  },
  wordpress: {
    title: 'WordPress',
    variable: 'WORDPRESS_PATH',
    packages: [],
    tree: WORDPRESS,
    find: () => process.env.WORDPRESS_PATH ?? folderInTree(WORDPRESS, 'usr/share/wordpress'),
    advice: 'Set WORDPRESS_PATH to the folder of an unpacked WordPress 6.5 or later.',
  },
  pulseaudio: {
    title: 'PulseAudio',
    variable: 'PULSEAUDIO_PATH',
    packages: ['pulseaudio', 'pulseaudio-utils'],
    find: findPulseAudio,
    advice: 'Install the packages pulseaudio and pulseaudio-utils, or set PULSEAUDIO_PATH to the path of pulseaudio.',
  },
};

function findTurnServer() {
  const named = process.env.TURNSERVER_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  return findOnPath(['turnserver']);
}

function findRtpEngine() {
  const named = process.env.RTPENGINE_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  return findOnPath(['rtpengine']);
}

/** That of the cache comes before one of the machine, which may be of any version. */
function findAsterisk() {
  const named = process.env.ASTERISK_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  return findInTree(ASTERISK) ?? findOnPath(['asterisk']);
}

/** The path of PulseAudio, where the commands that steer it are there too. */
function findPulseAudio() {
  const named = process.env.PULSEAUDIO_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  return findOnPath(['pactl']) && findOnPath(['parec']) && findOnPath(['pulseaudio']);
}

/** The path of a Kamailio that can speak SIP over WebSocket and checks passwords that a service makes, or undefined. */
function findKamailio() {
  const named = process.env.KAMAILIO_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  const found = findOnPath(['kamailio']);
  return found && hasModules('websocket', 'auth_ephemeral') ? found : undefined;
}

/** @param {string[]} names */
function hasModules(...names) {
  const roots = ['/usr/lib', '/usr/lib64', '/usr/local/lib', '/usr/local/lib64'].filter(existsSync);
  const folders = roots.flatMap((root) => [root, ...readdirSync(root).map((name) => `${root}/${name}`)]);
  return folders.some((folder) => names.every((name) => existsSync(`${folder}/kamailio/modules/${name}.so`)));
}

/**
 * Finds the named programs and installs those that are missing, if it can.
 * @param {(keyof typeof programs)[]} names
 * @returns {Record<string, { path: string } | { missing: string }>}
 */
export function provide(names) {
  /** @type {Program[]} */
  const absent = names.map((name) => programs[name]).filter(({ find }) => !find());
  const [unpacked, installed] = [absent.filter(({ tree }) => tree), absent.filter(({ tree }) => !tree)];
  if (installed.length > 0 && canInstall()) install(installed);
  if (unpacked.length > 0 && canUnpack()) for (const program of unpacked) unpackProgram(program);
  return Object.fromEntries(
    names.map((name) => {
      const { title, variable, find, advice } = programs[name];
      const path = find();
      if (path) return [name, { path }];
      const named = process.env[variable];
      return [
        name,
        { missing: named ? `${variable} is ${named}, which cannot be run.` : `There is no ${title}. ${advice}` },
      ];
    }),
  );
}

/** @param {Program} program */
function unpackProgram({ title, tree, variable }) {
  // A path that is named is used.
  if (!tree || process.env[variable]) return;
  console.log(`Unpacking ${title} …`);
  const failed = unpack(tree);
  if (failed) console.error(failed);
}

/** True for root on Debian, Ubuntu and what is made from them. */
function canInstall() {
  if (process.getuid?.() !== 0 || !findOnPath(['apt-get'])) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}

/**
 * One program after the other: apt installs none of its list when it does not know one of them.
 * @param {Program[]} missing
 */
function install(missing) {
  withoutStartingServices(() => {
    const failed = [apt('update')];
    for (const { title, packages } of missing) {
      console.log(`Installing ${title} …`);
      failed.push(apt('install', '-y', '--no-install-recommends', ...packages));
    }
    for (const words of failed) if (words) console.error(words);
  });
}

/** @param {string[]} words @returns {string | undefined} what went wrong */
function apt(...words) {
  const { status, stderr, stdout } = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `apt-get ${words[0]} failed:\n${stdout.slice(-1000)}${stderr}`;
}

/**
 * Debian starts a server when its package is installed, unless this script says no
 * (https://www.debian.org/doc/debian-policy/ch-opersys.html#interfacing-with-init-systems).
 * @param {() => void} work
 */
function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    work();
  } finally {
    rmSync(policy, { force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = Object.values(provide(/** @type {(keyof typeof programs)[]} */ (Object.keys(programs))));
  for (const result of found) console.log('path' in result ? result.path : result.missing);
  process.exitCode = found.every((result) => 'path' in result) ? 0 : 1;
}
