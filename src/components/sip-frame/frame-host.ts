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

interface Waiting {
  resolve(call: CallState | undefined): void;
  reject(error: PhoneError): void;
}

export class FrameHost {
  readonly #waiting = new Map<number, Waiting>();
  /** Commands that wait for the phone in the frame. */
  readonly #early = new Set<(ready: boolean) => void>();
  #count = 0;
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
    addEventListener('message', this.#announced);
  }

  /** The frame has loaded a page. The connection to the phone of the page before ends; that of this page may be there already. */
  pageLoaded(): void {
    if (!this.#isAnnounced) this.#forget();
    this.#isAnnounced = false;
  }

  /**
   * Starts a connection to a phone that has just announced itself; commands of the previous one are rejected. Only this starts one:
   * a second greeting of the same phone would close the port on which its first events are under way.
   */
  #greet(): void {
    this.#forget();
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
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
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
    removeEventListener('message', this.#announced);
    this.#forget();
    this.#release(false);
  }

  #untilReady(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = elementClock().after(READY_LIMIT, () => settle(false));
      const settle = (ready: boolean): void => {
        timer.cancel();
        this.#early.delete(settle);
        resolve(ready);
      };
      this.#early.add(settle);
    });
  }

  #release(ready: boolean): void {
    for (const settle of [...this.#early]) settle(ready);
  }

  #forget(): void {
    if (this.#isReady) this.listener.changed(false);
    this.#isReady = false;
    this.#port?.close();
    this.#port = undefined;
    for (const { reject } of this.#waiting.values())
      reject(new PhoneError('no-connection', { detail: 'The page in the frame was left.' }));
    this.#waiting.clear();
  }

  readonly #announced = ({ data, origin, source }: MessageEvent<unknown>): void => {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    if (isGreeting(data, 'loaded')) this.#greet();
  };

  #receive(message: FrameMessage): void {
    if (message.kind === 'ready') {
      this.#isReady = true;
      this.#send({ kind: 'asks', topics: this.topics });
      this.listener.changed(true);
      this.#release(true);
    } else if (message.kind === 'left') {
      this.#isAnnounced = false;
      this.#forget();
    } else if (message.kind === 'fact') {
      // Accept only names of `sip-…` events from the page in the frame, never `click`.
      if (/^sip-[a-z-]+$/.test(message.fact.name)) this.listener.received(message.fact);
    } else if (message.kind === 'question') {
      void this.#answer(message.id, message.question);
    } else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new PhoneError(message.error.kind));
      else waiting?.resolve(message.call);
    }
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
