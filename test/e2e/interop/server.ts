/** The tests of docs/interop-matrix.md that are about a server: what it offers to the phone, and what a restart of it leaves. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import type { RestartableServer } from '../support/kamailio.js';
import type { Wire } from '../support/relay.js';
import { soundOf, waitForSoundAt as hear } from '../support/sound.js';
import { until } from '../support/until.js';
import { accepted, callsCarol, ends, last, openCast, type Cast } from './cast.js';
import { SERVER_FEATURES, groupTitle, whyNoServer, type ServerFeature, type ServerName } from './features.mjs';

/** What is dialled at a server. */
export interface Extensions {
  /** Plays audio before it answers. */
  readonly early?: string;
  /** Reads four digits and sends them back as a text message. */
  readonly digits?: string;
  /** Takes a message for Alice from every caller; or only for its caller, which is then Alice. */
  readonly voicemail?: { readonly number: string; readonly caller: 'alice' | 'carol' };
}

interface Scene extends Cast {
  readonly extensions: Extensions;
}

const hangUp = (page: Page): Promise<void> => page.evaluate(() => remoteParty.hangUp());

/**
 * How long it takes at most until a phone is registered again, ms: Asterisk takes connections before it takes registrations, and gives the
 * REGISTER that comes between them no response. The phone sends the next one after Timer F of 32 s (RFC 3261 §10.2, §17.1.2.2) and its delay.
 */
const REGISTERED = 100_000;

/** Resolves when both are registered again after the connections have been lost. */
async function registersAgain(cast: Cast, before: Wire): Promise<void> {
  const account = () => document.querySelector('sip-phone')!.state!.account;
  const isAccepted = () => last(cast) !== before && accepted(last(cast), 'REGISTER') > 0;
  const isReady = async () => (await cast.carol.evaluate(account)).status === 'ready';
  await until('a registration', isAccepted, REGISTERED);
  // Not before: until the page knows that its connection is lost, it says ready.
  await until('Carol to be ready', isReady, REGISTERED).catch(async (error: unknown) => {
    const shown = JSON.stringify(await cast.carol.evaluate(account));
    throw new Error(`${String(error)}; her account: ${shown}`, { cause: error });
  });
}

/** The session timer has a file of its own, as it takes the longest. */
type Step = Exclude<ServerFeature, 'session timer'>;

const STEPS: Readonly<Record<Step, (cast: Scene) => Promise<unknown>>> = {
  async register(cast) {
    const { alice } = cast;
    expect(accepted(last(cast), 'REGISTER')).to.be.above(0);
    const before = accepted(last(cast), 'REGISTER');
    await alice.evaluate(() => document.querySelector('sip-phone')!.stop());
    expect(accepted(last(cast), 'REGISTER')).to.equal(before + 1);
    expect(last(cast).fromPhone.findLast((text) => text.startsWith('REGISTER'))).to.match(/expires[=:] *0/i);
    await alice.evaluate(() => document.querySelector('sip-phone')!.start());
  },
  async 'early media'({ alice, extensions }) {
    await alice.evaluate((number) => {
      document
        .querySelector('sip-phone')!
        .call(number)
        .catch(() => undefined);
    }, extensions.early!);
    await until('audio', async () => (await soundOf(alice)).heard > 1e-3, 15_000);
    expect(await alice.evaluate(() => document.querySelector('sip-phone')!.state!.calls.at(-1)!.status)).to.equal(
      'early',
    );
    await hangUp(alice);
  },
  async 'DTMF by RTP'({ alice, extensions }) {
    await alice.evaluate((number) => remoteParty.call(number), extensions.digits!);
    await until('audio to be sent', async () => (await soundOf(alice)).sent > 25);
    await alice.evaluate(() => document.querySelector('sip-phone')!.sendDigits('1509'));
    await until(
      'the digits',
      () => alice.evaluate(() => remoteParty.messages().some((text) => text.includes('1509'))),
      15_000,
    );
    await hangUp(alice);
  },
  async 'voicemail lamp'(cast) {
    const { number, caller } = cast.extensions.voicemail!;
    await cast[caller].evaluate((to) => remoteParty.call(to), number);
    // Where the mailbox does not end the call after its message, the caller does.
    await until(
      'a message',
      async () => (await soundOf(cast[caller])).sent > 150 || !(await inCall(cast[caller])),
      20_000,
    );
    if (await inCall(cast[caller])) await hangUp(cast[caller]);
    await cast.alice.waitForFunction(() => document.querySelector('sip-phone')!.state?.voicemail.waiting === true, {
      polling: 100,
      timeout: 15_000,
    });
  },
  async presence(cast) {
    const lamp = async (): Promise<string | undefined> =>
      cast.alice.evaluate(() => document.querySelector('sip-phone')!.state?.lamps.at(-1)?.status);
    await cast.alice.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<sip-lamp for="phone" target="carol"></sip-lamp>');
    });
    await until('the lamp to be free', async () => (await lamp()) === 'available', 15_000);
    await callsCarol(cast);
    await until('the lamp to be busy', async () => (await lamp()) === 'busy', 15_000);
    await ends(cast, cast.alice);
    await until('the lamp to be free', async () => (await lamp()) === 'available', 15_000);
    await cast.alice.evaluate(() => document.querySelector('sip-lamp')!.remove());
  },
  async queue({ alice }) {
    await alice.evaluate(() => {
      const keys = ['queue', 'pause'].map((name, at) => {
        const code = `*4${5 + at}`;
        return Object.assign(document.createElement('sip-key'), { name, target: code, lamp: `${code}alice` });
      });
      for (const key of keys) key.setAttribute('for', 'phone');
      document.body.append(...keys);
    });
    const lampIs = (at: number, state: 'on' | 'off'): Promise<unknown> =>
      alice.waitForSelector(`sip-key:nth-of-type(${at}):state(${state})`, { timeout: 15_000 });
    /** Calls the code; resolves when its call has ended. */
    const press = async (at: number): Promise<void> => {
      await alice.$eval(`sip-key:nth-of-type(${at}) >>> button`, (button) => (button as HTMLButtonElement).click());
      const isOver = () => document.querySelector('sip-phone')!.state!.calls.every(({ status }) => status === 'ended');
      await alice.waitForFunction(isOver, { polling: 50, timeout: 15_000 });
    };
    const [queue, pause] = [1, 2];
    await lampIs(queue, 'off');
    await press(queue);
    await Promise.all([lampIs(queue, 'on'), lampIs(pause, 'off')]);
    await press(pause);
    await lampIs(pause, 'on');
    await press(pause);
    await lampIs(pause, 'off');
    await press(queue);
    await lampIs(queue, 'off');
    await alice.evaluate(() => {
      for (const key of document.querySelectorAll('sip-key')) key.remove();
    });
  },
  async 'restart in a call'(cast) {
    await callsCarol(cast);
    const before = last(cast);
    await cast.server.restart();
    await registersAgain(cast, before);
    await until('the re-INVITE', () => last(cast).fromPhone.some((text) => text.startsWith('ACK ')), 20_000);
    await hear(cast.alice, cast.carol);
    await ends(cast, cast.carol);
  },
  async 'server restart'(cast) {
    const before = last(cast);
    await cast.server.restart();
    await registersAgain(cast, before);
    await callsCarol(cast);
    await ends(cast, cast.carol);
  },
};

const inCall = (page: Page): Promise<boolean> => page.evaluate(() => remoteParty.calls() > 0);

const features = (Object.entries(SERVER_FEATURES) as [ServerFeature, string][]).filter(
  (row): row is [Step, string] => row[0] !== 'session timer',
);

/** Defines the tests of one server. */
export function testServer(
  name: ServerName,
  start: (context: Context) => Promise<RestartableServer>,
  extensions: Extensions,
): void {
  describe(groupTitle(name), function () {
    this.timeout(240_000);
    let cast: Cast | undefined;

    before(async function () {
      cast = await openCast(this, start);
    });

    after(() => cast?.close());

    for (const [feature, title] of features.filter(([one]) => whyNoServer(name, one) === undefined))
      it(title, () => STEPS[feature]({ ...cast!, extensions }));
  });
}
