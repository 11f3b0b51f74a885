/**
 * The side of the frame: sends the events of the phone to the embedding page, and performs its commands (HTML §9.4).
 * Subjects: frame, side of the phone; events to the embedding page; commands of the embedding page, permitted; whose commands a
 * framed phone follows; origins.
 */

import { rowOf, type FrameCommandName } from '../../phone/commands.js';
import { PhoneError } from '../../phone/phone-error.js';
import {
  SipAccountEvent,
  SipCallEvent,
  SipCallMessageEvent,
  SipCallSummaryEvent,
  SipDisconnectedEvent,
  SipErrorEvent,
  SipIncomingEvent,
  SipMessageEvent,
  SipRegistrationFailedEvent,
  SipRingBlockedEvent,
} from '../shared/events/events.js';
import {
  greeting,
  isCommandMessage,
  isGreeting,
  type CommandMessage,
  type FrameFact,
  isAskMessage,
  type FrameMessage,
} from './frame-protocol.js';
import { FrameQuestions } from './frame-questions.js';
import { pageAddress } from '../shared/page-calls/page-number.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';

const FACTS = [
  ...['sip-connected', 'sip-registered', 'sip-unregistered', 'sip-disconnected', 'sip-registration-failed'],
  ...['sip-incoming', 'sip-ring-blocked', 'sip-call-summary', 'sip-call-message', 'sip-message', 'sip-error'],
  ...['connecting', 'progress', 'accepted', 'confirmed', 'rejected', 'failed', 'terminated', 'cancel', 'refer'].map(
    (name) => `sip-call-${name}`,
  ),
  ...['replaced', 'dtmf', 'muted', 'unmuted', 'bye'].map((name) => `sip-call-${name}`),
];

export class FrameGuest {
  #port: MessagePort | undefined;
  readonly #stops: (() => void)[] = [];
  readonly #questions: FrameQuestions;

  /** @param origins of the pages that may embed this page and use its phone */
  constructor(
    private readonly origins: readonly string[],
    private readonly access: PhoneAccess,
  ) {
    this.#questions = new FrameQuestions(access, (id, question) => this.#send({ kind: 'question', id, question }));
    this.#listen(globalThis, 'message', this.#greeted);
    this.#listen(globalThis, 'pagehide', () => this.#send({ kind: 'left' }));
    for (const name of FACTS) this.#listen(access.owner, name, this.#tell);
    // The greeting carries no data, and is delivered to these origins only.
    for (const origin of origins.filter(mayBeAround)) parent.postMessage(greeting('loaded'), origin);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#questions.close();
    this.#send({ kind: 'left' });
    this.#port?.close();
    this.#port = undefined;
  }

  #listen(target: EventTarget, name: string, listener: (event: never) => void): void {
    target.addEventListener(name, listener as EventListener);
    this.#stops.push(() => target.removeEventListener(name, listener as EventListener));
  }

  readonly #greeted = ({ data, origin, source, ports }: MessageEvent<unknown>): void => {
    const [port] = ports;
    if (!isGreeting(data, 'hello') || !port || source !== parent || !this.origins.includes(origin)) return;
    this.#port?.close();
    this.#questions.reset();
    this.#port = port;
    port.addEventListener('message', ({ data: asked }: MessageEvent<unknown>) => {
      if (isCommandMessage(asked)) void this.#obey(asked);
      else if (isAskMessage(asked)) this.#questions.receive(asked);
    });
    port.start();
    this.#send({ kind: 'ready' });
  };

  #send(message: FrameMessage): void {
    this.#port?.postMessage(message);
  }

  readonly #tell = (event: Event): void => {
    const fact = factOf(event);
    if (fact) this.#send({ kind: 'fact', fact });
  };

  async #obey({ id, command, args }: CommandMessage): Promise<void> {
    try {
      const given = args.map(permitted(command));
      const call = await this.#questions.permitted(() => this.access.run(command, given));
      this.#send({ kind: 'result', id, call: call?.state });
    } catch (error) {
      this.#send({ kind: 'result', id, error: { kind: error instanceof PhoneError ? error.kind : 'internal' } });
    }
  }
}

/** Returns the check of each argument of a command: an embedding page may not dial service codes. */
const permitted =
  (command: FrameCommandName) =>
  (value: unknown, index: number): unknown => {
    const kind = rowOf(command).args[index];
    const isNumber =
      kind === 'target' || kind === 'extension' || (kind === 'transferTarget' && typeof value !== 'object');
    return isNumber ? numberOf(typeof value === 'string' ? value : '') : value;
  };

/** Returns the address that a page of an allowed origin may call; refuses service codes, as for links of a page. */
function numberOf(text: string): string {
  const address = pageAddress(text);
  if (address === undefined) throw new PhoneError('not-allowed', { detail: 'A service code, or no number.' });
  return address;
}

/** Whether the embedding page can have this origin, as far as the browser reveals it: a wrong target origin logs an error there. */
function mayBeAround(origin: string): boolean {
  const around =
    location.ancestorOrigins?.[0] ?? (URL.canParse(document.referrer) ? new URL(document.referrer).origin : '');
  return around === '' || around === origin;
}

/** Converts an event to plain data; the session of a call is left out. */
function factOf(event: Event): FrameFact | undefined {
  if (event instanceof SipAccountEvent) return { name: event.type as 'sip-connected' };
  if (event instanceof SipDisconnectedEvent) return { name: 'sip-disconnected', reason: event.reason };
  if (event instanceof SipRegistrationFailedEvent)
    return { name: 'sip-registration-failed', statusCode: event.statusCode, reason: event.reason };
  if (event instanceof SipIncomingEvent) return { name: 'sip-incoming', call: event.call.state };
  if (event instanceof SipRingBlockedEvent) return { name: 'sip-ring-blocked', call: event.call.state };
  if (event instanceof SipCallSummaryEvent) return { name: 'sip-call-summary', summary: event.summary };
  if (event instanceof SipCallMessageEvent)
    return { name: 'sip-call-message', call: event.call.state, message: event.message };
  if (event instanceof SipMessageEvent) return { name: 'sip-message', peer: event.peer, message: event.message };
  if (event instanceof SipErrorEvent) return { name: 'sip-error', problem: event.problem, message: event.message };
  if (event instanceof SipCallEvent)
    return { name: event.type as 'sip-call-progress', call: event.call.state, sessionEvent: event.sessionEvent };
  return undefined;
}
