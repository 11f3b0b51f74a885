/**
 * Programs of another Debian than this machine's: packages with all that they need, down to the C library, unpacked into a folder of the cache.
 * Nothing is installed, and nobody need be root. The address of the archive, its keys and its proxy are those of the machine's own apt.
 * Subjects: Asterisk of tests, unpacked.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from './chromium.mjs';

const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * @typedef {object} Tree
 * @property {string} name of its folder
 * @property {string} suite of Debian, by its code name
 * @property {string[]} packages
 * @property {string} [program] the path of the program that is started, in the tree; absent for a tree of the named packages alone, without
 *   what they need
 */

/** Where the trees are: `$XDG_CACHE_HOME/sip-elements`, else in `~/.cache` (XDG Base Directory Specification). */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sip-elements');
}

/**
 * The path of a command that starts the program of a tree, or undefined where it has not been unpacked yet.
 * @param {Tree} tree
 */
export function findInTree({ name }) {
  const command = join(cacheFolder(), name, 'run');
  return existsSync(command) ? command : undefined;
}

/**
 * A folder of a tree of packages alone, or undefined where it has not been unpacked yet.
 * @param {Tree} tree @param {string} path in the packages
 */
export function folderInTree({ name }, path) {
  const folder = join(cacheFolder(), name, 'root', path);
  return existsSync(folder) ? folder : undefined;
}

/** Whether trees can be made here: a Debian, or what has its archive in its sources. */
export function canUnpack() {
  return Boolean(findOnPath(['apt-get']) && findOnPath(['dpkg-deb'])) && existsSync(KEYS) && archive() !== undefined;
}

/** The address of Debian's archive as the machine's own apt has it. */
function archive() {
  const format = '$(REPO_URI) $(ORIGIN) $(LABEL)';
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', format], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').map((line) => line.split(' '));
  return lines.find(([, origin, label]) => origin === 'Debian' && label === 'Debian')?.[0];
}

/**
 * Downloads and unpacks a tree. The folder gets its name only when all is there, so that one that was broken off is never found.
 * @param {Tree} tree
 * @returns {string | undefined} what went wrong
 */
export function unpack({ name, suite, packages, program }) {
  const address = archive();
  if (!address) return 'apt knows no archive of Debian';
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder(), `.${name}-`));
  try {
    const apt = join(folder, 'apt');
    const archives = join(apt, 'cache/archives');
    for (const one of [join(apt, 'lists/partial'), join(archives, 'partial')]) mkdirSync(one, { recursive: true });
    // With nothing installed, everything that a package needs is downloaded with it.
    writeFileSync(join(apt, 'status'), '');
    writeFileSync(join(apt, 'sources.list'), `deb [signed-by=${KEYS}] ${address} ${suite} main\n`);
    const options = [
      ...[
        'Dir::Etc::SourceParts=/dev/null',
        `Dir::Etc::SourceList=${apt}/sources.list`,
        `Dir::State::Lists=${apt}/lists`,
      ],
      ...[`Dir::Cache=${apt}/cache`, `Dir::State::status=${apt}/status`, 'APT::Install-Recommends=false'],
      ...['Acquire::Languages=none', 'Debug::NoLocking=1', 'APT::Sandbox::User=root'],
    ].flatMap((option) => ['-o', option]);
    const root = join(folder, 'root');
    mkdirSync(root);
    const download = program ? ['install', '-y', '--download-only'] : ['download'];
    const failed =
      run('apt-get', ['-q', ...options, 'update']) ??
      run('apt-get', ['-q', ...options, ...download, ...packages], archives) ??
      readdirSync(archives)
        .filter((file) => file.endsWith('.deb'))
        .map((file) => run('dpkg-deb', ['-x', join(archives, file), root]))
        .find(Boolean);
    if (failed) return failed;
    rmSync(apt, { recursive: true });
    const target = join(cacheFolder(), name);
    if (program) writeCommand(folder, target, program);
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The program is started by the loader of its own C library (ld.so(8)), as that of this machine may be too old for it.
 * @param {string} folder @param {string} target @param {string} program
 */
function writeCommand(folder, target, program) {
  const lib = join(folder, 'root/usr/lib');
  const machine = readdirSync(lib).find((name) => existsSync(join(lib, name, 'libc.so.6')));
  const loader = machine && readdirSync(join(lib, machine)).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
  if (!machine || !loader) throw new Error(`There is no C library in the packages for ${program}`);
  const libraries = `${target}/root/usr/lib/${machine}`;
  const command = `exec "${libraries}/${loader}" --library-path "${libraries}" "${target}/root${program}" "$@"`;
  writeFileSync(join(folder, 'run'), `#!/bin/sh\n${command}\n`);
  chmodSync(join(folder, 'run'), 0o755);
}

/** @param {string} command @param {string[]} words @param {string} [cwd] @returns {string | undefined} what went wrong */
function run(command, words, cwd) {
  const { status, error, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', cwd });
  if (status === 0) return undefined;
  return `${command} failed: ${error?.message ?? `${stdout.slice(-1000)}${stderr}`}`;
}
