/**
 * The list of conversations, and the field that begins a new one.
 * Subjects: list of conversations; new conversation field.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import { badgeText } from '../shared/text/badge-text.js';
import { dayWords, timeWords } from '../shared/text/history-text.js';
import type { PeopleLocalizer } from '../shared/text/people.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import { elementClock } from '../shared/time/time.js';

interface ConversationListOptions {
  /** The label of the element; undefined: "Messages". */
  readonly label: string | undefined;
  readonly words: PeopleLocalizer;
  /** Opens the conversation with a number or address. */
  readonly open: (peer: string) => void;
}

export function conversationList(
  conversations: readonly Conversation[],
  options: ConversationListOptions,
): TemplateResult {
  const { label, words } = options;
  return html`
    <form class="search" part="new" @submit=${(event: SubmitEvent) => openTyped(event, options)}>
      ${icon('search', { size: 'm' })}
      <input
        part="input"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="256"
        aria-label=${words.term('newMessageTo')}
        placeholder=${words.term('newMessageTo')}
      />
    </form>
    ${conversations.length === 0 ? empty(words) : nothing}
    <ul class="rows" part="base" aria-label=${label ?? words.term('messages')} ?hidden=${conversations.length === 0}>
      ${repeat(
        conversations,
        ({ peer }) => peer.uri,
        (conversation) => item(conversation, options),
      )}
    </ul>
  `;
}

function openTyped(event: SubmitEvent, { open }: ConversationListOptions): void {
  event.preventDefault();
  const input = (event.target as HTMLFormElement).querySelector('input');
  const target = input?.value.trim();
  if (!target || !input) return;
  input.value = '';
  open(target);
}

function empty(words: PeopleLocalizer): TemplateResult {
  return html`<slot name="empty"
    ><div class="empty" part="empty">
      <span class="mark" part="mark">${icon('message-circle')}</span>
      <h2 class="strong" part="title">${words.term('noMessagesYet')}</h2>
      <p class="muted" part="text">${words.term('messagesAppearHere')}</p>
    </div></slot
  >`;
}

function item({ peer, messages, unread }: Conversation, { words, open }: ConversationListOptions): TemplateResult {
  const last = messages.at(-1);
  const said = last?.direction === 'outgoing' ? `${words.term('you')}: ` : '';
  const label = words.term('conversationWith', plainNameOf(peer, words.term('privateNumber')));
  const news = words.term('unread', unread);
  return html`<li class="row ${unread > 0 ? 'unread' : ''}" part="item">
    ${avatar(peer)}
    <div class="who">
      <span class="top">
        <b class="cut" part="name">${nameOf(peer, words.term('privateNumber'))}</b>
        ${last ? html`<time part="time" datetime=${new Date(last.at).toISOString()}>${timeOf(last.at, words)}</time>` : nothing}
      </span>
      <span class="sub" part="line"
        ><span class="cut grow">${said}<bdi>${last?.text.slice(0, 200)}</bdi></span
        >${
          unread > 0
            ? html`<span class="count" part="count" aria-hidden="true">${badgeText(unread)}</span
                ><span class="visually-hidden">${news}</span>`
            : nothing
        }</span
      >
    </div>
    <button
      class="over"
      part="open"
      type="button"
      aria-label=${unread > 0 ? `${label}, ${news}` : label}
      @click=${() => open(peer.uri)}
    ></button>
  </li>`;
}

function timeOf(at: number, words: PeopleLocalizer): string {
  const today = new Date(elementClock().now()).setHours(0, 0, 0, 0);
  return at >= today ? timeWords(at, words) : dayWords(at, words);
}
