/** The attacked phone with the default options of `Phone`, and its user with ordinary actions. */

import type { Call } from '../../../src/phone/calls/call.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import { Phone } from '../../../src/phone/phone.js';
import { Session } from '../../../src/sip/session/session.js';
import type { SessionOwner } from '../../../src/sip/session/owner.js';
import { mayCapture } from '../../../src/media/media-by-status.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import { ScriptedNetwork } from '../../support/scripted-socket.js';
import type { VirtualClock } from '../../support/virtual-clock.js';
import { MARK } from './attacker.js';
import { DOMAIN, type Exchange, type Place } from './exchange.js';
import { pick } from './random.js';

/** Secrets that must not reach another account. */
export const SECRETS = { password: 'pass-of-alice', token: 'token-of-alice' } as const;

interface Surroundings {
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly exchange: Exchange;
  readonly problems: string[];
  readonly seen: Set<string>;
}

export class Victim {
  readonly phone: Phone;
  /** User parts that the user has called, written to, or agreed to. */
  readonly chosen = new Set<string>(['alice', '']);
  /** Promises of commands that have not settled. */
  waiting = 0;
  /** The description handlers that were created, each with its session: an open one captures media. */
  readonly #media: { readonly handler: FakeDescriptionHandler; readonly session: Session }[] = [];
  /** Calls that the user has made or answered here, and that have not ended. */
  readonly #joined = new Set<string>();
  /** The remote party of a call when it was established for the first time. */
  readonly #parties = new Map<string, Place | undefined>();
  readonly #endedByUser = new Set<string>();
  #ua: SessionOwner | undefined;

  constructor(private readonly world: Surroundings) {
    const { clock, random, exchange } = world;
    const network = new ScriptedNetwork();
    network.onconnect = (socket) => {
      queueMicrotask(() => socket.serverOpens());
      socket.onsip = (text) => exchange.receive('alice', text);
      exchange.connect('alice', (text) => socket.serverSends(text));
    };
    this.phone = new Phone({
      server: `wss://sip.${DOMAIN}`,
      uri: `sip:alice@${DOMAIN}`,
      credentials: {
        username: 'alice',
        password: SECRETS.password,
        ...(random() < 0.5 ? { token: SECRETS.token } : {}),
      },
      clock,
      logLevel: 'error',
      logConnector: () => undefined,
      storage: 'none',
      followTransfers: random() < 0.3 ? 'ask' : undefined,
      sessionDescriptionHandlerFactory: (session) => this.#handlerOf(session),
      transportOptions: { socketFactory: network.factory, keepAliveInterval: 0 },
    });
    this.phone.on('incoming', (call) => this.#rings(call));
    this.phone.on('summary', ({ id }) => this.#joined.delete(id));
    this.phone.on('before', ({ command }) => {
      world.seen.add(`${command.action} by ${command.origin}`);
      // The server requested a second attempt, once, for a call that the user made.
      if (command.origin === 'retry') this.#joinsNext();
    });
    this.phone.on('challengeWithheld', ({ reason }) => world.seen.add(`withheld: ${reason}`));
  }

  /** One random action of the user. */
  act(): void {
    const { random } = this.world;
    const dice = random();
    const calls = this.#calls();
    const call = pick(random, ...calls) as Call | undefined;
    if (!call || dice < 0.15) return this.#calls().length < 3 ? this.#dials() : undefined;
    if (dice < 0.25) return this.#writes();
    if (call.state.question) return this.#decides(call);
    if (call.state.status === 'active') return this.#talks(call);
    if (dice < 0.4 && call.state.status !== 'incoming') this.hangUp(call);
  }

  hangUp(call: Call): void {
    this.#joined.delete(call.id);
    this.#endedByUser.add(call.id);
    this.#settles(call.hangUp());
    this.inspect();
  }

  hangUpAll(): void {
    for (const call of this.#calls()) this.hangUp(call);
  }

  /** Checks the rules that hold at every moment. */
  inspect(): void {
    const { problems, exchange } = this.world;
    const calls = this.#calls();
    for (const call of calls) this.#mustBeTheSame(call);
    for (const { handler, session } of this.#media) {
      if (handler.closed || !mayCapture(session.state.status)) continue;
      const call = calls.find((one) => one.session === session);
      if (!call) problems.push(`media is open for a session ${session.state.status} that belongs to no call`);
      else if (!this.#joined.has(call.id))
        problems.push(
          `media is open in a call that the user is not in (${call.state.status}, ${call.state.direction})`,
        );
      const party = this.#partyOf(session);
      if (exchange.rules.guardsDialogs && party === 'bob' && handler.taken.some((text) => text.includes(MARK)))
        problems.push('the call with Bob took a description of the attacker');
    }
  }

  /** Checks after all calls have ended and the phone is disposed of. */
  mustBeClean(): void {
    const { problems } = this.world;
    if (this.waiting > 0) problems.push(`${this.waiting} promises never settle`);
    for (const { state } of this.#calls()) problems.push(`a call is ${state.status} after its end`);
    for (const { handler } of this.#media) if (!handler.closed) problems.push('media was not closed');
    if (!this.#ua) return;
    const { core, sessions } = this.#ua;
    const left = {
      clients: core.userAgentClients.size,
      servers: core.userAgentServers.size,
      dialogs: core.dialogs.size,
      sessions: sessions.size,
    };
    for (const [what, count] of Object.entries(left)) if (count > 0) problems.push(`${count} ${what} left`);
  }

  #calls(): Call[] {
    return this.phone.state.calls
      .map(({ id }) => this.phone.getCall(id))
      .filter((call) => call !== undefined && call.state.status !== 'ended') as Call[];
  }

  #handlerOf(session: unknown): FakeDescriptionHandler {
    if (!(session instanceof Session)) throw new Error('no session');
    this.#ua = session.ua;
    const handler = new FakeDescriptionHandler();
    this.#media.push({ handler, session });
    return handler;
  }

  #partyOf(session: Session | undefined): Place | undefined {
    const dialog = session?.snapshot()?.dialog;
    return dialog && this.world.exchange.partyOf(dialog.callId, dialog.localTag, dialog.remoteTag);
  }

  /** An established call keeps its remote party (RFC 3891 §8), until that party or the user ends it. */
  #mustBeTheSame(call: Call): void {
    const { problems, seen } = this.world;
    if (call.state.status !== 'active') return;
    const party = this.#partyOf(call.session);
    if (party === undefined) return;
    if (!this.#parties.has(call.id)) {
      this.#parties.set(call.id, party);
      seen.add(`in a call with ${party}`);
      void call.ended.then(() => this.#mustHaveEnded(call, party));
    } else if (this.world.exchange.rules.guardsDialogs && this.#parties.get(call.id) !== party)
      problems.push(`the call with ${this.#parties.get(call.id)} was taken over by ${party}`);
  }

  #mustHaveEnded(call: Call, party: Place): void {
    const { problems, exchange, seen } = this.world;
    const { state, session } = call;
    if (party !== 'bob' || state.status !== 'ended' || !exchange.rules.guardsDialogs) return;
    seen.add(`a call with bob ended: ${state.endedBy} ${state.cause}`);
    if (state.endedBy !== 'remote' || this.#endedByUser.has(call.id)) return;
    if (session && !exchange.endedByBob.has(session.request.callId) && !this.#replacedByUser)
      problems.push(`the call with Bob ended (${state.cause}), and neither Bob nor the user ended it`);
  }

  /** The user answered a call that replaces another one. */
  #replacedByUser = false;

  #dials(): void {
    const target = pick(this.world.random, 'bob', 'bob', 'mallory', 'mallory', '1234', `sip:mallory@${DOMAIN}`);
    this.chosen.add(target.replace(/^sip:|@.*/g, ''));
    const call = this.phone.call(target);
    this.#joined.add(call.id);
    this.#follow(call);
  }

  #writes(): void {
    const target = pick(this.world.random, 'bob', 'mallory');
    this.chosen.add(target);
    this.#settles(this.phone.messages.send(target, 'Hello.'));
  }

  #rings(call: Call): void {
    const { clock, random } = this.world;
    this.#follow(call);
    if (call.session) this.#ua = call.session.ua;
    const dice = random();
    clock.after(random() * 6000, () => {
      if (call.state.status !== 'incoming') return;
      if (dice < 0.5) {
        this.#joined.add(call.id);
        if (call.session?.replacing) this.#replacedByUser = true;
        this.#settles(call.answer(random() < 0.2 ? { others: 'end' } : {}));
      } else if (dice < 0.65) this.#settles(call.decline());
      else if (dice < 0.75) this.#settles(call.deflect('bob'));
      else if (dice < 0.85) call.ignore();
      this.inspect();
    });
  }

  #follow(call: Call): void {
    this.#settles(call.answered);
    this.#settles(call.ended);
  }

  /** The phone asks whether it may call the target that the remote party named. */
  #decides(call: Call): void {
    const accepted = this.world.random() < 0.4;
    const { question } = call.state;
    if (!question) return;
    this.world.seen.add(`asked: ${question.kind}`);
    if (accepted) {
      this.chosen.add(question.target.number);
      if (question.kind === 'transfer') this.#joinsNext();
    }
    call.respond(accepted);
  }

  /** The user has agreed to the call that the phone is about to make. */
  #joinsNext(): void {
    const before = new Set(this.phone.state.calls.map(({ id }) => id));
    const stop = this.phone.subscribe(({ calls }) => {
      const made = calls.find(({ id, direction }) => !before.has(id) && direction === 'outgoing');
      if (!made) return;
      this.#joined.add(made.id);
      stop();
    });
    this.world.clock.after(100, stop);
  }

  #talks(call: Call): void {
    const { random } = this.world;
    const other = pick(random, ...this.#calls().filter((one) => one !== call && one.state.status === 'active'));
    const dice = random();
    if (dice < 0.3) this.#settles(call.hold());
    else if (dice < 0.5) this.hangUp(call);
    else if (dice < 0.6) this.#settles(call.sendDigits('12'));
    else if (dice < 0.7) this.#settles(call.transfer('bob'));
    else if (dice < 0.8 && other) this.#settles(call.transfer(other));
    else if (dice < 0.9) this.#settles(this.phone.activate(call.id));
    else call.mute();
  }

  #settles(work: Promise<unknown>): void {
    this.waiting++;
    work
      .catch((error: unknown) => {
        if (!(error instanceof PhoneError)) this.world.problems.push(`rejected with ${String(error)}`);
      })
      .finally(() => this.waiting--);
  }
}
