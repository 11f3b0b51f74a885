/** Calls through a TURN server (RFC 8656), and beside one that is of no use. */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { needs } from '../../support/needs.js';
import { BROWSERS, openTab, type Tab } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';
import { LongWay, SilentServer, TurnServer } from '../support/turn-server.js';
import { until } from '../support/until.js';

/** Alice and Bob in one page, who send different tones; everything that is logged, emitted or kept is collected. */
const PAGE = `
  import { createSessionDescriptionHandlerFactory, Microphone, QualityMonitor } from './src/media/index.ts';
  import { LoggerFactory } from './src/sip/base/logger.ts';
  const said = [];
  const loggerFactory = new LoggerFactory();
  loggerFactory.level = 'debug';
  loggerFactory.builtinEnabled = false;
  loggerFactory.connector = (...words) => said.push(words.join(' '));
  let alice, bob, monitors;
  let servers = [];
  globalThis.renew = (iceServers) => (servers = iceServers);
  globalThis.restart = async () => {
    await bob.setDescription((await alice.getDescription({ iceRestart: true })).body);
    await alice.setDescription((await bob.getDescription()).body);
  };
  globalThis.call = async ({ iceServers, ...options }) => {
    servers = iceServers;
    const make = createSessionDescriptionHandlerFactory({
      microphone: new Microphone(), loggerFactory, iceServers: () => servers, ...options
    });
    [alice, bob] = [make(), make()];
    for (const media of [alice, bob])
      for (const event of ['state', 'restart', 'microphone'])
        media.on(event, (...what) => said.push([event, ...what].map(String).join(' ')));
    monitors = [alice, bob].map((media) => new QualityMonitor(media));
    await alice.prepare();
    const begun = performance.now();
    const offer = (await alice.getDescription()).body;
    const offered = performance.now() - begun;
    await bob.setDescription(offer);
    const answering = performance.now();
    const answer = (await bob.getDescription()).body;
    const answered = performance.now() - answering;
    await alice.setDescription(answer);
    return { offer, answer, offered, answered };
  };
  globalThis.look = async () => {
    const samples = await Promise.all([alice, bob].map((media) => media.sample()));
    const quality = monitors.map(({ newest }) => newest ?? {});
    const states = [alice.state, bob.state];
    return { states, samples, quality };
  };
  globalThis.everything = async () => JSON.stringify([said, await look(), monitors.map((one) => one.report())]);`;

interface Call {
  readonly offer: string;
  readonly answer: string;
  /** ms until the description could leave. */
  readonly offered: number;
  readonly answered: number;
}

interface Look {
  readonly states: readonly string[];
  readonly samples: readonly { readonly path?: string; readonly received: { readonly energy: number } }[];
  readonly quality: readonly { readonly path?: string }[];
}

const KINDS = /^a=candidate:.* typ (\w+)/gm;
const kindsIn = (sdp: string): string[] => [...new Set([...sdp.matchAll(KINDS)].map(([, kind]) => kind!))];

for (const browser of BROWSERS)
  describe(`A call beside a TURN server in ${browser}`, () => {
    let turn: TurnServer;
    let silent: SilentServer;
    let served: ModulePage;
    let tab: Tab;
    let page: Page;

    before(async function () {
      turn = await TurnServer.start(needs(this, 'coturn'));
      silent = await SilentServer.start();
      served = await serveModule(PAGE);
    });
    after(async () => {
      served?.stop();
      silent?.stop();
      await turn?.stop();
    });
    beforeEach(async function () {
      tab = await openTab(this, served.url, browser);
      ({ page } = tab);
    });
    afterEach(async () => tab?.close());

    const call = (options: object): Promise<Call> => page.evaluate(`call(${JSON.stringify(options)})`) as Promise<Call>;
    const look = (): Promise<Look> => page.evaluate('look()') as Promise<Look>;

    /** Waits for sound at both ends; resolves with the path that the quality of both tells. */
    async function paths(): Promise<(string | undefined)[]> {
      await until('sound both ways', async () =>
        (await look()).samples.every(({ received }) => received.energy > 0.001),
      ).catch(async (error: unknown) => {
        throw new Error(`no sound: ${String(await page.evaluate('everything()'))}`, { cause: error });
      });
      await until('the quality of both', async () => (await look()).quality.every(({ path }) => path !== undefined));
      const { states, samples, quality } = await look();
      expect(states).to.deep.equal(['connected', 'connected']);
      expect(samples.map(({ path }) => path)).to.deep.equal(quality.map(({ path }) => path));
      return quality.map(({ path }) => path);
    }

    async function keepsTheSecret({ offer, answer }: Call): Promise<void> {
      const everything = `${(await page.evaluate('everything()')) as string}${offer}${answer}${tab.log.join()}`;
      expect(everything).to.include('connected');
      expect(everything).to.not.include(turn.credential).and.not.include(turn.username);
    }

    // @rfc 8656 §3
    it('goes through it alone where the policy is `relay`, has audio in both directions, and reports the relay', async () => {
      const made = await call({ iceServers: [turn.iceServer], iceTransportPolicy: 'relay' });
      expect([kindsIn(made.offer), kindsIn(made.answer)]).to.deep.equal([['relay'], ['relay']]);
      expect(await paths()).to.deep.equal(['relay', 'relay']);
      expect(turn.allocations).to.be.at.least(2);
      await keepsTheSecret(made);
    });

    // @rfc 8656 §7.2
    it('waits longer for its first candidate where the policy is `relay`, as no description without one can connect', async () => {
      const way = await LongWay.to(turn, 600);
      try {
        const made = await call({ iceServers: [way.iceServer], iceTransportPolicy: 'relay' });
        expect([kindsIn(made.offer), kindsIn(made.answer)]).to.deep.equal([['relay'], ['relay']]);
        // The candidates are here; how long browsers go on with checks over such a way is theirs.
        way.delay = 0;
        expect(await paths()).to.deep.equal(['relay', 'relay']);
      } finally {
        way.close();
      }
    });

    it('restarts ICE with the credentials that it has then, as those of its start may have ended (WebRTC §4.4.1.6)', async () => {
      const ended = { ...turn.iceServer, credential: `${turn.credential}-of-old` };
      await call({ iceServers: [ended], iceTransportPolicy: 'relay' });
      const before = turn.allocations;
      await page.evaluate(`renew([${JSON.stringify(turn.iceServer)}])`);
      await page.evaluate('restart()');
      expect(await paths()).to.deep.equal(['relay', 'relay']);
      expect(turn.allocations).to.be.above(before);
    });

    for (const [what, server] of Object.entries({
      'rejects the credentials': () => ({ ...turn.iceServer, credential: `${turn.credential}-of-old` }),
      'never answers': () => silent.iceServer,
    }))
      it(`is not delayed by a server that ${what}, and connects without it`, async () => {
        const made = await call({ iceServers: [server()] });
        // The wait of 500 ms ended it: the browser itself asks for more than nine seconds (RFC 8489 §6.2.1).
        expect(made.offered).to.be.below(5000);
        expect(made.answered).to.be.below(5000);
        expect(kindsIn(made.offer)).to.deep.equal(['host']);
        expect(await paths()).to.not.include('relay');
        if (what === 'never answers') expect(silent.asked).to.be.above(0);
        await keepsTheSecret(made);
      });
  });
