/**
 * `<sip-history>`: the call history, newest first, by day; a press calls again.
 * Subjects: <sip-history>; list of past calls; missed calls grouped; repeated calls in one row of the list; call again from the history; day headings.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { isMissed } from '../../phone/history/past-calls.js';
import type { HistoryEntry, PhoneState } from '../../phone/state.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { DrawnRows } from '../shared/lists/drawn-rows.js';
import { dayWords, historySign, historyWords, timeWords, whenWords } from '../shared/text/history-text.js';
import { icon } from '../shared/icons/icons.js';
import { listStyles } from '../shared/styles/list.styles.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { elementClock } from '../shared/time/time.js';
import { styles } from './sip-history.styles.js';
import { PeopleLocalizer } from '../shared/text/people.js';

/** A row of the list: a call, or several consecutive missed calls. */
interface Row {
  readonly entry: HistoryEntry;
  readonly times: number;
}

/**
 * The call history.
 *
 * @tag sip-history
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {'compact'} layout - `compact`: a press on the row calls, and there is no Clear button.
 * @slot empty - Content without calls.
 * @csspart base - The list.
 * @csspart day - The heading of a day.
 * @csspart item - Each call.
 * @csspart name - The name of the peer.
 * @csspart call - The Call button.
 * @csspart clear - The button that clears the history.
 * @csspart empty - The text where there is no call.
 * @csspart avatar - The image or initials.
 * @csspart bottom - The row at the bottom.
 * @csspart icon - Each icon.
 * @csspart line - The second line.
 * @csspart mark - The round mark with an icon.
 * @csspart time - The time.
 * @cssstate empty - There are no calls.
 */
export class SipHistory extends PhoneElement {
  static readonly tagName: string = 'sip-history';
  protected static override readonly laterSlots = ['empty'];
  static override styles = [SipElement.styles, avatarStyles, listStyles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property({ reflect: true }) accessor layout: 'compact' | undefined = undefined;

  readonly #drawn = new DrawnRows(this);
  /** The rows of the present history, cached. */
  #rows: { readonly of: readonly HistoryEntry[]; readonly rows: readonly Row[] } | undefined;

  protected override select(state: PhoneState): unknown {
    return state.history;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const history = this.phoneState?.history ?? [];
    this.toggleState('empty', history.length === 0);
    if (this.#rows?.of === history) return;
    if (history.length === 0) this.#drawn.reset();
    this.#rows = { of: history, rows: rowsOf(history) };
  }

  protected override render(): TemplateResult {
    const rows = this.#rows?.rows ?? [];
    return rows.length === 0 ? this.#empty() : this.#list(rows);
  }

  #empty(): TemplateResult {
    if (this.layout === 'compact')
      return html`<slot name="empty"><p class="none muted" part="empty">${this.localize.term('noCallsYet')}</p></slot>`;
    return html`<slot name="empty"
      ><div class="empty" part="empty">
        <span class="mark" part="mark">${icon('phone')}</span>
        <h2 class="strong">${this.localize.term('noCallsYet')}</h2>
        <p class="muted">${this.localize.term('callsAppearHere')}</p>
      </div></slot
    >`;
  }

  #list(rows: readonly Row[]): TemplateResult {
    const compact = this.layout === 'compact';
    const days = groupBy(this.#drawn.of(rows), ({ entry }) => dayWords(entry.startedAt, this.localize));
    return html`
      <div class="rows" part="base" tabindex="-1">
        ${repeat(
          days,
          ([day]) => day,
          ([day, ofDay]) => html`
            ${compact ? nothing : html`<h3 part="day">${day}</h3>`}
            <ul aria-label=${day}>
              ${repeat(
                ofDay,
                ({ entry }) => entry.id,
                (row) => this.#guarded(row),
              )}
            </ul>
          `,
        )}
        ${this.#drawn.end(rows)}
      </div>
      ${
        compact
          ? nothing
          : html`<div class="bottom" part="bottom">
              <button
                class="button low"
                part="clear"
                type="button"
                @click=${() => void this.access?.clearHistory().catch(() => undefined)}
              >
                ${this.localize.term('clear')}
              </button>
            </div>`
      }
    `;
  }

  /** Renders a row once; rendering further rows does not repeat it. */
  #guarded(row: Row): unknown {
    const today = new Date(elementClock().now()).toDateString();
    return guard([row.entry, row.times, this.layout, this.localize.lang(), this.access, today], () => this.#item(row));
  }

  #item({ entry, times }: Row): TemplateResult {
    const { peer } = entry;
    const withheld = this.localize.term('privateNumber');
    const compact = this.layout === 'compact';
    return html`
      <li part="item" class="row ${isMissed(entry) ? 'missed' : ''}">
        ${avatar(peer)}
        <div class="who">
          <span class="top">
            <b class="cut" part="name">${nameOf(peer, withheld)}</b>
            <time part="time" datetime=${new Date(entry.startedAt).toISOString()}>${this.#when(entry.startedAt)}</time>
          </span>
          <span class="sub" part="line">
            ${icon(historySign(entry), { size: 's' })}<span>${historyWords(entry, this.localize, times)}</span>
          </span>
        </div>
        <button
          class=${compact ? 'over' : 'icon-button'}
          part="call"
          type="button"
          aria-label=${this.localize.term('callNumber', plainNameOf(peer, withheld))}
          ?disabled=${peer.number === ''}
          @click=${() => this.access?.dial(peer.number)}
        >
          ${compact ? nothing : icon('phone', { size: 'm' })}
        </button>
      </li>
    `;
  }

  /** Returns the time, or the date of a call of another day where there are no day headings. */
  #when(startedAt: number): string {
    return this.layout === 'compact' ? whenWords(startedAt, this.localize) : timeWords(startedAt, this.localize);
  }
}

/** Groups consecutive missed calls of one peer on one day. */
function rowsOf(history: readonly HistoryEntry[]): readonly Row[] {
  const rows: Row[] = [];
  for (const entry of history) {
    const last = rows.at(-1);
    if (last && isMissed(entry) && isMissed(last.entry) && isSame(entry, last.entry))
      rows[rows.length - 1] = { entry: last.entry, times: last.times + (entry.times ?? 1) };
    else rows.push({ entry, times: entry.times ?? 1 });
  }
  return rows;
}

const isSame = (one: HistoryEntry, other: HistoryEntry): boolean =>
  one.peer.uri === other.peer.uri &&
  new Date(one.startedAt).toDateString() === new Date(other.startedAt).toDateString();

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-history': SipHistory;
  }
}
