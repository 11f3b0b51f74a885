/** One run of a phone beside an account that attacks it: Alice and Bob have a call, Mallory sends and answers random messages. */

import { UA } from '../../../src/sip/ua.js';
import type { Session } from '../../../src/sip/session/session.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import { ScriptedNetwork } from '../../support/scripted-socket.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { Attacker, NONCE } from './attacker.js';
import { DOMAIN, Exchange, registerChallenge } from './exchange.js';
import { pick, seeded } from './random.js';
import type { Outcome } from './run.js';
import { SECRETS, Victim } from './victim.js';

/** Milliseconds: the duration of the attack, and the time that all calls have to end after it. */
const ATTACK = 60_000;
const PEACE = 150_000;

/** The requests whose challenge for the own realm is answered outside and within a dialog: decision 017. */
const INSIDE: ReadonlySet<string> = new Set(['BYE', 'INFO', 'PRACK', 'UPDATE']);

class AttackedWorld {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly problems: string[] = [];
  readonly exchange: Exchange;
  readonly victim: Victim;
  readonly attacker: Attacker;
  readonly bob: UA;
  /** Credentials that the attacker received in INVITEs outside dialogs. */
  readonly #ofInvites = new Set<string>();

  constructor(
    seed: number,
    readonly seen: Set<string>,
  ) {
    const random = (this.random = seeded(seed));
    const rules = {
      scheme: registerChallenge(random),
      challenges: random() < 0.4,
      guardsDialogs: random() < 0.7,
    };
    this.exchange = new Exchange(this.clock, random, rules);
    this.exchange.note(JSON.stringify(rules));
    this.exchange.onsent = (request) => this.#mustAnswerNobodyElse(request);
    this.exchange.onleak = (text) => this.#mustKeepSecrets(text);
    this.victim = new Victim(this);
    this.exchange.ondelivered = () => this.victim.inspect();
    this.attacker = new Attacker(this.clock, random, this.exchange, seen);
    this.bob = this.#makeBob();
  }

  async live(): Promise<void> {
    const { clock, victim, random } = this;
    const starting = Promise.all([victim.phone.start(), this.bob.start()]);
    await clock.advance(1000);
    await starting;
    for (let i = 0; i < 12; i++) clock.after(random() * ATTACK, () => victim.act());
    for (let i = 0; i < 10; i++) clock.after(random() * ATTACK, () => this.attacker.act());
    for (let i = 0; i < 2; i++) clock.after(random() * ATTACK, () => this.#bobActs());
    await clock.advance(ATTACK);
    this.attacker.stop();
    victim.hangUpAll();
    for (const session of this.bob.sessions.values()) (session as Session).terminate();
    await clock.advance(10_000);
    victim.hangUpAll();
    await clock.advance(PEACE);
    victim.inspect();
    this.#mustHaveChosen();
    const stopping = Promise.all([victim.phone.dispose(), this.bob.stop()]);
    await clock.advance(70_000);
    await stopping;
    victim.mustBeClean();
    if (clock.pending > 0) this.problems.push(`${clock.pending} timers left`);
  }

  #makeBob(): UA {
    const { clock, random, exchange } = this;
    const network = new ScriptedNetwork();
    network.onconnect = (socket) => {
      queueMicrotask(() => socket.serverOpens());
      socket.onsip = (text) => exchange.receive('bob', text);
      exchange.connect('bob', (text) => socket.serverSends(text));
    };
    const bob = new UA({
      uri: `sip:bob@${DOMAIN}`,
      servers: `wss://sip.${DOMAIN}`,
      autostart: false,
      register: false,
      clock,
      random,
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(),
      transportOptions: { socketFactory: network.factory, keepAliveInterval: 0 },
    });
    bob.on('invite', (session) => {
      clock.after(random() * 3000, () => {
        if (session.state.status !== 'incoming') return;
        if (random() < 0.85) session.accept();
        else session.reject({ statusCode: 486 });
      });
    });
    bob.on('message', (context) => context.accept());
    return bob;
  }

  #bobActs(): void {
    const session = pick(this.random, ...this.bob.sessions.values()) as Session | undefined;
    if (session && this.random() < 0.5) session.terminate();
    else this.bob.invite(`sip:alice@${DOMAIN}`);
  }

  /** Checks that no message to the attacker contains a secret, or answers a challenge against decision 017. */
  #mustKeepSecrets(text: string): void {
    const start = text.slice(0, text.indexOf('\r\n'));
    for (const [what, secret] of Object.entries(SECRETS))
      if (text.includes(secret)) this.problems.push(`the ${what} reached the attacker: ${start}`);
    const method = start.slice(0, start.indexOf(' '));
    const inDialog = /\r\nTo:.*;tag=/i.test(text);
    for (const [line] of text.matchAll(/\r\n(?:Proxy-)?Authorization:.*/gi)) {
      this.seen.add(`answered for ${method}${inDialog ? ' inside' : ''}`);
      if (method === 'INVITE' && !inDialog) this.#ofInvites.add(line);
      const realm = /realm="([^"]*)"/.exec(line)?.[1] ?? '';
      const fault = !/: *Digest /i.test(line)
        ? 'no digest'
        : !this.#isOwn(realm)
          ? `for the realm ${realm}`
          : !line.includes(`nonce="${NONCE}`)
            ? 'for a challenge of somebody else'
            : inDialog && !INSIDE.has(method) && !this.#isOfInvite(method, line)
              ? 'inside a dialog'
              : !/qop=/.test(line)
                ? 'without qop'
                : this.#isWeaker(line)
                  ? 'weaker than REGISTER'
                  : undefined;
      if (fault) this.problems.push(`credentials ${fault} reached the attacker: ${start}${line}`);
    }
  }

  /** An ACK repeats the credentials of its INVITE, outside a dialog (RFC 3261 §22.1). */
  #isOfInvite(method: string, line: string): boolean {
    return method === 'ACK' && this.#ofInvites.has(line);
  }

  /** The domain of the account, and the realm that the REGISTER was accepted with. */
  #isOwn(realm: string): boolean {
    const { scheme = '' } = this.exchange.rules;
    return realm.toLowerCase() === DOMAIN || (scheme.startsWith('Digest') && scheme.includes(`realm="${realm}"`));
  }

  /** Credentials for the nonce of the attacker are for the address of the attacker: no other URI is signed with it. */
  #mustAnswerNobodyElse({ method, uri, toTag, headers }: IncomingRequest): void {
    for (const name of ['Authorization', 'Proxy-Authorization'])
      for (const value of headers.getAll(name))
        if (value.includes(NONCE) && toTag === undefined && uri.user !== 'mallory')
          this.problems.push(`${method} to ${uri.toString()} answers a challenge of the attacker: ${value}`);
  }

  #isWeaker(line: string): boolean {
    const { scheme = '' } = this.exchange.rules;
    const realm = /realm="([^"]*)"/.exec(line)?.[1] ?? '';
    return scheme.includes(`realm="${realm}"`) && scheme.includes('SHA-256') && /algorithm=MD5/.test(line);
  }

  /** Checks that the phone has sent no INVITE, MESSAGE or SUBSCRIBE to an address that the user did not choose. */
  #mustHaveChosen(): void {
    for (const { method, uri } of this.exchange.asked) {
      const named = uri.user ?? '';
      if (!this.victim.chosen.has(named)) this.problems.push(`${method} to ${uri.toString()}, which nobody chose`);
    }
  }
}

/** Runs the attack of a seed. All random values come from the seed, except identifiers. */
export async function attack(seed: number, seen = new Set<string>()): Promise<Outcome> {
  const { random } = Math;
  Math.random = seeded(seed ^ 0xbad);
  const world = new AttackedWorld(seed, seen);
  try {
    await world.live();
  } catch (error) {
    world.problems.push(`thrown: ${(error as Error).stack}`);
  } finally {
    Math.random = random;
  }
  return { problems: world.problems, ladder: world.exchange.ladder, seen };
}
