/** A WordPress on this machine: PHP's own server and SQLite, with the plug-in from its zip and the packed kit. */
import { spawn, type ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { Context } from 'mocha';
import { cacheFolder } from '../../../scripts/debian-tree.mjs';
import { freePort } from '../../../scripts/free-port.mjs';
import { pluginArchive } from '../../../scripts/wordpress.mjs';
import { needs } from '../../support/needs.js';
import { Project } from './tarball.js';

const run = promisify(execFile);
const FIXTURE = join(import.meta.dirname, '../fixtures/wordpress');
/** The plug-in that gives WordPress SQLite; it is in the package of WordPress Playground (GPL, a tool of this test only). */
const SQLITE = '@wp-playground/cli@3.1.56';

export interface WordPress {
  /** Without a slash at its end. */
  readonly url: string;
  readonly version: string;
  /** Adds a plug-in of the fixture, in force from now on: `token-service` gives accounts, `short-nonces` ends nonces early, `header-login` signs users in by a header. */
  addPlugin(name: string): void;
  removePlugin(name: string): void;
  /** What the plug-in has stored: its settings, and the SIP user name of the author. */
  stored(): Promise<{ settings: Record<string, unknown>; user: string }>;
  /** Exports and erases the personal data of the author, and uninstalls the plug-in; returns what was exported and what is left. */
  uninstall(): Promise<{ exported: string[]; erased: string; user: string; settings: unknown }>;
  stop(): Promise<void>;
}

/** Starts a new site whose phones use this SIP server. Skips the test without PHP or WordPress. */
export async function startWordPress(context: Context, sipServer: string): Promise<WordPress> {
  const php = needs(context, 'php');
  const wordpress = needs(context, 'wordpress');
  const project = await Project.create();
  const site = project.path('site');
  // The packages of Debian link to one another by absolute paths.
  cpSync(wordpress, site, { recursive: true, dereference: true, filter: (path) => existsSync(path) });
  rmSync(join(site, 'wp-config.php'), { force: true });
  cpSync(join(FIXTURE, 'wp-config.php'), join(site, 'wp-config.php'));
  const plugins = join(site, 'wp-content/plugins');
  const sqlite = await sqlitePlugin();
  write(
    plugins,
    sqlite.map(([path, content]) => [path.replace(/^[^/]+/, 'sqlite-database-integration'), content]),
  );
  cpSync(join(plugins, 'sqlite-database-integration/db.copy'), join(site, 'wp-content/db.php'));
  write(plugins, filesOf(pluginArchive(project.path('node_modules/sip-elements/dist/cdn'))));
  const host = `127.0.0.1:${await freePort()}`;
  const env = { ...process.env, SITE_HOST: host, PHP_CLI_SERVER_WORKERS: '4' };
  const { stdout } = await run(php, ['-d', 'display_errors=stderr', join(FIXTURE, 'setup.php'), site, sipServer], {
    env,
  });
  const added = join(site, 'wp-content/mu-plugins');
  /** Runs a script of the fixture in the site; returns the JSON that it prints. */
  const inSite = async <T>(script: string): Promise<T> => {
    const args = ['-d', 'display_errors=stderr', join(FIXTURE, script), site];
    return JSON.parse((await run(php, args, { env })).stdout) as T;
  };
  // A group of its own, as its workers outlive it.
  const server = spawn(php, ['-S', host, '-t', site], { env, stdio: 'ignore', detached: true });
  const url = `http://${host}`;
  await answers(`${url}/`);
  return {
    url,
    version: /[\d.]+$/.exec(stdout.trim())?.[0] ?? '',
    addPlugin: (name) => {
      mkdirSync(added, { recursive: true });
      cpSync(join(FIXTURE, `${name}.php`), join(added, `${name}.php`));
    },
    removePlugin: (name) => rmSync(join(added, `${name}.php`)),
    stored: () => inSite('stored.php'),
    uninstall: () => inSite('uninstall.php'),
    stop: () => ended(server),
  };
}

/** The files of a zip archive, without its folders. */
function filesOf(archive: Uint8Array): [path: string, content: Uint8Array][] {
  return Object.entries(unzipSync(archive)).filter(([path]) => !path.endsWith('/'));
}

function write(folder: string, files: Iterable<readonly [string, Uint8Array]>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Downloaded once, into the cache folder of the tests. */
async function sqlitePlugin(): Promise<[path: string, content: Uint8Array][]> {
  const folder = join(cacheFolder(), 'wordpress-sqlite');
  const archive = join(folder, 'package/sqlite-database-integration.zip');
  if (!existsSync(archive)) {
    mkdirSync(folder, { recursive: true });
    const { stdout } = await run('npm', ['pack', SQLITE, '--silent'], { cwd: folder });
    await run('tar', ['xzf', stdout.trim().split('\n').at(-1)!], { cwd: folder });
  }
  return filesOf(readFileSync(archive));
}

/** Resolves when the server answers, whatever it says. */
async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    process.kill(-server.pid!, 'SIGTERM');
  });
}
