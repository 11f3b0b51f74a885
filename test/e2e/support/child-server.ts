/** A real server as a child process with a folder of its own, ended by its process id. Its log is at hand when a test fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

export interface ChildServer {
  /** Its folder, which goes with it. */
  readonly folder: string;
  readonly pid: number;
  /** All that it has written to its output, and to the file of its log. */
  log(): string;
  stop(): Promise<void>;
}

export interface ChildServerOptions {
  readonly title: string;
  readonly program: string;
  /** The arguments; `prepare` may write files into the folder first. */
  command(folder: string): readonly string[];
  prepare?(folder: string): void;
  /** A file of its log, in the folder. */
  readonly logFile?: string;
  /** Whether it takes connections, by its log. */
  ready(log: string): boolean | Promise<boolean>;
}

/** How long a server may take to start, ms: the machine may be busy. */
const START_LIMIT = 30_000;

/** Starts a server. Rejects with its log when it ends before it is ready, or is not ready in time. */
export async function startServer(options: ChildServerOptions): Promise<ChildServer> {
  const { title, program, logFile } = options;
  const folder = mkdtempSync(join(tmpdir(), `sip-elements-${title.toLowerCase()}-`));
  options.prepare?.(folder);
  const child = spawn(program, options.command(folder), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = once(child, 'close');
  let ended = false;
  void closed.then(() => (ended = true));
  const log = (): string => {
    const file = logFile === undefined ? '' : join(folder, logFile);
    return output + (file !== '' && existsSync(file) ? readFileSync(file, 'utf8') : '');
  };
  const server: ChildServer = {
    folder,
    pid: child.pid ?? 0,
    log,
    async stop() {
      if (!ended) child.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await until(`${title} to start`, async () => ended || (await options.ready(log())), START_LIMIT);
    if (ended) throw new Error(`${title} ended`);
    return server;
  } catch (error) {
    const text = log();
    await server.stop();
    throw new Error(`${title} did not start:\n${text.slice(-4000)}`, { cause: error });
  }
}
