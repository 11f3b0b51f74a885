/**
 * Conversations as pure functions: adding and changing messages, and validation of stored data.
 * Subjects: conversation; unread messages; received message cut; stored messages, read; control characters in messages; alias of
 * a party.
 */

import { isCauseWord } from '../words.js';
import { cleanText } from '../calls/party.js';
import type { ChatMessage, Conversation, Party } from '../contact-state.js';
import { LONGEST_TEXT, MOST_ALIASES, MOST_MESSAGES, newestMessages } from './conversation-limits.js';

/** Unsafe characters as in names; line breaks and tabs are kept. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** Returns text from the network that is safe to display: line breaks as `\n`, no invisible characters, at most `LONGEST_TEXT`. */
export function cleanMessage(text: string): string {
  const cleaned = text
    .slice(0, LONGEST_TEXT * 2)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSAFE, (character) => (character === '\n' || character === '\t' ? character : ''));
  return [...cleaned].slice(0, LONGEST_TEXT).join('').trim();
}

/** Whether a conversation includes this address. */
function isWith({ peer, aliases = [] }: Conversation, uri: string): boolean {
  return peer.uri === uri || aliases.includes(uri);
}

/** Adds a message to the conversation with its peer and moves the conversation to the front. */
export function withMessage(
  conversations: readonly Conversation[],
  peer: Party,
  message: ChatMessage,
): readonly Conversation[] {
  const known = conversations.find((conversation) => isWith(conversation, peer.uri));
  const others = conversations.filter((conversation) => conversation !== known);
  const unread = (known?.unread ?? 0) + (message.direction === 'incoming' ? 1 : 0);
  if (known?.messages.some(({ id }) => id === message.id)) return conversations;
  const messages = newestMessages([...(known?.messages ?? []), message]);
  // A message without a display name keeps the known name.
  const named = { ...(known?.peer ?? peer), name: peer.name || known?.peer.name || '' };
  const next = { ...known, peer: named, messages, unread: Math.min(unread, messages.length) };
  return [next, ...others];
}

/**
 * Adds the asserted identity of the recipient of the message `id`: messages from it join the conversation, and one that there
 * was with it until now is merged into it.
 */
export function withAlias(
  conversations: readonly Conversation[],
  id: string,
  asserted: Party,
): readonly Conversation[] {
  const sentTo = conversations.find(({ messages }) => messages.some((message) => message.id === id));
  if (!sentTo || isWith(sentTo, asserted.uri)) return conversations;
  const receivedFrom = conversations.find((conversation) => isWith(conversation, asserted.uri));
  const messages = [...(receivedFrom?.messages ?? []), ...sentTo.messages].sort((a, b) => a.at - b.at);
  const aliases = [...(sentTo.aliases ?? []), ...(receivedFrom?.aliases ?? []), asserted.uri].slice(-MOST_ALIASES);
  const next = {
    peer: { ...sentTo.peer, name: sentTo.peer.name || asserted.name },
    aliases,
    messages: newestMessages(messages),
    unread: Math.min(sentTo.unread + (receivedFrom?.unread ?? 0), messages.length, MOST_MESSAGES),
  };
  return conversations.flatMap((conversation) =>
    conversation === sentTo ? next : conversation === receivedFrom ? [] : conversation,
  );
}

/** Replaces a message; without it, nothing changes. */
export function changeMessage(
  conversations: readonly Conversation[],
  id: string,
  change: (message: ChatMessage) => ChatMessage,
): readonly Conversation[] {
  return conversations.map((conversation) =>
    conversation.messages.some((message) => message.id === id)
      ? {
          ...conversation,
          messages: conversation.messages.map((message) => (message.id === id ? change(message) : message)),
        }
      : conversation,
  );
}

/** Replaces a conversation, or removes it. */
export function changeConversation(
  conversations: readonly Conversation[],
  uri: string,
  change: (conversation: Conversation) => Conversation | undefined,
): readonly Conversation[] {
  return conversations.flatMap((conversation) =>
    isWith(conversation, uri) ? (change(conversation) ?? []) : conversation,
  );
}

/** Returns the number of unread messages in all conversations. */
export function unreadOf(conversations: readonly Conversation[]): number {
  return conversations.reduce((sum, { unread }) => sum + unread, 0);
}

/** Validates stored data. A message that was being sent counts as failed, unless another page that is `live` sends it. */
export function readConversations(value: unknown, live = false): readonly Conversation[] {
  // Versions with one writer stored the list by itself.
  const list = Array.isArray(value) ? value : (value as { conversations?: unknown } | null)?.conversations;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => readConversation(entry, live) ?? []);
}

function readConversation(value: unknown, live: boolean): Conversation | undefined {
  const { peer, aliases, messages, unread } = (value ?? {}) as Partial<Conversation>;
  const texts: unknown[] = [peer?.name, peer?.number, peer?.uri];
  if (!peer || !texts.every((text) => typeof text === 'string') || !Array.isArray(messages)) return undefined;
  const read = newestMessages(messages.flatMap((message: unknown) => readMessage(message, live) ?? []));
  const { name, number, uri } = peer;
  const others = (Array.isArray(aliases) ? (aliases as unknown[]) : []).filter((alias) => typeof alias === 'string');
  return {
    ...(others.length > 0 ? { aliases: others.map((alias) => cleanText(alias, 512)).slice(-MOST_ALIASES) } : {}),
    peer: { name: cleanText(name), number: cleanText(number), uri: cleanText(uri, 512) },
    messages: read,
    unread: Number.isInteger(unread) ? Math.max(0, Math.min(unread!, read.length)) : 0,
  };
}

function readMessage(value: unknown, live: boolean): ChatMessage | undefined {
  const { id, direction, text, at, status, cause } = (value ?? {}) as Partial<ChatMessage>;
  if (typeof id !== 'string' || typeof text !== 'string' || typeof at !== 'number') return undefined;
  const base = { id, text: cleanMessage(text), at };
  if (direction === 'incoming') return { ...base, direction, status: 'received' };
  if (direction !== 'outgoing') return undefined;
  if (status === 'sent' || status === 'delivered' || (live && status === 'sending'))
    return { ...base, direction, status };
  return { ...base, direction, status: 'failed', cause: isCauseWord(cause) ? cause : 'no-connection' };
}
