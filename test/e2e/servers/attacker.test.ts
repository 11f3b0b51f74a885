/** An account of the same server, or a hop before it, answers our requests with challenges: nothing secret reaches it (RFC 3261 §22, docs/decisions/017). */

import { expect } from 'chai';
import type { WithheldChallenge } from '../../../src/sip/digest/unanswered.js';
import type { Publication } from '../../../src/sip/event/publication.js';
import type { Subscription } from '../../../src/sip/event/subscription.js';
import type { Session } from '../../../src/sip/session/session.js';
import type { UA } from '../../../src/sip/ua.js';
import { needs } from '../../support/needs.js';
import { SkippingClock } from '../../support/skipping-clock.js';
import {
  Attacker,
  HostileHop,
  PACKAGE,
  SCHEMES,
  basic,
  bearer,
  signedIn,
  startPocketPbx,
  type Challenge,
  type ChallengingServer,
} from '../support/attacker.js';
import { startKamailio } from '../support/kamailio.js';

const OUTSIDE = ['INVITE', 'MESSAGE', 'OPTIONS', 'SUBSCRIBE', 'PUBLISH', 'INFO', 'REFER', 'UPDATE', 'BYE', 'PRACK'];
/** REGISTER goes no further than the registrar: a hop on the way there answers it. */
const REGISTERS = ['REGISTER', 'un-REGISTER'];

const ended = (session: Session): Promise<unknown> =>
  new Promise((resolve) => {
    if (session.state.status === 'ended') resolve(undefined);
    session.on('stateChange', ({ status }) => status === 'ended' && resolve(undefined));
  });

/** Sends a request outside a dialog and waits for its end. */
async function ask(alice: UA, method: string, target: string): Promise<void> {
  if (method === 'INVITE') return void (await ended(alice.invite(target)));
  if (method === 'REGISTER') return void (await alice.register().catch(() => undefined));
  if (method === 'un-REGISTER') return alice.unregister().catch(() => undefined);
  const extraHeaders = method === 'SUBSCRIBE' || method === 'PUBLISH' ? [`Event: ${PACKAGE}`, 'Expires: 60'] : [];
  await alice.request(method, target, { extraHeaders }).final;
}

/** What a person does in a call, each settled when its request has been answered. */
const INSIDE: Record<string, (session: Session) => Promise<unknown>> = {
  INVITE: (session) => session.hold().catch(() => undefined),
  MESSAGE: (session) => session.message('hi'),
  REFER: (session) =>
    new Promise<void>((resolve) => {
      session.once('referProgress', () => resolve());
      session.refer('sip:bob@example.test');
    }),
};

/** The user agent says that it withheld a challenge to this method. */
const withheld = (alice: UA, method: string): Promise<WithheldChallenge> =>
  new Promise((resolve) => {
    const listener = (challenge: WithheldChallenge): void => {
      if (challenge.method !== method) return;
      alice.off('challengeWithheld', listener);
      resolve(challenge);
    };
    alice.on('challengeWithheld', listener);
  });

for (const [name, start] of [
  ['the pocket PBX', () => startPocketPbx()],
  // Its realm is the domain (integrations/kamailio/kamailio.cfg).
  [
    'Kamailio',
    async (context) => {
      const kamailio = await startKamailio(needs(context, 'kamailio'));
      return { ...kamailio, realm: kamailio.domain };
    },
  ],
] as const satisfies readonly [string, (context: Mocha.Context) => Promise<ChallengingServer>][])
  describe(`An attacker at ${name}`, () => {
    const clock = new SkippingClock();
    let server: ChallengingServer;
    let alice: UA;
    let mallory: Attacker;
    let target: string;

    before(async function () {
      server = await start(this);
      alice = await signedIn(server, 'alice', { clock, sessionExpires: 90 });
      mallory = new Attacker(await signedIn(server, 'carol'));
      target = `sip:carol@${server.domain}`;
    });

    after(async () => {
      await Promise.all([alice?.stop(), mallory?.ua.stop()]);
      await server?.stop();
    });

    beforeEach(() => {
      mallory.challenge = undefined;
      mallory.received.length = 0;
    });

    /** Challenges of a foreign realm by each scheme, and one for a token by the realm of the account. */
    const foreign = (): string[] => [...SCHEMES.map((scheme) => scheme('evil')), bearer(server.domain)];

    async function established(): Promise<Session> {
      const session = alice.invite(target);
      await new Promise<void>((resolve, reject) => {
        session.once('confirmed', resolve);
        session.once('failed', (_response, cause) => reject(new Error(cause)));
      });
      return session;
    }

    async function over(session: Session): Promise<void> {
      mallory.challenge = undefined;
      const gone = ended(session);
      session.terminate();
      await gone;
    }

    /** Requests whose challenge by the realm of the account is answered inside a call; the attacker names other realms. */
    const harmless: Record<string, (session: Session) => Promise<unknown>> = {
      INFO: (session) => session.info('Signal=1', { contentType: 'application/dtmf-relay' }).catch(() => undefined),
      // A session timer of 90 s is refreshed after 45 s (RFC 4028 §10).
      UPDATE: () => {
        const said = withheld(alice, 'UPDATE');
        clock.skip(46_000);
        return said;
      },
      BYE: (session) => {
        const gone = ended(session);
        session.terminate();
        return gone;
      },
    };

    it('can be called and sent messages: only the challenge of the server is answered', async () => {
      const session = await established();
      expect((await alice.message(target, 'hi').final).statusCode).to.equal(200);
      await over(session);
    });

    for (const statusCode of [401, 407]) {
      it(`gets nothing secret by ${statusCode} of a foreign realm to any request, nor a token by the realm of the account [C1]`, async () => {
        for (const method of OUTSIDE)
          for (const [at, value] of [...foreign(), basic('evil'), basic(server.domain)].entries()) {
            mallory.challenge = { statusCode, value };
            await ask(alice, method, target);
            expect(mallory.loot, `${method} ${at}`).to.deep.equal([]);
          }
        expect(mallory.methods).to.include.keys(OUTSIDE);
      });

      it(`gets nothing secret by ${statusCode} of the realm of the account inside a call [C1]`, async () => {
        const session = await established();
        for (const [method, act] of Object.entries(INSIDE))
          for (const realm of [server.domain, server.realm])
            for (const [at, scheme] of SCHEMES.entries()) {
              mallory.challenge = { statusCode, value: scheme(realm) };
              await act(session);
              expect(mallory.loot, `${method} ${realm} ${at}`).to.deep.equal([]);
            }
        expect(mallory.methods).to.include.keys('INVITE', 'REFER', 'MESSAGE');
        await over(session);
      });

      it(`gets nothing secret by ${statusCode} of a foreign realm to INFO, UPDATE and BYE inside a call, nor a token by the realm of the account [C1]`, async () => {
        for (const [method, act] of Object.entries(harmless))
          for (const [at, value] of foreign().entries()) {
            const session = await established();
            mallory.challenge = { statusCode, value };
            await act(session);
            expect(mallory.loot, `${method} ${at}`).to.deep.equal([]);
            expect(mallory.methods).to.include(method);
            await over(session);
          }
      });

      it(`gets nothing secret by ${statusCode} to a SUBSCRIBE inside its dialog, by any realm [C1]`, async () => {
        for (const realm of ['evil', server.domain, server.realm])
          for (const [at, scheme] of SCHEMES.entries())
            for (const act of ['refresh', 'unsubscribe'] as const) {
              mallory.challenge = undefined;
              const subscription = await subscribed();
              mallory.challenge = { statusCode, value: scheme(realm) };
              const said = withheld(alice, 'SUBSCRIBE');
              subscription[act]();
              expect((await said).inDialog, `${act} ${realm} ${at}`).to.equal(true);
              mallory.challenge = undefined;
              subscription.dispose();
              expect(mallory.lootInside, `${act} ${realm} ${at}`).to.deep.equal([]);
              if (realm === 'evil') expect(mallory.loot, `${act} ${at}`).to.deep.equal([]);
            }
      });

      it(`gets nothing secret by ${statusCode} of a foreign realm to a PUBLISH that changes or removes what was published [C1]`, async () => {
        for (const [at, value] of foreign().entries())
          for (const act of ['refresh', 'unpublish'] as const) {
            mallory.challenge = undefined;
            const publication = await published();
            mallory.challenge = { statusCode, value };
            const said = withheld(alice, 'PUBLISH');
            publication[act]();
            await said;
            expect(mallory.loot, `${act} ${at}`).to.deep.equal([]);
            publication.dispose();
          }
      });
    }

    async function subscribed(): Promise<Subscription> {
      const subscription = alice.subscribe(target, PACKAGE, { resubscribe: false });
      await new Promise<void>((resolve, reject) => {
        subscription.once('notify', () => resolve());
        subscription.once('failed', (_response, cause) => reject(new Error(cause)));
      });
      return subscription;
    }

    async function published(): Promise<Publication> {
      const publication = alice.publication(PACKAGE, {}, target);
      await new Promise<void>((resolve, reject) => {
        publication.once('published', () => resolve());
        publication.once('failed', (_response, cause) => reject(new Error(cause)));
        publication.publish('open', 'text/plain');
      });
      return publication;
    }

    describe('in front of it, as a hop that answers what the phone sends', () => {
      let hop: HostileHop;
      let behind: UA | undefined;

      beforeEach(async () => {
        hop = await HostileHop.start(server.url);
      });

      afterEach(async () => {
        hop.challenge = undefined;
        await behind?.stop();
        await hop.stop();
      });

      /** Sends each request and returns what the hop can use of it, by method. */
      async function lootOfEach(methods: readonly string[], challenges: readonly Challenge[]): Promise<string[]> {
        const loot: string[] = [];
        for (const method of methods)
          for (const challenge of challenges) {
            hop.challenge = undefined;
            if (REGISTERS.includes(method)) await behind!.register();
            hop.received.length = 0;
            hop.challenge = challenge;
            await ask(behind!, method, target);
            expect(hop.received, method).to.not.deep.equal([]);
            loot.push(...hop.loot.map((value) => `${method} ${challenge.value}: ${value}`));
          }
        return loot;
      }

      const each = (values: readonly string[]): Challenge[] =>
        [401, 407].flatMap((statusCode) => values.map((value) => ({ statusCode, value })));

      it('gets nothing secret by a realm that `realm` does not name, nor a token for an authorization server that `authzServers` does not name, by any request, REGISTER included [C1]', async () => {
        const realm = [server.domain, server.realm];
        behind = await signedIn({ ...server, url: hop.url }, 'alice', { realm, authzServers: ['https://id.example/'] });
        expect(await lootOfEach([...REGISTERS, ...OUTSIDE], each([...foreign(), basic(server.domain)]))).to.deep.equal(
          [],
        );
      });

      it('gets no token by a foreign realm, and nothing weaker than was accepted by the realm of the account, where no option names realms [C1]', async () => {
        behind = await signedIn({ ...server, url: hop.url }, 'alice');
        expect(await lootOfEach(OUTSIDE, each(foreign()))).to.deep.equal([]);
        const [, withoutQop] = SCHEMES;
        const weaker = [bearer('evil'), basic('evil'), basic(server.realm), withoutQop!(server.realm)];
        expect(await lootOfEach(REGISTERS, each(weaker))).to.deep.equal([]);
      });
    });
  });
