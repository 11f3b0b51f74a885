/**
 * The limits of conversations, and which messages and conversations are removed first: messages of strangers never displace
 * those with known parties.
 * Subjects: number of messages kept; longest text message; conversations removed first; 500 messages of a conversation; messages
 * of strangers; chat budget.
 */

import { firstThatFit } from '../account/storage-area.js';
import type { ChatMessage, Conversation } from '../contact-state.js';

/** Maximum of messages of one conversation; the oldest of the direction that has more than half are removed. */
export const MOST_MESSAGES = 500;
/** Maximum of further addresses of one party. */
export const MOST_ALIASES = 10;
/** Maximum of characters of one message. */
export const LONGEST_TEXT = 8000;
/** Maximum of conversations: with known parties (contacts, or parties written to), and with strangers. */
const MOST_KNOWN = 100;
const MOST_STRANGERS = 100;
/** Parts of the budget: all strangers together, one stranger, and each direction of a conversation with a known party. */
const STRANGERS = 1 / 4;
const ONE_STRANGER = 1 / 16;
const ONE_SIDE = 1 / 8;
/** Size of a message and of a conversation besides their texts. */
const MESSAGE_FRAME = 160;
const FRAME = 128;

const sizeOfMessage = ({ id, text }: ChatMessage): number => MESSAGE_FRAME + id.length + text.length;

/** Whether the user has written in the conversation. */
const isOwn = ({ messages }: Conversation): boolean => messages.some(({ direction }) => direction === 'outgoing');

/**
 * Returns the conversations that fit into `room` characters of JSON, in their order, with the newest messages of each.
 * @param isContact whether the party is a contact of the application
 */
export function fitConversations(
  conversations: readonly Conversation[],
  room: number,
  isContact: (conversation: Conversation) => boolean,
): readonly Conversation[] {
  const isKnown = (conversation: Conversation): boolean => isOwn(conversation) || isContact(conversation);
  const known = new Map<Conversation, Conversation>();
  const strangers = new Map<Conversation, Conversation>();
  for (const conversation of conversations)
    if (isKnown(conversation)) known.set(conversation, trimmed(conversation, room * ONE_SIDE));
    else strangers.set(conversation, trimmed(conversation, room * ONE_STRANGER));
  // In order of the user's last message, which no other party can change.
  const byOwn = [...known.values()].sort((one, other) => writtenAt(other) - writtenAt(one));
  const kept = new Set([
    ...firstThatFit(byOwn, room * (1 - STRANGERS), sizeOf, MOST_KNOWN),
    ...firstThatFit(strangers.values(), room * STRANGERS, sizeOf, MOST_STRANGERS),
  ]);
  const fitting = conversations.flatMap((conversation) => {
    const small = known.get(conversation) ?? strangers.get(conversation);
    return small && kept.has(small) ? small : [];
  });
  const same = fitting.length === conversations.length && fitting.every((one, index) => one === conversations[index]);
  return same ? conversations : fitting;
}

/** Keeps the newest messages of each direction that fit, and always the newest of all. */
function trimmed(conversation: Conversation, room: number): Conversation {
  const { messages, unread } = conversation;
  const newestFirst = [...messages].reverse();
  const of = (wanted: ChatMessage['direction']): Set<ChatMessage> =>
    firstThatFit(
      newestFirst.filter(({ direction }) => direction === wanted),
      room,
      sizeOfMessage,
    );
  if (sizeOf(conversation) <= room) return conversation;
  const kept = new Set([...newestFirst.slice(0, 1), ...of('outgoing'), ...of('incoming')]);
  if (kept.size === messages.length) return conversation;
  const left = messages.filter((message) => kept.has(message));
  return { ...conversation, messages: left, unread: Math.min(unread, left.length) };
}

function sizeOf({ peer, aliases = [], messages }: Conversation): number {
  const texts = [peer.name, peer.number, peer.uri, ...aliases];
  const frame = texts.reduce((sum, text) => sum + text.length + 3, FRAME);
  return messages.reduce((sum, message) => sum + sizeOfMessage(message), frame);
}

function writtenAt({ messages }: Conversation): number {
  return messages.findLast(({ direction }) => direction === 'outgoing')?.at ?? -Infinity;
}

/** Returns the messages to keep: those of one direction never displace those of the other. */
export function newestMessages(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const surplus = messages.length - MOST_MESSAGES;
  if (surplus <= 0) return messages;
  const received = messages.filter(({ direction }) => direction === 'incoming').length;
  let incoming = Math.min(surplus, Math.max(0, received - MOST_MESSAGES / 2));
  let outgoing = surplus - incoming;
  return messages.filter(({ direction }) => (direction === 'incoming' ? incoming-- <= 0 : outgoing-- <= 0));
}
