/** A real Asterisk with the configuration of integrations/asterisk, on free ports of the loopback interface, as a child process. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startServer } from './child-server.js';
import { freePort, type RestartableServer } from './kamailio.js';

const CONFIGURATION = join(import.meta.dirname, '../../../integrations/asterisk');

export interface Asterisk extends RestartableServer {
  /** What it has logged, each step of the dialplan included. */
  log(): string;
}

/** Starts Asterisk; resolves when it takes registrations. */
export async function startAsterisk(program: string): Promise<Asterisk> {
  const port = await freePort();
  const server = await startServer({
    title: 'Asterisk',
    program,
    command: (folder) => ['-f', '-C', join(folder, 'etc/asterisk.conf')],
    prepare: (folder) => prepare(folder, program, port),
    logFile: 'log/messages.log',
    ready: (log) => log.includes('Asterisk Ready'),
  });
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    domain: '127.0.0.1',
    passwordOf: (name) => `${name}-secret`,
    log: () => server.log(),
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
}

/** The configuration as it is, with this port and these folders. */
function prepare(folder: string, program: string, port: number): void {
  const etc = join(folder, 'etc');
  cpSync(CONFIGURATION, etc, { recursive: true });
  const http = join(etc, 'http.conf');
  writeFileSync(http, readFileSync(http, 'utf8').replace(/^bindport=.*/m, `bindport=${port}`));
  const folders = Object.entries({
    ...{ astetcdir: 'etc', astdbdir: 'db', astspooldir: 'spool', astrundir: 'run', astlogdir: 'log' },
    ...{ astcachedir: 'cache', astkeydir: 'keys' },
  }).map(([name, below]): [string, string] => [name, join(folder, below)]);
  for (const [, path] of folders) mkdirSync(path, { recursive: true });
  mkdirSync(join(folder, 'keys/keys'));
  const lines = [...folders, ...treeFolders(program)].map(([name, path]) => `${name} => ${path}\n`);
  writeFileSync(join(etc, 'asterisk.conf'), `[directories]\n${lines.join('')}\n[options]\nverbose=3\n`);
}

/** Where an Asterisk that was unpacked has its modules and data; one that is installed knows it. */
function treeFolders(program: string): [name: string, path: string][] {
  const usr = join(dirname(program), 'root/usr');
  const lib = join(usr, 'lib');
  if (!existsSync(lib)) return [];
  const machine = readdirSync(lib).find((name) => existsSync(join(lib, name, 'asterisk/modules')));
  if (!machine) return [];
  return [
    ['astmoddir', join(lib, machine, 'asterisk/modules')],
    ['astdatadir', join(usr, 'share/asterisk')],
    ['astvarlibdir', join(usr, '../var/lib/asterisk')],
  ];
}
