/**
 * A network namespace with two links to this machine, of which one at a time has an address, and a browser in it (Linux, root).
 * Subjects: network change in a test.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Context } from 'mocha';
import { launchOptions, type BrowserName } from './browser.js';

type Link = 'wlan' | 'cell';

/** The environment of iproute2, whose path needs the folders for system programs. */
const SYSTEM = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { env: SYSTEM, stdio: ['ignore', 'ignore', 'pipe'] });
}

export class TwoLinks {
  readonly #name = `sip-${process.pid}`;
  /** A network of documentation examples, of which nothing else is on this machine (RFC 2544). */
  readonly #net = { wlan: `198.18.${process.pid % 250}`, cell: `198.19.${process.pid % 250}` } as const;
  readonly #folder = mkdtempSync(join(tmpdir(), 'two-links-'));
  readonly #closing: (() => unknown)[] = [];

  /** Makes the namespace, with link `wlan` up. Throws where the machine does not allow it. */
  constructor() {
    try {
      ip('netns', 'add', this.#name);
      this.#in('link', 'set', 'lo', 'up');
      for (const link of ['wlan', 'cell'] as const) {
        ip('link', 'add', this.#host(link), 'type', 'veth', 'peer', 'name', link, 'netns', this.#name);
        ip('address', 'add', `${this.#net[link]}.1/24`, 'dev', this.#host(link));
        ip('link', 'set', this.#host(link), 'up');
      }
      this.connect('wlan');
    } catch (error) {
      this.#remove();
      throw new Error('A network namespace needs Linux, iproute2 and root', { cause: error });
    }
  }

  /** The address of this machine at link `wlan`, which is reached over both links. */
  get address(): string {
    return `${this.#net.wlan}.1`;
  }

  /** Gives a link its address and the default route. */
  connect(link: Link): void {
    this.#in('link', 'set', 'dev', link, 'up');
    this.#in('address', 'add', `${this.#net[link]}.2/24`, 'dev', link);
    this.#in('route', 'add', 'default', 'via', `${this.#net[link]}.1`);
  }

  /** Removes a link with its address and its routes. */
  disconnect(link: Link): void {
    this.#in('address', 'flush', 'dev', link);
    this.#in('link', 'set', 'dev', link, 'down');
  }

  /** Makes a local port reachable in the namespace. Returns `host:port`. */
  async forward(port: number): Promise<string> {
    const server: Server = createServer((socket) => {
      const end = connectBoth(socket, connect(port, '127.0.0.1'));
      // A connection to an address that is gone never ends by itself, and would keep the process of the tests.
      this.#closing.push(end);
    });
    await new Promise<void>((resolve) => server.listen(0, this.address, resolve));
    this.#closing.push(() => server.close());
    return `${this.address}:${(server.address() as AddressInfo).port}`;
  }

  /** Starts a browser in the namespace. `secure`: the origin that it treats as https. */
  async browser(context: Context, secure: string, name: BrowserName = 'Chromium'): Promise<Browser> {
    const { executablePath, args = [], extraPrefsFirefox, ...options } = await launchOptions(context, name);
    const script = join(this.#folder, name);
    writeFileSync(script, `#!/bin/sh\nexec ip netns exec ${this.#name} '${executablePath}' "$@"\n`);
    chmodSync(script, 0o755);
    const trusting =
      name === 'Chromium'
        ? // By a pipe, as its port would be in the namespace.
          { args: [...args, `--unsafely-treat-insecure-origin-as-secure=${secure}`], pipe: true }
        : {
            args,
            extraPrefsFirefox: { ...extraPrefsFirefox, 'dom.securecontext.allowlist': new URL(secure).hostname },
            // It has no pipe.
            debuggingPort: await this.#reachable(),
          };
    const browser = await puppeteer.launch({ ...options, ...trusting, executablePath: script });
    this.#closing.unshift(() => browser.close());
    return browser;
  }

  /** Makes a free port of the loopback in the namespace reachable here, by a socket in the file system, which is in no namespace. */
  async #reachable(): Promise<number> {
    const path = join(this.#folder, 'loopback');
    const outer = createServer((socket) => void connectBoth(socket, connect(path)));
    await new Promise<void>((resolve) => outer.listen(0, '127.0.0.1', resolve));
    const { port } = outer.address() as AddressInfo;
    const inner = `
      const { createServer, connect } = require('node:net');
      createServer((socket) => {
        const other = connect(${port}, '127.0.0.1');
        socket.pipe(other).pipe(socket);
        for (const one of [socket, other]) one.on('error', () => { socket.destroy(); other.destroy(); });
      }).listen(${JSON.stringify(path)}, () => console.log('ready'));`;
    const helper = spawn('ip', ['netns', 'exec', this.#name, process.execPath, '-e', inner], { env: SYSTEM });
    this.#closing.push(
      () => helper.kill(),
      () => outer.close(),
    );
    const ended = once(helper, 'exit').then(([code]) => {
      throw new Error(`The port in the namespace cannot be reached: the helper ended with ${String(code)}`);
    });
    await Promise.race([once(helper.stdout, 'data'), ended]);
    // It ends with the namespace.
    ended.catch(() => {});
    return port;
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close();
    this.#remove();
  }

  #remove(): void {
    for (const link of ['wlan', 'cell'] as const) quietly(() => ip('link', 'delete', this.#host(link)));
    quietly(() => ip('netns', 'delete', this.#name));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The end of a link on this machine; names of interfaces have 15 characters. */
  #host(link: Link): string {
    return `${link}${process.pid}`;
  }

  #in(...args: readonly string[]): void {
    ip('-n', this.#name, ...args);
  }
}

/** Connects two sockets with each other. Returns a function that ends both, as an error of one does. */
function connectBoth(socket: Socket, other: Socket): () => void {
  socket.pipe(other).pipe(socket);
  const end = (): void => [socket, other].forEach((each) => void each.destroy());
  for (const one of [socket, other]) one.on('error', end);
  return end;
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // It was not made.
  }
}
