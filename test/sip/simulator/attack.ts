/** One life of a phone beside an account that attacks it: Alice and Bob talk, Mallory says and answers anything. */

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

/** Milliseconds: how long the attack lasts, and how long all then have to come to an end. */
const ATTACK = 60_000;
const PEACE = 150_000;

/** What a digest may answer outside and inside a dialog for our own realm: decision 017. */
const INSIDE: ReadonlySet<string> = new Set(['BYE', 'INFO', 'PRACK', 'UPDATE']);

class AttackedWorld {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly problems: string[] = [];
  readonly exchange: Exchange;
  readonly victim: Victim;
  readonly attacker: Attacker;
  readonly bob: UA;
  /** Credentials in INVITEs outside dialogs that the attacker was sent. */
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

  /** Nothing that the attacker is sent holds a secret, or answers a challenge that decision 017 does not answer. */
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

  /** The ACK repeats what its INVITE had, outside a dialog (RFC 3261 §22.1). */
  #isOfInvite(method: string, line: string): boolean {
    return method === 'ACK' && this.#ofInvites.has(line);
  }

  /** The domain of the account, and the realm that the REGISTER was accepted with. */
  #isOwn(realm: string): boolean {
    const { scheme = '' } = this.exchange.rules;
    return realm.toLowerCase() === DOMAIN || (scheme.startsWith('Digest') && scheme.includes(`realm="${realm}"`));
  }

  /** What answers the attacker is for the attacker's own address: with its nonce, no other URI is signed. */
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

  /** Nobody was called, written to or watched whom the user did not choose. */
  #mustHaveChosen(): void {
    for (const { method, uri } of this.exchange.asked) {
      const named = uri.user ?? '';
      if (!this.victim.chosen.has(named)) this.problems.push(`${method} to ${uri.toString()}, which nobody chose`);
    }
  }
}

/** Runs the attack of a seed. All that is random in it comes from the seed, but for ids. */
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
