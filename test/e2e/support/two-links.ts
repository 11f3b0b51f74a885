/**
 * A browser with two links, of which one at a time has an address, and the network behind them: two network namespaces (Linux, root).
 * No interface of this machine changes, as Chromium then ends the requests of every page with ERR_NETWORK_CHANGED.
 * Subjects: network change in a test.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Context } from 'mocha';
import { launchOptions, type BrowserName } from './browser.js';
import { until } from './until.js';

type Link = 'wlan' | 'cell';
/** Where a server listens. */
type Place = { readonly port: number; readonly host: string } | { readonly path: string };

/** Of each interface the first three numbers of its addresses, which are those of documentation examples (RFC 2544). */
const NETWORKS = { wlan: '198.18.1', cell: '198.19.1', home: '198.19.2' } as const;

/** The environment of iproute2, whose path needs the folders for system programs. */
const SYSTEM = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

function ip(...args: readonly string[]): string {
  return execFileSync('ip', args, { env: SYSTEM, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}

/** Its addresses come seconds after a link is up, as each is first looked for in the network (RFC 4862 §5.4). */
function withoutIpv6(space: string): void {
  const code = 'for f in all default; do f=/proc/sys/net/ipv6/conf/$f/disable_ipv6; [ ! -e $f ] || echo 1 > $f; done';
  ip('netns', 'exec', space, 'sh', '-c', code);
}

export class TwoLinks {
  /** An address of the network behind the links that both namespaces reach. */
  readonly host = `${NETWORKS.home}.1`;
  /** The browser under test is in `near`; `far` is the network behind its links. */
  readonly #near = `sip-${process.pid}-near`;
  readonly #far = `sip-${process.pid}-far`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'two-links-'));
  readonly #closing: (() => unknown)[] = [];

  /** Makes the namespaces, with link `wlan` up. Throws where the machine does not allow it. */
  constructor() {
    try {
      for (const space of [this.#near, this.#far]) {
        ip('netns', 'add', space);
        withoutIpv6(space);
        ip('-n', space, 'link', 'set', 'lo', 'up');
      }
      for (const link of ['wlan', 'cell'] as const) {
        ip('-n', this.#far, 'link', 'add', link, 'type', 'veth', 'peer', 'name', link, 'netns', this.#near);
        this.#address(link);
      }
      // An interface that stays up when a link goes down: both of its ends are in the network behind the links.
      ip('-n', this.#far, 'link', 'add', 'home', 'type', 'veth', 'peer', 'name', 'home-peer');
      ip('-n', this.#far, 'link', 'set', 'home-peer', 'up');
      this.#address('home');
      this.connect('wlan');
    } catch (error) {
      this.#remove();
      throw new Error('A network namespace needs Linux, iproute2 and root', { cause: error });
    }
  }

  /** Gives a link its address and the default route. */
  connect(link: Link): void {
    ip('-n', this.#near, 'link', 'set', 'dev', link, 'up');
    ip('-n', this.#near, 'address', 'add', `${NETWORKS[link]}.2/24`, 'dev', link);
    ip('-n', this.#near, 'route', 'add', 'default', 'via', `${NETWORKS[link]}.1`);
  }

  /** Removes a link with its address and its routes. */
  disconnect(link: Link): void {
    ip('-n', this.#near, 'address', 'flush', 'dev', link);
    ip('-n', this.#near, 'link', 'set', 'dev', link, 'down');
  }

  /** Makes a port of the loopback of this machine reachable in both namespaces. Returns `host:port`. */
  async forward(port: number): Promise<string> {
    // A change while a page is loaded would end its requests.
    await until('the links to be up', () => this.#isUp(this.#far, 'home', 'wlan') && this.#isUp(this.#near, 'wlan'));
    const path = join(this.#folder, `to-${port}`);
    await this.#serve({ path }, { port, host: '127.0.0.1' });
    await this.#serveIn(this.#far, { port, host: this.host }, { path });
    return `${this.host}:${port}`;
  }

  /** Starts the browser under test, which has the two links. `secure`: the origin that it treats as https. */
  browser(context: Context, secure: string, name: BrowserName = 'Chromium'): Promise<Browser> {
    return this.#browserIn(this.#near, context, secure, name);
  }

  /** Starts a browser in the network behind the links, for the remote party. */
  remoteBrowser(context: Context, secure: string): Promise<Browser> {
    return this.#browserIn(this.#far, context, secure, 'Chromium');
  }

  /** Returns a program that runs this one in the network behind the links. */
  remoteProgram(program: string): string {
    return this.#script(this.#far, program);
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close();
    this.#remove();
  }

  async #browserIn(space: string, context: Context, secure: string, name: BrowserName): Promise<Browser> {
    const { executablePath, args = [], extraPrefsFirefox, ...options } = await launchOptions(context, name);
    const trusting =
      name === 'Chromium'
        ? // By a pipe, as its port would be in the namespace.
          { args: [...args, `--unsafely-treat-insecure-origin-as-secure=${secure}`], pipe: true }
        : {
            args,
            extraPrefsFirefox: { ...extraPrefsFirefox, 'dom.securecontext.allowlist': new URL(secure).hostname },
            // It has no pipe.
            debuggingPort: await this.#reachable(space),
          };
    const script = this.#script(space, executablePath!);
    const browser = await puppeteer.launch({ ...options, ...trusting, executablePath: script });
    this.#closing.unshift(() => browser.close());
    return browser;
  }

  #script(space: string, program: string): string {
    const script = join(this.#folder, `${basename(program)} in ${space}`);
    writeFileSync(script, `#!/bin/sh\nexec ip netns exec ${space} '${program}' "$@"\n`);
    chmodSync(script, 0o755);
    return script;
  }

  /** Makes a free port of the loopback in a namespace reachable here. */
  async #reachable(space: string): Promise<number> {
    const path = join(this.#folder, 'loopback');
    const port = await this.#serve({ port: 0, host: '127.0.0.1' }, { path });
    await this.#serveIn(space, { path }, { port, host: '127.0.0.1' });
    return port;
  }

  /** Connects each connection to `from` with one to `to`. Returns the port, 0 for a path. */
  async #serve(from: Place, to: Place): Promise<number> {
    const server = createServer((socket) => {
      // A connection to an address that is gone never ends by itself, and would keep the process of the tests.
      this.#closing.push(connectBoth(socket, connect(to)));
    });
    await new Promise<void>((resolve) => server.listen(from, resolve));
    this.#closing.push(() => server.close());
    return 'path' in from ? 0 : (server.address() as AddressInfo).port;
  }

  /** The same in a namespace. A socket in the file system is in no namespace, so one of the two places is a path. */
  async #serveIn(space: string, from: Place, to: Place): Promise<void> {
    const code = `
      const { createServer, connect } = require('node:net');
      createServer((socket) => {
        const other = connect(${JSON.stringify(to)});
        socket.pipe(other).pipe(socket);
        for (const one of [socket, other]) one.on('error', () => { socket.destroy(); other.destroy(); });
      }).listen(${JSON.stringify(from)}, () => console.log('ready'));`;
    const helper = spawn('ip', ['netns', 'exec', space, process.execPath, '-e', code], { env: SYSTEM });
    this.#closing.push(() => helper.kill());
    const ended = once(helper, 'exit').then(([status]) => {
      throw new Error(`The helper in the namespace ended with ${String(status)}`);
    });
    await Promise.race([once(helper.stdout, 'data'), ended]);
    // It ends with the namespace.
    ended.catch(() => {});
  }

  /** Gives an interface of `far` the first address of its network. */
  #address(name: keyof typeof NETWORKS): void {
    ip('-n', this.#far, 'address', 'add', `${NETWORKS[name]}.1/24`, 'dev', name);
    ip('-n', this.#far, 'link', 'set', name, 'up');
  }

  #isUp(space: string, ...names: readonly string[]): boolean {
    const links = JSON.parse(ip('-n', space, '-json', 'link')) as { ifname: string; operstate: string }[];
    return names.every((name) => links.some(({ ifname, operstate }) => ifname === name && operstate === 'UP'));
  }

  #remove(): void {
    for (const space of [this.#near, this.#far]) quietly(() => ip('netns', 'delete', space));
    rmSync(this.#folder, { recursive: true, force: true });
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
