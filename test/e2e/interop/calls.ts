/** The tests of docs/interop-matrix.md: what a call of the phone can do at one server, with each stack as the remote party. */
import { expect } from 'chai';
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import type { Tab } from '../support/browser.js';
import { hasCalls, openRemoteParty, serveRemoteParties } from '../support/remote-party.js';
import type { SipServer } from '../support/kamailio.js';
import type { ModulePage } from '../support/module-page.js';
import { openOwnRemoteParty } from '../support/own-remote-party.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite } from '../support/site.js';
import { soundOf, waitForSilence, waitForSoundAt as hear } from '../support/sound.js';
import { until } from '../support/until.js';
import {
  CALL_FEATURES,
  FAR_ENDS,
  groupTitle,
  whyNoCall,
  type CallFeature,
  type RemotePartyName,
  type ServerName,
} from './features.mjs';

/** Alice is the phone under test, behind a relay that can cut her socket; Bob is the remote party, Carol a third one. */
interface Cast {
  readonly alice: Page;
  readonly bob: Page;
  readonly carol: Page;
  readonly relay: Relay;
  /** Whether the server is a party of the calls, and carries out transfers itself. */
  readonly switches: boolean;
}

const nobodyTalks = ({ alice, bob, carol }: Cast): Promise<unknown> =>
  Promise.all([alice, bob, carol].map((page) => hasCalls(page, 0)));

const aliceCalls = async ({ alice, bob }: Cast): Promise<void> => {
  await alice.evaluate(() => remoteParty.call('bob'));
  await hear(alice, bob);
};

const bobCalls = async ({ alice, bob }: Cast): Promise<void> => {
  await bob.evaluate(() => remoteParty.call('alice'));
  await hear(alice, bob);
};

/** Answers the call that rings. */
async function answers(page: Page): Promise<void> {
  const rings = () => document.querySelector('sip-phone')!.state!.calls.some(({ status }) => status === 'incoming');
  await page.waitForFunction(rings, { polling: 50, timeout: 15_000 });
  await page.evaluate(() => document.querySelector('sip-phone')!.answer());
}

const hangUp = (page: Page): Promise<void> => page.evaluate(() => remoteParty.hangUp());

/** While `holder` holds the call, nothing that was sent before arrives there any more. */
async function holdsAndResumes(holder: Page, held: Page): Promise<void> {
  await holder.evaluate(() => remoteParty.hold(true));
  await waitForSilence(holder);
  const before = await soundOf(holder);
  await waitForSilence(held);
  expect((await soundOf(holder)).received - before.received).to.be.below(10);
  await holder.evaluate(() => remoteParty.hold(false));
  await hear(holder, held);
}

async function sendsDigit(from: Page, to: Page, digit: string): Promise<void> {
  // The phone reports the digits that it sends as well.
  const before = await to.evaluate(() => remoteParty.digits());
  await from.evaluate((tone) => remoteParty.digit(tone), digit);
  await until('the digit', async () => (await to.evaluate(() => remoteParty.digits())) === before + digit);
}

/** Video packets that the page has received. */
const videoOf = (page: Page): Promise<number> => page.evaluate(() => measureVideo());

async function reloads(cast: Cast, begin: (cast: Cast) => Promise<void>): Promise<void> {
  const { alice, bob } = cast;
  await begin(cast);
  await alice.reload();
  await hear(alice, bob);
  await hasCalls(bob, 1);
  await hangUp(bob);
}

const STEPS: Readonly<Record<CallFeature, (cast: Cast) => Promise<unknown>>> = {
  async 'call out'(cast) {
    await aliceCalls(cast);
    await hangUp(cast.alice);
  },
  async 'call in'(cast) {
    await bobCalls(cast);
    await hangUp(cast.bob);
  },
  async hold(cast) {
    await aliceCalls(cast);
    await holdsAndResumes(cast.alice, cast.bob);
    await hangUp(cast.alice);
  },
  async held(cast) {
    await aliceCalls(cast);
    await holdsAndResumes(cast.bob, cast.alice);
    await hangUp(cast.alice);
  },
  async 'DTMF out'(cast) {
    const { alice, bob } = cast;
    await aliceCalls(cast);
    await sendsDigit(alice, bob, '5');
    await hangUp(alice);
  },
  async 'DTMF in'(cast) {
    const { alice, bob } = cast;
    await aliceCalls(cast);
    await sendsDigit(bob, alice, '7');
    await hangUp(alice);
  },
  async video(cast) {
    const { alice, bob } = cast;
    await aliceCalls(cast);
    await alice.evaluate(() => document.querySelector('sip-phone')!.show('camera'));
    await until('video', async () => (await videoOf(bob)) > 20, 15_000);
    await hear(alice, bob);
    await hangUp(alice);
  },
  async 'blind transfer'(cast) {
    const { alice, bob, carol } = cast;
    await aliceCalls(cast);
    await alice.evaluate(() => remoteParty.transfer('carol'));
    await hear(bob, carol);
    await hasCalls(alice, 0);
    await hangUp(carol);
  },
  async 'attended transfer'(cast) {
    const { alice, bob, carol } = cast;
    await aliceCalls(cast);
    await alice.evaluate(() => remoteParty.call('carol'));
    await hear(alice, carol);
    const transferred = alice.evaluate(async () => {
      const phone = document.querySelector('sip-phone')!;
      const [first, second] = phone.state!.calls.filter(({ status }) => status === 'active');
      await phone.transfer(second!, first!.id);
    });
    // An INVITE that replaces a call of another party rings (decision 018).
    await Promise.all([transferred, cast.switches ? undefined : answers(carol)]);
    await hear(bob, carol);
    await hasCalls(alice, 0);
    await hangUp(carol);
  },
  async transferred(cast) {
    const { alice, bob, carol } = cast;
    await aliceCalls(cast);
    await bob.evaluate(() => remoteParty.transfer('carol'));
    await hear(alice, carol);
    // SIP.js leaves the end of its own call to the application.
    if ((await bob.evaluate(() => remoteParty.calls())) > 0) await hangUp(bob);
    await hasCalls(bob, 0);
    await hangUp(alice);
  },
  'reload as caller': (cast) => reloads(cast, aliceCalls),
  'reload as callee': (cast) => reloads(cast, bobCalls),
  async 'socket cut'(cast) {
    const { alice, bob, relay } = cast;
    await aliceCalls(cast);
    const wire = relay.wires.at(-1)!;
    wire.cut();
    // The re-INVITE over the new connection has told the remote party where requests are to be sent.
    await until('the re-INVITE', () => {
      const now = relay.wires.at(-1)!;
      return now !== wire && now.fromPhone.some((text) => text.startsWith('ACK '));
    });
    await hear(alice, bob);
    await hangUp(bob);
  },
  async 'message out'({ alice, bob }) {
    await alice.evaluate(() => remoteParty.message('bob', 'Are you there? ✓'));
    await until('the message', () => bob.evaluate(() => remoteParty.messages().includes('Are you there? ✓')));
  },
  async 'message in'({ alice, bob }) {
    await bob.evaluate(() => remoteParty.message('alice', 'Yes. ✓'));
    await until('the message', () => alice.evaluate(() => remoteParty.messages().includes('Yes. ✓')));
  },
};

const features = Object.entries(CALL_FEATURES) as [CallFeature, string][];

/** Defines the tests of one server, one group for each stack of the remote party. */
export function testCalls(server: ServerName, start: (context: Context) => Promise<SipServer>): void {
  describe(`Calls at ${server}`, () => {
    let sip: SipServer | undefined;
    let peers: ModulePage | undefined;
    let relay: Relay | undefined;
    let alice: Tab;
    let carol: Tab;

    before(async function () {
      sip = await start(this);
      peers = await serveRemoteParties();
      relay = await startRelay(sip.url);
      const site = await theSite();
      const attributes = 'auto-answer follow-transfers trace dtmf="info"';
      alice = await openOwnRemoteParty(this, site, { ...sip, url: relay.url }, 'alice', 'Chromium', attributes);
      carol = await openOwnRemoteParty(this, site, sip, 'carol');
    });

    after(async () => {
      for (const one of [alice, carol]) await one?.close();
      peers?.stop();
      await relay?.stop();
      await sip?.stop();
    });

    const openBob = async (context: Context, stack: RemotePartyName): Promise<Tab> => {
      if (stack === 'SIP.js' || stack === 'JsSIP') return openRemoteParty(context, peers!, stack, sip!, 'bob');
      const browser = stack.endsWith('Firefox') ? 'Firefox' : 'Chromium';
      return openOwnRemoteParty(
        context,
        await theSite(),
        sip!,
        'bob',
        browser,
        'auto-answer follow-transfers video dtmf="info"',
      );
    };

    for (const stack of FAR_ENDS)
      describe(groupTitle(server, stack), () => {
        let bob: Tab | undefined;
        let cast: Cast;

        before(async function () {
          bob = await openBob(this, stack);
          cast = {
            alice: alice.page,
            bob: bob.page,
            carol: carol.page,
            relay: relay!,
            switches: server === 'Asterisk 22',
          };
        });

        after(async () => {
          await bob?.close();
          expect(alice.errors.filter((error) => !error.includes('WebSocket'))).to.deep.equal([]);
        });

        afterEach('end what a failed test has left', async function () {
          if (this.currentTest?.state !== 'failed') return;
          console.log(alice.log.slice(-60).join('\n'));
          for (const page of [cast.alice, cast.bob, cast.carol])
            await page
              .evaluate(() => (remoteParty.calls() > 0 ? remoteParty.hangUp() : undefined))
              .catch(() => undefined);
        });

        for (const [feature, title] of features.filter(([name]) => whyNoCall(server, stack, name) === undefined))
          it(title, async () => {
            await STEPS[feature](cast);
            await nobodyTalks(cast);
          });
      });
  });
}
