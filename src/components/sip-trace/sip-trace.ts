/**
 * `<sip-trace>`: the SIP messages of the phone as a live ladder diagram, each with its text. Secrets are masked.
 * Subjects: <sip-trace>; SIP ladder; copy of the trace; number of messages in the trace; longest message kept in the trace; text
 * beside the ladder, from which width; rows rendered beyond the view.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { redact } from '../../sip/base/logger.js';
import { SizeObserver } from '../shared/base/size-observer.js';
import { copyText, downloadText } from '../shared/base/clipboard.js';
import { callIdOf, type LadderEntry } from './ladder.js';
import { ladderRow, ROW, type Rung } from './ladder-row.js';
import { barButton, messageDetail } from './message-detail.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';
import { styles } from './sip-trace.styles.js';
import { ToolLocalizer } from '../shared/text/tools.js';

export type { LadderEntry } from './ladder.js';

/** Number of rows rendered beyond each edge of the viewport. */
const BEYOND = 8;
/** Number of rows rendered while the height is unknown. */
const FIRST = 30;
/** Maximum number of characters kept of one message. */
const LONGEST = 64_000;
/** From this width in px the text of a message is beside the rows, and below them in a narrower element. */
const WIDE = 720;
/** Below this width in px the column of times is narrow. */
const NARROW = 480;
const PHONE = 'phone';
const SERVER = 'server';

/**
 * The SIP ladder.
 *
 * @tag sip-trace
 * @attr {string} for - Id of the provider. Default: the closest one around it.
 * @attr {string} lanes - Names of the lanes, separated by spaces, for messages of `add()`. Default: the phone and its server.
 * @attr {number} keep - Maximum number of messages. Default 1000.
 * @attr {boolean} paused - Ignores new messages.
 * @csspart base - The rows.
 * @csspart bar - The buttons.
 * @csspart lanes - The names of the lanes.
 * @csspart row - Each message.
 * @csspart arrow - Its arrow.
 * @csspart text - The text of the selected message.
 * @csspart icon - Each icon.
 * @cssstate empty - There are no messages.
 * @cssstate selected - The text of a message is shown.
 */
export class SipTrace extends PhoneElement {
  static readonly tagName: string = 'sip-trace';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new ToolLocalizer(this);

  @property() accessor lanes: string | undefined = undefined;
  @property({ type: Number }) accessor keep = 1000;
  @property({ type: Boolean, reflect: true }) accessor paused = false;

  @state() private accessor chosen: number | undefined = undefined;
  /** Index of the first visible row. */
  @state() private accessor top = 0;
  @state() private accessor notice = '';
  @state() private accessor room: 'narrow' | 'medium' | 'wide' = 'medium';

  #rungs: Rung[] = [];
  #count = 0;
  #atEnd = true;
  #rowsInView = FIRST;
  #tracedPhone: PhoneLike | undefined;

  constructor() {
    super();
    new SizeObserver(this, () => {
      this.room = this.offsetWidth >= WIDE ? 'wide' : this.offsetWidth < NARROW ? 'narrow' : 'medium';
      this.#look();
    });
  }

  /** Adds a message of another source, such as a server; those of the phone are added automatically. */
  add(entry: LadderEntry): void {
    if (this.paused) return;
    const text = redact(entry.text.slice(0, LONGEST));
    this.#rungs.push({ ...entry, text, id: this.#count++, callId: callIdOf(text) });
    const most = Math.max(1, Math.floor(this.keep) || 1);
    if (this.#rungs.length > most) this.#rungs.splice(0, this.#rungs.length - most);
    this.requestUpdate();
  }

  /** Removes all messages. */
  clear(): void {
    this.#rungs = [];
    this.chosen = undefined;
    this.top = 0;
    this.#atEnd = true;
    this.requestUpdate();
  }

  /** All messages as text, oldest first, with secrets masked. */
  get text(): string {
    return this.#rungs
      .map(({ at, from, to, text }) => `${new Date(at).toISOString()} ${from} → ${to}\n${text.trimEnd()}\n`)
      .join('\n');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#trace(this.access?.phone);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trace(undefined);
  }

  protected override select(): unknown {
    return undefined; // Messages come as events: no part of the state is rendered.
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#trace(this.isConnected ? this.access?.phone : undefined);
    this.toggleState('empty', this.#rungs.length === 0);
    this.toggleState('selected', this.#selected !== undefined);
  }

  protected override updated(changed: PropertyValues): void {
    this.#look();
    // The text of a message shrinks the list: keep the selected row visible.
    if (changed.has('chosen')) this.#reveal(this.#rungs.findIndex(({ id }) => id === this.chosen));
  }

  protected override render(): TemplateResult {
    const lanes = this.#lanes;
    const words = this.localize;
    const none = this.#rungs.length === 0;
    const selected = this.#selected;
    return html`
      <div class="bar" part="bar" role="toolbar" aria-label=${this.hostLabel ?? words.term('trace')}>
        <span class="grow small muted" role="status"
          >${this.notice || words.term('traceMessages', this.#rungs.length)}</span
        >
        ${barButton(words.term(this.paused ? 'continueTrace' : 'pause'), () => (this.paused = !this.paused))}
        ${barButton(words.term('clear'), () => this.clear(), none)}
        ${barButton(words.term('copyAll'), () => this.#copy(this.text), none)}
        ${barButton(words.term('download'), () => downloadText('sip-trace.txt', this.text), none)}
      </div>
      <div class="body ${this.room}">
        <div class="ladder">
          <div class="lanes" part="lanes" aria-hidden="true" ${ref(this.#measure)}>
            <span></span>${lanes.map((name) => html`<span class="cut">${this.#laneName(name)}</span>`)}
          </div>
          ${none ? html`<p class="none muted grow">${words.term('noTraceYet')}</p>` : this.#ladder(lanes)}
        </div>
        ${selected ? messageDetail(selected, { words, copy: () => void this.#copy(selected.text), close: this.#close }) : nothing}
      </div>
    `;
  }

  #ladder(lanes: readonly string[]): TemplateResult {
    const from = Math.max(0, Math.min(this.top, this.#rungs.length - 1) - BEYOND);
    const drawn = this.#rungs.slice(from, from + this.#rowsInView + 2 * BEYOND);
    const row = {
      lanes,
      count: this.#rungs.length,
      start: this.#rungs[0]?.at ?? 0,
      chosen: this.#selected,
      nameOf: (lane: string) => this.#laneName(lane),
      choose: (id: number) => this.#choose(id),
    };
    return html`<div
      class="view"
      part="base"
      tabindex="0"
      role="listbox"
      aria-label=${this.localize.term('trace')}
      aria-activedescendant=${drawn.some(({ id }) => id === this.chosen) ? `rung-${this.chosen}` : nothing}
      @scroll=${this.#scrolled}
      @keydown=${this.#keydown}
    >
      <div class="sizer" role="presentation" ${ref(this.#measure)}>
        <div class="rails" role="presentation"><span></span>${lanes.map(() => html`<i></i>`)}</div>
        ${repeat(
          drawn,
          ({ id }) => id,
          (rung, index) => ladderRow(rung, { ...row, index: from + index }),
        )}
      </div>
    </div>`;
  }

  get #selected(): Rung | undefined {
    return this.#rungs.find(({ id }) => id === this.chosen);
  }

  readonly #close = (): void => {
    this.chosen = undefined;
    this.#view?.focus();
  };

  get #view(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.view');
  }

  get #lanes(): readonly string[] {
    const named = this.lanes?.split(/\s+/).filter(Boolean) ?? [];
    return named.length > 0 ? [...named, ''] : [PHONE, SERVER];
  }

  #laneName(name: string): string {
    if (this.lanes) return name || this.localize.term('others');
    return this.localize.term(name === PHONE ? 'thisPhone' : 'theServer');
  }

  readonly #measure = (element: Element | undefined): void => {
    if (!(element instanceof HTMLElement)) return;
    this.style.setProperty('--lanes', String(this.#lanes.length));
    if (element.matches('.sizer')) element.style.blockSize = `${this.#rungs.length * ROW}px`;
  };

  /** Updates the range of visible rows. */
  #look(): void {
    const view = this.#view;
    const sizer = view?.firstElementChild;
    if (!view || !(sizer instanceof HTMLElement)) return;
    sizer.style.blockSize = `${this.#rungs.length * ROW}px`;
    if (view.clientHeight > 0) this.#rowsInView = Math.ceil(view.clientHeight / ROW);
    if (this.#atEnd) view.scrollTop = view.scrollHeight;
    const top = Math.floor(view.scrollTop / ROW);
    if (top !== this.top) queueMicrotask(() => (this.top = top));
  }

  #scrolled(event: Event): void {
    const view = event.currentTarget as HTMLElement;
    this.#atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < ROW;
    this.top = Math.floor(view.scrollTop / ROW);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#selected) {
      event.preventDefault();
      this.#close();
    }
    const index = this.#rungs.findIndex(({ id }) => id === this.chosen);
    const last = this.#rungs.length - 1;
    const to = { ArrowDown: Math.min(index + 1, last), ArrowUp: Math.max(index - 1, 0), Home: 0, End: last }[event.key];
    const rung = to === undefined ? undefined : this.#rungs[to];
    if (to === undefined || !rung) return;
    event.preventDefault();
    this.#choose(rung.id);
  }

  #reveal(index: number): void {
    const view = this.#view;
    if (!view || index < 0) return;
    const top = index * ROW;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + ROW > view.scrollTop + view.clientHeight) view.scrollTop = top + ROW - view.clientHeight;
    this.#look();
  }

  #choose(id: number): void {
    this.chosen = id;
    this.notice = '';
    this.#atEnd = id === this.#rungs.at(-1)?.id;
  }

  async #copy(text: string): Promise<void> {
    this.notice = this.localize.term((await copyText(text, this)) ? 'copied' : 'cannotCopy');
  }

  /** Listens to the trace of this phone only. */
  #trace(phone: PhoneLike | undefined): void {
    if (phone === this.#tracedPhone) return;
    this.#tracedPhone?.off('trace', this.#take);
    this.#tracedPhone = phone;
    phone?.on('trace', this.#take);
  }

  readonly #take = ({ at, direction, text }: { at: number; direction: 'out' | 'in'; text: string }): void => {
    const out = direction === 'out';
    this.add({ at, text, from: out ? PHONE : SERVER, to: out ? SERVER : PHONE });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-trace': SipTrace;
  }
}
