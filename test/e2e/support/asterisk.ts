/**
 * A real Asterisk with the configuration of integrations/asterisk, on free ports of the loopback interface, as a child process.
 * Subjects: Asterisk of a test, started.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../../../scripts/free-port.mjs';
import { makeCertificate } from './certificate.js';
import { startServer } from './child-server.js';
import type { RestartableServer } from './kamailio.js';
import type { TwoLinks } from './two-links.js';

const CONFIGURATION = join(import.meta.dirname, '../../../integrations/asterisk');

export interface Asterisk extends RestartableServer {
  /** What it has logged, each step of the dialplan included. */
  log(): string;
}

export interface AsteriskOptions {
  /** Whether it takes connections by TLS only, with a certificate that no browser knows. */
  readonly tls?: boolean;
  /** The network in which it runs; absent: the loopback interface. */
  readonly network?: Pick<TwoLinks, 'host' | 'remoteProgram'>;
}

/** Starts Asterisk; resolves when it takes registrations. */
export async function startAsterisk(program: string, options: AsteriskOptions = {}): Promise<Asterisk> {
  const { tls = false, network } = options;
  const host = network?.host ?? '127.0.0.1';
  const port = await freePort();
  /** The port without TLS, which Asterisk opens in any case. */
  const plain = tls ? await freePort() : port;
  const server = await startServer({
    title: 'Asterisk',
    program: network?.remoteProgram(program) ?? program,
    command: (folder) => ['-f', '-C', join(folder, 'etc/asterisk.conf')],
    prepare: (folder) => prepare(folder, program, { host, port, plain, tls }),
    logFile: 'log/messages.log',
    ready: (log) => log.includes('Asterisk Ready'),
  });
  return {
    url: `${tls ? 'wss' : 'ws'}://${host}:${port}/ws`,
    domain: '127.0.0.1',
    passwordOf: (name) => `${name}-secret`,
    log: () => server.log(),
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
}

interface Listening {
  readonly host: string;
  readonly port: number;
  readonly plain: number;
  readonly tls: boolean;
}

/** The configuration as it is, with this address, this port and these folders. */
function prepare(folder: string, program: string, { host, port, plain, tls }: Listening): void {
  const etc = join(folder, 'etc');
  cpSync(CONFIGURATION, etc, { recursive: true });
  const accounts = join(etc, 'pjsip.conf');
  writeFileSync(accounts, readFileSync(accounts, 'utf8').replace(/^media_address=.*/m, `media_address=${host}`));
  const http = join(etc, 'http.conf');
  const text = readFileSync(http, 'utf8')
    .replace(/^bindaddr=.*/m, `bindaddr=${host}`)
    .replace(/^bindport=.*/m, `bindport=${plain}`);
  writeFileSync(http, tls ? withTls(text, folder, port) : text);
  const folders = Object.entries({
    ...{ astetcdir: 'etc', astdbdir: 'db', astspooldir: 'spool', astrundir: 'run', astlogdir: 'log' },
    ...{ astcachedir: 'cache', astkeydir: 'keys' },
  }).map(([name, below]): [string, string] => [name, join(folder, below)]);
  for (const [, path] of folders) mkdirSync(path, { recursive: true });
  mkdirSync(join(folder, 'keys/keys'));
  const lines = [...folders, ...treeFolders(program)].map(([name, path]) => `${name} => ${path}\n`);
  writeFileSync(join(etc, 'asterisk.conf'), `[directories]\n${lines.join('')}\n[options]\nverbose=3\n`);
}

/** http.conf with its lines about TLS in force, on this port. */
function withTls(text: string, folder: string, port: number): string {
  const { certificate, privateKey } = makeCertificate('127.0.0.1');
  const files = { tlscertfile: join(folder, 'certificate.pem'), tlsprivatekey: join(folder, 'key.pem') };
  writeFileSync(files.tlscertfile, certificate);
  writeFileSync(files.tlsprivatekey, privateKey);
  return text
    .replace(/^;tlsenable=.*/m, 'tlsenable=yes')
    .replace(/^;tlsbindaddr=.*/m, `tlsbindaddr=127.0.0.1:${port}`)
    .replace(/^;tlscertfile=.*/m, `tlscertfile=${files.tlscertfile}`)
    .replace(/^;tlsprivatekey=.*/m, `tlsprivatekey=${files.tlsprivatekey}`);
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
