/** The parties of the tests of a server: a phone whose connection shows what is sent, and one that answers every call. */
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import { hasCalls } from '../support/remote-party.js';
import type { RestartableServer } from '../support/kamailio.js';
import { openOwnRemoteParty } from '../support/own-remote-party.js';
import { startRelay, type Relay, type Wire } from '../support/relay.js';
import { theSite } from '../support/site.js';
import { waitForSoundAt as hear } from '../support/sound.js';

/** Alice is the phone under test, behind a relay that shows what is sent; Carol answers every call. */
export interface Cast {
  readonly alice: Page;
  readonly carol: Page;
  readonly relay: Relay;
  readonly server: RestartableServer;
  close(): Promise<void>;
}

/** Starts a server, and opens both phones, which are registered. */
export async function openCast(
  context: Context,
  start: (context: Context) => Promise<RestartableServer>,
): Promise<Cast> {
  const server = await start(context);
  const relay = await startRelay(server.url);
  const site = await theSite();
  const alice = await openOwnRemoteParty(
    context,
    site,
    { ...server, url: relay.url },
    'alice',
    'Chromium',
    'id="phone"',
  );
  const carol = await openOwnRemoteParty(context, site, server, 'carol');
  return {
    alice: alice.page,
    carol: carol.page,
    relay,
    server,
    async close() {
      for (const tab of [alice, carol]) await tab.close();
      await relay.stop();
      await server.stop();
    },
  };
}

/** The newest connection of Alice. */
export const last = ({ relay }: Pick<Cast, 'relay'>): Wire => relay.wires.at(-1)!;

/** How often a request of this method was accepted on a connection. */
export const accepted = (wire: Wire, method: string): number =>
  wire.fromServer.filter(
    (text) => text.startsWith('SIP/2.0 200 ') && new RegExp(`^CSeq: *\\d+ ${method}\\r?$`, 'm').test(text),
  ).length;

export async function callsCarol(cast: Cast): Promise<void> {
  await cast.alice.evaluate(() => remoteParty.call('carol'));
  await hear(cast.alice, cast.carol).catch((error: unknown) => {
    const received = cast.relay.wires.flatMap(({ fromServer }) => fromServer.map((text) => text.split('\r\n', 1)[0]));
    throw new Error([String(error), 'Alice received:', ...received].join('\n'), { cause: error });
  });
}

/** The call ends at both ends. */
export async function ends({ alice, carol }: Cast, by: Page): Promise<void> {
  await by.evaluate(() => remoteParty.hangUp());
  await Promise.all([hasCalls(alice, 0), hasCalls(carol, 0)]);
}
