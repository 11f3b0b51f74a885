/** Which conversations are forgotten first, so that texts of strangers never push out what a person has written or been written by people they know. */

import { within } from '../account/storage-area.js';
import type { ChatMessage, Conversation } from '../contact-state.js';

/** Conversations at most: with people this side has written to or knows, and with all others. */
const MOST_KNOWN = 100;
const MOST_STRANGERS = 100;
/** Parts of the budget: of all strangers together, of one of them, and of each side of a conversation with somebody known. */
const STRANGERS = 1 / 4;
const ONE_STRANGER = 1 / 16;
const ONE_SIDE = 1 / 8;
/** What a message, and a conversation, takes besides its texts. */
const MESSAGE_FRAME = 160;
const FRAME = 128;

const sizeOfMessage = ({ id, text }: ChatMessage): number => MESSAGE_FRAME + id.length + text.length;

/** Whether the person here has written in it. */
const isOwn = ({ messages }: Conversation): boolean => messages.some(({ direction }) => direction === 'outgoing');

/**
 * The conversations that fit into so many characters of JSON, in their order, with the newest messages of each.
 *
 * @param isContact whether somebody is in the address book of the page
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
  // By what the person wrote last, which nobody else can move.
  const byOwn = [...known.values()].sort((one, other) => writtenAt(other) - writtenAt(one));
  const kept = new Set([
    ...within(byOwn, room * (1 - STRANGERS), sizeOf, MOST_KNOWN),
    ...within(strangers.values(), room * STRANGERS, sizeOf, MOST_STRANGERS),
  ]);
  const fitting = conversations.flatMap((conversation) => {
    const small = known.get(conversation) ?? strangers.get(conversation);
    return small && kept.has(small) ? small : [];
  });
  const same = fitting.length === conversations.length && fitting.every((one, index) => one === conversations[index]);
  return same ? conversations : fitting;
}

/** The newest messages of each side that fit; the newest of all is there in any case. */
function trimmed(conversation: Conversation, room: number): Conversation {
  const { messages, unread } = conversation;
  const newestFirst = [...messages].reverse();
  const of = (wanted: ChatMessage['direction']): Set<ChatMessage> =>
    within(
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
