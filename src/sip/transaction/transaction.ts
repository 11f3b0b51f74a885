/**
 * The base class of the four transactions: state machine, timers and id (RFC 3261 §17).
 * Subjects: transactions; state machines of transactions; timers of a transaction.
 */

import type { Clock, Timer } from '../base/clock.js';
import { reportListenerError } from '../base/emitter.js';
import { SipError } from '../base/errors.js';
import type { Logger, LoggerFactory } from '../base/logger.js';
import type { Message } from '../message/message.js';
import type { Transport } from '../transport/transport.js';
import type { CommonEvent, Effect, Machine, Step } from './machine.js';
import { DEFAULT_TIMING, type TimerName, type Timing } from './timing.js';

export type TransactionState =
  'calling' | 'trying' | 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';

/** The transaction user. An exception in a callback is reported and has no other effect. */
export interface TransactionUser {
  readonly clock: Clock;
  readonly loggerFactory: LoggerFactory;
  /** Base values for T1, T2 and T4, milliseconds. */
  readonly timing?: Partial<Pick<Timing, 't1' | 't2' | 't4'>>;
  /** Called after the effects of a state change; with `terminated` once, at the end, and not after `dispose()`. */
  onStateChange?(state: TransactionState): void;
  /** No final response to a request (timers B and F), or no ACK to a non-2xx (timer H), within 64*T1. */
  onRequestTimeout?(): void;
  /** A message could not be sent, or the flow broke before the final response. */
  onTransportError?(error: Error): void;
}

/** The state of any machine; other fields are private to the machine. */
interface MachineState {
  readonly name: TransactionState;
}

/** A machine with its initial step. Hides the type of its state, so that all transactions of a side have one type. */
export interface TransactionMachine<Event> {
  begin(timing: Timing): Step<MachineState>;
  step: Machine<MachineState, Event>;
}

export function transactionMachine<State extends MachineState, Event>(
  begin: (timing: Timing) => Step<State>,
  step: Machine<State, Event>,
): TransactionMachine<Event> {
  // `step` only receives states that it or `begin` returned.
  return { begin, step: step as unknown as Machine<MachineState, Event> };
}

/** A machine with its current state and its running timers. */
export abstract class Transaction<Event> {
  protected readonly logger: Logger;
  protected readonly timing: Timing;
  readonly #timers = new Map<TimerName, Timer>();
  readonly #user: TransactionUser;
  readonly #machine: TransactionMachine<Event | CommonEvent>;
  #first: Step<MachineState> | undefined;
  #state: MachineState;
  #disposed = false;

  protected constructor(
    /** Matches messages to this transaction: `clientTransactionId` or `serverTransactionId`. */
    readonly id: string,
    protected readonly transport: Transport,
    user: TransactionUser,
    machine: TransactionMachine<Event | CommonEvent>,
  ) {
    this.#user = user;
    this.#machine = machine;
    this.logger = user.loggerFactory.getLogger('sip.transaction', id);
    this.timing = { ...DEFAULT_TIMING, ...user.timing, reliable: transport.reliable };
    this.#first = machine.begin(this.timing);
    this.#state = this.#first.state;
  }

  get state(): TransactionState {
    return this.#disposed ? 'terminated' : this.#state.name;
  }

  protected get machineState(): MachineState {
    return this.#state;
  }

  /** Ends the transaction at once, without messages, callbacks and timers. */
  dispose(): void {
    this.#disposed = true;
    this.#clearTimers();
    this.onEnd();
  }

  /** Runs the effects of the initial step; later calls do nothing. */
  protected begin(): void {
    const first = this.#first;
    this.#first = undefined;
    if (first && !this.#disposed) this.#run(first.effects, undefined, undefined);
  }

  /** Passes an event to the machine. `message` and `error` are the arguments of its effects. */
  protected dispatch(event: Event | CommonEvent, message?: Message, error?: Error): void {
    if (this.#disposed || this.#state.name === 'terminated') return;
    const before = this.#state.name;
    const { state, effects } = this.#machine.step(this.#state, event, this.timing);
    this.#state = state;
    this.#run(effects, message, error);
    // A callback may have caused a further state change, which was reported already.
    if (this.#disposed || this.#state !== state || state.name === before) return;
    if (state.name === 'terminated') {
      this.#clearTimers();
      this.onEnd();
    }
    this.tell((user) => user.onStateChange?.(state.name));
  }

  /** Performs an effect that only transactions of this side have. */
  protected abstract perform(effect: Effect, message: Message | undefined): void;

  /** Releases the resources of a subclass; called on termination and `dispose()`. */
  protected onEnd(): void {}

  /** Sends a message. A failure is dispatched as an event asynchronously. */
  protected put(message: Message): void {
    this.transport.send(message).catch((reason: unknown) => {
      const error = reason instanceof Error ? reason : new Error(String(reason));
      this.logger.warn(`cannot send: ${error.message}`);
      this.dispatch({ type: 'transport-error' }, undefined, error);
    });
  }

  protected tell<User extends TransactionUser>(callback: (user: User) => void): void {
    if (this.#disposed) return;
    try {
      callback(this.#user as User);
    } catch (error) {
      reportListenerError(error);
    }
  }

  #run(effects: readonly Effect[], message: Message | undefined, error: Error | undefined): void {
    for (const effect of effects) {
      if (this.#disposed) return;
      if (effect.do === 'start') this.#arm(effect.timer, effect.delay);
      else if (effect.do === 'stop') this.#disarm(effect.timer);
      else if (effect.do === 'tell-timeout') this.tell((user) => user.onRequestTimeout?.());
      else if (effect.do === 'tell-transport-error')
        this.tell((user) => user.onTransportError?.(error ?? new SipError('transport', 'the flow failed')));
      else this.perform(effect, message);
    }
  }

  #arm(timer: TimerName, delay: number): void {
    this.#disarm(timer);
    const fire = (): void => {
      this.#timers.delete(timer);
      this.dispatch({ type: 'timer', timer });
    };
    this.#timers.set(timer, this.#user.clock.after(delay, fire));
  }

  #disarm(timer: TimerName): void {
    this.#timers.get(timer)?.cancel();
    this.#timers.delete(timer);
  }

  #clearTimers(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }
}
