/**
 * A real rtpengine in user space between browsers, on the loopback interface, as a child process.
 * Subjects: rtpengine of a test, started.
 */
import { freePort } from '../../../scripts/free-port.mjs';
import { startServer } from './child-server.js';

export interface RtpEngine {
  /** Where it takes commands, as Kamailio names it. */
  readonly control: string;
  /** What it has logged: each call that it carries. */
  log(): string;
  stop(): Promise<void>;
}

/** How many ports its sound may use. */
const PORTS = 200;

/** Starts rtpengine; resolves when it takes commands. */
export async function startRtpEngine(program: string): Promise<RtpEngine> {
  const control = await freePort();
  const first = 30_000 + (control % 100) * PORTS;
  const server = await startServer({
    title: 'rtpengine',
    program,
    command: (folder) => [
      // Without the module of the kernel, which needs root and a module for this kernel.
      ...['--table=-1', '--foreground', '--log-stderr', '--log-level=6', '--num-threads=2', '--delete-delay=0'],
      ...[`--interface=127.0.0.1`, `--listen-ng=127.0.0.1:${control}`, `--pidfile=${folder}/pid`],
      ...[`--port-min=${first}`, `--port-max=${first + PORTS - 1}`, '--config-file=none'],
    ],
    ready: (log) => log.includes('Startup complete'),
  });
  return { control: `udp:127.0.0.1:${control}`, log: () => server.log(), stop: () => server.stop() };
}
