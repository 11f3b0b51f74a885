/** The watch over a call's quality, on a path that really loses, delays and disorders packets (RFC 3550 §6.4.1). */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { openTab, type BrowserName, type Tab } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';
import { UdpPath } from '../support/udp-path.js';
import { until } from '../support/until.js';

const PAGE = `
  import { createSessionDescriptionHandlerFactory, Microphone, QualityMonitor } from './src/media/index.ts';
  const make = createSessionDescriptionHandlerFactory({ microphone: new Microphone() });
  const [alice, bob] = [make(), make()];
  const told = (globalThis.told = []);
  globalThis.samples = {};
  globalThis.offer = async () => (await alice.getDescription()).body;
  globalThis.answer = async (sdp) => {
    await bob.setDescription(sdp);
    return (await bob.getDescription()).body;
  };
  globalThis.take = (sdp) => alice.setDescription(sdp);
  globalThis.states = () => [alice.state, bob.state].join();
  globalThis.watch = () => {
    const monitors = Object.entries({ alice, bob }).map(([name, media]) => {
      const monitor = new QualityMonitor(media);
      const tells = (...words) => {
        told.push(words.join(' '));
        samples[words.join(' ')] = monitor.newest;
      };
      monitor.on('raise', (warning, side) => tells(name, 'raise', warning, side));
      monitor.on('clear', (warning) => tells(name, 'clear', warning));
      return monitor;
    });
    globalThis.newest = () => monitors.map(({ newest }) => newest);
    globalThis.raised = () => monitors.flatMap(({ warnings }) => warnings);
    globalThis.forget = () => void ((told.length = 0), (globalThis.since = Date.now()));
    globalThis.warned = () =>
      monitors.map((monitor) => monitor.report().warnings.filter(({ from }) => from >= since).map(({ warning }) => warning));
  };`;

interface Newest {
  readonly packetsIn: number;
  readonly lossIn: number;
  readonly lossOut?: number;
  readonly jitterIn: number;
  readonly roundTrip?: number;
  readonly mos: number;
  readonly path: string;
}

/** A file for each browser calls it, so that both are measured at the same time. */
export const measureQuality = (browser: BrowserName): unknown =>
  describe(`The quality of a call in ${browser}`, () => {
    let served: ModulePage;
    let tab: Tab;
    let page: Page;
    let path: UdpPath;

    beforeEach(async function () {
      served = await serveModule(PAGE);
      tab = await openTab(this, served.url, browser);
      ({ page } = tab);
      path = await UdpPath.open();
      const offer = (await page.evaluate('offer()')) as string;
      const answer = await page.evaluate(`answer(${JSON.stringify(path.hide(offer, 1))})`);
      await page.evaluate(`take(${JSON.stringify(path.hide(answer as string, 0))})`);
      await until('both are connected', async () => (await page.evaluate('states()')) === 'connected,connected');
      await page.evaluate('watch()');
      // Whose side it is takes a report of the remote party, which comes every few seconds (RFC 3550 §6.2).
      const isGood = [false, false];
      await until('a good sample and a report at both ends', async () => {
        for (const [end, one] of (await newest()).entries())
          isGood[end] ||= !!one && one.packetsIn > 30 && one.mos > 4 && one.lossOut !== undefined;
        return isGood.every(Boolean);
      });
      // A machine without time for the start of the call loses packets itself: that is over before the path is made worse.
      await until('no warning is raised', async () => (await raised()).length === 0);
      await page.evaluate('forget()');
    });
    afterEach(async () => {
      await tab?.close();
      path?.close();
      served?.stop();
    });

    const told = (): Promise<string[]> => page.evaluate('told') as Promise<string[]>;
    const newest = (): Promise<(Newest | undefined)[]> => page.evaluate('newest()') as Promise<(Newest | undefined)[]>;
    const raised = (): Promise<string[]> => page.evaluate('raised()') as Promise<string[]>;
    /** Waits for what begins so, and resolves with the sample that made it say so; the next may be another. */
    const hears = async (text: string): Promise<Newest> => {
      const isIt = (one: string): boolean => one.startsWith(text);
      await until(text, async () => (await told()).some(isIt), 40_000).catch(async (error: unknown) => {
        const state = JSON.stringify([await told(), await newest()]);
        throw new Error(`It was told ${state}`, { cause: error });
      });
      return (await page.evaluate(`samples[${JSON.stringify((await told()).find(isIt))}]`)) as Newest;
    };

    it('shows a warning at both parties while packets are lost, with the direction, and recovers', async () => {
      path.dropEvery = 4;
      await Promise.all([hears('bob raise loss-in remote'), hears('alice raise loss-out local')]);
      const bad = await hears('bob raise low-mos remote');
      expect(bad.lossIn).to.be.closeTo(0.25, 0.12);
      expect(bad.mos).to.be.below(3);
      // Each end is told the address of a door, and learns the other's by its checks.
      expect(bad.path).to.equal('reflexive');

      path.dropEvery = 0;
      await Promise.all([hears('bob clear loss-in'), hears('alice clear loss-out')]);
      expect((await hears('bob clear low-mos')).mos).to.be.at.least(3.5);
      const [there, here] = (await page.evaluate('warned()')) as string[][];
      expect(there).to.include('loss-out').and.not.include('loss-in');
      expect(here).to.include('loss-in').and.not.include('loss-out');
    });

    it('shows a warning only at the party that receives with jitter', async () => {
      path.burst = 160;
      expect((await hears('bob raise jitter remote')).jitterIn).to.be.above(0.03);
      path.burst = 0;
      await hears('bob clear jitter');
      // The machine itself can make her sound uneven too; she is never warned of that of the other party.
      const others = (await told()).filter((text) => text.startsWith('alice raise jitter'));
      for (const text of others) expect((await hears(text)).jitterIn, text).to.be.above(0.03);
    });

    it('shows a warning at both parties while the round-trip time is long', async () => {
      path.delay = 280;
      await Promise.all([hears('bob raise delay'), hears('alice raise delay')]);
      // Both ways together, and no more at a time when the machine has no other work.
      const isLong = (one: Newest | undefined): boolean => Math.abs((one?.roundTrip ?? 0) - 0.56) < 0.1;
      await until('the round-trip time at both ends', async () => (await newest()).every(isLong));
      path.delay = 0;
      await Promise.all([hears('bob clear delay'), hears('alice clear delay')]);
    });
  });
