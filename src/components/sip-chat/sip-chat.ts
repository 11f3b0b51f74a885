/**
 * `<sip-chat>`: text messages (RFC 3428): the list of conversations, and one conversation with its composer.
 * Subjects: <sip-chat>; message composer; Enter sends a message; drafts; number of messages rendered; scrolling to the newest
 * message; sip-conversation event.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Conversation, Party, PhoneState } from '../../phone/state.js';
import { SipConversationEvent } from '../shared/events/events.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { thread, threadItems } from './chat-thread.js';
import { conversationList } from './conversation-list.js';
import { errorWords } from './message-error-text.js';
import { icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import { listStyles } from '../shared/styles/list.styles.js';
import { knownParty } from '../shared/text/known-name.js';
import { nameOf, plainNameOf } from '../shared/text/party.js';
import { SizeObserver } from '../shared/base/size-observer.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { styles } from './sip-chat.styles.js';
import { PeopleLocalizer } from '../shared/text/people.js';

/** Number of messages that are rendered, and number added by each press on "older". */
const PAGE = 100;
/** Distance from the end in px within which new messages scroll the view. */
const AT_END = 40;
/** Maximum length of a message in characters, equal to that of the phone. */
const LONGEST = 8000;

/**
 * Text messages.
 *
 * @tag sip-chat
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} peer - Number or address of the peer of the open conversation; without it the list is shown.
 * @attr {boolean} single - Shows one conversation only, without a way back to the list.
 * @fires sip-conversation - A conversation was opened, or closed for the list. Does not bubble.
 * @slot empty - Content without a conversation.
 * @csspart base - The container.
 * @csspart header - The header of a conversation.
 * @csspart item - Each conversation of the list.
 * @csspart log - The messages.
 * @csspart day - The heading of a day.
 * @csspart message - Each message.
 * @csspart message-in - Each received message.
 * @csspart message-out - Each sent message.
 * @csspart receipt - The delivery status of a sent message.
 * @csspart call - A call between messages.
 * @csspart composer - The form of a new message.
 * @csspart input - The text field of the composer.
 * @csspart send - The send button.
 * @csspart new - The form that begins a conversation.
 * @csspart name - The name of the peer in the list.
 * @csspart count - The number of unread messages.
 * @csspart older - The button that shows older messages.
 * @csspart resend - The button of a message that was not sent.
 * @csspart typing - The line that says that the other party is writing (option `composing`).
 * @csspart problem - Why a message cannot be sent.
 * @csspart empty - The text where there is no conversation.
 * @csspart avatar - The image or initials.
 * @csspart back - The way back.
 * @csspart icon - Each icon.
 * @csspart line - The second line.
 * @csspart mark - The round mark with an icon.
 * @csspart open - The row as a button.
 * @csspart text - The sentence without a conversation.
 * @csspart time - The time.
 * @csspart title - Its title.
 * @cssstate conversation - A conversation is open.
 */
export class SipChat extends PhoneElement {
  static readonly tagName: string = 'sip-chat';
  protected static override readonly laterSlots = ['empty'];
  static override styles = [SipElement.styles, avatarStyles, listStyles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property({ reflect: true }) accessor peer: string | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor single = false;

  @state() private accessor shown = PAGE;
  @state() private accessor problem: string | undefined = undefined;

  /** Drafts by peer, kept while the list is shown. */
  readonly #drafts = new Map<string, string>();
  #atEnd = true;
  /** The document whose visibility the element follows: the element can move to another one. */
  #document: Document | undefined;

  constructor() {
    super();
    new SizeObserver(this, () => this.#toEnd());
  }

  /** Focuses the text field, or the field of a new conversation. */
  override focus(options?: FocusOptions): void {
    const field = this.renderRoot.querySelector<HTMLElement>('textarea, input');
    if (field) field.focus(options);
    else super.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#document = this.ownerDocument;
    this.#document.addEventListener('visibilitychange', this.#markRead);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#document?.removeEventListener('visibilitychange', this.#markRead);
  }

  protected override select(state: PhoneState): unknown {
    return [state.conversations, state.history, state.typing];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.toggleState('conversation', this.peer !== undefined);
    if (!changed.has('peer')) return;
    this.#atEnd = true;
    this.shown = PAGE;
    this.problem = undefined;
  }

  protected override updated(): void {
    this.#toEnd();
    queueMicrotask(this.#markRead);
  }

  /** Scrolls to the newest message, also when a virtual keyboard shrinks the view, unless the user has scrolled up. */
  #toEnd(): void {
    const log = this.renderRoot.querySelector('.thread');
    if (log && this.#atEnd) log.scrollTop = log.scrollHeight;
  }

  #scrolled(event: Event): void {
    const log = event.currentTarget as HTMLElement;
    this.#atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < AT_END;
  }

  protected override render(): TemplateResult {
    if (this.peer !== undefined) return this.#conversationView(this.peer);
    return conversationList(this.phoneState?.conversations ?? [], {
      label: this.hostLabel,
      words: this.localize,
      open: (peer) => this.#open(peer),
    });
  }

  get #conversation(): Conversation | undefined {
    const { peer } = this;
    const all = this.phoneState?.conversations ?? [];
    const known = all.find((one) => one.peer.uri === peer || (peer !== undefined && one.aliases?.includes(peer)));
    return known ?? all.find((one) => one.peer.number === peer);
  }

  #conversationView(target: string): TemplateResult {
    const words = this.localize;
    const conversation = this.#conversation;
    const own: Party = conversation?.peer ?? { name: '', number: target.replace(/^sips?:/i, ''), uri: target };
    const peer = own.name ? own : { ...own, name: knownParty(this.phoneState, own.uri)?.name ?? '' };
    const name = plainNameOf(peer, words.term('privateNumber'));
    const all = conversation?.messages.length ?? 0;
    return html`
      <header class="header" part="header">
        ${
          this.single
            ? nothing
            : html`<button
                class="icon-button"
                part="back"
                aria-label=${words.term('back')}
                @click=${() => this.#open(undefined)}
              >
                ${icon('arrow-left', { size: 'm' })}
              </button>`
        }
        <h2 class="cut" part="name">${nameOf(peer, words.term('privateNumber'))}</h2>
        <button
          class="icon-button"
          part="call"
          aria-label=${words.term('callNumber', name)}
          ?disabled=${!this.access}
          @click=${() => this.access?.dial(conversation ? peer.uri : target)}
        >
          ${icon('phone', { size: 'm' })}
        </button>
      </header>
      <div class="thread" tabindex="0" role="region" aria-label=${words.term('messages')} @scroll=${this.#scrolled}>
        ${
          all > this.shown
            ? html`<button class="button low older" part="older" @click=${() => (this.shown += PAGE)}>
                ${words.term('showOlder')}
              </button>`
            : nothing
        }
        <div class="log" part="log" role="log" aria-label=${words.term('conversationWith', name)}>
          ${thread(threadItems(conversation, this.phoneState?.history ?? [], this.shown), name, words, {
            resend: ({ id }) => void this.access?.phone.messages?.resend(id).catch(() => {}),
          })}
        </div>
      </div>

      <p class="receipt typing" part="typing" role="status">
        ${this.#isTyping(peer.uri) ? words.term('isTyping', name) : nothing}
      </p>
      <p class="problem" part="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      ${this.#composer(target)}
    `;
  }

  #isTyping(uri: string): boolean {
    const typing = this.phoneState?.typing ?? [];
    return [uri, ...(this.#conversation?.aliases ?? [])].some((address) => typing.includes(address));
  }

  #composer(target: string): TemplateResult {
    const draft = this.#drafts.get(target) ?? '';
    const words = this.localize;
    return html`<form class="composer" part="composer" @submit=${this.#submit}>
      <textarea
        part="input"
        dir="auto"
        rows="1"
        maxlength=${LONGEST}
        aria-label=${words.term('writeMessage')}
        placeholder=${words.term('writeMessage')}
        .value=${live(draft)}
        @input=${this.#write}
        @keydown=${this.#keydown}
      ></textarea>
      <button
        class="round"
        part="send"
        type="submit"
        aria-label=${words.term('send')}
        ?disabled=${!draft.trim() || !this.access?.phone.messages}
      >
        ${icon(more('send'), { size: 'm' })}
      </button>
    </form>`;
  }

  #write(event: Event): void {
    const text = (event.target as HTMLTextAreaElement).value;
    this.#setDraft(this.peer, text);
    if (text && this.peer !== undefined) this.access?.phone.messages?.typing(this.#conversation?.peer.uri ?? this.peer);
  }

  #setDraft(peer: string | undefined, text: string): void {
    if (peer === undefined) return;
    if (text) this.#drafts.set(peer, text);
    else this.#drafts.delete(peer);
    this.requestUpdate();
  }

  /** Enter sends, Shift+Enter inserts a line. During composition Enter belongs to the input method (UI Events §5.8). */
  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { access, peer } = this;
    const text = peer === undefined ? '' : (this.#drafts.get(peer) ?? '');
    if (!access || peer === undefined || !text.trim()) return;
    this.#setDraft(peer, '');
    this.problem = undefined;
    this.#atEnd = true;
    void access.sendMessage(this.#conversation?.peer.uri ?? peer, text).catch((error: unknown) => {
      // A failed message in the conversation can be resent there; other text returns to the field.
      if (this.#conversation?.messages.some((message) => message.status === 'failed' && message.text === text.trim()))
        return;
      if (!this.#drafts.has(peer)) this.#setDraft(peer, text);
      if (this.peer === peer) this.problem = errorWords(error, this.localize);
    });
  }

  #open(peer: string | undefined): void {
    this.peer = peer;
    this.dispatchEvent(new SipConversationEvent(peer));
    void this.updateComplete.then(() => this.focus());
  }

  /** Marks the messages as read when the conversation is visible. */
  #markRead = (): void => {
    const conversation = this.peer === undefined ? undefined : this.#conversation;
    if (!conversation || conversation.unread === 0) return;
    if (this.ownerDocument.visibilityState === 'visible' && this.checkVisibility())
      this.access?.phone.messages?.markRead(conversation.peer.uri);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-chat': SipChat;
  }
}
