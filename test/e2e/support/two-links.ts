/** A network namespace with two links to this machine, of which one at a time has an address, and a browser in it (Linux, root). */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Context } from 'mocha';
import { launchOptions } from './browser.js';

type Link = 'wlan' | 'cell';

/** Runs a command of iproute2, whose path needs the folders for system programs. */
function ip(...args: readonly string[]): void {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  execFileSync('ip', args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
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
      const inner = connect(port, '127.0.0.1');
      socket.pipe(inner).pipe(socket);
      const end = (): void => [socket, inner].forEach((each) => void each.destroy());
      for (const one of [socket, inner]) one.on('error', end);
      // A connection to an address that is gone never ends by itself, and would keep the process of the tests.
      this.#closing.push(end);
    });
    await new Promise<void>((resolve) => server.listen(0, this.address, resolve));
    this.#closing.push(() => server.close());
    return `${this.address}:${(server.address() as AddressInfo).port}`;
  }

  /** Starts Chromium in the namespace. `secure`: the origin that it treats as https. */
  async browser(context: Context, secure: string): Promise<Browser> {
    const { executablePath, args = [], ...options } = await launchOptions(context, 'Chromium');
    const script = join(this.#folder, 'chromium');
    writeFileSync(script, `#!/bin/sh\nexec ip netns exec ${this.#name} '${executablePath}' "$@"\n`);
    chmodSync(script, 0o755);
    const trusting = [...args, `--unsafely-treat-insecure-origin-as-secure=${secure}`];
    // By a pipe, as its port would be in the namespace.
    const browser = await puppeteer.launch({ ...options, executablePath: script, args: trusting, pipe: true });
    this.#closing.unshift(() => browser.close());
    return browser;
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

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // It was not made.
  }
}
