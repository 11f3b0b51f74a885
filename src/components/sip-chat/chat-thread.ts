/**
 * The thread of a conversation: messages and calls, by day. Every text is a text node in its own direction.
 * Subjects: one conversation; delivery mark of a message; messages by day; sent or failed mark; calls among messages.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isMissed } from '../../phone/history/past-calls.js';
import type { ChatMessage, Conversation, HistoryEntry } from '../../phone/state.js';
import { dayWords, historySign, lastedWords, timeWords } from '../shared/text/history-text.js';
import { icon } from '../shared/icons/icons.js';
import type { PeopleLocalizer } from '../shared/text/people.js';

type Item =
  | { readonly at: number; readonly key: string; readonly message: ChatMessage }
  | { readonly at: number; readonly key: string; readonly call: HistoryEntry };

interface ThreadActions {
  resend(message: ChatMessage): void;
}

/** Returns the newest messages, at most `most`, and the calls since the oldest of them. */
export function threadItems(
  conversation: Conversation | undefined,
  history: readonly HistoryEntry[],
  most: number,
): readonly Item[] {
  if (!conversation) return [];
  const messages = conversation.messages.slice(-most);
  const since = messages[0]?.at ?? Infinity;
  const calls = history.filter(({ peer, startedAt }) => peer.uri === conversation.peer.uri && startedAt >= since);
  const items: Item[] = [
    ...messages.map((message) => ({ at: message.at, key: message.id, message })),
    ...calls.map((call) => ({ at: call.startedAt, key: call.id, call })),
  ];
  return items.sort((one, other) => one.at - other.at);
}

export function thread(
  items: readonly Item[],
  name: string,
  words: PeopleLocalizer,
  actions: ThreadActions,
): TemplateResult {
  const last = items.findLast((item) => 'message' in item && item.message.direction === 'outgoing');
  let day = '';
  return html`${repeat(
    items,
    ({ key }) => key,
    (item) => {
      const itsDay = dayWords(item.at, words);
      const heading = itsDay === day ? nothing : html`<p class="day" part="day">${(day = itsDay)}</p>`;
      const content =
        'call' in item ? callLine(item.call, words) : bubble(item.message, item === last, name, words, actions);
      return html`${heading}${content}`;
    },
  )}`;
}

function bubble(
  message: ChatMessage,
  isLast: boolean,
  name: string,
  words: PeopleLocalizer,
  actions: ThreadActions,
): TemplateResult {
  const mine = message.direction === 'outgoing';
  const author = `${mine ? words.term('you') : name}, ${timeWords(message.at, words)}: `;
  return html`
    <p class="bubble ${mine ? 'mine' : ''}" part="message ${mine ? 'message-out' : 'message-in'}">
      <span class="visually-hidden"><bdi>${author}</bdi></span
      ><span class="text" dir="auto">${message.text}</span>
    </p>
    ${mine && (isLast || message.status === 'sending' || message.status === 'failed') ? receipt(message, words, actions) : nothing}
  `;
}

function receipt(message: ChatMessage, words: PeopleLocalizer, actions: ThreadActions): TemplateResult {
  if (message.status === 'failed')
    return html`<p class="receipt" part="receipt" data-tone="bad">
      ${icon('triangle-alert', { size: 's' })}<span
        >${words.term('notDelivered')}${message.cause ? ` · ${words.term('cause', message.cause)}` : ''}</span
      >
      <button class="button low" type="button" part="resend" @click=${() => actions.resend(message)}>
        ${words.term('sendAgain')}
      </button>
    </p>`;
  const { status } = message;
  const said =
    status === 'sending'
      ? words.term('sending')
      : `${words.term(status === 'sent' ? 'sent' : 'delivered')} ${timeWords(message.at, words)}`;
  return html`<p class="receipt" part="receipt">
    ${icon(status === 'delivered' ? 'check' : 'clock', { size: 's' })}${said}
  </p>`;
}

function callLine(call: HistoryEntry, words: PeopleLocalizer): TemplateResult {
  const parts = isMissed(call)
    ? [words.term('missed')]
    : call.answeredAt === undefined
      ? [words.term('callIn', call.direction), words.term('cause', call.cause)]
      : [words.term('callIn', call.direction), lastedWords(call, words)];
  return html`<p class="event-line" part="call">
    ${icon(historySign(call), { size: 's' })}${[...parts, timeWords(call.startedAt, words)].join(' · ')}
  </p>`;
}
