/**
 * The side of the embedding page: greets the phone in the frame, sends commands, and receives events (HTML §9.4).
 * Subjects: frame, side of the page; commands to a phone in a frame; time limit of a frame.
 */

import type { FrameCommandName } from '../../phone/commands.js';
import { PhoneError } from '../../phone/phone-error.js';
import type { CallState } from '../../phone/state.js';
import {
  greeting,
  isGreeting,
  type AskMessage,
  type CommandMessage,
  type FrameFact,
  type FrameMessage,
  type FrameQuestion,
  type ResultMessage,
} from './frame-protocol.js';
import { elementClock } from '../shared/time/time.js';

/** Timeout in ms of a command that waits for the frame to become ready. */
const READY_LIMIT = 15_000;

/** What the element does with the messages of the frame. */
interface FrameListener {
  /** Called with each event, in order. */
  received(fact: FrameFact): void;
  /** The phone in the frame became usable or unusable. */
  changed(ready: boolean): void;
  /** Answers a question of the phone in the frame; undefined is no answer. */
  asked(question: FrameQuestion): unknown;
}

interface PendingCommand {
  resolve(call: CallState | undefined): void;
  reject(error: PhoneError): void;
}

export class FrameHost {
  /** Commands that were sent, by id, until their results arrive. */
  readonly #pending = new Map<number, PendingCommand>();
  /** Settles the commands that wait until the phone in the frame is ready; false: it will not be. */
  readonly #readyWaiters = new Set<(ready: boolean) => void>();
  #lastId = 0;
  /** The connection to the phone that announced itself last. */
  #port: MessagePort | undefined;
  #isReady = false;
  /** Whether a phone has announced itself since the frame last loaded a page. */
  #isAnnounced = false;
  #closed = false;

  /**
   * @param origin of the page in the frame; messages of other origins are ignored, and none is sent to them
   * @param topics what the frame asks the page first
   */
  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly origin: string,
    private readonly listener: FrameListener,
    private topics: readonly string[],
  ) {
    addEventListener('message', this.#onMessage);
  }

  /** The frame has loaded a page. The connection to the phone of the page before ends; that of this page may be there already. */
  pageLoaded(): void {
    if (!this.#isAnnounced) this.#disconnect();
    this.#isAnnounced = false;
  }

  /**
   * Starts a connection to a phone that has just announced itself; commands of the previous one are rejected. Only this starts one:
   * a second greeting of the same phone would close the port on which its first events are under way.
   */
  #greet(): void {
    this.#disconnect();
    this.#isAnnounced = true;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent<FrameMessage>) => this.#receive(data));
    port1.start();
    this.frame.contentWindow?.postMessage(greeting('hello'), this.origin, [port2]);
  }

  /** Resolves when the phone has performed the command; waits for a frame that is not ready. Rejects with a `PhoneError`. */
  async command(command: FrameCommandName, args: CommandMessage['args']): Promise<CallState | undefined> {
    if (!this.#isReady && !(await this.#untilReady())) throw new PhoneError(this.#closed ? 'no-connection' : 'timeout');
    const port = this.#port;
    if (!port) throw new PhoneError('no-connection', { detail: 'The frame is gone.' });
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      port.postMessage({ kind: 'command', id, command, args } satisfies CommandMessage);
    });
  }

  /** Sets what the frame asks the page first. */
  ask(topics: readonly string[]): void {
    this.topics = topics;
    if (this.#isReady) this.#send({ kind: 'asks', topics });
  }

  close(): void {
    this.#closed = true;
    removeEventListener('message', this.#onMessage);
    this.#disconnect();
    this.#settleWaiters(false);
  }

  /** Resolves with false when the phone in the frame is not ready in time. */
  #untilReady(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = elementClock().after(READY_LIMIT, () => settle(false));
      const settle = (ready: boolean): void => {
        timer.cancel();
        this.#readyWaiters.delete(settle);
        resolve(ready);
      };
      this.#readyWaiters.add(settle);
    });
  }

  #settleWaiters(ready: boolean): void {
    for (const settle of [...this.#readyWaiters]) settle(ready);
  }

  /** Ends the connection to the phone; its pending commands are rejected. */
  #disconnect(): void {
    if (this.#isReady) this.listener.changed(false);
    this.#isReady = false;
    this.#port?.close();
    this.#port = undefined;
    for (const { reject } of this.#pending.values())
      reject(new PhoneError('no-connection', { detail: 'The page in the frame was left.' }));
    this.#pending.clear();
  }

  readonly #onMessage = ({ data, origin, source }: MessageEvent<unknown>): void => {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    if (isGreeting(data, 'loaded')) this.#greet();
  };

  #receive(message: FrameMessage): void {
    switch (message.kind) {
      case 'ready':
        return this.#becomeReady();
      case 'left':
        this.#isAnnounced = false;
        return this.#disconnect();
      case 'fact':
        // Accept only names of `sip-…` events from the page in the frame, never `click`.
        if (/^sip-[a-z-]+$/.test(message.fact.name)) this.listener.received(message.fact);
        return;
      case 'question':
        return void this.#answer(message.id, message.question);
      default:
        this.#settleCommand(message);
    }
  }

  #becomeReady(): void {
    this.#isReady = true;
    this.#send({ kind: 'asks', topics: this.topics });
    this.listener.changed(true);
    this.#settleWaiters(true);
  }

  #settleCommand({ id, error, call }: ResultMessage): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new PhoneError(error.kind));
    else pending?.resolve(call);
  }

  /** A question without an answer is answered too, so that the frame need not wait. */
  async #answer(id: number, question: FrameQuestion): Promise<void> {
    const answer = await Promise.resolve(this.listener.asked(question)).catch(() => undefined);
    try {
      this.#send({ kind: 'answer', id, answer });
    } catch {
      // The answer has functions or other objects that cannot be sent (HTML §2.7.3, DataCloneError).
      this.#send({ kind: 'answer', id, answer: undefined });
    }
  }

  #send(message: AskMessage): void {
    this.#port?.postMessage(message);
  }
}
