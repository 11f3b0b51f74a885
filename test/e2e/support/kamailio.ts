/**
 * A real Kamailio with the configuration of integrations/kamailio, on a free port, as a child process.
 * Subjects: Kamailio of a test, started.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/free-port.mjs';

const CONFIGURATION = join(import.meta.dirname, '../../../integrations/kamailio/kamailio.cfg');

export interface SipServer {
  /** The WebSocket address. */
  readonly url: string;
  readonly domain: string;
  passwordOf(name: string): string;
  stop(): Promise<void>;
}

export interface RestartableServer extends SipServer {
  /** Ends the server and starts it again on the same port. */
  restart(): Promise<void>;
}

export interface KamailioOptions {
  /** How long a phone may ring, milliseconds. */
  readonly ringLimit?: number;
  /** Where an rtpengine takes commands: sound goes through it. */
  readonly rtpengine?: string;
  /** The secret from which a service makes passwords (`auth_ephemeral`). */
  readonly ephemeralSecret?: string;
  /** Host and port of the server that this one takes over from. */
  readonly partner?: string;
}

/** Starts Kamailio; resolves when it takes connections. */
export async function startKamailio(program: string, options: KamailioOptions = {}): Promise<RestartableServer> {
  const { ringLimit = 60_000, rtpengine, ephemeralSecret, partner } = options;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sip-elements-kamailio-'));
  const relay = rtpengine === undefined ? [] : [`RTPENGINE="${rtpengine}"`];
  const ephemeral = ephemeralSecret === undefined ? [] : [`EPHEMERAL_SECRET="${ephemeralSecret}"`];
  const takeover = partner === undefined ? [] : [`PARTNER=${partner}`];
  const defines = [`WS_PORT=${port}`, `RING_LIMIT=${ringLimit}`, ...relay, ...ephemeral, ...takeover].flatMap(
    (define) => ['-A', define],
  );
  const command = ['-DD', '-E', '-m', '32', '-f', CONFIGURATION, '-Y', folder, '-w', folder, ...defines];
  let end = await launch(program, command, port);
  return {
    url: `ws://127.0.0.1:${port}`,
    domain: 'sip.test',
    passwordOf: (name) => `${name}-secret`,
    async restart() {
      await end();
      end = await launch(program, command, port);
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the process; resolves, when it takes connections, with the function that ends it. */
async function launch(program: string, command: readonly string[], port: number): Promise<() => Promise<void>> {
  const child = spawn(program, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text));
  const closed = once(child, 'close');
  let ended = false;
  void closed.then(() => (ended = true));
  while (!(await takesConnections(port))) {
    if (ended) throw new Error(`Kamailio ended:\n${log}`);
  }
  return async () => {
    child.kill('SIGTERM');
    await closed;
  };
}

/** Whether a server listens on the port. A refused connection takes some time, so that a loop of attempts does not block. */
function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setTimeout(resolve, 20, false));
  });
}
