/** `<sip-history>`: past calls, newest first, by day; one press calls again. */

import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, PhoneState } from '../phone/state.js';
import { avatarStyles } from './internal/avatar.styles.js';
import { icon, type IconName } from './internal/icons.js';
import { avatar, nameOf, plainNameOf } from './internal/party.js';
import { PhoneElement } from './internal/phone-element.js';
import { SipElement } from './internal/sip-element.js';
import { elementClock } from './internal/time.js';
import { styles } from './sip-history.styles.js';

/** How many rows are drawn at first, and with each time that the end comes into sight: a thousand at once would be felt. */
const PAGE = 50;
const DAY = 86_400_000;

/**
 * Past calls.
 *
 * @tag sip-history
 * @attr {string} for - Id of the provider, where the element stands outside of it.
 * @attr {'compact'} layout - `compact`: a press on the row calls, and there is no button to clear.
 * @slot empty - What stands there without a call.
 * @csspart base - The list.
 * @csspart day - The heading of a day.
 * @csspart item - Each call.
 * @csspart name - The name in it.
 * @csspart call - Its button.
 * @csspart clear - The button that clears the list.
 * @cssstate empty
 */
export class SipHistory extends PhoneElement {
  static readonly tagName: string = 'sip-history';
  static override styles = [SipElement.styles, avatarStyles, styles];

  @property({ reflect: true }) accessor layout: 'compact' | undefined = undefined;

  @state() private accessor drawn = PAGE;

  protected override select(state: PhoneState): unknown {
    return state.history;
  }

  protected override render(): TemplateResult {
    const history = this.phoneState?.history ?? [];
    this.toggleState('empty', history.length === 0);
    return history.length === 0 ? this.#empty() : this.#list(history);
  }

  #empty(): TemplateResult {
    return html`<slot name="empty"
      ><div class="empty" part="empty">
        <span class="mark">${icon('phone')}</span>
        <h2 class="strong">${this.localize.term('noCallsYet')}</h2>
        <p class="muted">${this.localize.term('callsAppearHere')}</p>
      </div></slot
    >`;
  }

  #list(history: readonly HistoryEntry[]): TemplateResult {
    const days = groupBy(history.slice(0, this.drawn), (entry) => this.#dayOf(entry));
    return html`
      <div class="list" part="base" tabindex="-1" @scroll=${this.#scrolled} @focusin=${this.#scrolled}>
        ${repeat(
          days,
          ([day]) => day,
          ([day, entries]) => html`
            <h3 part="day">${day}</h3>
            <ul>
              ${repeat(
                entries,
                ({ id }) => id,
                (entry) => this.#item(entry),
              )}
            </ul>
          `,
        )}
      </div>
      <div class="bottom">
        <button class="button low" part="clear" type="button" @click=${() => this.access?.phone.clearHistory()}>
          ${this.localize.term('clear')}
        </button>
      </div>
    `;
  }

  #item(entry: HistoryEntry): TemplateResult {
    const withheld = this.localize.term('privateNumber');
    const missed = entry.direction === 'incoming' && entry.cause === 'missed';
    const started = new Date(entry.startedAt);
    return html`
      <li part="item" class=${missed ? 'missed' : ''}>
        ${avatar(entry.peer)}
        <div class="who">
          <span class="top">
            <b class="cut" part="name">${nameOf(entry.peer, withheld)}</b>
            <time datetime=${started.toISOString()}>${this.localize.date(started, { timeStyle: 'short' })}</time>
          </span>
          <span class="sub">
            ${icon(signOf(entry, missed), { size: 's' })}<span class="cut">${this.#words(entry, missed)}</span>
          </span>
        </div>
        <button
          class="icon-button"
          part="call"
          type="button"
          aria-label=${this.localize.term('callNumber', plainNameOf(entry.peer, withheld))}
          ?disabled=${entry.peer.number === ''}
          @click=${() => this.access?.dial(entry.peer.number)}
        >
          ${icon('phone', { size: 'm' })}
        </button>
      </li>
    `;
  }

  #words(entry: HistoryEntry, missed: boolean): string {
    if (missed) return this.localize.term('missed');
    if (entry.answeredAt === undefined) return this.localize.term('cause', entry.cause);
    const minutes = Math.max(1, Math.round((entry.endedAt - entry.answeredAt) / 60_000));
    return `${this.localize.term(entry.direction)} · ${this.localize.term('minutes', minutes)}`;
  }

  #dayOf({ startedAt }: HistoryEntry): string {
    const today = new Date(elementClock().now()).setHours(0, 0, 0, 0);
    if (startedAt >= today) return this.localize.term('today');
    if (startedAt >= today - DAY) return this.localize.term('yesterday');
    return this.localize.date(new Date(startedAt), { dateStyle: 'medium' });
  }

  #scrolled(event: Event): void {
    const list = event.currentTarget as HTMLElement;
    const left = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (left < 400 && this.drawn < (this.phoneState?.history.length ?? 0)) this.drawn += PAGE;
  }
}

const signOf = (entry: HistoryEntry, missed: boolean): IconName => {
  if (missed) return 'phone-missed';
  return entry.direction === 'incoming' ? 'phone-incoming' : 'phone-outgoing';
};

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-history': SipHistory;
  }
}
