/** The watch over a call's quality, on a path that really loses packets: UDP through a relay that drops some (RFC 3550 §6.4.1). */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { openTab, type Tab } from './support/browser.js';
import { until } from './support/until.js';

/** One end's door: the other end takes it for the first one. */
interface Door {
  readonly socket: Socket;
  readonly port: number;
  /** Where the end that knocks here lives. */
  address: AddressInfo | undefined;
}

/** A path between two ends that know only its doors. */
class Path {
  /** One packet of sound in so many is dropped on the way from the first end to the second; 0 for none. */
  dropEvery = 0;
  readonly #doors: readonly Door[];
  #count = 0;

  private constructor(doors: readonly Door[]) {
    this.#doors = doors;
    doors.forEach((door, at) => {
      door.socket.on('message', (packet, from) => {
        door.address = { ...from, family: 'IPv4' };
        const other = doors[1 - at]!;
        if (other.address && !this.#isLost(at, packet))
          other.socket.send(packet, other.address.port, other.address.address);
      });
    });
  }

  static async open(): Promise<Path> {
    const doors = [0, 1].map(async () => {
      const socket = createSocket('udp4').bind(0, '0.0.0.0');
      await once(socket, 'listening');
      return { socket, port: socket.address().port, address: undefined };
    });
    return new Path(await Promise.all(doors));
  }

  /** What the end `at` is told of the other: the door at which it knocks, in place of all addresses. */
  hide(sdp: string, at: 0 | 1): string {
    const [first] = sdp.match(/^a=candidate:.* udp .* typ host.*\r\n/m) ?? [''];
    const door = first.replace(/^(a=candidate:\S+ \d udp \d+ \S+) \d+/, `$1 ${this.#doors[at]!.port}`);
    return sdp.replace(/^a=candidate:.*\r\n/gm, '').replace(/^a=ice-ufrag/m, `${door}a=ice-ufrag`);
  }

  close(): void {
    for (const { socket } of this.#doors) socket.close();
  }

  /** RTP and RTCP begin with the bits 10 (RFC 7983 §7); checks and the handshake pass. */
  #isLost(at: number, packet: Buffer): boolean {
    if (at !== 0 || this.dropEvery === 0 || (packet[0]! & 0xc0) !== 0x80) return false;
    this.#count += 1;
    return this.#count % this.dropEvery === 0;
  }
}

describe('The quality of a call on a path that loses packets', () => {
  let server: Server;
  let tab: Tab;
  let page: Page;
  let path: Path;

  before(async function () {
    const contents = `
      import { createSessionDescriptionHandlerFactory, Microphone, QualityMonitor } from './src/media/index.ts';
      const make = createSessionDescriptionHandlerFactory({ microphone: new Microphone() });
      const [alice, bob] = [make(), make()];
      const told = (globalThis.told = []);
      globalThis.offer = async () => (await alice.getDescription()).body;
      globalThis.answer = async (sdp) => {
        await bob.setDescription(sdp);
        return (await bob.getDescription()).body;
      };
      globalThis.take = (sdp) => alice.setDescription(sdp);
      globalThis.states = () => [alice.state, bob.state].join();
      globalThis.watch = () => {
        globalThis.monitors = Object.entries({ alice, bob }).map(([name, media]) => {
          const monitor = new QualityMonitor(media);
          monitor.on('raise', (warning, side) => told.push([name, 'raise', warning, side].join(' ')));
          monitor.on('clear', (warning) => told.push([name, 'clear', warning].join(' ')));
          return monitor;
        });
      };`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
    });
    server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><body>page<script type="module">${outputFiles[0]!.text}</script>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    tab = await openTab(this, `http://localhost:${(server.address() as AddressInfo).port}/`);
    ({ page } = tab);
    path = await Path.open();
    const offer = (await page.evaluate('offer()')) as string;
    const answer = await page.evaluate(`answer(${JSON.stringify(path.hide(offer, 1))})`);
    await page.evaluate(`take(${JSON.stringify(path.hide(answer as string, 0))})`);
    await until('both are connected', async () => (await page.evaluate('states()')) === 'connected,connected');
    await page.evaluate('watch()');
  });
  after(async () => {
    await tab?.close();
    path?.close();
    server?.close();
  });

  const told = (): Promise<string[]> => page.evaluate('told') as Promise<string[]>;
  const hears = (text: string): Promise<unknown> =>
    until(text, async () => (await told()).includes(text), 30_000).catch(async (error: unknown) => {
      throw new Error(`It was told ${JSON.stringify(await told())}`, { cause: error });
    });

  it('is warned of at both ends, each knows whose side it is, and the warning goes with the loss', async () => {
    await until('samples without loss', () => page.evaluate('monitors.every(({ newest }) => newest?.packetsIn > 30)'));
    expect((await told()).filter((text) => text.includes('loss'))).to.be.empty;

    path.dropEvery = 4;
    await Promise.all([hears('bob raise loss-in there'), hears('alice raise loss-out here')]);
    const loss = (await page.evaluate('monitors[1].newest.lossIn')) as number;
    expect(loss).to.be.closeTo(0.25, 0.12);

    path.dropEvery = 0;
    await Promise.all([hears('bob clear loss-in'), hears('alice clear loss-out')]);
    const [there, here] = (await page.evaluate('monitors.map((monitor) => monitor.report().warnings)')) as {
      warning: string;
    }[][];
    expect(there!.map(({ warning }) => warning))
      .to.include('loss-out')
      .and.not.include('loss-in');
    expect(here!.map(({ warning }) => warning))
      .to.include('loss-in')
      .and.not.include('loss-out');
  });
});
