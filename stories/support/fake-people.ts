/** Other people, for stories and tests: lamps, messages and contacts of a phone in memory. */

import type {
  CallLike,
  ContactsLike,
  LampsLike,
  MessagesLike,
  PhoneLikeEvents,
} from '../../src/components/shared/phone/phone-like.js';
import { elementClock } from '../../src/components/shared/time/time.js';
import type { Emitter } from '../../src/sip/base/emitter.js';
import { PhoneError } from '../../src/phone/phone-error.js';
import type { Veto } from '../../src/phone/policy/before.js';
import type {
  Cause,
  ChatMessage,
  Contact,
  Conversation,
  Lamp,
  LampStatus,
  PhoneState,
  Suggestion,
} from '../../src/phone/state.js';
import { ANN, BOB } from './parties.js';

/** What they need of the phone that has them. */
interface Owner {
  readonly state: PhoneState;
  readonly did: string[];
  readonly emitter: Emitter<PhoneLikeEvents>;
  readonly veto: Veto<CallLike>;
  set(patch: Partial<PhoneState>): void;
  place(target: string): CallLike;
  stopped(): CallLike;
}

/** The lamp of an extension of example.com. */
export function lamp(number: string, name: string, status: LampStatus, rest: Partial<Lamp> = {}): Lamp {
  const uri = `sip:${number}@example.com`;
  return { uri, name, number, targets: [number], status, canPickUp: status === 'ringing', ...rest };
}

/** The team of the boards. */
export const TEAM: readonly Lamp[] = [
  lamp('1020', 'Bob Marsh', 'available'),
  lamp('1000', 'Front desk', 'ringing'),
  lamp('1021', 'Chen Wei', 'busy'),
  lamp('1022', 'Dana Roy', 'held'),
  lamp('1023', 'Eli Stone', 'unknown'),
  lamp('1024', 'Fatima Noor', 'away', { note: 'At lunch' }),
  lamp('1025', 'Gil Moreau', 'offline'),
  lamp('1026', 'Warehouse', 'unavailable'),
];

export const CONTACTS: readonly Contact[] = [
  { id: '1', name: 'Ann Lee', favourite: true, numbers: [{ label: 'Mobile', target: ANN.number }] },
  {
    id: '2',
    name: 'Bob Marsh',
    watch: true,
    numbers: [
      { label: 'Desk', target: '1020' },
      { label: 'Mobile', target: BOB.number },
    ],
  },
  { id: '3', name: 'João Oliveira', numbers: [{ target: 'sip:joao@example.com' }] },
];

let count = 0;

export const said = (text: string, minutesAgo: number, rest: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `message-${++count}`,
  direction: 'incoming',
  text,
  at: elementClock().now() - minutesAgo * 60_000,
  status: 'received',
  ...rest,
});

export const wrote = (text: string, minutesAgo: number, rest: Partial<ChatMessage> = {}): ChatMessage =>
  said(text, minutesAgo, { direction: 'outgoing', status: 'delivered', ...rest });

/** The conversation of the board. */
export const conversationWithAnn = (): Conversation => ({
  peer: ANN,
  unread: 0,
  messages: [
    said('Is the delivery still on for this afternoon?', 30),
    wrote('Yes, the van left at noon. It should be with you by three.', 29),
    said('Perfect, thank you.', 12),
    said('Could you send the invoice to accounts?', 11),
    wrote('On its way.', 2),
  ],
});

export class FakeLamps implements LampsLike {
  /** The watched addresses, once for each subscriber. */
  readonly watched: string[] = [];

  constructor(private readonly phone: Owner) {}

  watch(target: string, name = ''): () => void {
    this.watched.push(target);
    const { lamps } = this.phone.state;
    if (!lamps.some(({ targets }) => targets.includes(target)))
      this.phone.set({ lamps: [...lamps, lamp(target, name, 'unknown')] });
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.watched.splice(this.watched.indexOf(target), 1);
    };
  }

  pickUp(target: string): CallLike {
    if (!this.phone.veto.permits({ action: 'pick-up', target, origin: 'local' })) return this.phone.stopped();
    this.phone.did.push(`pickUp ${target}`);
    return this.phone.place(target);
  }

  /** The server tells something new. */
  tell(target: string, change: Partial<Lamp>): void {
    const lamps = this.phone.state.lamps.map((one) => (one.targets.includes(target) ? { ...one, ...change } : one));
    this.phone.set({ lamps });
  }
}

export class FakeMessages implements MessagesLike {
  /** What sending ends with; undefined where it is delivered. */
  failsWith: Cause | undefined;
  /** Whether it fails before there is a message at all: the address can be nobody. */
  refuses = false;

  constructor(private readonly phone: Owner) {}

  send(target: string, text: string): Promise<void> {
    if (!this.phone.veto.permits({ action: 'message', target, text, origin: 'local' }))
      return Promise.reject(new PhoneError('canceled'));
    this.phone.did.push(`message ${target} ${text}`);
    if (this.refuses) return Promise.reject(new PhoneError('not-found'));
    const known = this.phone.state.conversations.find(({ peer }) => peer.uri === target || peer.number === target);
    const number = target.replace(/^sip:|@.*$/g, '');
    const peer = known?.peer ?? { name: '', number, uri: `sip:${number}@example.com` };
    const message = wrote(text.trim(), 0, this.#outcome());
    this.#keep({ peer, unread: known?.unread ?? 0, messages: [...(known?.messages ?? []), message] });
    return this.failsWith ? Promise.reject(new PhoneError(this.failsWith)) : Promise.resolve();
  }

  resend(messageId: string): Promise<void> {
    this.phone.did.push(`resend ${messageId}`);
    const conversations = this.phone.state.conversations.map((conversation) => ({
      ...conversation,
      messages: conversation.messages.map((message) =>
        message.id === messageId ? { ...message, ...this.#outcome() } : message,
      ),
    }));
    this.phone.set({ conversations });
    return this.failsWith ? Promise.reject(new PhoneError(this.failsWith)) : Promise.resolve();
  }

  markRead(uri: string): void {
    this.phone.did.push(`markRead ${uri}`);
    const known = this.phone.state.conversations.find(({ peer }) => peer.uri === uri);
    if (known) this.#keep({ ...known, unread: 0 });
  }

  /** To whom the user has written text. */
  readonly typed: string[] = [];

  typing(target: string): void {
    this.typed.push(target);
  }

  clear(uri: string): void {
    this.phone.did.push(`clear ${uri}`);
    this.phone.set({ conversations: this.phone.state.conversations.filter(({ peer }) => peer.uri !== uri) });
  }

  /** Somebody writes. */
  receive(text: string, peer = ANN): void {
    const known = this.phone.state.conversations.find((conversation) => conversation.peer.uri === peer.uri);
    const message = said(text, 0);
    this.#keep({ peer, unread: (known?.unread ?? 0) + 1, messages: [...(known?.messages ?? []), message] });
    this.phone.emitter.emit('message', peer, message);
  }

  #outcome(): Partial<ChatMessage> & { status: ChatMessage['status'] } {
    return this.failsWith ? { status: 'failed', cause: this.failsWith } : { status: 'delivered' };
  }

  #keep(conversation: Conversation): void {
    const others = this.phone.state.conversations.filter(({ peer }) => peer.uri !== conversation.peer.uri);
    const conversations = [conversation, ...others];
    this.phone.set({ conversations, unreadCount: conversations.reduce((sum, { unread }) => sum + unread, 0) });
  }
}

export class FakeContacts implements ContactsLike {
  /** What the page answers when it is asked. */
  answers: readonly Suggestion[] = [];

  constructor(private readonly phone: Owner) {}

  set(contacts: readonly Contact[]): void {
    this.phone.set({ contacts });
  }

  suggest(text: string): Promise<readonly Suggestion[]> {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return Promise.resolve([]);
    const known = this.phone.state.contacts.flatMap(({ name, numbers }) =>
      numbers.map(({ target, label }) => ({ name, target, from: 'contact' as const, ...(label ? { label } : {}) })),
    );
    const found = known.filter(({ name, target }) => `${name} ${target}`.toLowerCase().includes(wanted));
    return Promise.resolve([...found, ...this.answers].slice(0, 8));
  }
}
