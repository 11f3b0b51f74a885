/**
 * Text messages (RFC 3428), in order, one conversation for each address.
 * Subjects: text messages; MESSAGE outside a call, sent; MESSAGE received; failed message, sent again; too long message refused;
 * messages marked as read; delivered or failed; content type of messages, 415.
 */

import { defined } from '../../sip/base/defined.js';
import { newUuid } from '../../sip/base/ids.js';
import type { ServerContext } from '../../sip/core/server-context.js';
import { assertedIdentities } from '../../sip/message/header/identity.js';
import { parseParameterized } from '../../sip/message/header/parameterized.js';
import type { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { URI } from '../../sip/message/uri.js';
import { checkAccepted, phoneError } from '../error-causes.js';
import { addressOf, numberOf, partyOf } from '../calls/party.js';
import { PhoneError } from '../phone-error.js';
import { AccountStorage } from '../account/account-storage.js';
import type { StorageOption } from '../account/storage-area.js';
import type { Cause, PhoneState } from '../state.js';
import type { Store } from '../store.js';
import {
  changeConversation,
  changeMessage,
  cleanMessage,
  readConversations,
  unreadOf,
  withAlias,
  withMessage,
} from './conversation.js';
import { LateComposing } from './late-composing.js';
import { fitConversations, LONGEST_TEXT } from './conversation-limits.js';
import type { ChatMessage, Conversation, Party } from '../contact-state.js';
import type { MessagesOwner } from './messages-owner.js';

/** The accepted content type; others are rejected with it in Accept (RFC 3261 §21.4.13). */
const ACCEPTED = 'text/plain';

/** Documents that tell that a party is writing (RFC 3994). */
const COMPOSING = 'application/im-iscomposing+xml';

/** Maximum of addresses whose contact lookup is cached. */
const MOST_LOOKED_UP = 500;

export class Messages {
  readonly #storage: AccountStorage<{ readonly conversations: readonly Conversation[] }>;
  /** The last pending message to each address: the next one waits for its final response (RFC 3428 §8). */
  readonly #sending = new Map<string, Promise<void>>();

  readonly #composing: LateComposing;
  #account: string | undefined;

  /** Whether addresses are those of contacts, cached as each message asks again. */
  readonly #contacts = new Map<string, boolean>();

  constructor(
    private readonly store: Store<PhoneState>,
    private readonly owner: MessagesOwner,
  ) {
    this.#composing = new LateComposing({
      clock: owner.clock,
      send: async (target, body) => {
        const line = await owner.settledLine();
        const response = await line?.message(target, body, COMPOSING).catch(() => undefined);
        return response?.statusCode;
      },
      show: (typing) => store.update({ typing }),
    });
    this.#storage = new AccountStorage({
      kind: 'messages',
      clock: owner.clock,
      read: (stored, live) => ({ conversations: readConversations(stored, live) }),
      fit: (value, room) => {
        const conversations = fitConversations(value.conversations, room, (one) => this.#isContact(one));
        return conversations === value.conversations ? value : { conversations };
      },
      show: ({ conversations }) => store.update({ conversations, unreadCount: unreadOf(conversations) }),
      isShared: () => owner.isShared(),
    });
  }

  /** Shows the conversations of this account; undefined for none. */
  use(account: string | undefined, option: StorageOption): void {
    if (account !== this.#account) this.#composing.end();
    this.#account = account;
    this.#storage.use(account, option);
  }

  /** Removes the stored and the shown conversations. */
  forget(): void {
    this.#storage.forget();
  }

  close(): void {
    this.#composing.end();
    this.#storage.close();
  }

  /** Sends a message. Resolves when the remote party, or a server for it, has accepted it; rejects with a `PhoneError`. */
  async send(target: string, text: string): Promise<void> {
    const uri = this.owner.targetUri(target.trim());
    const cleaned = cleanMessage(text);
    if (!uri) throw new PhoneError('not-found');
    if (cleaned === '') throw new PhoneError('failed', { detail: 'The message is empty.' });
    if ([...text].length > LONGEST_TEXT) {
      throw new PhoneError('failed', { detail: `A message has at most ${LONGEST_TEXT} characters.` });
    }
    this.owner.check(target, text);
    const { otherTab } = this.owner;
    if (otherTab) return void (await otherTab.run('sendMessage', [target, text]));
    const peer = { name: this.owner.nameOf(uri) ?? '', number: numberOf(uri), uri: addressOf(uri) };
    const message: ChatMessage = {
      id: newUuid(),
      direction: 'outgoing',
      text: cleaned,
      at: this.owner.clock.now(),
      status: 'sending',
    };
    this.#keep((conversations) => withMessage(conversations, peer, message));
    await this.#deliver(message.id, uri);
  }

  /** Sends a failed message again. Rejects with a `PhoneError`, also where there is no such message. */
  async resend(messageId: string): Promise<void> {
    const conversation = this.#conversations.find(({ messages }) => messages.some(({ id }) => id === messageId));
    const message = conversation?.messages.find(({ id }) => id === messageId);
    const uri = conversation && this.owner.targetUri(conversation.peer.uri);
    if (!uri || message?.status !== 'failed') throw new PhoneError('already-ended');
    this.owner.check(conversation.peer.uri, message.text);
    const { otherTab } = this.owner;
    if (otherTab) return void (await otherTab.run('resend', [messageId]));
    this.#change(messageId, 'sending');
    await this.#deliver(messageId, uri);
  }

  /**
   * Tells the party that the user is writing, where the option `composing` is set: call it with each change of the text. The notice ends
   * with the message, or after 15 s without a change.
   */
  typing(target: string): void {
    const uri = this.owner.targetUri(target.trim());
    if (uri && this.owner.composing && !this.owner.otherTab)
      void this.#composing.with((composing) => composing.typed(uri));
  }

  /** Marks the messages of this address as read by the user. */
  markRead(uri: string): void {
    this.#keep((conversations) =>
      changeConversation(conversations, uri, (conversation) =>
        conversation.unread === 0 ? conversation : { ...conversation, unread: 0 },
      ),
    );
  }

  /** Removes the conversation. Its pending messages may still be delivered. */
  clear(uri: string): void {
    this.#keep((conversations) => changeConversation(conversations, uri, () => undefined));
  }

  /** Applies changed names of contacts. */
  refresh(): void {
    this.#contacts.clear();
    this.#keep((conversations) => conversations.map((conversation) => this.#named(conversation)));
  }

  /** Handles a MESSAGE outside a dialog: takes it, or rejects a content type that cannot be shown (415). */
  receive(context: ServerContext): void {
    const { request } = context;
    if (request.contentType === COMPOSING && this.owner.composing) {
      const address = addressOf(senderHeader(request).uri);
      return void this.#composing.with((composing) => composing.take(address, request.body));
    }
    if (!isPlainText(request)) {
      context.reject({ statusCode: 415, extraHeaders: [`Accept: ${ACCEPTED}`] });
      return;
    }
    this.take(request);
  }

  /** Takes an accepted MESSAGE. `from`: the peer of the call for a MESSAGE inside a dialog. */
  take(request: IncomingRequest, from: NameAddrHeader = senderHeader(request)): void {
    const text = cleanMessage(request.body);
    if (!isPlainText(request) || text === '') return;
    const sender = senderOf(from);
    const peer = { ...sender, name: this.owner.nameOf(from.uri) ?? sender.name };
    const at = this.owner.clock.now();
    const message: ChatMessage = { id: newUuid(), direction: 'incoming', text, at, status: 'received' };
    this.#keep((conversations) => withMessage(conversations, peer, message));
    this.#composing.ifUsed((composing) => composing.received(peer.uri));
    this.owner.received(peer, message);
  }

  get #conversations(): readonly Conversation[] {
    return this.store.state.conversations;
  }

  async #deliver(id: string, uri: URI): Promise<void> {
    const { aor } = uri;
    const before = this.#sending.get(aor) ?? Promise.resolve();
    const done = before.then(() => this.#transmit(id, uri));
    const settled = done.catch(() => undefined);
    this.#sending.set(aor, settled);
    void settled.then(() => {
      if (this.#sending.get(aor) === settled) this.#sending.delete(aor);
    });
    await done;
  }

  async #transmit(id: string, uri: URI): Promise<void> {
    const text = this.#textOf(id);
    // The conversation was removed, or the account changed, while the message waited.
    if (text === undefined) throw new PhoneError('canceled');
    try {
      const line = await this.owner.settledLine();
      if (!line) throw new PhoneError('no-connection');
      await line.usable();
      this.#composing.ifUsed((composing) => composing.sent(uri));
      const response = await line.message(uri, text);
      checkAccepted(response);
      const [asserted] = assertedIdentities(response);
      if (asserted) this.#keep((conversations) => withAlias(conversations, id, senderOf(asserted)));
      // 202: a relay has taken the message, and may deliver it later (RFC 3428 §7).
      this.#change(id, response.statusCode === 202 ? 'sent' : 'delivered');
    } catch (error) {
      const failure = phoneError(error);
      this.#change(id, 'failed', failure.kind as Cause);
      throw failure;
    }
  }

  #textOf(id: string): string | undefined {
    return this.#conversations.flatMap(({ messages }) => messages).find((message) => message.id === id)?.text;
  }

  #change(id: string, status: ChatMessage['status'], cause?: Cause): void {
    const change = ({ cause: _before, ...message }: ChatMessage): ChatMessage => ({
      ...message,
      status,
      ...defined({ cause }),
    });
    this.#keep((conversations) => changeMessage(conversations, id, change));
  }

  #named(conversation: Conversation): Conversation {
    const uri = this.owner.targetUri(conversation.peer.uri);
    const name = uri && this.owner.nameOf(uri);
    if (!name || name === conversation.peer.name) return conversation;
    return { ...conversation, peer: { ...conversation.peer, name } };
  }

  #isContact({ peer }: Conversation): boolean {
    const known = this.#contacts.get(peer.uri);
    if (known !== undefined) return known;
    const uri = this.owner.targetUri(peer.uri);
    const isContact = uri !== undefined && this.owner.nameOf(uri) !== undefined;
    if (this.#contacts.size > MOST_LOOKED_UP) this.#contacts.clear();
    this.#contacts.set(peer.uri, isContact);
    return isContact;
  }

  #keep(make: (conversations: readonly Conversation[]) => readonly Conversation[]): void {
    this.#storage.change((value) => {
      const before = value.conversations;
      const conversations = make(before);
      const isSame =
        conversations.length === before.length && conversations.every((one, index) => one === before[index]);
      return isSame ? value : { conversations };
    });
  }
}

const senderHeader = (request: IncomingRequest): NameAddrHeader => assertedIdentities(request)[0] ?? request.from;

function senderOf(header: NameAddrHeader): Party {
  return { ...partyOf(header), uri: addressOf(header.uri) };
}

/** Whether the body is plain text in UTF-8, which the parser assumes, or its subset ASCII (RFC 3428 §10). */
function isPlainText({ contentType, headers }: IncomingRequest): boolean {
  if (contentType === undefined) return true;
  const charset = parseParameterized(headers.get('Content-Type') ?? '')?.params.get('charset') ?? 'utf-8';
  return contentType === ACCEPTED && /^"?(?:utf-?8|us-ascii)"?$/i.test(charset);
}
