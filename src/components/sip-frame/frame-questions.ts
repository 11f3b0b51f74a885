/**
 * The questions of the phone in a frame to the page around it: commands of the user that the page can prevent, and data that the page
 * supplies. Only what the page has asked for (`<sip-frame asks>`) waits for it, and for a limited time, so that a page that hangs stops no call.
 * Subjects: asks attribute of a frame; veto of the embedding page; 5 s limit of a question to the page.
 */

import { COMMAND_NAMES, rowOf, type CommandName } from '../../phone/commands.js';
import { elementClock } from '../shared/time/time.js';
import {
  SipBeforeActionEvent,
  SipBeforeAvailabilityEvent,
  SipBeforePhoneActionEvent,
  SipBeforeCallEvent,
  SipBeforeMessageEvent,
  SipBeforePickUpEvent,
  SipCallerLookupEvent,
  SipContactsQueryEvent,
  SipCredentialsEvent,
} from '../shared/events/events.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { AskMessage, FrameQuestion } from './frame-protocol.js';

/** Limit in ms of a question: then a command is performed, and data is missing. */
const ANSWER_LIMIT = 5000;

/** All that can be prevented but `digits`: a PIN that is typed into the frame is for the remote party only. */
const ACTIONS = new Set(
  COMMAND_NAMES.flatMap((name) => rowOf(name).before ?? []).filter((action) => action !== 'digits'),
);
const DATA = ['caller-lookup', 'contacts-query', 'credentials'];

export class FrameQuestions {
  readonly #pending = new Map<number, (answer: unknown) => void>();
  readonly #stops: (() => void)[] = [];
  #topics: readonly string[] = [];
  #count = 0;
  /** A command that the page has permitted, or has given itself, is being performed. */
  #permitted = false;

  /** @param send sends a question; undefined while no page is connected */
  constructor(
    private readonly access: PhoneAccess,
    private readonly send: (id: number, question: FrameQuestion) => void,
  ) {
    for (const action of ACTIONS) this.#listen(`sip-before-${action}`, (event) => this.#before(action, event));
    for (const topic of DATA) this.#listen(`sip-${topic}`, (event) => this.#data(topic, event));
  }

  /** Performs a command of the page itself, about which it is not asked. */
  permitted<T>(command: () => T): T {
    this.#permitted = true;
    try {
      return command();
    } finally {
      this.#permitted = false;
    }
  }

  receive(message: AskMessage): void {
    if (message.kind === 'asks') this.#topics = message.topics;
    else this.#pending.get(message.id)?.(message.answer);
  }

  /** The page has gone: its questions are answered as if it were silent. */
  reset(): void {
    this.#topics = [];
    for (const settle of [...this.#pending.values()]) settle(undefined);
  }

  close(): void {
    this.reset();
    for (const stop of this.#stops) stop();
  }

  #listen(name: string, listener: (event: Event) => void): void {
    // Not that of the element, which takes it for a page that answers challenges: the page around the frame has not said yet what it answers.
    EventTarget.prototype.addEventListener.call(this.access.owner, name, listener);
    this.#stops.push(() => this.access.owner.removeEventListener(name, listener));
  }

  /** Stops the command, asks, and performs it where the page does not prevent it. Requests of remote parties do not wait. */
  #before(action: string, event: Event): void {
    if (this.#permitted || event.defaultPrevented || !this.#topics.includes(action)) return;
    const held = heldCommand(event, action, this.access);
    if (!held) return;
    event.preventDefault();
    void this.#ask(held.question).then((allowed) => {
      // A veto of the page in the frame, or a call that has ended meanwhile, is a rejection that the state shows.
      if (allowed !== false) this.permitted(() => void held.perform().catch(() => {}));
    });
  }

  #data(topic: string, event: Event): void {
    if (!this.#topics.includes(topic)) return;
    if (event instanceof SipCallerLookupEvent)
      event.respondWith(
        this.#ask({ name: event.type as 'sip-caller-lookup', party: event.party }) as Promise<undefined>,
      );
    else if (event instanceof SipContactsQueryEvent)
      event.respondWith(
        this.#ask({ name: 'sip-contacts-query', text: event.text }).then((found) =>
          Array.isArray(found) ? found : [],
        ),
      );
    else if (event instanceof SipCredentialsEvent) {
      const { signal: _signal, ...challenge } = event.challenge;
      event.respondWith(this.#ask({ name: 'sip-credentials', challenge }) as Promise<undefined>);
    }
  }

  #ask(question: FrameQuestion): Promise<unknown> {
    return new Promise((resolve) => {
      const id = ++this.#count;
      const timer = elementClock().after(ANSWER_LIMIT, () => settle(undefined));
      const settle = (answer: unknown): void => {
        timer.cancel();
        this.#pending.delete(id);
        resolve(answer);
      };
      this.#pending.set(id, settle);
      this.send(id, question);
    });
  }
}

interface HeldCommand {
  readonly question: FrameQuestion;
  perform(): Promise<unknown>;
}

/** Returns a command of the user that can be given again; undefined for the request of a remote party, which cannot. */
function heldCommand(event: Event, action: string, access: PhoneAccess): HeldCommand | undefined {
  const name = `sip-before-${action}` as const;
  if (event instanceof SipBeforeCallEvent && event.origin === 'local') {
    const { number, options, origin } = event;
    const perform = (): Promise<unknown> => access.run('call', [number, options]);
    return { question: { name, value: number, origin }, perform };
  }
  if (event instanceof SipBeforeMessageEvent)
    return {
      question: { name, value: event.address, origin: 'local' },
      perform: () => access.run('sendMessage', [event.address, event.text]),
    };
  if (event instanceof SipBeforeAvailabilityEvent)
    return {
      question: { name, value: event.availability, origin: 'local' },
      perform: () => access.run('setAvailability', [event.availability]),
    };
  if (event instanceof SipBeforePhoneActionEvent)
    return {
      question: { name, value: event.value, origin: 'local' },
      perform: () => access.run(commandOf(action), [event.value]),
    };
  if (event instanceof SipBeforePickUpEvent)
    return {
      question: { name, value: event.address, origin: 'local' },
      perform: () => access.run('pickUp', [event.address]),
    };
  if (!(event instanceof SipBeforeActionEvent) || event.origin !== 'local') return undefined;
  const { call, value, origin } = event;
  const command = commandOf(action);
  const args = rowOf(command).args.map((kind) => argument(kind, call.id, value, access));
  return {
    question: { name, value: typeof value === 'object' ? undefined : value, call: call.state, origin },
    perform: () => access.run(command, args),
  };
}

const commandOf = (action: string): CommandName => COMMAND_NAMES.find((one) => rowOf(one).before === action)!;

/** The argument of a command on a call: the id of the call, or the value, which for a transfer can be the id of another call. */
function argument(kind: string, callId: string, value: unknown, access: PhoneAccess): unknown {
  if (kind === 'callId') return callId;
  const other = kind === 'transferTarget' && typeof value === 'string' ? access.phone.getCall(value) : undefined;
  return other ? { id: other.id } : value;
}
