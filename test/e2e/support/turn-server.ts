/**
 * A TURN server of the test's own on loopback, with long-term credentials (RFC 8656 §5), a long way to it, and one that never answers.
 * Subjects: TURN server of a test.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

const HOST = '127.0.0.1';

export class TurnServer {
  readonly username = 'traveller';
  readonly credential = 'turn-secret-4711';
  readonly url: string;
  readonly #folder: string;
  readonly #process: ChildProcess;
  #log = '';

  private constructor(program: string, port: number, secret: string | undefined) {
    this.url = `turn:${HOST}:${port}?transport=udp`;
    this.#folder = mkdtempSync(join(tmpdir(), 'sip-elements-turn-'));
    // -n: no configuration file of the machine is read.
    const own = ['-n', '--no-cli', '--log-file=stdout', '--simple-log', '--verbose'];
    const files = [`--userdb=${join(this.#folder, 'users')}`, `--pidfile=${join(this.#folder, 'pid')}`];
    const place = [
      `--listening-ip=${HOST}`,
      `--listening-port=${port}`,
      `--relay-ip=${HOST}`,
      '--allow-loopback-peers',
    ];
    const mechanism =
      secret === undefined
        ? ['--lt-cred-mech', `--user=${this.username}:${this.credential}`]
        : ['--use-auth-secret', `--static-auth-secret=${secret}`];
    const who = [...mechanism, '--realm=turn.invalid'];
    const less = ['--no-tls', '--no-dtls', '--no-tcp-relay'];
    this.#process = spawn(program, [...own, ...files, ...place, ...who, ...less], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
  }

  /** Starts the coturn `program`; with a `secret` it takes credentials that end (`use-auth-secret`) in place of its own. */
  static async start(program: string, secret?: string): Promise<TurnServer> {
    const socket = await boundSocket();
    const { port } = socket.address();
    await new Promise<void>((resolve) => socket.close(resolve));
    const server = new TurnServer(program, port, secret);
    await until('the TURN server', () => /Total General servers/.test(server.#log)).catch(async (error: unknown) => {
      await server.stop();
      throw new Error(`The TURN server does not start:\n${server.#log}`, { cause: error });
    });
    return server;
  }

  get iceServer(): RTCIceServer {
    return { urls: this.url, username: this.username, credential: this.credential };
  }

  /** How many relayed addresses it has given out, by its own words. */
  get allocations(): number {
    return [...this.#log.matchAll(/ALLOCATE processed, success/g)].length;
  }

  async stop(): Promise<void> {
    const ended = this.#process.exitCode === null ? once(this.#process, 'close') : undefined;
    this.#process.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A long way to a TURN server: what it sends arrives `delay` ms later. */
export class LongWay {
  readonly iceServer: RTCIceServer;
  readonly #socket: Socket;
  /** A socket towards the server for each client, by the port of the client. */
  readonly #towardsServer = new Map<number, Socket>();
  #isClosed = false;
  /** How long each packet of the server is on its way, ms. */
  delay: number;

  private constructor(socket: Socket, server: RTCIceServer, delay: number) {
    this.#socket = socket;
    this.delay = delay;
    const serverPort = Number(/:(\d+)\?/.exec(String(server.urls))![1]);
    this.iceServer = { ...server, urls: `turn:${HOST}:${socket.address().port}?transport=udp` };
    socket.on('message', (packet, { port }) => this.#towards(port).send(packet, serverPort, HOST));
  }

  static async to({ iceServer }: TurnServer, delay: number): Promise<LongWay> {
    return new LongWay(await boundSocket(), iceServer, delay);
  }

  close(): void {
    this.#isClosed = true;
    for (const socket of [this.#socket, ...this.#towardsServer.values()]) socket.close();
  }

  #towards(client: number): Socket {
    const known = this.#towardsServer.get(client);
    if (known) return known;
    const socket = createSocket('udp4');
    this.#towardsServer.set(client, socket);
    const deliver = (packet: Buffer): void => {
      if (!this.#isClosed) this.#socket.send(packet, client, HOST);
    };
    return socket.on('message', (packet) => void setTimeout(deliver, this.delay, packet));
  }
}

/** A port that takes everything and says nothing. */
export class SilentServer {
  readonly #socket: Socket;
  /** Packets that came. */
  asked = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', () => (this.asked += 1));
  }

  static async start(): Promise<SilentServer> {
    return new SilentServer(await boundSocket());
  }

  get iceServer(): RTCIceServer {
    const urls = `turn:${HOST}:${this.#socket.address().port}?transport=udp`;
    return { urls, username: 'traveller', credential: 'turn-secret-4711' };
  }

  stop(): void {
    this.#socket.close();
  }
}

async function boundSocket(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, HOST);
  await once(socket, 'listening');
  return socket;
}
