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
  /** Ends the process and starts another one in the same folder; resolves when it takes connections. */
  restart(): Promise<void>;
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
  let output = '';
  const log = (): string => {
    const file = logFile === undefined ? '' : join(folder, logFile);
    return output + (file !== '' && existsSync(file) ? readFileSync(file, 'utf8') : '');
  };
  const launch = async (): Promise<Launched> => {
    const before = log().length;
    const process = run(program, options.command(folder), folder, (text) => (output += text));
    try {
      const ready = async (): Promise<boolean> => process.ended() || (await options.ready(log().slice(before)));
      await until(`${title} to start`, ready, START_LIMIT);
      if (process.ended()) throw new Error(`${title} ended`);
      return process;
    } catch (error) {
      const text = log();
      await process.end();
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`${title} did not start:\n${text.slice(-4000)}`, { cause: error });
    }
  };
  let process = await launch();
  return {
    folder,
    get pid() {
      return process.pid;
    },
    log,
    async restart() {
      await process.end();
      process = await launch();
    },
    async stop() {
      await process.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Launched {
  readonly pid: number;
  ended(): boolean;
  end(): Promise<void>;
}

function run(program: string, command: readonly string[], folder: string, write: (text: string) => void): Launched {
  const child = spawn(program, command, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', write);
  const closed = once(child, 'close');
  let ended = false;
  void closed.then(() => (ended = true));
  return {
    pid: child.pid ?? 0,
    ended: () => ended,
    async end() {
      if (!ended) child.kill('SIGTERM');
      await closed;
    },
  };
}
